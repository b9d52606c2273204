/** What the sync says of its runs. Each group is named after the file that says it. */
import { countOf, countOnPaper, toCount } from '../../counts.ts';

export const engineWords = {
  stoppedByAnUnexpected: 'Stopped by an unexpected error; the log has the details.',
};

export const runEndingWords = {
  ofCouldNotBeRead: (count: number, name: string) =>
    `${countOnPaper(count, 'record')} of ${name} could not be read; nothing was assumed about them.`,
};

export const runnerWords = {
  ofDone: (done: number, total: number) => ` ${toCount(done)} of ${toCount(total)}`,
};

export const runsWords = {
  thereIsNoSuchRun: 'There is no such run: very old ones are forgotten in time.',
  theTokenWasRefused: 'The token was refused.',
  theVendorAsksFor: 'The vendor asks for payment first.',
  theVendorDoesNot: 'The vendor does not know what this is about.',
  theVendorSaysThat: 'The vendor says that it is there already.',
  theVendorRefused: 'The vendor refused what was sent.',
};

export const scanFileJobWords = {
  thereIsNoSuchAccount: 'There is no such account.',
  asTheListOf: (name: string, accountName: string) => `${name} as the list of ${accountName}`,
  theReadingOfTheExport: (account: string) =>
    `The reading of the export stopped; what was compared with ${account} so far stays.`,
  noConflicts: 'no conflicts',
  conflicts: (conflicts: number) => countOf(conflicts, 'conflict'),
  theExportHasOfTo: (scanned: number, account: string, open: string) =>
    `The export has ${countOf(scanned, 'record')} of ${account}; ${open} to decide.`,
};

export const syncJobWords = {
  thereIsNoAccount: 'There is no account to sync with: connect one first.',
  thereIsNoSuchAccount: 'There is no such account.',
  syncWith: (name: string) => `Sync with ${name}`,
  accounts: (accountCount: number) => countOf(accountCount, 'account'),
  requestsThatWrite: (writes: number) => countOf(writes, 'request that writes', 'requests that write'),
  syncedOf: (resultCount: number, resultsResultCount: number, sent: string) =>
    `Synced ${resultCount} of ${resultsResultCount}; ${sent}.`,
};

export const workRunWords = {
  noneOfTheAgentsThat: (name: string) =>
    `None of the agents that were known is at ${name} any more, and others are. Nothing was sent: does the token belong to another organisation?`,
};

export const proceduresWords = {
  thereIsNoFinished:
    'This sync has no result to show: it did not come to its end, or the desk was closed or replaced by a backup since. Sync again: what is done is kept.',
};
