/** The words of the page: frame. Each group is named after the file that shows it. */
import { countOf, toCount } from '../counts.ts';

export const closedDeskWords = {
  dncDeskCannotOpen: 'DNC Desk cannot open the list',
  closed: 'Closed',
  untilAListIsOpen:
    'Until a list is open nothing is called callable and nothing is sent to vendors. Put a whole backup in its place; the damaged file is kept.',
  lookAgain: 'Look again',
};

export const connectionBarWords = {
  lost: 'lost',
  connectionLostTryingAgain:
    'Connection lost, trying again. What you see may be out of date, and nothing can be changed until it is back.',
};

export const dropAnywhereWords = {
  dropTheFileToBlock: 'Drop the file to block its numbers or to clean it',
  whatIsThisFileFor: 'What is this file for?',
  leaveThisFile: 'Leave this file',
  severalFilesWereDropped: (count: number) =>
    `${countOf(count, 'file was', 'files were')} dropped, and none is read. Drop one at a time: each is shown before anything is written.`,
  youSee: 'You see what it will do before anything is written.',
  leaveIt: 'Leave it',
  cleanThisLeadFile: 'Clean this lead file',
  blockTheseNumbers: 'Block these numbers',
};

export const errorBoundaryWords = {
  thisScreenStoppedWorking: 'This screen stopped working',
  showItAgain: 'Show it again',
  nothingInTheList: 'Nothing in the list was touched. If it stops again, reload the window.',
};

export const frameWords = {
  skipToTheScreen: 'Skip to the screen',
  aNumberOrACommand: 'A number or a command',
};

export const keysHelpWords = {
  allKeys: 'All keys',
  closeTheKeys: 'Close the keys',
};

export const clockNoticeWords = {
  isTheClockRight: 'Is the clock of this computer right?',
  yesItIsRight: 'Yes, it is right: blocks that are over by it have ended',
};

export const lackNoticeWords = {
  somethingIsMissing: 'Something is missing',
  yesNumbersThatWereBlocked: 'Yes, numbers that were blocked then may be called',
  no: 'No',
  goOnWithout: 'Go on without what is missing …',
};

export const lockScreenWords = {
  dncDeskIsLocked: 'DNC Desk is locked',
  pin: 'PIN',
  showThePin: 'Show the PIN',
  unlock: 'Unlock',
  syncsAndOtherWorkGo:
    'Syncs and other work go on, and programs are answered. Who forgot the PIN removes it on this computer: ',
  dncDeskScreenLockOff: 'dnc-desk screen-lock off',
};

export const noWayInWords = {
  dncDesk: 'DNC Desk',
  thisPageIsNotConnected: 'This page is not connected to a desk',
};

export const numberBoxWords = {
  lookUpANumber: 'Look up a number or type a command',
  pasteANumberOrType: 'Paste a number or type a command',
  whatWasFound: 'What was found',
  noSuchCommand: 'No such command.',
  theSameSubscriberAs: 'The same subscriber as ',
};

export const railWords = {
  screens: 'Screens',
  waitingForYou: ' waiting for you',
};

export const resultBarWords = {
  whatHappenedLast: 'What happened last',
  failed: 'failed',
  failure: 'Failed:',
  undo: 'Undo',
  closeThisMessage: 'Close this message',
};

export const startNoticesWords = {
  stoppedHalfWayAndTaken: 'Stopped half way, and taken back',
  closeThisNotice: 'Close this notice',
  showBatches: 'Show batches',
};

export const syncLineWords = {
  accounts: 'Accounts',
  noVendorAccountYet: 'No vendor account yet: this desk tells no vendor what is blocked here.',
  lastRunOf: (name: string) => `Last run of ${name}: `,
  seeHowFar: 'see how far',
  waiting: (waiting: number) => `${toCount(waiting)} waiting`,
  notConfirmed: (unconfirmed: number) => `${toCount(unconfirmed)} not confirmed`,
};

export const commandsWords = {
  chooseYourCountryInSettings: 'Choose your country in Settings',
  showTheView: (name: string) => `Show the view ${name}`,
};

export const frameActionsWords = {
  syncingAllAccounts: 'Syncing all accounts. The line at the bottom shows how it goes.',
};

export const noticesWords = {
  dncDesk: 'DNC Desk',
  andMoreThingsNeedYou: (count: number) => ` And ${countOf(count, 'more thing needs', 'more things need')} you.`,
};

export const subjectWords = {
  allNumbersThatMatch: (count: number) => `all ${countOf(count, 'number')} that match`,
  theSelectedNumber: 'the selected number',
  theseNumbers: (count: number) => `these ${countOf(count, 'number')}`,
};
