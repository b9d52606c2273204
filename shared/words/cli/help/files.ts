/** Help of the commands about files, registries and proofs. Each group is named after the file that says it. */

export const fileProgramWords = {
  blockTheNumbersOf: 'block the numbers of a file',
  whatTheColumnsMean: 'what the columns mean: phone="Phone",reason="Notes"',
  doNotReadTheColumns: 'do not read the columns as the last time',
  whatARowSaysDisposition:
    'what a row says (disposition, status, flag) that means do-not-call: DNC,"DNC, angry"; can be given again',
  whatDoesNotMeanIt: 'what does not mean it; without this option, everything else',
  numbersThatCanBe:
    'numbers of rows that can be read in more than one way: block all readings, the first, or leave them out',
  numbersBeside:
    'numbers beside those of the rows (in a title, among the names of columns, in the words of a status): block all readings, the first, or leave them out',
  theSourceToNameIn: 'the source to name in the entries (default: the name of the file)',
  blockAgainWhatWas: 'block again what was released, or whose block has ended',
  leaveAloneWhatWas: 'leave alone what was released, or whose block has ended',
  blockNumbersThat: 'block numbers that are possible but not valid too',
  leaveOutNumbersThat: 'leave out numbers that are possible but not valid',
  importAFileThatLooks: 'import a file that looks like leads',
  importAFileThatWas: 'import a file that was imported before',
  writeTheRejected: 'write the rejected lines with their reasons to a CSV file',
  writeEveryLineAnd: 'write every line and what it does to a CSV file',
  onlySayWhatWould: 'only say what would happen',
  whatWasDoneToThe: 'what was done to the list, the latest first',
  takeBackWhatABatch: 'take back what a batch changed and nobody changed or asked for since',
  itsId: 'its id',
  onlySayWhatEachVendor: 'only say what each vendor may then do',
  splitALeadFileInto: 'split a lead file into the rows that may be dialled and those that are blocked',
  whereTheCleanRows: 'where the clean rows go, as they are; as a workbook if its name ends in .xlsx',
  whereTheBlockedRows: 'where the blocked rows go, with why, since, hold and list; likewise',
  byThisAccountOrAccount: 'by this account or account/agent only (default: blocked anywhere is blocked)',
  whatWasDoneAsEvidence: 'what was done, as evidence: JSON, or a PDF if its name ends so',
  rowsWithSeveralPhone: 'rows with several phone columns: blocked if any is, or each blocked cell blanked',
  numbersThatNoCurrent: 'numbers that no current version of a loaded registry covers: blocked, or clean and counted',
  numbersThatCould: 'numbers that could be others, or that nobody has been given: blocked, or clean and counted',
  whatColumnsHoldPhone:
    'what columns hold: phone="Phone",phone="Mobile",country="Country",flag="Do Not Call"; the others are looked at too',
  theListOrWhatMatches: 'the list, or what matches, as a file in order of number; - is standard output',
  defaultByTheName: 'default: by the name of the file',
};

export const registryProgramWords = {
  nationalAndState:
    'national and state lists, as reference data beside the list: they are asked, and never sent anywhere',
  whatIsLoadedAndHow: 'what is loaded, and how old it is',
  loadARegulatorsFile:
    "load a regulator's file (flat, XML, .zip, .gz); it replaces the area codes that it holds, and no others",
  usCaGbTpsGb: 'us, ca, gb-tps, gb-ctps, au, or a state such as us-tx (default: by the area codes)',
  theDayOfTheVersion: 'the day of the version (default: in the name of the file, then the date of the file)',
  whatTheColumnsMean: 'what the columns mean: areaCode=1,number=2,action=3,country=4,date=5 (places or names)',
  valuesOfTheAction: 'values of the action column that mean listed',
  valuesOfTheActionColumn: 'values of the action column that mean not listed',
  whetherItChanges: 'whether that column changes what is loaded, or answers for the numbers that were sent',
  alsoWhereThereAre:
    'also where there are doubts: fewer numbers than before, an older version, or changes as a full list',
  onlySayWhatItHolds: 'only say what it holds',
  unloadAnAreaCode:
    'unload an area code (212, us/212) or a whole list (us, gb-tps); its numbers are not covered any more',
  whatWasLoadedAnd: 'what was loaded and unloaded, when, by whom, and the hash of each file',
  keepASubscription: 'keep a subscription, such as a SAN',
  ofWhichList: 'of which list',
  toWhomItWasGiven: 'to whom it was given',
  itsLastDay: 'its last day',
  forWhichAreaCodes: 'for which area codes (default: all)',
  removeItInstead: 'remove it instead',
};

export const proofProgramWords = {
  whatTheDeskCanShow: 'what the desk can show about a number, or about a period with --from and --to; --json: as data',
  fromADayOrA: 'from a day or a time on',
  toTheEndOfA: 'to the end of a day, or a time',
  writeItAsAPaper: 'write it as a paper, with the data attached',
  writeItAsDataJson: 'write it as data (JSON)',
  quoteRowsOfTheHistory: 'quote rows of the history whole that hold the numbers of other people too',
  doesAProofOrA: 'does a proof or a certificate (JSON or PDF) hold? exit 0: yes, 1: no. It needs no desk',
};
