/** The words of the page: files. Each group is named after the file that shows it. */
import { countOf } from '../counts.ts';

export const columnsTableWords = {
  columnsOfTheFile: 'Columns of the file',
  column: 'Column',
  holds: 'Holds',
  inTheFirstRows: 'In the first rows',
  holdsOf: (name: string) => `${name} holds`,
  empty: 'empty',
};

export const fileStartWords = {
  notOpened: 'Not opened',
  opening: (name: string) => `Opening ${name}`,
  readingTheFile: 'Reading the file.',
  handingTheFileOver: (floor: number) => `Handing the file over: ${floor} %`,
  stop: 'Stop',
  dropOneFile: (oneAtATime: string) => `Drop one file at a time: ${oneAtATime}`,
  chooseAFile: 'Choose a file',
};

export const meaningFieldsWords = {
  toTurnYesAndNoRound: 'If yes and no are the other way round here, give the column its other meaning above.',
  whichOfThese: ': which of these ',
  whatTheDesk: 'What the desk does not know is for you to say:',
  youHaveSaid: 'You have said what these mean:',
  theRestDoNot: 'The rest do not',
  theColumnHasMoreDifferent:
    'The column has more different words than are shown: it may hold something else, and what it holds can be corrected.',
  noneIsChosen: 'None is chosen: no row is taken for this column.',
  empty: 'empty',
  notAnswered: 'not answered',
};

export const openedFilesWords = {
  openedSinceTheDesk: 'Opened since the desk was started',
  closeOf: (name: string) => `Close ${name}`,
  close: 'Close',
};

export const partPickersWords = {
  fileInTheArchive: 'File in the archive',
  sheet: 'Sheet',
  empty: 'empty',
  rows: (rows: number) => countOf(rows, 'row'),
  hidden: 'hidden',
};

export const readFieldsWords = {
  writtenIn: 'Written in',
  columnsSeparatedBy: 'Columns separated by',
  columnNames: 'Column names',
  inTheFirstRow: 'in the first row',
  inRow: (headerRow: number) => `in row ${headerRow}`,
  none: 'none: the first row is data',
  countryOfNumbersWithout: 'Country of numbers without +',
};

export const rememberedColumnsWords = {
  theColumnsAreRead: (longDay: string) => `The columns are read as in the last file like this, on ${longDay}.`,
  forgetIt: 'Forget it',
};

export const fileWords = {
  unicodeUtf8: 'Unicode (UTF-8)',
  unicodeUtf16Le: 'Unicode (UTF-16 LE)',
  unicodeUtf16Be: 'Unicode (UTF-16 BE)',
  westernWindows1252: 'Western (Windows-1252)',
  hebrewWindows1255: 'Hebrew (Windows-1255)',
  cyrillicWindows1251: 'Cyrillic (Windows-1251)',
  arabicWindows1256: 'Arabic (Windows-1256)',
  commas: 'commas',
  semicolons: 'semicolons',
  tabs: 'tabs',
  bars: 'bars |',
  nothing: 'nothing: one column',
  bytes: (bytes: number) => countOf(bytes, 'byte'),
  column: (value: number) => `Column ${value}`,
  byItsName: 'by its name',
  byItsContent: 'by its content',
  byTheLayout: 'by the layout',
  asTheLastTime: 'as the last time',
};

export const openingWords = {
  pastedNumbers: 'pasted numbers',
  cannotBeRead: (name: string) =>
    `"${name}" cannot be read: it is a folder, another program holds it, or it changed since you chose it. Choose the file again.`,
};
