/** What changing many entries at once says. Each group is named after the file that says it. */
import { countOf, countOnPaper, toCount } from '../counts.ts';

export const applyBulkWords = {
  changed: (changed: number) => `${countOf(changed, 'entry', 'entries')} changed.`,
};

export const bulkServiceWords = {
  thisWasCarriedOut: 'This was carried out already. Undo it from its batch.',
  thisWasCancelled: 'This was cancelled and taken back. Look again at what it would do.',
  thereIsNoPreview: 'There is no preview yet.',
  thereIsNothingTo: 'There is nothing to change.',
  thisWouldOfConfirm: (verb: string, asked: number, total: number) =>
    `This would ${verb} ${countOf(asked, 'number')} of ${toCount(total)}: confirm it by giving the count ${asked}.`,
  thisHasNotBeenCarried: 'This has not been carried out.',
  cancelledWhatItHad: 'Cancelled: what it had changed was taken back.',
  leftAsTheyAre: (leftCount: number) => ` ${countOf(leftCount, 'number')} left as they are.`,
  numbers: (changed: number) => countOf(changed, 'number'),
};

export const bulkSourceWords = {
  anotherRowOfTheFile: 'Another row of the file says, or may say, that the number stays blocked.',
};

export const bulkWords = {
  enteredByHand: 'entered by hand',
  fromAFile: 'from a file',
  fromAScript: 'from a script',
  fromAVendor: 'from a vendor',
  holding: (place: string) => `holding ${place}`,
  exceptFor: (place: string) => `except for ${place}`,
  on: (accountName: string) => `on ${accountName}`,
  anAccount: 'an account',
  addedSince: (day: string) => `added since ${day}`,
  addedUntil: (day: string) => `added until ${day}`,
  ofBatch: (batch: number) => `of batch ${batch}`,
  numbers: (count: number) => countOnPaper(count, 'number'),
  theWholeList: 'the whole list',
  notYetAt: (accountName: string) => `not yet at ${accountName}`,
  notYetAtEveryVendor: 'not yet at every vendor',
  overdue: 'overdue',
  dueToday: 'due today',
  everywhere: 'everywhere',
  for: (place: string) => `for ${place}`,
  changedByAfterThis: (changedBy: string) => `Changed by ${changedBy} after this preview: it will be left as it is.`,
  because: (reason: string) => `, because: ${reason}`,
  willBeBlockedInFewer: 'Will be blocked in fewer places or for a shorter time.',
  willChange: 'Will change.',
  willBeReleasedBlocked: (held: string, day: string, because: string, createdBy: string) =>
    `Will be released. Blocked ${held} since ${day}${because} (${createdBy}).`,
  inTheColumn: (shown: string, title: string) => `${shown} in the column ${title}`,
  linesWait: (unclear: number) => countOf(unclear, 'line waits', 'lines wait'),
  whichOfTheseMean: (verb: string, asked: string, rows: string) =>
    `Which of these mean that a number is to be ${verb}: ${asked}? ${rows} for the answer, and nothing is ${verb} before.`,
  releaseValuesABThe: (words: readonly string[]) =>
    [
      `${words.map((word) => `--decides ${word} `).join('')}--release-values A,B (the others then do not)`,
      ...words.map((word) => `--leave-out ${word}`),
    ].join(', or '),
  flagOrPermission: (word: string) =>
    `--flag ${word} (a yes there means do not call), --permission ${word} (a yes there means may be called) or --leave-out ${word}`,
  andOption: '; and with ',
  maySayWhich: (verb: string, asked: string) =>
    `Nobody has said whether these say which numbers are to be ${verb}: ${asked}. Does the column decide, or has it nothing to do with it? Nothing is ${verb} before.`,
  holdsOthers: (column: string, cells: number, line: number, sample: string) =>
    `the column ${column} holds ${countOf(cells, 'number')} beside other numbers, the first in line ${toCount(line)} (${sample})`,
  areTheyMeant: (verb: string, asked: string) =>
    `Several columns hold different numbers: ${asked}. Are these of the same person and to be ${verb} too, or is the column left out? Nothing is ${verb} before.`,
  alsoOrLeaveOut: (names: readonly string[]) =>
    names.map((name) => `--also ${name} or --leave-out ${name}`).join(', and '),
  decidesOrLeaveOut: (names: readonly string[]) =>
    `${names.map((name) => `--decides ${name} or --leave-out ${name}`).join(', and ')}; --release-values A,B with --decides are its values that say so`,
  wasReleasedAfter: 'Was released after this preview.',
  isSoByNow: 'Is so by now.',
  isSoAlready: 'Is so already.',
  isNotOnTheList: 'Is not on the list.',
  wasReleasedOnBy: (day: string, by: string) => `Was released on ${day} by ${by}.`,
  aConflictWithAVendor:
    'A conflict with a vendor is open: it is left as it is, and stays blocked, until that is decided.',
  onlyALeadMay: 'Other desks share it: only a lead may release it or narrow its block, so it is left as it is.',
};

export const openBulksWords = {
  thisPreviewIsNoLonger: 'This preview is no longer open. Start again.',
  thisIsStillBeing: 'This is still being worked on. Wait for it, or cancel it first.',
  theFilter: 'the filter',
  numbers: (valueCount: number) => countOnPaper(valueCount, 'number'),
  of: (count: number, name: string) => `${countOnPaper(count, 'number')} of ${name}`,
  numbersCount: (count: number) => countOnPaper(count, 'number'),
  thePreviewIsReady: 'The preview is ready.',
};

export const previewBulkWords = {
  comparingWithThe: 'Comparing with the list.',
};
