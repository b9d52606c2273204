/** Help of the commands about accounts, changes of entries, and conflicts. Each group is named after the file that says it. */

export const accountProgramWords = {
  theVendorAccounts: 'the vendor accounts',
  allAccountsAndHow: 'all accounts and how they stand',
  connectAnAccount: 'connect an account; its token is read from standard input',
  whatToCallIt: 'what to call it',
  theBaseUrlWhereThe: 'the base URL, where the vendor has several or none',
  settingsOfTheVendor: 'settings of the vendor: key=value',
  whatToDoWithWhat: 'what to do with what is only there',
  putNothingBackThere: 'put nothing back there while the question why it is gone is open',
  syncSoOften0Only: 'sync so often; 0: only by hand',
  readTheTokenFrom: 'read the token from standard input',
  askTheVendorWhether: 'ask the vendor whether the account works',
  whereABlockCanHold: 'where a block can hold on this account',
  answerAReadingOf:
    'answer a reading of its list that stopped because too much was missing; all stays blocked either way',
  goneTheyWereRemoved: 'gone: they were removed there, decide each; keep: look again',
  sayThatTheAddress: 'say that the address of an account that came with a restored backup is right',
  giveThisDeskTheToken:
    'give this desk the token of an account, which is read from standard input; with it, it can tell the vendor too',
  forgetTheAccount: 'forget the account here; nothing is removed at the vendor',
  bringOneAccountOr: 'bring one account, or all, in step',
  onlySayWhatWould: 'only say what would be sent',
  takeTheVendorsOwn: "take the vendor's own export for a scan of its list; nothing is sent",
  whatTheColumnsMean: 'what the columns mean: phone="Phone",reason="Notes"',
  whereTheTwoSides: 'where the two sides disagree',
  theOpenConflicts: 'the open conflicts',
  thoseOfThisAccount: 'those of this account',
  decideConflictsAs:
    'decide conflicts, as one batch: ids, --account, --kind or --all, then keep-ours, take-theirs or edit',
  theIdsAsListedId: 'the ids (as listed: ID@VERSION), and then keep-ours, take-theirs or edit',
  allOfThisAccount: 'all of this account',
  allThatAreOpen: 'all that are open',
  onlySayWhatTheChoice: 'only say what the choice would do',
  whatEditChangesReason:
    '\nWhat edit changes: --reason to --scope, as with `dnc-desk edit` (--expires never: for good).',
  agentsOfWhichNobody:
    'agents of which nobody knows whether they were made again: they are blocked as before until you answer',
  answerSuchAQuestion: 'answer such a question',
  itsIdAsListedId: 'its id, as listed: ID@VERSION',
  yesItIsTheSame: 'yes: it is the same, and keeps the blocks; no: it is another one',
  onlySayWhatTheAnswer: 'only say what the answer would do',
};

export const changeProgramWords = {
  changeEntriesNumbers: 'change entries: numbers, or all that match (--expires never: for good; an empty text: none)',
  whyManyAreChanged: 'why many are changed at once',
  errorWhyGoesWith: 'error: --why goes with a filter or --all.',
  releaseNumbersOr: 'release numbers, or all that match',
  whyTheyAreReleased: 'why they are released',
  takeWhatEntriesSay: 'take what entries say of a person out of the list and its history, for good; the blocks stay',
  doItWithoutThisOnly: 'do it: without this, only what would happen is said',
  releaseTheNumbers: 'release the numbers of a file',
  changeTheEntries: 'change the entries of the numbers of a file',
  howManyEntriesWill: 'how many entries will change, as --dry-run says; needed above 1,000 entries or 5 % of the list',
  theWholeList: 'the whole list',
  onlySayWhatWould: 'only say what would happen',
  why: 'why',
  whatTheColumnsMean: 'what the columns mean: phone="Phone"',
  whatARowSaysAction:
    'what a row says (action, flag, status) that means that it is meant: delete,"START, again"; can be given again',
  writeTheRejected: 'write the rejected lines with their reasons to a CSV file',
  errorSayWhichNumbers: 'error: Say which: numbers, a filter such as --search, or --all, and one of these.',
  errorWithAFilter: (previews: boolean) =>
    `error: ${previews ? '--confirm goes' : '--confirm and --dry-run go'} with a filter or --all.`,
};
