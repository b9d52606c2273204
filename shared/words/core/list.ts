/** What the list says: adding, checking, editing, batches and their undo. Each group is named after the file that says it. */
import { countOf, countOnPaper } from '../counts.ts';

export const proceduresWords = {
  thereIsNoBatch: (batch: number) => `There is no batch ${batch}.`,
};

export const batchServiceWords = {
  thereIsNoBatch: (id: number) => `There is no batch ${id}.`,
  batchIsBeingUndone: (id: number) => `Batch ${id} is being undone right now.`,
  theUndoOfBatchWas: (id: number) => `The undo of batch ${id} was stopped half way. Undo it again to go on.`,
  batchIsStillBeing: (id: number) => `Batch ${id} is still being applied. Wait until it is done, or cancel it first.`,
  batchHasBeenUndone: (id: number, id2: number) => `Batch ${id} has been undone. To bring it back, undo batch ${id2}.`,
  batchWasCancelled: (id: number) => `Batch ${id} was cancelled and has been taken back: there is nothing to undo.`,
  batchTookBackWhat: (id: number) => `Batch ${id} took back what was cancelled half way. Do that again instead.`,
  changedOnBy: (day: string, by: string) => `Changed on ${day} by ${by}.`,
  removedOnBy: (day: string, by: string) => `Removed on ${day} by ${by}.`,
  askedForAgainOnBy: (day: string, by: string) => `Asked for again on ${day} by ${by}: it stays blocked.`,
  aConflictWithAVendor: 'A conflict with a vendor is open: decide it first.',
  otherDesksShareIt: 'Other desks share it: only a lead may release it or narrow its block.',
};

export const longBatchWords = {
  backingUpTheList: 'Backing up the list first.',
  noBackupWasMadeBefore: (work: string, failure: string) =>
    `No backup was made before this ${work}: ${failure} The ${work} itself can be undone; make a backup as soon as you can.`,
};

export const runUndoWords = {
  asBefore: (changed: number) => `${countOf(changed, 'entry is', 'entries are')} as before.`,
};

export const takeBackWords = {
  theDiskIsFullAnd:
    'The disk is full, and what was written so far could not be taken back: free some space and start DNC Desk again, which takes it back.',
  wasStoppedHalfWay: (stopped: string, stillThere: string) => `${stopped} was stopped half way. ${stillThere}`,
  theOfBatch: (what: string, label: string, id: number) => `The ${what} of ${label} (batch ${id})`,
  importTheFileAgain: 'import the file again',
  doItAgain: 'do it again',
  wasStoppedHalfWayWhat: (stopped: string, again: string) =>
    `${stopped} was stopped half way. What it had written was taken back: ${again}.`,
};

export const undoBatchWords = {
  blockOf: 'block of',
  changeOf: 'change of',
  removalOf: 'removal of',
  importOf: 'import of',
  undoOf: 'undo of',
  decisionOn: 'decision on',
  changesFrom: 'changes from',
};

export const addEntriesWords = {
  numbers: (valueCount: number) => countOnPaper(valueCount, 'number'),
  theSameSubscriber: (international: string) =>
    `The same subscriber is on the list as ${international}, and already blocked there.`,
  blocked: (scope: string) => `Blocked: ${scope}.`,
  itNowHolds: (why: string, scope: string) => `${why} It now holds: ${scope}.`,
};

export const addTextsWords = {
  confirmItToBlock: (sentence: string) => `${sentence} Confirm it to block it all the same.`,
  isToday: (raw: string, international: string) => `${raw} is today ${international}.`,
};

export const askTextWords = {
  as: (international: string) => ` as ${international}`,
  is: (number: string, holdCount: number, as: string) =>
    `${number} is ${holdCount > 0 ? 'on the list' : 'listed in a registry'}${as}.`,
};

export const checkNumbersWords = {
  andMore: (more: number) => ` And ${more} more.`,
  inDoubt: (open: string) => `In doubt: ${open}`,
  inDoubtSentence: (sentence: string) => `In doubt: ${sentence}`,
  inDoubtSaid: (said: string, sentence: string) => `${said} In doubt: ${sentence}`,
  blockedAsWhichIs: (international: string, sentence: string) =>
    `Blocked as ${international}, which is the same subscriber. ${sentence}`,
  blockedAs: (number: string, sentence: string) => `Blocked as ${number}. ${sentence}`,
  blockedByARegistry: (sentence: string) => `Blocked by a registry. ${sentence}`,
  theListDoesNotBlock: (sentence: string) => `The list does not block it, but that is not enough. ${sentence}`,
};

export const compareListsWords = {
  changedOnBy: (day: string, changedBy: string) => `Changed on ${day} by ${changedBy}.`,
  whichIsMoreThanIn: ', which is more than in the backup',
  because: (reason: string) => `, because: ${reason}`,
  blockedSince: (where: string, more: string, day: string, because: string, createdBy: string) =>
    `Blocked ${where}${more} since ${day}${because} (${createdBy}).`,
  notOnTheListAs: 'Not on the list as it is now.',
  releasedOnBy: (day: string, by: string, why: string) => `Released on ${day} by ${by}: ${why}`,
};

export const decideWords = {
  whereItIsBlocked: 'where it is blocked',
  whetherItIsOnTheList: 'whether it is on the list',
};

export const editEntriesWords = {
  askedForAgainOnBy: (day: string, by: string) => `Asked for again on ${day} by ${by}.`,
  seenIsOfOne: 'Give the version that was seen with one number only.',
  changedMeanwhile: (isRemoved: boolean) =>
    isRemoved
      ? 'The number was released since you opened it, so nothing was changed. Block it again if it is to be blocked.'
      : 'The number was changed since you opened it, so nothing was changed now. Look at it as it is, and change it then.',
  numbers: (numberCount: number) => countOnPaper(numberCount, 'number'),
};

export const editPlanWords = {
  sayWhatToChangeNothing: 'Say what to change: nothing was given.',
};

export const keepBlockedWords = {
  theyWereBlockedAfter: 'They were blocked after the backup was made.',
};

export const numberDetailsWords = {
  askedForAgain: (author: string, file: string | null, isTakenBack: boolean) =>
    `Asked for again by ${author}${file === null ? '' : ` (import of ${file})`}; it was blocked already.${isTakenBack ? ' That was taken back.' : ''}`,
  notOnTheList: 'Not on the list.',
};

export const numberInputWords = {
  isNotACountryCode: (region: string) =>
    `"${region}" is not a country code. Write it as two letters, such as US or IL.`,
  isNotAPhoneNumber: (text: string) => `"${text}" is not a phone number: write + and its digits.`,
};

export const otherListWords = {
  whatBlocksCannot: (path: string, message: string) => `What ${path} blocks cannot be read. ${message}`,
  aQuestionWithAbout: (account: string) => `A question with ${account} about it was open.`,
};

export const pastMomentWords = {
  theLiesInTheFuture: (word: string, dayOf: string) =>
    `The ${word}, ${dayOf}, lies in the future. Give the day on which it was, or none.`,
  theLiesBefore: (word: string, dayOf: string) =>
    `The ${word}, ${dayOf}, lies before 1990. Give the day on which it was, or none.`,
};

export const redactEntriesWords = {
  takenOutOfTheList:
    'Taken out of the list and its history: the reason, the call reference, why it was released, and the name of the file or note that it came from. This cannot be undone.',
  theNumberStaysAs:
    'The number stays as it is: blocked where it was, or released. Who did what, and when, stays too, and so does the name of a file that brought other numbers as well.',
  backupsExportsAnd:
    'Backups, exports and certificates that were written before still hold the texts: backups until newer ones take their place. Restoring one into this desk takes them out again, where the list as it is can be read.',
  aboutAQuestionIs: (e164: string) =>
    `About ${e164} a question is open that shows these texts: decide it under Conflicts first.`,
  aProgramsQuestionIs: (e164: string, id: number) =>
    `About ${e164} a question is open that shows what a program handed in: answer it first, at Home, or with dnc-desk asked answer ${id}.`,
};

export const requestedScopeWords = {
  thereIsNoTargetWith: (unknown: string | number) =>
    `There is no target with the id ${unknown}. Choose one of the accounts or agents.`,
  isNoPartOfSo: (place: string, placePlace: string) =>
    `${place} is no part of ${placePlace}, so it cannot be excepted from it.`,
  theExpiryHasPassed: (end: string) => `The expiry ${end} has passed. Choose a time in the future, or none.`,
  sayWhereItHoldsOnce: 'Say where it holds once: by targets or by holds.',
};

export const exportListWords = {
  doNotCall: 'Do not call',
  whetherItIsOnTheList: 'whether it is on the list',
  whereThisIsBlocked:
    'Where this is blocked could not be read: the database is damaged. Written as blocked everywhere.',
};
