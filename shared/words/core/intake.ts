/** What an import says. Each group is named after the file that says it. */
import { countOf, toCount } from '../counts.ts';

export const intakeMemoryWords = {
  wasImportedBefore: (name: string, day: string, id: number) =>
    `"${name}" was imported before, on ${day} (batch ${id}), byte for byte the same.`,
};

export const intakeServiceWords = {
  thereIsNoPreview: 'There is no preview of this import yet.',
  thisImportWasApplied:
    'This import was applied; what became of its lines is in its batch. To look at them one by one, open the file again.',
  thisImportHasNot: 'This import has not been applied.',
  thisImportHasBeen: 'This import has been applied already. Undo it from its batch.',
  previewTheImport: 'Preview the import before you apply it.',
  nothingOfCanBeImported: (name: string) =>
    `Nothing of "${name}" can be imported: check which of its words mean do-not-call, the phone column and the country.`,
  nothingOfCanBeImportedAs: (name: string) =>
    `Nothing of "${name}" can be imported, as every line is rejected: check which column holds the phone number, and the country.`,
  cancelledWhatItHad: 'Cancelled: what it had written was taken back.',
  blockedNewNumbers: (added: number, alreadyThere: number, changed: number, rejected: number) =>
    `Blocked ${toCount(added)} new numbers; ${toCount(alreadyThere)} were already there, ${toCount(changed)} changed, ${toCount(rejected)} lines were rejected.`,
};

export const openIntakesWords = {
  thisImportIsNoLonger: 'This import is no longer open. Drop the file again.',
  thisImportIsStill: 'This import is still being worked on. Wait for it, or cancel it first.',
};

export const previewIntakeWords = {
  comparedNumbersWith: (to: number) => `Compared ${toCount(to)} numbers with the list.`,
  thePreviewIsReady: 'The preview is ready.',
  readLines: (lines: number) => `Read ${toCount(lines)} lines.`,
  noColumnIsMarked: 'No column is marked as the phone number. Choose the column that holds it.',
  theFileHasColumns: (columnCount: number, column: number) =>
    `The file has ${columnCount} columns; column ${column} does not exist.`,
};

export const sourceWords = {
  noColumnOfPhoneNumbers: 'No column of phone numbers was recognised: choose the column that holds them.',
};

export const applyStagedWords = {
  wroteOfNumbers: (done: number, total: number) => `Wrote ${toCount(done)} of ${toCount(total)} numbers.`,
};

export const lineCountsWords = {
  theNumberWasReleased: 'The number was released earlier: it is blocked again only if you say so.',
  theBlockOfTheNumber: 'The block of the number has ended: it is blocked again only if you say so.',
  theNumberWasReleasedOr: 'The number was released, or its block ended, after this request: it stays as it is.',
  theRowDoesNotSay: 'The row does not say that somebody asked.',
  theRowSaysWhichDoes: (value: string) => `The row says "${value}", which does not mean do-not-call.`,
  theRowDoesNotSayThat: 'The row does not say that its number is meant.',
  theRowSaysWhichDoesNot: (value: string) =>
    `The row says "${value}", which does not mean that its number is meant: it stays as it is.`,
  nobodyHasSaidWhat: (value: string) => `Nobody has said what "${value}" means.`,
};

export const listLinesWords = {
  ofTheLineCannotBe: (cells: number, message: string) =>
    `${countOf(cells, 'cell')} of the line cannot be used: ${message}`,
  anotherIsInDoubt: (sentence: string) => `Another is in doubt: ${sentence}`,
};

export const questionsWords = {
  possibleButInNoRange: (invalid: number) =>
    `${countOf(invalid, 'number is', 'numbers are')} possible but in no range that is in use: ${invalid === 1 ? 'is it' : 'are they'} blocked all the same, or left out?`,
  confirmInvalidOr: '--confirm-invalid or --leave-invalid',
  releasedByAPerson: (released: number) =>
    `${countOf(released, 'number was', 'numbers were')} released by a person, or the block has ended: is this a new request, or is it left as it is?`,
  reviveOrKeepReleased: '--revive or --keep-released',
  inTheColumn: (shown: string, more: string, column: string) => `${shown}${more} in the column ${column}`,
  whichOfTheseMean: (unknown: string, lines: number) =>
    `Which of these mean do not call: ${unknown}? ${countOf(lines, 'line waits', 'lines wait')} for the answer.`,
  dncValuesABThe: '--dnc-values A,B (the others then do not), with --not-dnc-values C,D only these do not',
  flagOrPermission: (quote: string) =>
    `--flag ${quote} (a yes there means do not call), --permission ${quote} (a yes there means may be called) or --leave-out ${quote}`,
  decides: (quote: string) => `--decides ${quote}`,
  andOption: '; and with ',
  theColumnIsNotRead: (name: string, cells: number, line: number, sample: string) =>
    `The column ${name} is not read and says do-not-call of ${countOf(cells, 'line')}, the first is line ${toCount(line)} (${sample}): are only such lines blocked, or is the column left out and every line blocked?`,
  decidesOrLeaveOut: (quote: string) => `--decides ${quote} or --leave-out ${quote}`,
  theColumnIsNotReadAnd: (name: string, cells: number, line: number, sample: string) =>
    `The column ${name} is not read and holds ${countOf(cells, 'number')}, the first in line ${toCount(line)} (${sample}): are they blocked too, or is the column left out?`,
  alsoOrLeaveOut: (quote: string) => `--also ${quote} or --leave-out ${quote}`,
  inDoubtSuchAsIn: (cells: number, text: string, line: number, readings: string, sentence: string) =>
    `${countOf(cells, 'number is', 'numbers are')} in doubt, such as "${text}" in line ${toCount(line)} (${readings}): ${sentence}`,
  besideThePhones: (cells: number, text: string, line: number, readings: string, sentence: string) =>
    `${countOf(cells, 'number stands', 'numbers stand')} beside the phone numbers of the rows, such as "${text}" in line ${toCount(line)} (${readings}): ${sentence}`,
  doubtfulOption: '--doubtful all (each reading is blocked), first (the likeliest) or leave (none)',
  doubtfulBesideOption: '--doubtful-beside all (each reading is blocked), first (the likeliest) or leave (none)',
};

export const summaryWords = {
  willBeBlocked: 'Will be blocked.',
  isOnTheListFor: 'Is on the list for less; this line makes its block wider or longer.',
  isOnTheListThis: 'Is on the list; this line changes what it says.',
  isOnTheListJust: 'Is on the list just so.',
  isOnTheListAlready: 'Is on the list already, for more than this line asks.',
  standsOnAnEarlier: 'Stands on an earlier line of this file too.',
  wasReleasedOrIts: 'Was released, or its block ended, after this request: it stays as it is.',
  wasReleasedEarlier: 'Was released earlier: it is blocked again only if you say so.',
  itsBlockHasEnded: 'Its block has ended: it is blocked again only if you say so.',
  wasReleasedEarlierAnd: 'Was released earlier, and will be blocked again.',
  itsBlockHasEndedAnd: 'Its block has ended, and will hold again.',
  willBeBlockedThe: 'Will be blocked; the conflict about it stays open.',
  isOnTheListAnd: 'Is on the list and this line changes it; the conflict about it stays open.',
  rejected: 'Rejected.',
  whatItSaysDoesNot: 'What it says does not mean do-not-call.',
  nobodyHasSaidWhat: 'Nobody has said what its word means: answer that first.',
  itsNumberCanBeRead: 'Its number can be read in more than one way: answer that first.',
  aPossibleNumberThat: 'A possible number that no one has been given: blocked only if you confirm it.',
};

export const lostZerosWords = {
  leading0AsASpreadsheet: (lost: number, region: string) =>
    `${countOf(lost, 'number lacks its', 'numbers lack their')} leading 0, as a spreadsheet leaves them: they are read as numbers in ${region} as they stand.`,
};

export const stageFileWords = {
  theLineHasMoreCells: 'The line has more cells than the header, so its columns may have slipped.',
  theLineIsLongerThan: 'The line is longer than any line of a list.',
  theLineHasMoreColumns: 'The line has more columns than can be read.',
  theLineHasFewerCells: 'The line has fewer cells than the header.',
  theLineHasAStray: 'The line has a stray quotation mark.',
  theRowIsHiddenIn: 'The row is hidden in the sheet.',
  theRowIsSuspended:
    'The row is suspended there, or may be called: it blocks nothing, and an import never releases a number.',
  column: (column: number) => `column ${toCount(column)}`,
  aRowOfTotalsNot: 'A row of totals, not a number.',
  theRowSays: (value: string, action: string) => `The row says "${value}": ${action}`,
  aPossibleNumberThat: 'A possible number that no one has been given: blocked only if you confirm it.',
  anImportOnlyBlocks: 'an import only blocks numbers, it never releases one.',
};

export const stageHeadWords = {
  column: (column: number) => `column ${toCount(column)}`,
  itStandsAboveTheRows:
    'It stands above the rows, with the titles or the names of the columns: it may be one of the list or not.',
};

export const statusNumbersWords = {
  column: (column: number) => `column ${toCount(column)}`,
  itStandsAmongTheWords: (column: string) =>
    `It stands in "${column}", among the words that say what its row means: it may be one of the list or not.`,
};

export const stagingWords = {
  moreThanLinesOfAre: (rejects: number, name: string) =>
    `More than ${toCount(rejects)} lines of "${name}" are rejected: check which column holds the phone number and the country, or split the file.`,
  isTooLargeToImport: (name: string) => `"${name}" is too large to import at once: split it into smaller files.`,
};
