/** The words of the page: ui. Each group is named after the file that shows it. */
import { countOf, toCount } from '../counts.ts';

export const errorStateWords = {
  tryAgain: 'Try again',
};

export const exceptSelectWords = {
  noLongerInUse: (value: string) => `no longer in use (${value})`,
  except: 'except',
  exceptForTheseMayCall: (name: string) => `${name}: except for (these may call)`,
  nothing: 'nothing',
  noAccountOrAgent: 'No account or agent of this name.',
};

export const firstQuestionsWords = {
  saved: 'Saved. Settings change them at any time.',
  firstQuestions: 'First questions',
  threeThingsThatTheDesk:
    'Three things that the desk cannot know. Your name stands in the history of what you do, numbers without a country code are read in your country, and a block until a day lasts to its end in your zone.',
  whoAreYou: 'Who are you?',
  yourCountry: 'Your country',
  chooseIt: 'Choose it',
  yourTimeZone: 'Your time zone',
  notSaved: 'Not saved',
  thatIsRight: 'That is right',
  notNow: 'Not now',
};

export const foreseenWords = {
  notKnown: 'not known',
  tryAgain: 'Try again',
  theRestOfTheBatch: 'The rest of the batch goes the same way.',
  noVendorAccountIsConcerned: 'No vendor account is concerned.',
  atTheVendors: 'At the vendors',
};

export const askedSinceWords = {
  othersAsked: 'Others asked too',
  andMore: (count: number) => `and ${countOf(count, 'more number')}`,
};

export const jobProgressWords = {
  stop: 'Stop',
  progress: (message: string, total: null | number, done: number) =>
    `${message}${total === null ? '' : ` ${toCount(done)} of ${toCount(total)}`}`,
};

export const momentFieldWords = {
  timeOfThatDay: (zone: string, isEnd: boolean) =>
    `Time of that day in ${zone} (empty: ${isEnd ? 'to its end' : 'the day alone'})`,
};

export const requestQuestionsWords = {
  whatProgramsHandedIn: 'What programs handed in',
  itMeansStop: 'It means stop',
  itMeansNothing: 'It means nothing',
  noWord: 'No word',
  andMore: (value: number) => `and ${value} more`,
  whatIsBlockedStays: 'What is blocked stays so, and the form knows the word from now on.',
  whatWasBlocked: 'What was blocked because of it is taken back, where nobody changed it since.',
  noNumber: 'No number',
  theNumberThatWasMeant: 'The number that was meant',
  blockIt: 'Block it',
  thereIsNone: 'There is none',
  doesItMeanStop: 'Does it mean stop?',
  whichNumberIsIt: 'Which number is it?',
};

export const sameQuestionsWords = {
  isItTheSame: 'Is it the same?',
  itIsTheSameAgent: 'It is the same agent',
  itIsAnotherAgent: 'It is another agent',
  itIsTheSameAccount: 'It is the same account',
  theyAreTwoAccounts: 'They are two accounts',
};

export const scopePickerWords = {
  whereItHolds: 'Where it holds',
  everywhere: 'Everywhere',
  everywhereOf: (value: number) => `Everywhere (${value})`,
  daysAndTimesAre: (zone: string) => `Days and times are ${zone}; a day without a time is blocked to its end.`,
  chooseAtLeastOnePlace: 'Choose at least one place.',
  withOfAgents: (isHeld: boolean, held: number, count: number) =>
    `with ${isHeld ? `${held} of ` : ''}${countOf(count, 'agent')}`,
  until: 'until',
  blockedUntilEmpty: (name: string) => `${name}: blocked until (empty for no end)`,
  noEnd: 'no end',
};

export const lossesWords = {
  itTakesANumber: 'It takes a number only with the reference of the call: it waits until you add one.',
  itEmailsItsAdministrator: 'It e-mails its administrator for every number that is added.',
  withWhatWaitsAlready: ', with what waits already',
  itTakesRequestsAMinute: (rate: number, duration: string, waiting: string) =>
    `It takes ${countOf(rate, 'request')} a minute: sending this takes ${duration}${waiting}.`,
  vendors: (some: number) => `${some} vendors`,
  howLongItTakes: (name: string) => `How long it takes to send this to ${name}`,
  andHowLongSendingTakes: ', and how long sending takes',
  whatWillNotKeep: (name: string, time: string) => `What ${name} will not keep as it is${time}`,
};

export const marksWords = {
  inStep: 'in step',
  waiting: 'waiting',
  sentNotConfirmed: 'sent, not confirmed',
  missingThere: 'missing there',
  blocksLess: 'blocks less',
  onlyThere: 'only there',
  parked: 'parked',
  cannotBeVerified: 'cannot be verified',
  needsACallReference: 'needs a call reference',
  toBeRemovedByHand: 'to be removed by hand',
  conflict: 'conflict',
  agentIsGone: 'agent is gone',
  mayCall: 'may call',
  blocked: 'blocked',
  expired: 'expired',
  removed: 'removed',
  inDoubt: 'in doubt',
  notOnTheList: 'not on the list',
  safe: 'safe',
  notKnown: 'not known',
  notSafe: 'not safe',
  onThisMachine: 'on this machine',
  now: 'now',
  needsYou: 'needs you',
  listedInARegistry: 'listed in a registry',
  notInTheRegistry: 'not in the registry',
  registryIsStale: 'registry is stale',
  notCoveredByARegistry: 'not covered by a registry',
  registryIsDamaged: 'registry is damaged',
  current: 'current',
  due: 'due',
  stale: 'stale',
  damaged: 'damaged: load it again',
  syncing: 'syncing',
  offline: 'offline',
  paused: 'paused',
  neverSynced: 'never synced',
  running: 'running',
  done: 'done',
  failed: 'failed',
  stopped: 'stopped',
  suspicious: 'suspicious',
  interrupted: 'interrupted',
};

export const scopeCoverWords = {
  butNotFor: (name: string, names: string) => `${name} (but not for ${names})`,
  atEveryAccount: 'At every account that is connected later.',
  atForAllTheirAgents: (names: string) =>
    `At ${names}, for all their agents, and at every account that is connected later.`,
};

export const timeWords = {
  justNow: 'just now',
  inAMoment: 'in a moment',
  min: (round: number) => `${round} min`,
  ago: (amount: string) => `${amount} ago`,
  in: (amount: string) => `in ${amount}`,
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  today: 'today',
  through: (longDay: string) => `Through ${longDay}`,
  until: (longDay: string, time: string) => `Until ${longDay}, ${time}`,
  overFromOn: (through: string, exact: string) => `${through}; over from ${exact} on`,
};

export const saveProofWords = {
  writtenTo: (path: string) => `Written to ${path}.`,
};

export const tellWords = {
  numbersChangedSinceAndStayed: (leftCount: number) =>
    ` ${countOf(leftCount, 'number')} changed or asked for since and stayed as they are.`,
  undone: (changed: number, kept: string) => `Undone: ${countOf(changed, 'number')} as before.${kept}`,
};

export const words = {
  more: (count: number) => `${toCount(count)} more`,
  andLast: (names: string, last: string | undefined) => `${names} and ${last}`,
  aFile: 'a file',
  row: (line: number) => ` · row ${toCount(line)}`,
  api: (value: string) => `${value} · API`,
  aVendor: 'a vendor',
  lessThanAMinute: 'less than a minute',
  aboutMin: (minutes: number) => `about ${minutes} min`,
  aboutHMin: (floor: number, rest: number) => `about ${floor} h${rest === 0 ? '' : ` ${rest} min`}`,
};

export const numberVerbsWords = {
  chooseANumberFirst: 'Which number? Go to one in the list (J), select some (X), or open one.',
};
