/** The words of the page: import. Each group is named after the file that shows it. */
import { countOf, pluralOf, toCount } from '../counts.ts';

export const applyBarWords = {
  cancelAndTakeItBack: 'Cancel and take it back',
  blockTheNumbers: 'Block the numbers',
  cancelled: 'Cancelled',
  notApplied: 'Not applied',
  showWhatWillHappen: 'Show what will happen',
  nothingToBlock: 'Nothing to block',
  questionsAreOpen: (open: number) =>
    `${countOf(open, 'question is', 'questions are')} open: nothing is written before you answer.`,
  goToIt: 'Go to it',
  goToTheFirst: 'Go to the first',
  theseArePeopleWhoAsked: 'These are people who asked not to be called: block them',
  importTheSameFileAgain: 'Import the same file again',
};

export const choicesSectionWords = {
  forRowsWhoseOwnColumn: 'For rows whose own column is empty.',
  howToBlockThem: 'How to block them',
  where: 'Where',
  sourceToName: 'Source to name in the entries',
  theNameOfTheFile: 'the name of the file',
  numbersThat: 'Numbers that are on the list already',
  keepWhatTheListSays: 'Keep what the list says about them',
  takeWhatTheFileSays: 'Take what the file says about them',
  eitherWayABlock: 'Either way a block is only ever made wider or longer by a file.',
};

export const doneSectionWords = {
  done: 'Done',
  undone: (changed: number) => `Undone: ${countOf(changed, 'number')} as before.`,
  undoneExcept: (changed: number, leftCount: number) =>
    `Undone: ${countOf(changed, 'number')} as before. ${countOf(leftCount, 'number')} changed or asked for since and stayed as they are.`,
  undoneWhatItChanged: (name: string) => `Undone: what ${name} changed is as before.`,
  numbersOfBlocked: (added: number, name: string) => `${countOf(added, 'number')} of ${name} blocked.`,
  noBackup: 'No backup',
  alreadyThere: 'already there',
  openInTheList: 'Open in the list',
  saveRejectedLines: (rejected: number) => `Save ${countOf(rejected, 'rejected line')}`,
  undoThisImport: 'Undo this import',
};

export const doubtQuestionWords = {
  numbersAreNotSure: (readings: number, count: number) =>
    `${readings === 1 ? `${countOf(count, 'number is', 'numbers are')} not sure.` : `${countOf(count, 'number', 'numbers')} can be read in more than one way.`} `,
  numbersInDoubt: 'Numbers in doubt and their readings',
  line: 'Line',
  inTheFile: 'In the file',
  reading: 'Reading',
  theReading: (ordinalOf: string) => `The ${ordinalOf} reading`,
  theAnswerHolds: (count: number) => `The answer holds for ${countOf(count, 'more number')} like these.`,
};

export const foundSectionWords = {
  whatWeFound: 'What we found',
  columns: (count: number) => countOf(count, 'column'),
  none: 'none: they are rejected',
  notRead: 'Not read',
  chooseAnotherSheet: (isSheet: boolean) => `Choose another ${isSheet ? 'sheet' : 'file of the archive'}.`,
  holdsNumbers: (count: number) => `holds ${countOf(count, 'number')}`,
  saysDoNotCall: (count: number) => `says do-not-call of ${countOf(count, 'line')}`,
  leftOutByYouBefore: 'left out by you before',
  leftOutByYou: 'left out by you',
  yourChoice: 'your choice',
};

export const importScreenWords = {
  import: 'Import',
  importAnotherFile: 'Import another file',
};

export const intakeFlowWords = {
  thisImportIsNotOpen: 'This import is not open',
  importAFile: 'Import a file',
};

export const linesPanelWords = {
  reasons: 'Reasons',
  searchTheLines: (word: string) => `Search the lines: ${word}`,
  lineDigitsOrWords: 'Line, digits or words',
  saveTheseLines: 'Save these lines',
  lines: (word: string) => `Lines: ${word}`,
  line: 'Line',
  inTheFile: 'In the file',
  numbers: 'Numbers',
  whatHappens: 'What happens',
  none: 'none',
  noLineFits: 'No line fits.',
  range: (first: number, last: number, total: number) => `${toCount(first)}–${toCount(last)} of ${toCount(total)}`,
  earlierLines: 'Earlier lines',
  laterLines: 'Later lines',
};

export const previewSectionWords = {
  whatWillHappen: 'What will happen',
  notWorkedOut: 'Not worked out',
  stopped: 'Stopped',
  nothingWasWritten: 'Nothing was written.',
  workItOutAgain: 'Work it out again',
  workingItOut: 'Working it out.',
  nothingIsWrittenBefore: 'Nothing is written before you say so.',
  lines: (lines: number) => `${countOf(lines, 'line')}. Nothing is written before you say so.`,
  noticed: 'Noticed',
  linesAreImported: (lines: number) => `${countOf(lines, 'line is', 'lines are')} imported with a note: `,
  line: (line: number, sentence: string) => `line ${toCount(line)}: ${sentence}`,
  groupsOfLines: 'Groups of lines',
};

export const questionsSectionWords = {
  whatTheFile: 'What the file does not say',
  questionsAreOpen: (open: number) =>
    `${countOf(open, 'question is', 'questions are')} open. Nothing is written before you answer.`,
  nothingIsOpen: 'Nothing is open. An answer can still be changed.',
  meanDoNotCall: 'mean do not call',
  doNotCall: 'Do not call',
  somethingElse: 'Something else',
  numbersThatArePossible: 'Numbers that are possible but in no range that is in use:',
  blockThem: 'Block them',
  leaveThemOut: 'Leave them out',
  numbersThatWereReleased: 'Numbers that were released by a person, or whose block has ended:',
  blockThemAgain: 'Block them again',
  leaveThemAsTheyAre: 'Leave them as they are',
  blockOnlyTheLines: 'Block only the lines that say so',
  blockItToo: 'Block it too',
  blockTheseToo: 'Block these too',
  theColumn: 'The column ',
  holdsNumbers: (count: number, line: number) =>
    ` holds ${countOf(count, 'number that is', 'numbers that are')} not read, the first in line ${toCount(line)}: `,
  isNotReadAndSays: (count: number, line: number) =>
    ` is not read and says do-not-call of ${countOf(count, 'line', 'lines')}, the first is line ${toCount(line)}: `,
  keepTheColumnAsWords: 'Keep the column as words only',
  leaveTheColumnOut: 'Leave the column out',
  kindsOfNumbersInDoubt: (count: number) =>
    `${countOf(count, 'kind', 'kinds')} of numbers in doubt ${pluralOf(count, 'was', 'were')} answered before.`,
  askAgain: 'Ask again',
};

export const startSectionWords = {
  dropAFileWithNumbers: 'Drop a file with numbers here',
  fileWithNumbers: 'File with numbers',
  eachBecomesAnImport: 'each becomes an import of its own that can be undone.',
  csvOrAnyText:
    'CSV or any text with separated columns, XLSX, XLS, XLSB or ODS, as it is or in a ZIP. You see what it will do before anything is written.',
  orPasteAColumn: 'Or paste a column',
  readThePastedLines: 'Read the pasted lines',
  readPastedLines: (lines: number) => `Read ${countOf(lines, 'pasted line')}`,
  notPreviewed: 'not previewed',
  previewedNotApplied: 'previewed, not applied',
  applied: 'applied',
};

export const draftWords = {
  noColumnIsMarked: 'No column is marked as the phone number. Choose the column that holds it.',
  chooseWhereTheNumbers: 'Choose where the numbers are blocked: everywhere, or at least one account or agent.',
};

export const importWords = {
  phoneNumber: 'Phone number',
  areaCode: 'Area code',
  countryCode: 'Country code',
  countryOfTheNumber: 'Country of the number',
  blockedUntil: 'Blocked until',
  blockedForSoManyDays: 'Blocked for so many days',
  doNotCallYesNo: 'Do not call (yes, no)',
  onARegistryYesNo: 'On a registry (yes, no)',
  doNotCallToBeExplained: 'About do not call (to be explained)',
  mayBeCalledYesNo: 'May be called (yes, no)',
  howTheCallEnded: 'How the call ended, or status',
  actionAddRemove: 'Action (add, remove)',
  suspendedYesNo: 'Suspended (yes, no)',
  whereItHolds: 'Where it holds',
  authorNotKept: 'Author (not kept)',
  nameNotKept: 'Name (not kept)',
  notRead: 'Not read',
  leaveOut: 'Leave out',
  new: 'new',
  wouldChange: 'would change',
  wouldRevive: 'would revive',
  inAConflict: 'in a conflict',
  alreadyThere: 'already there',
  twiceInTheFile: 'twice in the file',
  inDoubt: 'in doubt',
  possibleNotValid: 'possible, not valid',
  rejected: 'rejected',
  blockNumbers: (added: number) => `Block ${countOf(added, 'number')}`,
  changeNumbers: (changed: number) => `Change ${countOf(changed, 'number')}`,
  everyLineIsLeftOut:
    'Every line is left out: the groups above say why. Check the column of the numbers, and their country.',
  changesNumbersOnTheList: (changed: number) => `Changes ${countOf(changed, 'number')} on the list`,
  linesAlreadyThere: (alreadyThere: number) => `${countOf(alreadyThere, 'line')} already there`,
  linesLeftOut: (rejected: number) => `${countOf(rejected, 'line')} left out`,
  theWholeImport: 'The whole import can be undone.',
  notBlockedAgain: 'not blocked again',
  thatCannotBeUsed: 'that cannot be used',
  someLinesHoldSeveralNumbers: (names: string) => `Some lines hold several numbers. Counted one by one: ${names}.`,
};

export const questionsWords = {
  first: 'first',
  second: 'second',
  third: 'third',
  fourth: 'fourth',
  fifth: 'fifth',
  sixth: 'sixth',
  seventh: 'seventh',
  eighth: 'eighth',
  nth: (value: number) => `${value}th`,
  blockThem: 'Block them',
  leaveThemOut: 'Leave them out',
  blockTheReading: (ordinalOf: string) => `Block the ${ordinalOf} reading`,
  blockBothReadings: 'Block both readings',
  blockAllReadings: 'Block all readings',
};
