/** The words of the page: batches. Each group is named after the file that shows it. */
import { countOf } from '../counts.ts';

export const batchTableWords = {
  batchesNewestFirst: 'Batches, newest first',
  batch: 'Batch',
  when: 'When',
  what: 'What',
  who: 'Who',
  did: 'Did',
  state: 'State',
  actions: 'Actions',
  showOlderBatches: 'Show older batches',
  batchRejectedCsv: (id: number) => `batch ${id} rejected.csv`,
  batchInBrackets: ' (batch ',
  numbersLeft: (left: number) => `${countOf(left, 'number')} left`,
  rejectedLines: 'Rejected lines',
  batchOf: (word: string, id: number) => `${word} batch ${id}`,
  changedBySomebodySince: 'Changed or asked for by somebody since, and left as they are:',
};

export const batchesScreenWords = {
  batches: 'Batches',
  searchTheBatches: 'Search the batches',
  fileAuthorReasonNumber: 'File, author, reason, number of the batch',
  kindOfBatch: 'Kind of batch',
  everyKind: 'every kind',
  nothingWasDone: 'Nothing was done to the list yet',
  importAFile: 'Import a file',
  everyImportEditRemoval:
    'Every import, edit, removal and sync that changes the list will be here, each with its undo.',
  noBatchMatches: 'No batch matches',
  showAllBatches: 'Show all batches',
  wordsAreLooked:
    "Words are looked for in a batch's number, file, author and reason. A number's own history is in its drawer.",
};

export const undoDialogWords = {
  numbers: (added: number) => countOf(added, 'number'),
  undoBatch: (id: number) => `Undo batch ${id}?`,
  keepItBlocked: (isOne: boolean) => `Keep ${isOne ? 'it' : 'them'} blocked`,
  nothingIsReleased: 'No number that it blocked is released here.',
  undoIt: 'Undo the rest',
  thatItBlockedIsReleased: (isOne: boolean, isVendors: boolean, author: string) =>
    ` that it blocked ${isOne ? 'is' : 'are'} released here${isVendors ? `; ${isOne ? 'it comes' : 'they come'} from ${author}` : ''}. What was changed or asked for since stays as it is, and the undo can be taken back.`,
  keepBlocking: 'Keep blocking',
  release: 'Release ',
  staysBlocked: (count: number) =>
    `${countOf(count, 'number stays', 'numbers stay')} blocked, as somebody asked for ${count === 1 ? 'it' : 'them'} since:`,
};

export const batchWords = {
  fromAVendor: 'from a vendor',
  stoppedHalfWayTakenBack: 'stopped half way, taken back',
  underWay: 'under way',
  cancelledTakenBack: 'cancelled, taken back',
  undone: 'undone',
  nothing: 'nothing',
  blocked: 'blocked',
  changed: 'changed',
  released: 'released',
  soAlready: 'so already',
  rejected: 'rejected',
  bringBack: 'Bring back',
  undo: 'Undo',
  numbersChangedSinceAndStayed: (leftCount: number) =>
    ` ${countOf(leftCount, 'number')} changed or asked for since and stayed as they are.`,
  nothingWasUndone: (left: string) => `Nothing was undone.${left}`,
  undoneOf: (changed: number, left: string) => `Undone: ${countOf(changed, 'number')} as before.${left}`,
};
