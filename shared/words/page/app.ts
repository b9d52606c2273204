/** The words of the page: app. Each group is named after the file that shows it. */

import { countOf } from '../counts.ts';

export const unheardWords = {
  numbers: (count: number) => countOf(count, 'number'),
};

export const actionsWords = {
  theNumber: 'the number',
  everywhere: 'Everywhere',
  aNumber: 'A number: open, or in the list',
  list: 'List',
  conflicts: 'Conflicts',
  runs: 'Runs',
  inAPanel: 'In a panel',
};

export const deskWords = {
  useDeskIsCalledOutside: 'useDesk is called outside of DeskProvider',
  somethingWentWrongInside:
    'Something went wrong inside the desk. Nothing was half done; try again, and if it stays, restart the desk.',
};

export const mainWords = {
  indexHtmlHasNoRoot: 'index.html has no #root',
  theDeskCannotBeReached:
    'The desk cannot be reached. Start it with `npm start` or `dnc-desk serve`, and open its link.',
};

export const webLinkWords = {
  runNpmStartOrDnc: 'Run `npm start` or `dnc-desk serve` again for a fresh one.',
  thisLinkWasUsedAlready: (freshLink: string) =>
    `This link was used already, is older than 15 minutes, or the desk that made it has ended. ${freshLink}`,
  thisPageNeedsTheLink: (freshLink: string) =>
    `This page needs the link that the desk printed when it started. ${freshLink}`,
  bearer: (session: string) => `Bearer ${session}`,
  theDeskDidNotAnswer: (status: number) => `The desk did not answer (${status}). Try again.`,
  theFileCould: (status: number) => `The file could not be handed over (${status}). Try it again.`,
  theFileWasNotHanded:
    'The file was not handed over: the connection broke, or the file changed meanwhile. Try it again.',
  stopped: 'Stopped',
  thisPageIsSignedOut: (freshLink: string) =>
    `This page is signed out: nobody used it for twelve hours, it was ended in Settings, or the desk was started anew. ${freshLink}`,
  theDeskDoesNotAnswer: 'The desk does not answer, so nothing was done. Try again when the connection is back.',
  theConnectionBrokeBefore:
    'The connection broke before the answer came: look whether it was done before you do it again.',
};
