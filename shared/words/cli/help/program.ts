/** Help of the command line: commands and options, and what is said of bad usage. Each group is named after the file that says it. */

export const programWords = {
  theCompanysDoNot: "The company's do-not-call list, in step with the voice-AI vendors that place the calls.",
  theDataDirectory: 'the data directory (default: DNC_DESK_DATA, then the one that all hosts share)',
  printOneJsonDocument: 'print one JSON document instead of lines',
  serveThePageOnThis: 'serve the page on this machine and open it in the browser',
  thePortDefaultAny: 'the port (default: any free one)',
  onlyPrintTheLink: 'only print the link',
  withSimulatedVendors: 'with simulated vendors and sample entries, in a directory of its own',
  simulateTheVendors: 'simulate the vendors on this machine',
  whatGoesWrongJson: 'what goes wrong: JSON, or a file that holds it',
  blockNumbers: 'block numbers',
  blockNumbersThat: 'block numbers that are possible but not valid too',
  theEntriesInOrder: 'the entries, in order of number',
  soManyAtMost: 'so many at most',
  goOnAfterThisNumber: 'go on after this number',
  mayTheseNumbersBe:
    'may these numbers be called? exit 0: all of them, 3: at least one is blocked, 4: in doubt (a text that can be read as several numbers or as none in use, or a registry that cannot tell)',
  byThisAccountOrAccount: 'by this account or account/agent only',
  askTheListAloneAs: 'ask the list alone, as where the person agreed to be called',
  everythingThatHappened: 'everything that happened to a number, by the clock of the desk',
  howTheListAndThe: 'how the list and the accounts stand',
  howTheDeskIsSet: 'how the desk is set, and with an option: set it',
  theTimeZoneOfIts: 'the time zone of its days and of times without one, such as America/New_York',
  whoIsAtTheDesk: 'who is at the desk',
  whoseListItIsAs: 'whose list it is, as proofs and certificates name it',
  whetherThePageAsks: 'whether the page asks for a PIN; off: takes a PIN away that was forgotten',
  off: 'off',
  errorSayOffOrNothing: 'error: Say off, or nothing.',
  theWrittenDoNotCall: 'the written do-not-call policy; exit 4: it wants to be confirmed',
  saveThisTextAsA: 'save this text as a new version',
  confirmTheNewest: 'confirm the newest version, as the person at the desk',
  writeItWithWhoConfirmed: 'write it with who confirmed it: a PDF if the name ends so, else text',
  isTheHistoryWhole: 'is the history whole, and does it lead to the list as it is?',
  thisComputersClockIs: 'say that the clock of this computer is right, where the desk doubts it',
  goOnWithoutWhatIs:
    'go on without what is missing at the end of the database, once the desk has said that something is',
  aVerifiedCopyOfThe: 'a verified copy of the list',
  defaultInTheData: 'default: in the data directory',
  putABackupInThe:
    'put a backup in the place of the list; what was blocked since stays blocked, and the list as it is now is kept beside it',
  onlyNameWhatIsBlocked: 'only name what is blocked now and not in the backup',
  ofTheseTheNumbers: 'of these, the numbers that are not to stay blocked, such as +12125550101',
  letNoneOfThemStay: 'let none of them stay blocked',
  readThePassphrase: 'read the passphrase of a sealed backup from standard input',
  theBackupsThatThere: 'the backups that there are, and whether each is whole',
  copiesOfTheDaily: 'copies of the daily ones and of those made by hand go to this folder too',
  theyGoToNoOther: 'they go to no other folder any more',
  copiesThereAreSealed: 'copies there are sealed with a passphrase, which is read from standard input',
  theyAreNotSealed: 'they are not sealed any more',
};

export const parametersWords = {
  theCountryOfNumbers: 'the country of numbers without a country code, such as US',
  whereItHoldsAccount:
    'where it holds: account or account/agent, by name or id, or "everywhere except Yappr, OSVI/Night" (default: everywhere)',
  theSheetOfAWorkbook: 'the sheet of a workbook or the file in an archive; give it twice for both',
  aColumnThatSaysWhich:
    'a column that says which rows are meant, by name or place; values that are named belong to it; can be given again',
  aColumnWhoseYesMeans: 'a column whose yes means do-not-call, by name or place; can be given again',
  aColumnWhoseYesAllows: 'a column whose yes means may be called, by name or place; can be given again',
  aColumnThatHolds: 'a column that holds numbers too, by name or place; can be given again',
  aColumnThatIsNot:
    'a column that is not looked at, by name or place (an import keeps reasons and other words of it); can be given again',
  replaceAFileThat: 'replace a file that is there already',
  whenANumberIsThere: 'when a number is there already',
  thoseOfThisKind: 'those of this kind',
  blockedToTheEndOf:
    'blocked to the end of a day (2026-12-31), or until a time (2026-12-31T14:30; the desk’s, unless it has Z or an offset)',
  aDayOrATime: 'a day, or a time (the desk’s, unless it has Z or an offset)',
  atThisTimeInstead:
    'at this time instead of now: the start of a day (2026-12-31), or a time (the desk’s, unless it has Z or an offset)',
  forLinesWithoutIt: (help: string, whenHelp: string) => `${help}, for lines without it: ${whenHelp}`,
  forLinesWithoutItHelp: (help: string) => `${help}, for lines without it`,
  writeTheCountryAs: 'Write the country as two letters, such as US.',
  theAddressIsEmpty: 'The address is empty; leave --url out to use the one that the vendor documents.',
  giveAWholeNumber: (least: number, most: number) =>
    `Give a whole number from ${least}${most === Infinity ? '' : ` to ${most}`}.`,
  giveTheNumberThat: 'Give the number that the page before ended with, such as +12125551234.',
  giveTheIdsOfConflicts: 'Give the ids of conflicts, and then keep-ours, take-theirs or edit.',
  giveTheIdOfA: 'Give the id of a question, as `accounts questions` lists it.',
};

export const filterOptionsWords = {
  digitsOfTheNumber: 'digits of the number, or words of the entry, its author or its source',
  inOneOfTheseStates: 'in one of these states',
  thatHoldThereEverywhere: 'that hold there: everywhere, account or account/agent',
  thatHoldEverywhere: 'that hold everywhere, or at an account, except there: account or account/agent',
  thatHoldOnThisAccount: 'that hold on this account or an agent of it',
  whereTheyCameFrom: 'where they came from',
  addedThenOrLater: 'added then or later: a day, or a time (the desk’s, unless it has Z or an offset)',
  addedThenOrBefore: 'added then or before: to the end of a day, or a time',
  thatThisBatchAdded: 'that this batch added',
  blockedHereAndNot: 'blocked here and not yet there: any, overdue, today, or an account',
  giveDigitsOfTheNumber: 'Give digits of the number, or a word.',
};

export const detailOptionsWords = {
  giveOneOf: (values: string) => `Give one of ${values}.`,
  whoseIsJustThisWhatever: (word: string) => `whose ${word} is just this, whatever its capitals`,
  errorGoTogether: (own: string) => `error: ${own} go together.`,
};
