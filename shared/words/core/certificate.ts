/** The certificate of a lead file: the same words on every copy. Each group is named after the file that says it. */
import { toCountOnPaper } from '../counts.ts';

export const certificatePdfWords = {
  scrubCertificate: (name: string) => `Scrub certificate: ${name}`,
  madeByWithOn: (madeBy: string, creator: string, madeAt: string) => `Made by ${madeBy} with ${creator} on ${madeAt}`,
  theCertificateAs: 'The certificate as data',
  bytes: (name: string, bytes: number) => `${name} (${toCountOnPaper(bytes)} bytes)`,
  titleOfPaper: 'Scrub certificate',
  wasComparedWithThe: (name: string, read: number, clean: number, blocked: number) =>
    `${name} was compared with the do-not-call list of this desk: of ${toCountOnPaper(read)} rows, ${toCountOnPaper(clean)} are clean and ${toCountOnPaper(blocked)} are blocked.`,
  whoAndWhen: 'Who and when',
  madeAt: 'Made at',
  madeBy: 'Made by',
  whatWasAsked: 'What was asked',
  toBeDialledBy: 'To be dialled by',
  anyAccountBlocked: 'any account: blocked anywhere is blocked',
  noneOnlyNumbersWith: 'none: only numbers with a country code',
  phoneNumbers: 'Phone numbers',
  lookedAtToo: 'Looked at too',
  thereAreNoOthers: 'there are no others',
  numbers: (name: string, numbers: number) => `${name} (${toCountOnPaper(numbers)} numbers)`,
  leftOut: 'Left out',
  none: 'none',
  by: (all: string, madeBy: string) => `${all}, by ${madeBy}`,
  rowsNameOneThatIs: (name: string, unknown: number) =>
    `${name}; ${toCountOnPaper(unknown)} rows name one that is not known, or two`,
  saysDoNotCall: 'Says do not call',
  byTheList: '  by the list',
  byAConflict: '  by a conflict',
  byARegistry: '  by a registry',
  byTheRowItself: '  by the row itself',
  byWordsNot: '  not explained',
  notANumber: '  not a number',
  inDoubt: '  in doubt',
  notCovered: '  not covered',
  cellsInCleanRows: (blankedCells: number, blankedRows: number) =>
    `${toCountOnPaper(blankedCells)} cells in ${toCountOnPaper(blankedRows)} clean rows`,
  inDoubtOnPaper: 'In doubt',
  cleanRows: (inDoubt: number) => `${toCountOnPaper(inDoubt)} clean rows`,
  possibleNotValid: 'Possible, not valid',
  numbersLookedUpAs: (notValid: number) => `${toCountOnPaper(notValid)} numbers, looked up as they are`,
  notCoveredOnPaper: 'Not covered',
  cleanRowsHaveANumber: (notCovered: number) =>
    `${toCountOnPaper(notCovered)} clean rows have a number that no loaded registry covers`,
  tooOld: 'Too old',
  cleanRowsHaveANumberThat: (stale: number) =>
    `${toCountOnPaper(stale)} clean rows have a number that only an outdated version covers`,
  stateOfTheList: 'State of the list',
  openConflicts: 'Open conflicts',
  numbersOpenConflicts: (openConflicts: number) => `numbers: ${toCountOnPaper(openConflicts)}`,
  journalRow: 'Journal row',
  journalHash: 'Journal hash',
  noRegistryWasLoaded: 'No registry was loaded.',
  versionOfDaysOld: (name: string, version: string, ageDays: number, state: string, numbers: number) =>
    `${name}, version of ${version} (${toCountOnPaper(ageDays)} days old${state === 'current' ? '' : `, ${state}`}), ${toCountOnPaper(numbers)} numbers`,
  leadFile: 'Lead file',
  sheet: 'Sheet',
  packedFile: 'Packed file',
};

export const rulesWords = {
  anywhere: 'anywhere',
  for: (target: string) => `for ${target}`,
  aNumberIsBlocked: (where: string, at: string) =>
    `A number is blocked if the do-not-call list holds it ${where} at ${at}, or an open conflict with a vendor does; another number of the same subscriber blocks it too.`,
  aRowIsBlockedIf:
    'A row is blocked if a number of it cannot be read, if it has no number, or if its columns may have slipped.',
  anotherRow:
    'A number against which a row speaks, or may speak, is blocked in every other row of the file too, and counts as blocked by what that row says.',
  everyColumnWasLooked:
    'Every column was looked at, and every reading of what stands in it: a row is blocked if a number in any column is, whatever the column is called.',
  daysTimesAndUuids:
    'Days, times and UUIDs in other columns than those of phone numbers are no numbers; digits in columns whose names speak of ids, amounts or the like were compared with the own list alone.',
  aPhoneNumberThat:
    'A phone number that can be read in several ways, that stands among other words, or that nobody has been given is in doubt: its row is blocked.',
  aPhoneNumberThatCan:
    'A phone number that can be read in several ways, that stands among other words, or that nobody has been given is in doubt: its row is blocked if one of the readings is on a list, and otherwise clean and counted.',
  aRowIsBlockedIfAny: 'A row is blocked if any of its phone columns is.',
  phoneColumnsThat:
    'Phone columns that are blocked are blanked; a row without any callable number, or with a blocked number in another column, is blocked.',
  numbersWithoutACountry: 'Numbers without a country code could not be read: no country was given.',
  numbersWithoutACountryCode: (region: string) => `Numbers without a country code were read as numbers of ${region}.`,
  whereNamesACountry: (name: string) =>
    `Where "${name}" names a country, the numbers of the row were read as numbers of that country; where it names one that is not known, they are in doubt.`,
  aRowThatSaysItself: (names: string) =>
    `A row that says itself that it is not to be called is blocked, by ${names}; nothing in the file releases a number.`,
  aRowWhoseWords: (names: string) =>
    `A row whose own words nobody has explained is blocked, by ${names}; counting numbers in doubt as clean does not release it.`,
  aRowThatTheList: (words: string) => `A row that the list blocks says why in the words of its entry: ${words}.`,
  aNumberThatALoaded: 'A number that a loaded registry lists is blocked.',
  aNumberThatNoCurrent: 'A number that no current version of a loaded registry covers is blocked.',
  aNumberThatNoCurrentVersion:
    'A number that no current version of a loaded registry covers is not blocked for that; rows with one are counted.',
  countriesWhoseRegistry: 'Countries whose registry is not loaded were not asked about.',
  noRegistryWasLoaded: 'No registry was loaded: nothing is said about national or state lists.',
  leftOutByThePerson: (leftOutCount: number, names: string) =>
    `Left out by the person who cleaned the file, so that nothing is said about numbers in ${leftOutCount === 1 ? 'it' : 'them'}: ${names}.`,
  of: (part: string) => ` of "${part}"`,
  theHalvesHoldThe: (of: string) => `The halves hold the text${of} as it is, not packed.`,
  theHalvesAreCsvUtf: (of: string) =>
    `The halves are CSV (UTF-8, separated by commas) made from the cells${of}: the same columns in the same order, as texts; what a spreadsheet would calculate has an apostrophe in front.`,
  theHalvesAreWorkbooks: (of: string) =>
    `The halves are workbooks made from the cells${of}: the same columns in the same order, as texts.`,
};
