/** The words of the page: settings. Each group is named after the file that shows it. */

export const deadlineSettingsWords = {
  settingsSaved: 'Settings saved.',
  daysUntilARequest: 'Days until a request is overdue',
  fromTheDay:
    'From the day on which the person asked, which does not count, until every vendor that it concerns has it and has confirmed it.',
  whatCounts: 'What counts',
  businessDays: 'business days: Monday to Friday without holidays',
  allDays: 'all days',
  holidays: 'Holidays',
  federalHolidaysOfTheUnited: 'federal holidays of the United States (5 U.S.C. 6103)',
  none: 'none',
  saveTheRule: 'Save the rule',
};

export const lockSettingsWords = {
  theScreenLockIsSet: 'The screen lock is set.',
  theScreenIsNotLocked: 'The screen is not locked any more.',
  on: 'On. The page asks for the PIN after the minutes, when you lock it, and after every start of the desk.',
  off: 'Off. With a PIN, the page locks when nobody is there: it then shows nothing and is answered nothing. Work goes on, and the command line is not locked: who forgot the PIN removes it there (dnc-desk screen-lock off).',
  presentPin: 'Present PIN',
  showThePresentPin: 'Show the present PIN',
  newPin: 'New PIN',
  pin: 'PIN',
  empty: 'Empty: it stays as it is.',
  atLeastFourCharacters: 'At least four characters.',
  showTheNewPin: 'Show the new PIN',
  lockAfterMinutesWithoutInput: 'Lock after (minutes without input)',
  onlyWhenYouLock: '0: only when you lock it yourself.',
  save: 'Save',
  turnTheLockOn: 'Turn the lock on',
  turnItOff: 'Turn it off',
  lockNow: 'Lock now',
};

export const logSettingsWords = {
  settingsSaved: 'Settings saved.',
  keepThemForDays: 'Keep them for (days)',
  whenASyncRan:
    'When a sync ran, what it found, and each request with its answer’s code; numbers are masked. What is older is deleted within the hour, from the desk and not from backups. The history of the list is never deleted.',
  saveTheDays: 'Save the days',
};

export const notifySettingsWords = {
  aNumberMayBeCalled: 'A number may be called against a request, or a request is due',
  anAccountCannotBeRead: 'An account cannot be read, refuses records or looks suspicious',
  aConflictACallReference: 'A conflict, a call reference or a removal by hand waits for you',
  aRegistryABackup: 'A registry, a backup or the written policy is too old, or somebody added far more than usual',
  theyAreShown: 'They are shown while the desk is open and another window is in front.',
  thisBrowserAsksYouFirst: 'This browser asks you first.',
  thisBrowserWasTold:
    'This browser was told not to show any: allow notifications for this page in the browser’s settings.',
  thisBrowserHasNone: 'This browser has none.',
  theSystemTells: 'The system tells you what needs you, as Home says it: never with a number in it. ',
  showNotificationsInThisBrowser: 'Show notifications in this browser',
};

export const settingsScreenWords = {
  settings: 'Settings',
  colours: 'Colours',
  settingsSaved: 'Settings saved.',
  yourName: 'Your name',
  standsInTheHistory: 'Stands in the history of everything you do here.',
  company: 'Company',
  whoseList: 'Whose list it is, as proofs and the written policy name it.',
  defaultCountry: 'Default country',
  forNumbersWrittenWithout: 'For numbers written without a country code. Without one, such numbers are refused.',
  none: 'None: refuse such numbers',
  noDefaultCountry: 'No default country',
  timeZone: 'Time zone',
  whereTheDesksDaysBegin:
    "Where the desk's days begin and end: a block until a day lasts to its end there. All times are shown in it.",
  noZoneIsCalledSo: 'No zone is called so.',
  quietHoursFrom: 'Quiet hours from',
  nothingSyncsByItself: 'Nothing syncs by itself until they end; “Sync now” still does. Empty: none.',
  quietHoursTo: 'Quiet hours to',
  giveBothTimesOrNone: 'Give both times, or none.',
  saveSettings: 'Save settings',
  asTheSystem: 'As the system',
  light: 'Light',
  dark: 'Dark',
  newerVersions: 'Newer versions',
  theHistory: 'The history is whole and replays to the list; the database is sound.',
  dataFolder: 'Data folder',
  numbersOnTheList: 'Numbers on the list',
  version: 'Version',
  verifyTheHistory: 'Verify the history',
};

export const signedInWords = {
  signedOutThere: 'Signed out there.',
  signedIn: 'Signed in',
  thisPage: (browserName: string, isThisPage: boolean) => `${browserName}${isThisPage ? ' (this page)' : ''}`,
  since: 'Since ',
  lastUsed: ', last used ',
  signOutThisPage: (browserName: string, isThisPage: boolean) =>
    `Sign out ${browserName}${isThisPage ? ', this page' : ''}`,
  signOut: 'Sign out',
  whoeverHasNotUsed: 'Whoever has not used the desk for twelve hours is signed out.',
};

export const tokenStoreWords = {
  passphrase: 'Passphrase',
  theOneTheTokenFile: 'The one the token file was sealed with.',
  sealsATokenFile:
    'Seals a token file with it, so that tokens outlive this run. At least eight characters; it cannot be recovered.',
  unlockTheTokens: 'Unlock the tokens',
  keepTokensInASealed: 'Keep tokens in a sealed file',
  inTheKeychain: 'in the keychain',
  inASealedFile: 'in a sealed file',
  forThisRunOnly: 'for this run only',
  locked: 'locked',
};

export const updatesSectionWords = {
  asked: ' Asked: ',
  lookForANewerVersion: 'Look for a newer version',
  closeTheDeskAndInstall: 'Close the desk and install',
};

export const browserNameWords = {
  edge: 'Edge',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
  windows: 'Windows',
  mac: 'Mac',
  linux: 'Linux',
  aProgram: 'A program',
  on: (name: string, system: string) => `${name} on ${system}`,
};

export const updateSentenceWords = {
  thisInstallationLooks: 'This installation looks for no newer version: whoever gave it to you brings the next one.',
  notAskedYet: 'Not asked yet; that happens a minute after the start, and then once a day.',
  thisIsTheNewestVersion: 'This is the newest version.',
  askingForTheNewestVersion: 'Asking for the newest version …',
  versionIsThere: (version: string) =>
    `Version ${version} is there. This system cannot check who made it, so it is not installed by itself: get it from where you got this one.`,
  versionIsLoaded: (version: string) => `Version ${version} is loaded; the desk goes on meanwhile.`,
  versionIsLoadedAndVerified: (version: string) =>
    `Version ${version} is loaded and verified. It is installed when you say so; the desk closes for it.`,
  aNewerVersionIsLooked: (work: string) => `A newer version is looked for when this has ended: ${work}.`,
  versionWaits: (version: string, work: string) => `Version ${version} waits until this has ended: ${work}.`,
};
