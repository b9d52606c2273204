/** The words of the page: list. Each group is named after the file that shows it. */
import { countOf, toCount } from '../counts.ts';

export const columnsMenuWords = {
  columns: 'Columns',
  theUsualColumns: 'The usual columns',
};

export const entryGridWords = {
  number: 'Number',
  whereItHolds: 'Where it holds',
  why: 'Why',
  since: 'Since',
  until: 'Until',
  source: 'Source',
  vendors: 'Vendors',
};

export const exportMenuWords = {
  textThatEveryProgramReads: 'text that every program reads',
  excelWorkbook: 'Excel workbook',
  everyFieldForPrograms: 'every field, for programs',
  export: 'Export',
};

export const filterBarWords = {
  everywhere: 'everywhere',
  theList: 'The list',
  searchTheList: 'Search the list',
  searchNumberReasonAuthor: 'Search number, reason, author…',
  state: 'State',
  where: 'Where',
  except: 'Except',
  account: 'Account',
  notYetAt: 'Not yet at',
  source: 'Source',
  added: 'Added',
  batch: 'Batch',
  clearFilters: 'Clear filters',
  isJust: (label: string) => `${label} is just`,
  any: 'any',
};

export const listScreenWords = {
  list: 'List',
  matchingOf: (matching: number, total: number) => `${toCount(matching)} of ${toCount(total)}`,
  byFile: 'By file',
  changeTheNumbers: 'Change the numbers of a file…',
  removeTheNumbers: 'Remove the numbers of a file…',
  blockANumber: 'Block a number',
  noNumberMatches: 'No number matches',
  clearFilters: 'Clear filters',
  removedNumbersAreShown: 'Removed numbers are shown only when the state filter asks for them.',
  noNumberIsBlockedYet: 'No number is blocked yet',
  importAFile: 'Import a file',
  connectAVendorAccount: 'Connect a vendor account',
  chooseYourCountry: 'Choose your country',
  blockTheFirstOneDrop: (needsCountry: boolean) =>
    `Block the first one, drop a CSV file on the window, or connect a vendor and take over the list that it has.${needsCountry ? ' Numbers written without a country code are refused until you choose your country.' : ''}`,
};

export const selectionBarWords = {
  selectedNumbers: 'Selected numbers',
  numbers: (size: number) => countOf(size, 'number'),
  allNumbersThatMatch: (matching: number) => `All ${countOf(matching, 'number')} that match`,
  selected: ' selected',
  selectAllThatMatch: (matching: number) => `Select all ${toCount(matching)} that match`,
  changeWhere: 'Change where',
  changeUntil: 'Change until',
  changeMore: 'Change more…',
  remove: 'Remove…',
  selectNone: 'Select none',
};

export const viewsMenuWords = {
  theViewIsRemoved: (name: string) => `The view "${name}" is removed. The numbers that it showed are as they were.`,
  views: 'Views',
  view: (name: string) => `View: ${name}`,
  saveWhatTheListShows: 'Save what the list shows now…',
  renameThisView: 'Rename this view…',
  removeThisView: 'Remove this view',
  theViewIsSaved: (name: string) => `The view "${name}" is saved: filters, order and columns.`,
  saveThisView: 'Save this view of the list',
  renameTheViewOf: (name: string) => `Rename the view "${name}"`,
  closeWithoutSaving: 'Close without saving',
  nameOfTheView: 'Name of the view',
  filtersOrderAndColumns: 'Filters, order and columns are saved; the numbers are looked up anew each time.',
  notSaved: 'Not saved',
  saveTheView: 'Save the view',
  renameTheView: 'Rename the view',
};

export const cellsWords = {
  select: (international: string) => `Select ${international}`,
  selected: 'Selected',
  removed: (why: string) => `removed: ${why}`,
  several: 'several',
  noVendorAccountIsAsked: 'No vendor account is asked to hold it',
  allInStep: (total: number) => `${total} of ${total} in step`,
  someInStep: (inStep: number, total: number, word: string) => `${inStep} of ${total} in step, else ${word}`,
  inStep: 'in step',
  inStepOf: (inStep: number, total: number) => `${inStep} of ${total}`,
  mayCall: (mayCall: number) => `${mayCall} may call`,
};

export const listFilterWords = {
  enteredByHand: 'entered by hand',
  aFile: 'a file',
  aScriptApi: 'a script (API)',
  aVendor: 'a vendor',
  anyVendor: 'any vendor',
  anyVendorOverdue: 'any vendor, overdue',
  anyVendorDueToday: 'any vendor, due today',
  today: 'today',
  theLast7Days: 'the last 7 days',
  theLast30Days: 'the last 30 days',
  theLastYear: 'the last year',
};

export const listLayoutWords = {
  whereItHolds: 'Where it holds',
  why: 'Why',
  since: 'Since',
  until: 'Until',
  source: 'Source',
  vendors: 'Vendors',
};
