/** The words of the page: scrub. Each group is named after the file that shows it. */
import { countOf, pluralOf } from '../counts.ts';

export const leadChoicesWords = {
  howToCleanIt: 'How to clean it',
  whoWillDial: 'Who will dial',
  aNumberCountsAsBlocked: 'A number counts as blocked where its block holds for them.',
  anyone: 'Anyone: blocked anywhere is blocked',
  when: 'When',
  leftEmpty: 'Left empty, it is the present; a day alone is its start. Blocks that have ended by then do not count.',
  rowsWithPhoneNumbers: (phones: number) => `Rows with ${phones} phone numbers`,
  blockTheRow: 'Block the row if any of them is blocked',
  blankTheBlockedOnes: 'Blank the blocked ones, and keep the row for the others',
  numbersOfAnArea: 'Numbers of an area that no current registry covers',
  treatThemAsBlocked: 'Treat them as blocked: nobody has looked whether they are listed',
  keepThemAsClean: 'Keep them as clean, and say how many there are',
  numbersInDoubt: 'Numbers in doubt: nobody has them here, or they could be read in two ways',
  treatThem: 'Treat them as blocked',
  keepThoseAsClean: 'Keep those as clean of which no reading is blocked, and say how many there are',
  theTwoFilesComeBack: 'The two files come back as',
  csvFiles: 'CSV files',
  excelWorkbooksEveryCell: 'Excel workbooks, every cell a text',
  aRowIsClean:
    'A row is clean only if no number in any of its columns is blocked, whatever the column is called; only what you leave out is not looked at. A row whose number cannot be read, or that says itself that nobody is to call, is blocked and counted apart. While a conflict is open, its number stays blocked.',
};

export const leadsFoundWords = {
  whatWeFound: 'What we found',
  columns: (count: number) => countOf(count, 'column'),
  none: 'none: such rows are blocked',
  leftOutByYouBefore: 'left out by you before',
  leftOutByYou: 'left out by you',
  searchedForNumbers: 'searched for numbers',
  yourChoice: 'your choice',
};

export const leadsStartWords = {
  dropALeadFileHere: 'Drop a lead file here',
  leadFile: 'Lead file',
  eachGetsACertificate: 'each gets a certificate of its own.',
  csvAndOtherTextWorkbooks:
    'CSV and other text, workbooks (XLSX, XLS, XLSB, ODS), or either packed as ZIP or GZ. It comes back as two files: the rows that may be dialled, unchanged, and the blocked ones with the reason. The file itself stays as it is, and nothing leaves this machine.',
  notCleanedYet: 'not cleaned yet',
  cleaned: 'cleaned',
};

export const scrubDoneWords = {
  done: 'Done',
  rowsOfIsClean: (clean: number, name: string) =>
    `${countOf(clean, 'row')} of ${name} ${pluralOf(clean, 'is', 'are')} clean.`,
  details: 'Details',
  saveCleanRows: (clean: number) => `Save ${countOf(clean, 'clean row')}`,
  saveBlockedRows: (blocked: number) => `Save ${countOf(blocked, 'blocked row')}`,
  saveTheCertificatePdf: 'Save the certificate (PDF)',
  asDataJson: 'As data (JSON)',
  changeTheChoices: 'Change the choices',
  onTheDoNotCall: 'on the do-not-call list',
  inAnOpenConflict: 'in an open conflict',
  inARegistry: 'in a registry',
  byWhatTheRowSays: 'by what the file says of the number',
  byWordsThatNobody: (names: string) =>
    `by words that nobody has explained in ${names} (say what the column means, or leave it out)`,
  withoutANumber: 'without a number that can be read',
  inDoubt: 'in doubt',
  notCoveredByACurrent: 'not covered by a current registry',
  blocked: (text: string) => `Blocked: ${text}.`,
  numbersWereLooked: (names: string) => `Numbers were looked up in other columns too: ${names}.`,
  leftOut: (names: string) => `Left out by you, and not looked at: ${names}.`,
  cleanRowsAreInDoubt: (inDoubt: number) => `${countOf(inDoubt, 'clean row is', 'clean rows are')} in doubt.`,
  blockedNumbersBlankedInClean: (blankedCells: number, blankedRows: number) =>
    `${countOf(blankedCells, 'blocked number')} blanked in ${countOf(blankedRows, 'clean row')}; they are not in the blocked file.`,
  noRegistryIsLoaded: 'No registry is loaded: nothing is said about national or state lists.',
  cleanRowsWithANumber: (notCovered: number) =>
    `${countOf(notCovered, 'clean row')} with a number that is not covered by any registry.`,
  cleanRowsWithANumberOf: (stale: number) =>
    `${countOf(stale, 'clean row')} with a number that only an outdated registry covers.`,
  registryVersionsAreTooOld: (stale: number) =>
    `${countOf(stale, 'registry version is', 'registry versions are')} too old: load newer ones.`,
  writtenTo: (path: string) => `Written to ${path}.`,
};

export const scrubFlowWords = {
  thisLeadFile: 'This lead file is not open',
  cleanALeadFile: 'Clean a lead file',
  cancel: 'Cancel',
  cancelled: 'Cancelled',
  notCleaned: 'Not cleaned',
  nothingWasKeptOfIt: 'Nothing was kept of it.',
  clean: (name: string) => `Clean ${name}`,
  theFileItselfStays: 'The file itself stays as it is.',
};

export const scrubScreenWords = {
  scrub: 'Scrub',
  cleanAnotherFile: 'Clean another file',
  thisFileHasNoPlace: 'This file has no place on the disk. Save it first, and drop it from there.',
};

export const scrubDraftWords = {
  phoneNumber: 'Phone number',
  areaCode: 'Area code',
  countryCode: 'Country code',
  countryOfTheNumber: 'Country of the number',
  doNotCallYesNo: 'Do not call (yes, no)',
  onARegistryYesNo: 'On a registry (yes, no)',
  doNotCallToBeExplained: 'About do not call (to be explained)',
  mayBeCalledYesNo: 'May be called (yes, no)',
  howTheCallEnded: 'How the call ended, or status',
  actionAddRemove: 'Action (add, remove)',
  somethingElse: 'Something else',
  leaveOut: 'Leave out',
  noColumnIsMarked: 'No column is marked as the phone number. Choose the columns that hold numbers.',
};
