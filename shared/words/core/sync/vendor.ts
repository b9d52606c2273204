/** What the sync says while it speaks with a vendor or reads its export. Each group is named after the file that says it. */
import { countOf, countOnPaper, toCount, toCountOnPaper } from '../../counts.ts';
import { toMoment } from '../../moments.ts';

export const accountTokenWords = {
  theTokensAreLocked: (name: string) => `The tokens are locked: enter the passphrase in Settings to sync with ${name}.`,
  theTokenOfIsNot: (name: string) => `The token of ${name} is not on this machine: enter it under Accounts.`,
  theTokenOfWasGiven: (name: string, origin: string) =>
    `The token of ${name} was given for another address: enter the one for ${origin} under Accounts.`,
  cameWithTheBackup: (name: string, origin: string) =>
    `${name} came with the backup: say under Accounts whether ${origin} is its address. Nothing is sent before.`,
};

export const connectionWords = {
  isAnAccountOfA: (name: string) => `${name} is an account of a vendor that this version does not know.`,
  asksToWaitUntilNothing: (name: string, instant: string) =>
    `${name} asks to wait until ${toMoment(instant)}. Nothing is sent before.`,
};

export const exportFileWords = {
  saveTheOneThatIs: 'save the one that is meant as a file of its own',
  blocksByAgentAnd: (name: string, file: string) =>
    `${name} blocks by agent, and "${file}" does not say for which: add a column "agent" with the agent's id or name.`,
  line: (line: number, message: string) => `line ${line}: ${message}`,
  readingRows: (name: string, rows: number) => `Reading ${name}: ${toCount(rows)} rows.`,
};

export const exportRowsWords = {
  itsCellsDoNotFit: 'its cells do not fit the columns',
  itNamesNoAgent: 'it names no agent',
  noAgentIsKnown: (word: string) => `no agent "${word}" is known`,
  severalAgentsAre: (word: string) => `several agents are called "${word}"`,
};

export const listReadingWords = {
  theRecordNamesMore: 'The record names more agents than this desk keeps for an account.',
  sentRecordsThatCannot: (name: string) => `${name} sent records that cannot be told apart; nothing counts as gone.`,
  soTheListOfWas: (message: string, record: string) => `${message} So the list of ${record} was not read.`,
};

export const pullWords = {
  sListNoLongerHas: (name: string, goneCount: number, agreed: number) =>
    `${name}'s list no longer has ${countOnPaper(goneCount, 'number')} of the ${toCountOnPaper(agreed)} that were agreed. Nothing was taken as removed: is this the right list?`,
  noneOfTheNumbers: (agreed: number, name: string) =>
    `None of the ${toCountOnPaper(agreed)} numbers that were agreed is on ${name}'s list any more, and others are. Nothing was sent or taken as removed: does the token belong to another organisation?`,
};

export const pushWords = {
  sendingTo: (name: string) => `Sending to ${name}.`,
  triesAgain: (name: string) => `Not all of it reached ${name}: it is tried again within a minute.`,
};

export const pushRequestWords = {
  answered: (status: number) => `Answered ${status}.`,
  itWasChangedMeanwhile:
    'It was changed at another desk right before the vendor was to be told: it is looked at again.',
};

export const pushRowsWords = {
  doesNotAllowTheToken: (names: string, mostForbidden: number) =>
    `${names} does not allow the token to write: ${mostForbidden} records in a row were refused, and the rest waits. Enter a token that may, then all of it is tried again.`,
};

export const readListsWords = {
  readingSList: (name: string, done: number) => `Reading ${name}'s list: ${countOf(done, 'record')}.`,
};

export const sameAccountWords = {
  seemsToBeAnAccount: (name: string) =>
    `${name} seems to be an account that is connected already. Nothing is read from it or sent to it before you say whether it is.`,
};

export const scanFileWords = {
  comparingWithThe: (name: string, scanned: number) =>
    `Comparing ${name} with the list: ${countOf(scanned, 'record')}.`,
  ofCouldNotBeRead: (unreadable: number, name: string, firstDoubt: string) =>
    `${countOnPaper(unreadable, 'row')} of "${name}" could not be read (${firstDoubt}), so nothing counts as gone.`,
};

export const turnstileWords = {
  asksToWaitUntilNothing: (vendor: string, instant: string) =>
    `${vendor} asks to wait until ${toMoment(instant)}. Nothing is sent before.`,
};
