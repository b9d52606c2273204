/** What the desktop says outside the page: its menu, its dialogs, its mark on the task bar. Each group is named after the file that says it. */
import { countOf } from './counts.ts';

export const desktopWords = {
  cannotOpen: 'DNC Desk cannot open',
  pageIsMissing: 'Its page is missing from this installation; install DNC Desk again.',
  quit: 'Quit',
  wait: 'Wait',
  coreStopped: 'The part of DNC Desk that keeps the list stopped unexpectedly.',
  coreStoppedDetail: (code: number) =>
    `Everything it had confirmed is safe on this computer; what was still being entered may be missing. (Code ${code})`,
  startAgain: 'Start it again',
  pageTrouble: {
    notLoaded: { message: 'The page of DNC Desk could not be opened.', again: 'Try again' },
    gone: { message: 'The window of DNC Desk stopped unexpectedly.', again: 'Open it again' },
    hangs: { message: 'The window of DNC Desk does not answer.', again: 'Open it again' },
  },
  pageTroubleDetail: (detail: string) =>
    `Everything that was confirmed is safe on this computer; what was still being typed may be lost. (${detail})`,
};

/** The letter after `&` is the key that opens a menu with Alt. */
export const menuWords = {
  file: '&File',
  edit: '&Edit',
  view: '&View',
};

export const noticesWords = {
  needYou: (count: number) => countOf(count, 'thing needs you', 'things need you'),
};

export const windowWords = {
  noAnswer: 'no answer',
};

export const securityWords = {
  doesNotStartWith: (option: string) =>
    `It does not start with --${option}, by which another program could read and change your list. Start it without.`,
};

export const updatesWords = {
  couldNotBeAskedFor: (why: string) =>
    `Newer versions could not be asked for (${why}). The desk works as it is; it asks again tomorrow.`,
};
