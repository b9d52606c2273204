/** The words of the page: home. Each group is named after the file that shows it. */
import { countOf, pluralOf, toCount } from '../counts.ts';

export const accountLinesWords = {
  noVendorIsConnected: 'No vendor is connected: this desk tells none what is blocked here. ',
  connectAVendor: 'Connect a vendor',
  neverRead: 'never read',
};

export const clockWords = {
  dueAfter: 'Due after ',
  byYourOwnRule: ', by your own rule',
  noRequestIsOpen: 'No request is open: every vendor that a request concerns has it.',
  noVendorIsConnected: 'No vendor is connected, so no request can be late at one.',
  requestsAreOpen: (open: number) => `${countOf(open, 'request is', 'requests are')} open`,
  overdue: (overdue: number) => `${toCount(overdue)} overdue`,
  dueToday: (dueToday: number) => `${toCount(dueToday)} due today`,
  changeTheRule: 'Change the rule',
  requestsByTheDay: 'Requests by the day on which they came in',
  cameInOpen: (words: string, came: number, left: number) =>
    `${words}: ${toCount(came)} came in, ${toCount(left)} open`,
  moreThatAreOpenCame: (earlier: number) =>
    `${countOf(earlier, 'more that is', 'more that are')} open came in before. `,
  byTheDay: 'By the day on which they came in.',
  filled: ' Filled: at every vendor that it concerns. Hatched: still open.',
};

export const doorsWords = {
  whereToBegin: 'Where to begin',
  dropYourList: 'Drop your list',
  chooseAFile: 'Choose a file',
  aCsvOrAWorkbook:
    'A CSV or a workbook, dropped anywhere on this window. You see what it will do before it is written.',
  connectAVendor: 'Connect a vendor',
  connectAnAccount: 'Connect an account',
  theListIsThenKept:
    'The list is then kept in step with it, both ways. Nothing is removed there without a person’s act.',
  lookAtASampleList: 'Look at a sample list',
  showMeASample: 'Show me a sample',
  twoHundredNumbersThatNobody: 'Two hundred numbers that nobody has. One step clears them again.',
  numbersOfTheSampleList: (count: number) =>
    `${countOf(count, 'number')} of the sample list ${pluralOf(count, 'is', 'are')} on your list. `,
  clearTheSample: 'Clear the sample',
  numbersOfTheSample: (changed: number) => `${countOf(changed, 'number')} of the sample are on the list.`,
  theSampleIsCleared: 'The sample is cleared.',
};

export const homeScreenWords = {
  home: 'Home',
  needsYou: 'Needs you',
  requestsAgainstTheClock: 'Requests against the clock',
  accounts: 'Accounts',
  thisWeek: 'This week',
  theDeskDoesNotAnswer: 'Not known to be safe: the desk does not answer',
  lastRead: (sentence: string, isNeverRead: boolean) =>
    `${sentence}${isNeverRead ? (/[.?!]$/.test(sentence) ? '' : '.') : ', last read '}`,
};

export const needLinesWords = {
  linesArePutOff: (waiting: number) => `${countOf(waiting, 'line is', 'lines are')} put off until tomorrow.`,
  showThemNow: (waiting: number) => pluralOf(waiting, 'Show it now', 'Show them now'),
  nothingNeedsYouNow: 'Nothing needs you now. ',
  whatDoesComesHereWorst: 'What does comes here, worst first.',
  showMoreLines: (count: number) => `Show ${countOf(count, 'more line')}`,
  putItOffUntilTomorrow: 'H: put it off until tomorrow',
  thisCannotWaitUntilTomorrow: 'This cannot wait until tomorrow',
  tomorrow: 'Tomorrow',
  why: 'Why?',
  thisCannotBePutOff: 'This cannot be put off: a person may be called meanwhile, or time is up.',
};

export const weekWords = {
  fromFiles: 'from files',
  byHand: 'by hand',
  byScripts: 'by scripts',
  fromVendors: 'from vendors',
  nothingWasAddedOrReleased: 'Nothing was added or released in the last seven days.',
  added: (all: number) => `${toCount(all)} added`,
  released: (released: number) => `${toCount(released)} released`,
};
