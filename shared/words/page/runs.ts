/** The words of the page: runs. Each group is named after the file that shows it. */
import { countOf, toCount } from '../counts.ts';

export const noRunsWords = {
  noRunFitsTheFilter: 'No run fits the filter',
  showAllRuns: 'Show all runs',
  noSyncHasRunYet: 'No sync has run yet',
  connectAnAccount: 'Connect an account',
  aRunReadsAVendors:
    'A run reads a vendor’s list and sends what is owed. Connect the vendors that place your calls; every run is then told here, with each of its requests.',
  syncAllAccountsNow: 'Sync all accounts now',
  everyRunIsToldHere: 'Every run is told here: what it read, what it changed on either side, and each of its requests.',
};

export const requestLogWords = {
  all: 'All',
  writes: 'Writes',
  problems: 'Problems',
  noRequestWasMade: 'No request was made.',
  noRequestThatWrites: 'No request that writes.',
  noRequestHadAProblem: 'No request had a problem.',
  answered: 'answered',
  refused: 'refused',
  noAnswer: 'no answer',
  requests: 'Requests',
  whichRequests: 'Which requests',
  ofRequests: (isPaged: boolean, first: number, last: number, total: number) =>
    `${isPaged ? `${toCount(first)}–${toCount(last)} of ` : ''}${countOf(total, 'request')}`,
  pagesOfTheRequests: 'Pages of the requests',
  first: 'First',
  previous: 'Previous',
  next: 'Next',
  last: 'Last',
  noRequestIsLoggedYet: 'No request is logged yet.',
  theRequestsOfARun:
    'The requests of a run are kept for the newest 200 runs of an account, and for as long as Settings say. Of this one, the figures are left.',
  at: 'At',
  kind: 'Kind',
  request: 'Request',
  answer: 'Answer',
  took: 'Took',
  write: 'write',
  read: 'read',
};

export const runFiltersWords = {
  runsOf: 'Runs of',
  allAccounts: 'All accounts',
  aRemovedAccount: 'A removed account',
  result: 'Result',
  anyResult: 'Any result',
};

export const runProgressWords = {
  syncingWith: (accountName: string) => `Syncing with ${accountName}.`,
  syncWith: (accountName: string) => `Sync with ${accountName}`,
  stopThisRun: 'Stop this run',
  progress: (done: number, total: number) => ` ${toCount(done)} of ${toCount(total)}`,
};

export const runTableWords = {
  added: 'Added',
  changed: 'Changed',
  removed: 'Removed',
  conflicts: 'Conflicts',
  retries: 'Retries',
  syncRunsNewestFirst: 'Sync runs, newest first',
  started: 'Started',
  account: 'Account',
  ran: 'Ran',
  took: 'Took',
  read: 'Read',
  result: 'Result',
  showOlderRuns: 'Show older runs',
};

export const runViewWords = {
  recordRead: 'record read',
  recordsRead: 'records read',
  requestThatWrites: 'request that writes',
  requestsThatWrite: 'requests that write',
  couldNotBeRead: 'could not be read',
  figures: 'Figures',
  ran: 'ran ',
  took: (took: string) => ` · took ${took}`,
  showTheAccount: 'Show the account',
  answerItOnTheAccounts: 'Answer it on the account’s card',
  showTheConflictsOf: (accountName: string) => `Show the conflicts of ${accountName}`,
};

export const runsScreenWords = {
  run: (opened: number) => `Run ${opened}`,
  newer: 'Newer',
  older: 'Older',
  showAllRuns: 'Show all runs',
  runs: 'Runs',
};

export const runWords = {
  asAsked: 'as asked',
  onSchedule: 'on schedule',
  atStartUp: 'at start-up',
  afterAChange: 'after a change',
  fromAnExport: 'from an export',
  ms: (round: number) => `${round} ms`,
  sentChangesInRequests: (isOver: boolean, writes: number) =>
    `${isOver ? 'Sent' : 'Has sent'} changes in ${countOf(writes, 'request')}.`,
  sentNothing: 'Sent nothing.',
  hasSentNothingYet: 'Has sent nothing yet.',
  askedAgainOnceAfterTrouble: (retries: number) =>
    ` Asked again ${retries === 1 ? 'once' : `${retries} times`} after trouble.`,
  records: (scanned: number) => countOf(scanned, 'record'),
  hasReadSoFar: (records: string) => `Has read ${records} so far.`,
  readTheListOf: (vendorName: string) => `Read the list of ${vendorName}: it is empty.`,
  readTheWholeList: (records: string) => `Read ${records}, the whole list.`,
  readNotTheWholeList: (records: string) =>
    `Read ${records}, not the whole list: what it did not see is not taken for removed.`,
  sentWhatWasOwedWithout: 'Sent what was owed, without reading the list.',
  nothingIsLost: 'Nothing is lost: what is owed stays owed, and the next run goes on from there.',
  itWasStoppedBefore:
    'It was stopped before its end. What it had done stays done, and the next run goes on from there.',
  nothingIsLostARequest:
    'Nothing is lost: a request whose answer did not come is settled by the next run, by reading back.',
  thisWasAnswered: 'This was answered, or a newer reading of the list stands for it.',
  nothingWasReleased: 'Nothing was released. It waits until a person says whether the vendor is right.',
};
