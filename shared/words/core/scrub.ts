/** What cleaning a lead file says. Each group is named after the file that says it. */
import { toCount } from '../counts.ts';

export const planScrubWords = {
  isNotACountryCode: (region: string) =>
    `"${region}" is not a country code. Write it as two letters, such as US or IL.`,
  hasColumnsColumn: (name: string, columnCount: number, beyond: number) =>
    `"${name}" has ${columnCount} columns; column ${beyond} does not exist.`,
  noColumnIsMarked: 'No column is marked as the phone number. Choose the columns that hold numbers.',
  theColumnIsLeftOut: (column: string) => `The column ${column} is left out and has a use too. Choose one of the two.`,
};

export const runScrubWords = {
  rowsAreCleanAreBlocked: (clean: number, blocked: number) =>
    `${toCount(clean)} rows are clean, ${toCount(blocked)} are blocked.`,
  readingTheList: 'Reading the list.',
  comparedRowsWith: (rows: number) => `Compared ${toCount(rows)} rows with the list.`,
  writingTheWorkbooks: 'Writing the workbooks.',
};

export const scrubServiceWords = {
  thisLeadFileIsNo: 'This lead file is no longer open. Drop it again.',
  thisLeadFileIsStill: 'This lead file is still being worked on. Wait for it, or cancel it first.',
  thisLeadFileHasNot: 'This lead file has not been cleaned yet.',
  nothingWasCleaned: (doubt: string) => `Nothing was cleaned. ${doubt}`,
};

export const questionWords = {
  doNotCallList: 'do-not-call list',
  onTheDoNotCall: 'on the do-not-call list',
  inAnOpenConflict: 'in an open conflict with a vendor',
};

export const listSnapshotWords = {
  theListIsDamagedHere:
    'in doubt: the database is damaged where this number would stand. Verify it and restore a backup.',
};

export const cellNumbersWords = {
  aPossibleNumberThat: 'A possible number that no one has been given.',
  itsRowNamesACountry: 'Its row names a country that is not known, or two.',
};

export const judgeLeadsWords = {
  theLineIsLongerThan: 'the line is longer than any line of a list',
  theLineHasMoreColumns: 'the line has more columns than can be read',
  listedInThe: (name: string) => `listed in the ${name}`,
  itCannotBeRead: 'it cannot be read.',
  isOnTheList: 'is on the list',
  isOnTheListWhy: (why: string) => `is on the list: ${why}`,
  is: (why: string) => `is ${why}`,
  theSameSubscribers: (said: string, why: string) => `the same subscriber's ${said} ${why}`,
  ofItsNumbers: (said: string, why: string) => `of its numbers ${said} ${why}`,
  inDoubt: (said: string, why: string) => `in doubt: ${said} ${why}`,
  moreCellsThanTheHeader: 'the line has more cells than the header, so its columns may have slipped',
  aStrayQuotationMark: 'the line has a stray quotation mark, so its columns may have slipped',
};

export const leadColumnsWords = {
  column: (column: number) => `column ${column}`,
};

export const leadFileWords = {
  noColumnOfPhoneNumbers: 'No column of phone numbers was recognised: choose the columns that hold them.',
  theTwoFilesComeBack: (part: string | undefined) =>
    `The two files come back as the text ${part === undefined ? 'inside' : `of "${part}"`}, not packed.`,
  theTwoFilesAreMade: (part: string | undefined) =>
    `The two files are made from the sheet "${part}", as CSV unless you choose workbooks: the same columns in the same order, without formatting and formulas.`,
  whatStandsAboveIts: (above: number) => `What stands above its column names (row ${above}) is not in them.`,
  aNumberAboveTheNames: (line: number) =>
    `A number stands in row ${line}, above the column names: it is no lead and is not looked up, and the clean file does without it.`,
  aNumberAmongTheNames: (line: number) =>
    `A number stands among the column names (row ${line}): it is no lead and is not looked up, and both files begin with it.`,
};

export const leadReaderWords = {
  hasALineOfMore: (name: string) =>
    `"${name}" has a line of more than 32 MB: this is no list of leads, or its line breaks are lost.`,
};

export const pathsWords = {
  isTheLeadFileItself: (path: string) => `${path} is the lead file itself, which stays as it is: choose another name.`,
  isNamedTwiceTheTwo: (path: string) =>
    `${path} is named twice: the two halves and the certificate are files of their own.`,
};

export const rowFlagsWords = {
  is: (name: string, clip: string) => `"${name}" is "${clip}"`,
  theRowSaysDoNot: (said: string) => `the row says do not call: ${said}`,
  inDoubt: (said: string) => `in doubt: ${said}`,
};

export const verdictsWords = {
  anotherRowSays: 'another row with this number says do not call',
  anotherRowMaySay: 'in doubt: another row with this number may say do not call',
  notCoveredByAnyRegistry: 'not covered by any registry',
  theIsTooOldTo: (name: string) => `the ${name} is too old to make it clear`,
  theRowHasNoPhone: 'the row has no phone number',
  notANumber: (clause: string) => `not a number: ${clause}`,
  inDoubt: (clause: string) => `in doubt: ${clause}`,
};
