/** What is said of entries: sentences, histories, scopes. Each group is named after the file that says it. */

export const entryWords = {
  theNumberIsNew: 'The number is new.',
  theNumberHadBeen: 'The number had been removed; it is blocked again.',
  theNumberIsAlready: 'The number is already blocked there.',
  theNumberWasBlocked: 'The number was blocked for less; the scopes are taken together.',
  detailsChanged: 'Details changed.',
};

export const entrySentenceWords = {
  blockedWhileAConflict: 'Blocked while a conflict with a vendor is open: it is on a vendor’s list and not on ours.',
  notOnTheListNothing: 'Not on the list: nothing blocks this number.',
  because: (trimEnd: string) => `, because: ${trimEnd}`,
  releasedOnBy: (day: string, by: string, trimEnd: string) => `Released on ${day} by ${by}: ${trimEnd}.`,
  noLongerBlockedIt: (blockedWhere: string, end: string, because: string) =>
    `No longer blocked: it was blocked ${blockedWhere} until ${end}${because}.`,
  blockedWhileAConflictWith: 'Blocked while a conflict with a vendor is open; decide it under Conflicts.',
  blockedSince: (where: string, day: string, because: string, createdBy: string) =>
    `Blocked ${where} since ${day}${because} (${createdBy}).`,
  callableTheNumber: 'Callable: the number is not on the list.',
  callableTheListIsEmpty: 'Callable: the list is empty; no number was ever on it.',
  callableItWasReleased: (day: string, trimEnd: string) => `Callable: it was released on ${day} (${trimEnd}).`,
  callableItsBlock: (end: string) => `Callable: its block ended on ${end}.`,
  callableForItIsBlocked: (asked: string, only: string) => `Callable for ${asked}: it is blocked ${only}.`,
  thisTarget: 'this target',
  until: (end: string) => ` until ${end}`,
  blockedAConflict: (where: string, until: string) =>
    `Blocked ${where}${until}: a conflict with a vendor is open, and while it is the number stays blocked.`,
  blockedSinceWhere: (where: string, until: string, day: string, because: string, createdBy: string) =>
    `Blocked ${where}${until} since ${day}${because} (${createdBy}).`,
  only: (blocked: string) => `only ${blocked}`,
  untilPlace: (place: string, end: string) => `${place} until ${end},`,
};

export const historySentenceWords = {
  aBlockEndedItsDate: 'A block ended: its date has passed.',
  whatItSaidOfThe: (author: string) => `What it said of the person was taken out by ${author}.`,
  released: (by: string, why: string) => `Released ${by}: ${why}.`,
  theReleaseWasChanged: (by: string) => `The release was changed ${by}.`,
  blocked: (where: string, by: string, origin: string) => `Blocked ${where} ${by}${origin}.`,
  blockedAgain: (where: string, by: string, origin: string) => `Blocked again ${where} ${by}${origin}.`,
  confirmed: (by: string) => `Confirmed ${by}.`,
  changed: (by: string, reasonOfChange: string, details: string) => `Changed ${by}${reasonOfChange}: ${details}.`,
  byAtAnotherDesk: (by: string) => `by ${by}, at another desk`,
  byWhoUndidAnEarlier: (author: string) => `by ${author}, who undid an earlier change`,
  by: (author: string) => `by ${author}`,
  until: (end: string) => ` until ${end}`,
  rowOf: (line: number, label: string) => ` (row ${line} of ${label})`,
  theFile: 'the file',
  foundAt: (label: string) => ` (found at ${label})`,
  fromAVendor: ' (from a vendor)',
  conflictDecided: ' (conflict decided)',
  itNowHolds: (scope: string) => `it now holds ${scope}`,
  theWasTakenOut: (word: string) => `the ${word} was taken out`,
  theWasGiven: (word: string) => `the ${word} was given`,
  theIsNow: (word: string, quoted: string) => `the ${word} is now ${quoted}`,
};

export const mergeDesksWords = {
  theNumberIsNewHere: 'The number is new here.',
  itWasAskedForHere: 'Another desk took back what it had blocked, and somebody asked for the number at this one.',
  bothSidesSayTheSame: 'Both sides say the same.',
  bothSidesHaveItThe: 'Both sides have it; the stronger of both holds.',
  itWasChangedAtAnother: 'It was changed at another desk.',
  itWasChangedHere: 'It was changed here.',
  bothSidesReleased: 'Both sides released it.',
  oneSideReleasedOr: 'One side released or narrowed it, the other changed it; it stays blocked until a lead decides.',
  onlyALeadMayWeaken: 'Only a lead may release it or narrow its block; what was blocked is blocked again.',
  eachSideChangedSomething: 'Each side changed something; both are kept, and the blocks are taken together.',
};

export const numberHistoryWords = {
  lastSentTo: (targetName: string, lastAnswer: string) => `Last sent to ${targetName}. ${lastAnswer}`,
  itHasNotAnswered: 'It has not answered.',
};

export const scopeTextWords = {
  isNoPartOfSo: (name: string, place: string) =>
    `"${name}" is no part of "${place}", so it cannot be excepted from it.`,
  target: (place: number) => `target ${place}`,
  noLongerInUse: (placeText: string) => `${placeText} (no longer in use)`,
};

export const scopeWords = {
  except: (where: string, few: string) => `${where} except ${few}`,
  andTheNewAgentOf: ' and the new agent of that name',
  andWhatMayBeIt: (names: string) => ` (no longer in use) and ${names}, which may be the same`,
  aTargetThatIsNo: 'a target that is no longer known',
  noLongerInUse: (name: string) => `${name} (no longer in use)`,
  more: (nameCount: number) => `${nameCount} more`,
  and: (shown: string, shown2: string | undefined) => `${shown} and ${shown2}`,
  andAlso: ', and also',
  andTheOther: ' and',
  moreFirst: (first: string, and: string, restCount: number) => `${first}${and} ${restCount} more`,
  until: (end: string) => ` until ${end}`,
  for: (where: string) => `for ${where}`,
};

export const targetTextWords = {
  aTargetThatIsNo: 'a target that is no longer known',
  fitsMoreThanOneTarget: (text: string, ids: string) => `"${text}" fits more than one target. Use its id: ${ids}.`,
  thereIsNoTargetNo: (text: string) => `There is no target "${text}": no account has been added yet.`,
  thereIsNoTargetDid: (text: string, close: string) => `There is no target "${text}". Did you mean ${close}?`,
};
