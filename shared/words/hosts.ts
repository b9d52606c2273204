/** What the hosts say: the data directory, the web host, who holds a desk. Each group is named after the file that says it. */

export const chosenFilesWords = {
  thePageCanOnlyName: (instead: string) => `The page can only name files that you chose. ${instead}`,
};

export const commandNameWords = {
  cli: (image: string) => `"${image}" --cli --`,
};

export const dataDirWords = {
  theDataDirectory: (path: string) => `The data directory ${path} is a file; give a directory.`,
  theDataDirectoryBelongs: (dataDir: string) =>
    `The data directory ${dataDir} belongs to another user; give one of your own with --data.`,
  anybodyOnThisComputer: (dataDir: string) =>
    `Anybody on this computer can change the data directory ${dataDir}; close it first: chmod 700 "${dataDir}".`,
  otherUsersOfThis: (dataDir: string) =>
    `Other users of this computer can open the data directory ${dataDir}; to close it: chmod 700 "${dataDir}".`,
  theDataDirectoryIs: (path: string) => `The data directory ${path} is a file or lies inside one; give a directory.`,
  theDataDirectoryCannot: (path: string) =>
    `The data directory ${path} cannot be written; change its permissions or give another one with --data.`,
  thereIsNoSpaceLeft: (path: string) => `There is no space left to create the data directory ${path}.`,
  theDataDirectoryCannotBe: (path: string, code: string) =>
    `The data directory ${path} cannot be used (${code}); give another one with --data.`,
};

export const absentDeskWords = {
  thereIsNoDeskIn: (dataDir: string) =>
    `There is no list in ${dataDir}, so nothing can be said of any number, and nothing was made there. If there should be one, look whether the path is right and its disk is connected. To begin a list there, add a number (dnc-desk add), import a file (dnc-desk import), open the page (dnc-desk serve), or restore a backup (dnc-desk restore).`,
};

export const openDeskWords = {
  aNewListBegins: (dataDir: string) =>
    `A new list begins in ${dataDir}: there was none. If there should have been one, look whether the path is right and its disk is connected.`,
};

export const deskSessionWords = {
  whatAnswersInIts:
    'What answers in its place cannot prove that it is DNC Desk, so it was asked nothing; close DNC Desk and open it again.',
  itDoesNotAnswer: ' It does not answer.',
};

export const ownerLockWords = {
  desktopApp: 'desktop app',
  webHost: 'web host',
  commandLine: 'command line',
  theDataDirectory: (dataDir: string, why: string) =>
    `The data directory ${dataDir} cannot be locked (${why}): check the file owner.lock in it, or give another directory with --data.`,
  process: (pid: number, hostName: string) => ` (process ${pid}, ${hostName})`,
  dncDeskIsAlready: (who: string, dataDir: string) =>
    `DNC Desk is already open${who} with the data directory ${dataDir}; close it, or give another directory with --data.`,
};

export const serveWords = {
  portCannotBeUsed: (port: number) =>
    `Port ${port} cannot be used; another program listens there. Leave --port out to take any free one.`,
  dncDeskIsAlready: 'DNC Desk is already running here; this is a fresh link to it.',
  dncDeskIsReady: (link: string) => `DNC Desk is ready: ${link}`,
};

export const guardWords = {
  thisAddressIsNot: 'This address is not served here.',
  requestsFromOther: 'Requests from other pages are refused.',
};

export const pageFilesWords = {
  thePageIsNotBuilt: (directory: string) =>
    `The page is not built (${directory} is missing); run \`npm run build\` first.`,
};

export const readSmallJsonWords = {
  thisIsTooLongFor: 'This is too long for a sign-in.',
  aSignInIsA: 'A sign-in is a JSON body.',
};

export const receiveUploadWords = {
  theFileCouldNotBe: (code: string) => `The file could not be received (${code}); drop it again.`,
  unexpectedError: 'unexpected error',
  theDiskHasNoRoom: 'The disk has no room for this file; free some space and drop it again.',
};

export const webRequestsWords = {
  thereIsNothingAt: 'There is nothing at this address.',
  signInWithAFresh: 'Sign in with a fresh link from DNC Desk.',
  theScreenIsLocked: 'The screen is locked: give the PIN.',
  aSignInGivesThe: 'A sign-in gives the token of its link.',
  thisLinkWasUsedAlready: 'This link was used already or is too old; ask DNC Desk for a fresh one.',
  sessionsAreReadAnd: 'Sessions are read, and deleted by their id.',
  thisSessionHasEnded: 'This session has ended already.',
  filesArePutHere: 'Files are put here.',
  callsArePostRequests: 'Calls are POST requests with a JSON body.',
  thisIsTooMuchFor: 'This is too much for one call; send it in parts.',
  thereIsNoSuchCall: 'There is no such call.',
};

export const webServerWords = {
  thisFailedUnexpectedly: 'This failed unexpectedly; the log has the details.',
  notFound: '404 Not Found',
  http11Connection: (status: string) => `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
};

export const demoWords = {
  theDemoFillsAnEmpty: 'The demo fills an empty data directory, and this one holds a list; give another with --data.',
};
