/** What the command line says of the desk: its state, settings, backups, policy, registries and hosts. Each group is named after the file that says it. */
import { toMoment } from '../moments.ts';
import { countOf, pluralOf, toCount } from '../counts.ts';

export const careCommandsWords = {
  lastRead: (sentence: string, since: string) => `${sentence}, last read ${toMoment(since)}.`,
  dncDeskDataIn: (version: string, dataDir: string) => `DNC Desk ${version}, data in ${dataDir}`,
  blockedRemovedWaiting: (entries: number, blocked: number, removed: number, conflicts: number, waiting: number) =>
    `${countOf(entries, 'entry', 'entries')}: ${toCount(blocked)} blocked, ${toCount(removed)} removed; ${countOf(conflicts, 'conflict')}, ${toCount(waiting)} waiting for vendors`,
  needsYou: (sentence: string) => `Needs you: ${sentence}`,
  numbersWithoutACountry: (region: string) => `Numbers without a country code are read as of: ${region}`,
  noCountryTheyAre: 'no country, they are refused',
  atTheDesk: (author: string) => `At the desk: ${author}`,
  theCompany: (company: string) => `The company: ${company}`,
  notNamedItsPapers: 'not named; its papers should name it',
  noQuietHours: 'No quiet hours',
  quietHoursTo: (quietFrom: string, quietTo: string) => `Quiet hours: ${quietFrom} to ${quietTo}`,
  daysAndTimesOfThe: (name: string, offsetText: string) => `Days and times of the desk: ${name} (now ${offsetText})`,
  theListAndItsHistory: 'The list and its history are whole.',
  whenAPersonLocks: 'when a person locks it',
  afterWithoutInput: (minutes: number) => `after ${countOf(minutes, 'minute')} without input`,
  thePageAsksForA: (after: string, isLocked: boolean) =>
    `The page asks for a PIN ${after}, and after every start.${isLocked ? ' It is locked now.' : ''}`,
  thePageAsksForNo: 'The page asks for no PIN.',
  theDeskGoesOnWithout: 'The desk goes on without what is missing: numbers are answered and vendors are sent to again.',
  nothingIsMissing: 'Nothing is missing.',
  theClockIsBelieved: "This computer's clock is believed: blocks whose time it shows to be over have ended.",
  theClockWasNotDoubted: "This computer's clock was not doubted.",
  aCopyIsIn: (folder: string) => `A copy is in ${folder}.`,
  savedIn: (entries: number, path: string) => `${countOf(entries, 'entry is', 'entries are')} saved in ${path}.`,
  thereIsNoSecondCopy: (problem: string) => `There is no second copy. ${problem}`,
};

export const hostCommandsWords = {
  theDemosVendorsAre: (url: string, dataDir: string) =>
    `The demo's vendors are simulated at ${url}; its data is in ${dataDir}.`,
  thereIsNoFaultPlan: (resolve: string) => `There is no fault plan at ${resolve}.`,
  portCannotBeUsed: (port: number, code: string) =>
    `Port ${port} cannot be used (${code}); leave --port out to take any free one.`,
  sandboxIsReady: (url: string) => `Sandbox is ready: ${url}`,
  withTheToken: (name: string, baseUrl: string, token: string) => `${name}: ${baseUrl} with the token ${token}`,
};

export const policyCommandWords = {
  noPolicyWasWritten: 'No policy was written yet: give one with --text-file.',
  writtenTo: (place: string) => `Written to ${place}.`,
  thisIsATextTo: 'This is a text to begin with: save it as a file, change it, and give it with --text-file.',
  thereIsNoSuchFile: 'there is no such file',
  itIsNoTextIn: 'it is no text in UTF-8',
  cannotBeRead: (file: string, why: string) => `${file} cannot be read: ${why}.`,
};

export const registryCommandsWords = {
  subscriptionLine: ({
    number,
    listName,
    holder,
    areas,
    expires,
    state,
  }: {
    readonly number: string;
    readonly listName: string;
    readonly holder: string;
    readonly areas: string;
    readonly expires: string | null;
    readonly state: string;
  }) =>
    `subscription ${number} (${listName})${holder === '' ? '' : ` of ${holder}`}: ${areas}${expires === null ? '' : `, until ${expires}`}${state === 'current' ? '' : ` (${state})`}`,
  allAreaCodes: 'all area codes',
  noRegistryIsLoaded: 'No registry is loaded; load one with dnc-desk registries load FILE.',
  oldGoodForMore: (days: number, left: number) => `${countOf(days, 'day')} old, good for ${left} more`,
  dueIn: (left: number) => `due in ${countOf(left, 'day')}`,
  staleSince: (left: number) => `stale since ${countOf(left, 'day')}`,
  damagedItCoversNothing: 'damaged: it covers nothing until it is loaded again',
  noSubscriptionCovers: '; no subscription covers it',
  areaLine: ({
    areaText,
    listName,
    version,
    count,
    age,
    covered,
  }: {
    readonly areaText: string;
    readonly listName: string;
    readonly version: string;
    readonly count: number;
    readonly age: string;
    readonly covered: string;
  }) => `${areaText} ${listName} of ${version}: ${countOf(count, 'number')}, ${age}${covered}`,
  theDayOfThisVersion: 'The day of this version stands nowhere in the file or its name: give it with --date.',
  fullList: 'full list',
  changes: 'changes',
  answersOfTheRegister: 'answers of the register',
  wouldBeLoaded: 'would be loaded',
  loaded: 'loaded',
  previewLine: ({
    name,
    words,
    version,
    rows,
    areaCount,
    done,
  }: {
    readonly name: string;
    readonly words: string;
    readonly version: string;
    readonly rows: number;
    readonly areaCount: number;
    readonly done: string;
  }) => `${name}: ${words} of ${version}, ${countOf(rows, 'number')}, ${countOf(areaCount, 'area')} ${done}.`,
  anUnknownDay: 'an unknown day',
  new: 'new',
  with: (kind: string, version: string, count: number) =>
    `${kind === 'change' ? 'changes' : 'replaces'} ${version} with ${toCount(count)}`,
  takenOff: 'taken off',
  notListed: 'not listed',
  andMore: (areaCount: number) => `  and ${areaCount} more`,
  isNoListThereAre: (text: string) =>
    `"${text}" is no list; there are us, ca, gb-tps, gb-ctps, au, and states such as us-tx.`,
  theColumnsOfHave: (name: string, map: string, value: string, shown: string) =>
    `The columns of "${name}" have to be told, such as --map ${map} --add-value ${value}; there are ${shown}. The answer is remembered.`,
  doubtsBefore: (doubts: string) => `${doubts} Nothing was loaded. To load it all the same: --sure.`,
  isNoColumnWriteAreacode: (pair: string) =>
    `"${pair}" is no column: write areaCode=1,number=2,action=3,country=4,date=5.`,
  thereIsNoColumn: (named: string) => `There is no column "${named}".`,
  sayWhichColumnHolds: 'Say which column holds the numbers: number=2.',
  sayWhichValueOfThe: 'Say which value of the action column means listed: --add-value A.',
  ofUnloadedNumbers: (removedCount: number, list: string) =>
    `${countOf(removedCount, 'area')} of ${list} unloaded; ${removedCount === 1 ? 'its' : 'their'} numbers are not covered any more.`,
  areaCodeIsNotLoaded: (list: string) => `Area code ${list} is not loaded; \`dnc-desk registries\` lists what is.`,
  severalListsHold: (list: string, of: string) => `Several lists hold area code ${list}: give ${of}.`,
  loadedLine: ({
    at,
    kind,
    list,
    areas,
    version,
    author,
    file,
    sha256,
  }: {
    readonly at: string;
    readonly kind: string;
    readonly list: string;
    readonly areas: string;
    readonly version: string;
    readonly author: string;
    readonly file: string;
    readonly sha256: string;
  }) => `${at} ${kind} ${list} ${areas} of ${version} by ${author}: ${file} ${sha256}`,
  areas: (areaCount: number) => `${areaCount} areas`,
  thereIsNoSubscription: (number: string) => `There is no subscription ${number} to that list.`,
  subscriptionIsForgotten: (number: string) => `Subscription ${number} is forgotten here.`,
  subscriptionIsKept: (number: string) => `Subscription ${number} is kept.`,
};

const isOrWouldBe = (count: number, isDry: boolean) => (isDry ? 'would be' : pluralOf(count, 'is', 'are'));

export const restoreCommandWords = {
  thereIsNoBackupAt: (path: string) => `There is no backup at ${path}.`,
  isNoNumberWriteIt: (odd: string) => `"${odd}" is no number: write it as + and its digits.`,
  theListAsItIs: 'The list as it is cannot be read: what was blocked after the backup was made is missing in it.',
  whatWasRedactedIs: (unredacted: string) =>
    `What was redacted is back for ${unredacted}, as a question in the backup shows it: decide it, and redact again.`,
  restoredFrom: (entries: number, isDry: boolean, backup: string) =>
    `${countOf(entries, 'entry', 'entries')} ${isOrWouldBe(entries, isDry)} restored from ${backup}.`,
  blockedNowAndNot: (count: number, stay: number, isDry: boolean) =>
    `${countOf(count, 'number is', 'numbers are')} blocked now and not in the backup, or for less; ${toCount(stay)} ${isDry ? 'would stay' : pluralOf(stay, 'stays', 'stay')} blocked.`,
  andMoreJsonHasAll: (count: number) => `… and ${toCount(count)} more; --json has all.`,
  releasedSinceBlocked: (count: number, isDry: boolean) =>
    `${countOf(count, 'number that is', 'numbers that are')} not blocked now ${isOrWouldBe(count, isDry)} blocked, as the backup has ${count === 1 ? 'it' : 'them'}.`,
  changedSinceAndAs: (count: number, isDry: boolean) =>
    `${countOf(count, 'entry was', 'entries were')} changed since, and ${isOrWouldBe(count, isDry)} as in the backup again, but for what keeps more blocked.`,
  cameWithItNothing: (accounts: number) =>
    `${countOf(accounts, 'account')} came with it: nothing is sent to ${accounts === 1 ? 'its address before you confirm it' : 'their addresses before you confirm each'} (accounts confirm, or the page).`,
  theListAsItWas: (kept: string) => `The list as it was is kept in ${kept}.`,
  entries: (entries: number) => countOf(entries, 'entry', 'entries'),
  notUsable: (message: string) => `not usable: ${message}`,
  inTheSecondFolder: '  (in the second folder)',
  copiesGoTo: (folder: string, isSealed: boolean, isWell: boolean) =>
    `Copies go to ${folder}, ${isSealed ? `sealed${isWell ? ': without their passphrase nobody can open them' : ''}` : 'not sealed: whoever gets that folder can open them'}.`,
  thereIsNoBackupIn: (folder: string) => `There is no backup in ${folder}.`,
  in: (folder: string) => `In ${folder}:`,
  theLastCopyWasNot: (problem: string) => `Something is wrong with the copies in the second folder. ${problem}`,
};
