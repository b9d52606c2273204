/** The words of the page: accounts. Each group is named after the file that shows it. */
import { countOf, pluralOf } from '../counts.ts';

export const accountActionsWords = {
  syncNowOf: (name: string) => `Sync now: ${name}`,
  syncNow: 'Sync now',
  whatWillBeSentTo: (name: string) => `What will be sent to ${name}`,
  whatWillBeSent: 'What will be sent',
  testOf: (name: string) => `Test ${name}`,
  test: 'Test',
  resumeOf: (paused: boolean, name: string) => `${paused ? 'Resume' : 'Pause'} ${name}`,
  resume: 'Resume',
  pause: 'Pause',
  editOf: (name: string) => `Edit ${name}`,
  edit: 'Edit',
  removeOf: (name: string) => `Remove ${name}`,
  remove: 'Remove…',
  isForgottenHere: (name: string, vendorName: string) =>
    `${name} is forgotten here. Nothing was removed at ${vendorName}.`,
  removeQuestion: (name: string) => `Remove ${name}?`,
  closeThisQuestion: 'Close this question',
  dncDeskForgetsThisAccount: (owed: number) =>
    `DNC Desk forgets this account, its token and what it last saw there${owed === 0 ? '' : `, and ${countOf(owed, 'change')} that ${pluralOf(owed, 'has', 'have')} not reached it`}.`,
  whatStays: (vendorName: string) =>
    `What stays: every number on your list, also those that are blocked for this account only; and everything at ${vendorName}, where nothing is removed.`,
  keepTheAccount: 'Keep the account',
  removeTheAccount: 'Remove the account',
};

export const accountCardWords = {
  stopTheSync: 'Stop the sync',
  records: 'Records',
  conflictToDecide: (count: number) => `${pluralOf(count, 'conflict', 'conflicts')} to decide`,
  toldFromHereSince: 'Told from this desk since',
  lastTest: 'Last test',
  lastFullLook: 'Last full look',
  thisVendorHasNoList: 'this vendor has no list',
  notYet: 'not yet',
  lastRun: 'Last run',
  syncs: 'Syncs',
  paused: 'paused',
  next: ', next ',
  rate: 'Rate',
  noLimitDocumented: (rate: null | number, pushSeconds: number, duration: string) =>
    `${rate === null ? 'no limit documented' : `${countOf(rate, 'request')} a minute`}${pushSeconds > 0 ? `; what is waiting takes ${duration}` : ''}`,
  emails: 'E-mails',
  oneToYourAdmin: (mailsAllowed: boolean) =>
    `one to your admin for every number that is added${mailsAllowed ? '' : '; you are asked before the first'}`,
  mailsToYourAdmin: (mails: number) => `${countOf(mails, 'mail')} to your admin when what is waiting is sent`,
  noneYet: 'none yet',
  showTheRun: ': show the run',
};

export const accountFormWords = {
  name: 'Name',
  howTheAccountIsCalled: 'How the account is called here.',
  baseUrl: 'Base URL',
  givesItToYou: (name: string) => `${name} gives it to you. It starts with https://.`,
  leaveItUnlessTheVendor: 'Leave it unless the vendor gave you another one.',
  leaveItEmptyToKeep: 'Leave it empty to keep the one that is stored.',
  whenOnlyTheVendor: 'When only the vendor has a number',
  putBackWhatIsGone: 'Put back what is gone there while you are asked',
  whenTheVendorNoLonger:
    'When the vendor no longer has a block, it is put back there once until you decide. Off: the vendor may call the number until then.',
  sync: 'Sync',
  giveTheAccountAName: 'Give the account a name.',
  giveTheAddress: 'Give the address that the vendor gave you.',
  pasteTheToken: 'Paste the token.',
  isNeeded: (label: string) => `${label} is needed.`,
};

export const accountsScreenWords = {
  connectAnAccount: 'Connect an account',
  changeAnAccount: 'Change an account',
  accounts: 'Accounts',
  showAllAccounts: 'Show all accounts',
  noVendorAccountYet: 'No vendor account yet',
  thisDeskTellsNoVendor:
    'This desk tells no vendor what is blocked here. Connect the vendors that place your calls, and what is blocked here is blocked there, and the other way round.',
};

export const addressQuestionWords = {
  theAddressOfIsConfirmed: (name: string) => `The address of ${name} is confirmed.`,
  cameWithTheBackup: 'Came with the backup',
  itsTokenWouldGoTo: 'Its token would go to ',
  isThatTheAddress: (vendorName: string) =>
    `. Is that the address of ${vendorName} that you were given? Nothing is sent there before you say so.`,
  yesThisIsItsAddress: 'Yes, this is its address',
  changeIt: 'Change it',
};

export const connectAccountWords = {
  vendor: 'Vendor',
  connectAndTest: 'Connect and test',
  whereTheTokenIsKept: 'Where the token is kept',
};

export const editAccountWords = {
  thereIsNoSuchAccount: 'There is no such account',
  showAllAccounts: 'Show all accounts',
  itWasRemoved: 'It was removed, or the address is wrong.',
  testingTheConnectionTo: (name: string) => `Testing the connection to ${name}.`,
  syncNow: 'Sync now',
  testAgain: 'Test again',
  saveAndTest: 'Save and test',
};

export const keepsTableWords = {
  whatKeeps: (name: string) => `What ${name} keeps`,
  mindAbout: (name: string) => `Mind about ${name}`,
};

export const longWaitWords = {
  asksToBeLeftAlone: (name: string) =>
    `${name} asks to be left alone for more than a day. That is rarely meant; trying once does no harm.`,
  tryNowOf: (name: string) => `Try now: ${name}`,
  tryNow: 'Try now',
};

export const mailQuestionWords = {
  maySendItsEmails: (vendorName: string, name: string) =>
    `${vendorName} may send its e-mails. What waits for ${name} is sent now.`,
  sendsEmails: 'Sends e-mails',
  emailsYourOrganisationsAdmin: (vendorName: string) =>
    `${vendorName} e-mails your organisation's admin for every number that is added: `,
  emails: (mails: number) => countOf(mails, 'e-mail'),
  forWhatWaitsNow: (vendorName: string) =>
    ` for what waits now, and one for each number that you block later. You are asked this once; until then these numbers are blocked here, and not yet at ${vendorName}.`,
  addThemAndSendEmails: (mails: number) => `Add them and send ${countOf(mails, 'e-mail')}`,
};

export const nextSyncWords = {
  recordsToAdd: (count: number) => `${countOf(count, 'record')} to add`,
  recordsToChange: (count: number) => `${countOf(count, 'record')} to change`,
  recordsToRemoveThere: (count: number) => `${countOf(count, 'record')} to remove there`,
  recordsToLookUpFirst: (count: number) => `${countOf(count, 'record')} to look up first`,
  recordsAreSoAlready: (count: number) =>
    `${countOf(count, 'record is', 'records are')} so already, as far as is known`,
  recordsWait: (count: number) => countOf(count, 'record waits', 'records wait'),
  recordsWaitForYou: (count: number) => `${countOf(count, 'record waits', 'records wait')} for you`,
  whatTheNextSync: 'What the next sync will send',
  closeThePreview: 'Close the preview',
  nothingWillBeSent: 'Nothing will be sent',
  noVendorAccountIsConnected: 'No vendor account is connected.',
  nothingIsOwedTo: (name: string) => `Nothing is owed to ${name}.`,
  number: 'Number',
  listAtTheVendor: 'List at the vendor',
  why: 'Why',
  andMores: (more: number) => `and ${countOf(more, 'more')}`,
};

export const suspicionWords = {
  notedAgents: (name: string) => `Noted: these are ${name}'s agents now. What held for the others stays as it is.`,
  notedGone: (name: string) =>
    `Noted: they are gone at ${name}. Each becomes a conflict to decide; they stay blocked here.`,
  notedTooLittle: (name: string) =>
    `Noted: ${name} answered too little. Nothing changes, and the next sync looks again.`,
  suspiciousAnswer: 'Suspicious answer',
  keepBlockingLookAgain: 'Keep blocking, look again',
  itIsTheRightAccount: 'It is the right account',
  theyWereRemovedThere: 'They were removed there',
};

export const syncOutcomeWords = {
  lastSync: 'Last sync ',
  readRecords: (scanned: number) => `read ${countOf(scanned, 'record')}`,
  sentNothing: 'sent nothing',
  sentChangesInRequests: (writes: number) => `sent changes in ${countOf(writes, 'request')}`,
  raisedConflicts: (conflicts: number) => `raised ${countOf(conflicts, 'conflict')}`,
};

export const targetListWords = {
  knowsAgents: (name: string, count: number) => `${name} knows ${countOf(count, 'agent')}.`,
  agents: 'Agents',
  readThemAgainOf: (name: string) => `Read them again: the agents of ${name}`,
  readThemAgain: 'Read them again',
  noneIsKnownYet: 'None is known yet.',
  isRetired: (name: string) => `${name} is retired: its records count neither as missing nor as removed.`,
  retireOf: (name: string) => `Retire ${name}`,
  retire: 'Retire',
};

export const exportWords = {
  exportOf: (name: string) => `Export of ${name}`,
  readsAFile: (vendorName: string) => `Reads a file that you exported from ${vendorName} as its list. Nothing is sent.`,
  anExportAsTheScanOf: (name: string) => `Use an export as the scan of ${name}`,
  useAnExport: 'Use an export as the scan',
};

export const verdictWords = {
  notTestedYet: 'not tested yet',
  works: 'works',
  doesNotWork: 'does not work',
};

export const accountWords = {
  needACallReference: 'need a call reference',
  blockedHereMayBeCalled: 'blocked here, may be called there now',
  kept: 'kept',
  emulated: 'emulated',
  lost: 'lost',
  expiry: 'Expiry',
  agents: 'Agents',
  removal: 'Removal',
  list: 'List',
  active: 'active',
  inactive: 'inactive',
  gone: 'gone',
  retired: 'retired',
  onlyWhenISaySo: 'only when I say so',
  every5Minutes: 'every 5 minutes',
  every15Minutes: 'every 15 minutes',
  every30Minutes: 'every 30 minutes',
  everyHour: 'every hour',
  every4Hours: 'every 4 hours',
  onceADay: 'once a day',
  everyMinutes: (everyMinutes: number) => `every ${countOf(everyMinutes, 'minute')}`,
  blockIt: 'Block it where it was found',
  aNumber: 'A number that only this account knows is blocked here for this account or agent.',
  blockItEverywhere: 'Block it everywhere',
  aNumberThatOnlyThisAccount: 'A number that only this account knows is blocked at every other account too.',
  askMeEachTime: 'Ask me each time',
  itBecomesAConflict: 'It becomes a conflict to decide; the vendor goes on blocking it meanwhile.',
};
