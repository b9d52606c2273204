/** The words of the page: bulk. Each group is named after the file that shows it. */
import { countOf, pluralOf, toCount } from '../counts.ts';

export const bulkDoneWords = {
  close: 'Close',
  removedNumbers: (isRemoval: boolean, changed: number, leftCount: number) =>
    `${isRemoval ? 'Removed' : 'Changed'} ${countOf(changed, 'number')}.${leftCount === 0 ? '' : ` ${countOf(leftCount, 'number')} stayed as ${pluralOf(leftCount, 'it is', 'they are')}:`}`,
  noBackup: 'No backup',
};

export const bulkFieldsWords = {
  why: 'Why',
  whyYouChangeThem: 'Why you change them',
  writtenBesideTheBatch: (isRemoval: boolean) =>
    `Written beside the batch${isRemoval ? ', and in the history of the numbers' : ''}.`,
  importedFromTheWrongFile: 'imported from the wrong file',
  keptOneYearByLaw: 'kept one year by law',
  typeToConfirm: (confirm: number) => `Type ${toCount(confirm)} to confirm`,
  thatIsOfTheList: (share: string) => `That is ${share} of the list. It can be undone as a whole.`,
  lessThan1: 'less than 1 %',
};

export const bulkPanelWords = {
  theNumbersOfAFile: 'the numbers of a file',
  numbers: (count: number) => countOf(count, 'number'),
  removeFromTheList: (name: string) => `Remove ${name} from the list`,
  changeOf: (name: string) => `Change ${name}`,
  keepBlocking: 'Keep blocking',
  close: 'Close',
  showWhatWillHappen: 'Show what will happen',
  removeNumbers: (isRemoval: boolean, changes: number) =>
    `${isRemoval ? 'Remove' : 'Change'} ${countOf(changes, 'number')}`,
  cancel: 'Cancel',
  meanThatANumber: 'mean that a number is to be removed',
  remove: 'Remove',
  meanThat: 'mean that a number is to be changed',
  change: 'Change',
  leaveAsItIs: 'Leave as it is',
};

export const columnQuestionsWords = {
  areTheseMeant: (isRemoval: boolean, cells: number, line: number) =>
    `: this column holds ${countOf(cells, 'number')} beside other numbers. Are these of the same person, and to be ${isRemoval ? 'removed' : 'changed'} too? The first, in line ${toCount(line)}, is `,
  theseToo: (isRemoval: boolean) => `Yes, ${isRemoval ? 'remove' : 'change'} them too`,
  leaveTheColumnOut: 'No, leave the column out',
  doesItSayWhich: (isRemoval: boolean) =>
    `: does this column say which numbers are to be ${isRemoval ? 'removed' : 'changed'}? It says `,
  valueOf: (value: string, count: number) => `${value === '' ? 'nothing' : `“${value}”`} (${toCount(count)})`,
  itDecides: 'Yes, it decides',
  itHasNothingToDo: 'No, it has nothing to do with it',
};

export const bulkPreviewWords = {
  whereAndUntilWhen: 'where and until when',
  willBeRemoved: 'will be removed',
  willChange: 'will change',
  alreadySo: 'already so',
  notOnTheList: 'not on the list',
  left: 'left: a conflict is open',
  onlyALeadMay: 'left: only a lead may',
  whatWillHappen: 'What will happen',
  groups: 'Groups',
  changes: 'Changes ',
  fieldOf: (field: string, count: number) => `${field} of ${toCount(count)}`,
  othersAskedForOf: (asked: number) =>
    `Others asked for ${countOf(asked, 'number')} of these since ${asked === 1 ? 'it was' : 'they were'} blocked: each one's history says who and when.`,
  numbersWillBeBlocked: (narrower: number) =>
    `${countOf(narrower, 'number')} will be blocked in fewer places or for a shorter time.`,
  linesRead: (total: number, twiceInFile: number, notMeant: number, rejected: number, unclear: number) =>
    `${countOf(total, 'line')} read: ${toCount(twiceInFile)} twice in the file, ${notMeant === 0 ? '' : `${toCount(notMeant)} not meant by what they say, `}${toCount(rejected)} rejected.${unclear === 0 ? '' : ` ${countOf(unclear, 'line waits', 'lines wait')} for your answer.`}`,
  saveRejectedLines: (count: number) => `Save ${countOf(count, 'rejected line')}`,
  entries: 'Entries',
  range: (first: number, last: number, total: number) => `${toCount(first)}–${toCount(last)} of ${toCount(total)}`,
  earlier: 'Earlier',
  later: 'Later',
  saveAll: (total: number) => `Save all ${toCount(total)}`,
};

export const changeFieldsWords = {
  whereTheyHold: 'Where they hold',
  untilWhenTheyHold: 'Until when they hold',
  the: (word: string) => `The ${word}`,
  empty: 'Empty: it is taken away.',
  new: (word: string) => `New ${word}`,
  whatToChange: 'What to change',
};

export const chooseFileWords = {
  file: 'File',
  chooseAFileWithNumbers: 'Choose a file with numbers',
  textWithColumnsAWorkbook: 'Text with columns, a workbook, or either in a ZIP.',
  noFile: 'No file',
  readingTheFile: 'Reading the file',
  notRead: 'Not read',
  columnWithTheNumbers: 'Column with the numbers',
  none: 'none: they are rejected',
  noneWasRecognised: 'None was recognised: choose it',
  column: (value: number) => `column ${value}`,
  columnNamed: (value: number, value2: string) => `column ${value}: ${value2}`,
};

export const leftListWords = {
  leftAsTheyAre: 'Left as they are',
  andMoreNumbers: (count: number) => `and ${countOf(count, 'more number')}`,
};

export const bulkWords = {
  removed: 'Removed',
  changed: 'Changed',
  numbers: (changed: number) => countOf(changed, 'number'),
};
