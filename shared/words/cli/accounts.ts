/** What the command line says of accounts and what is asked about them. Each group is named after the file that says it. */
import { countOf, toCount } from '../counts.ts';

export const refuseForgettingWords = {
  thisComputerOffers:
    'This computer offers no keychain for the token or password; set DNC_DESK_PASSPHRASE, and it is kept in a file sealed with that.',
};

export const accountCommandsWords = {
  noAccountIsConnected: 'No account is connected; connect one with dnc-desk accounts add VENDOR.',
  giveTheTokenOnStandard: 'Give the token on standard input with --token-stdin.',
  thereWasNoTokenOn: 'There was no token on standard input.',
  accountAdded: (id: number) => `Account ${id} added.`,
  eMailsYourOrganisations: (name: string) =>
    `${name} e-mails your organisation's admin for every number that a sync adds there.`,
  isNoSettingWrite: (pair: string) => `"${pair}" is no setting; write key=value.`,
  confirmedIsAt: (name: string, baseUrl: string) => `Confirmed: ${name} is at ${baseUrl}.`,
  theTokenOfIsKept: (name: string) => `The token of ${name} is kept.`,
  accountIsForgotten: (name: string) => `Account ${name} is forgotten here; nothing was removed at the vendor.`,
  noReadingOfSList: (name: string) => `No reading of ${name}'s list waits for an answer.`,
  notedTheseAreThe: (name: string) =>
    `Noted: these are the agents of ${name} now. What held for the others stays as it is.`,
  notedTheyAreGone: (name: string) =>
    `Noted: they are gone at ${name}. Each becomes a conflict to decide; they stay blocked here.`,
  notedAnsweredToo: (name: string) =>
    `Noted: ${name} answered too little. Nothing changes, and the next sync looks again.`,
  toAdd: 'to add',
  toChange: 'to change',
  toRemoveThere: 'to remove there',
  toLookUpFirst: 'to look up first',
  soAlreadyAsFarAs: 'so already, as far as is known',
  waiting: 'waiting',
  waitingForAPerson: 'waiting for a person',
  nothingIsOwed: 'nothing is owed',
  wereTheyRemovedAt: (account: string) =>
    `Were they removed at ${account}? Answer with: dnc-desk accounts answer "${account}" gone, or keep to look again.`,
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  needsYou: 'needs you',
  interrupted: 'interrupted',
  readSentAddedChanged: ({
    account,
    word,
    scanned,
    writes,
    added,
    changed,
    removed,
    conflicts,
    waiting,
    parked,
  }: {
    readonly account: string;
    readonly word: string;
    readonly scanned: number;
    readonly writes: number;
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly conflicts: number;
    readonly waiting: number;
    readonly parked: number;
  }) =>
    `${account}: ${word}; read ${toCount(scanned)}, sent ${toCount(writes)}; ${toCount(added)} added, ${toCount(changed)} changed, ${toCount(removed)} removed; ${countOf(conflicts, 'conflict')}, ${toCount(waiting)} waiting, ${toCount(parked)} parked`,
};

export const sameCommandsWords = {
  nothingIsAskedAbout: 'No question about an account or agent is open.',
  thereIsNoOpenQuestion: (id: number) => `There is no open question ${id}.`,
  questionHasChanged: (id: number, line: string) => `Question ${id} has changed; nothing was decided. Now: ${line}`,
  nothingWasChanged: 'Nothing was changed.',
  answerWithDncDesk: (sentence: string, id: number, version: number) =>
    `${sentence} Answer with: dnc-desk accounts same ${id}@${version} yes, or no.`,
};
