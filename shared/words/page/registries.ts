/** The words of the page: registries. Each group is named after the file that shows it. */
import { countOf, pluralOf, toCount } from '../counts.ts';

export const ageSettingsWords = {
  settingsSaved: 'Settings saved.',
  howOldAVersion: 'How old a version may be',
  inDaysThen:
    'In days, then it is stale and clears nobody. As known in 2026: US 47 CFR 64.1200(c)(2), Canada the CRTC’s telemarketing rules, UK PECR and the ICO’s guidance, Australia’s washing rules. Ask your counsel.',
  saveTheDays: 'Save the days',
};

export const columnsFormWords = {
  column: (isValue: boolean, value: number, header: string | null, text: string) =>
    `${isValue ? `Column ${value}` : header} (${text})`,
  whatTheColumnsMean: 'What the columns mean',
  has: (name: string) => `${name} has `,
  columns: ' columns. Say which is which; the desk remembers it for files of this make.',
  numbers: 'Numbers',
  areaCodes: 'Area codes',
  inTheNumberItself: 'In the number itself',
  noColumnOfAreaCodes: 'No column of area codes',
  addedOrRemovedListed: 'Added or removed, listed or not',
  none: 'None: every line is listed',
  noSuchColumn: 'No such column',
  valuesThatMeanAdded: 'Values that mean added, or listed',
  valuesThatMeanTakenOff: 'Values that mean taken off, or not listed',
  whatTheyDo: 'What these values do',
  asTheySay: 'As they say by themselves',
  theyChange: 'They add to what is loaded, or take off',
  theyAnswer: 'They answer for the numbers that were sent',
  readTheFile: 'Read the file',
  leaveIt: 'Leave it',
};

export const loadRegistryWords = {
  handingOver: (name: string) => `Handing ${name} over.`,
  handingOverOf: (name: string) => `Handing ${name} over`,
  notLoaded: 'Not loaded',
  loaded: 'Loaded',
  dropOneFile: 'Drop one file at a time; a zip may hold several.',
  fileOfARegistry: 'File of a registry',
  chooseARegistryFile: 'Choose a registry file',
  whichListItIsOf: 'Which list it is of',
  list: 'List: by its area codes',
  byItsAreaCodes: 'By its area codes',
  orDropItHere:
    'Or drop it here: FTC and Canadian files (flat or XML), TPS and CTPS, what the Australian register sent back; also in a .zip or .gz. You see what it replaces before it counts.',
  aFullList: 'a full list: it replaces what is loaded of its areas, and no others',
  changesToWhatIsLoaded: 'changes to what is loaded',
  answersOfTheRegister: 'answers of the register for the numbers that were sent to it',
  whatTheFileHolds: 'What the file holds',
  file: 'File',
  itIs: 'It is',
  itHolds: 'It holds',
  numbersOfThemTwice: (rows: number, duplicates: number, areas: number) =>
    `${countOf(rows, 'number')}${duplicates === 0 ? '' : `, ${toCount(duplicates)} of them twice`}, in ${countOf(areas, 'area')}`,
  areasOfTheFile: 'Areas of the file',
  area: 'Area',
  added: 'Added',
  listed: 'Listed',
  takenOff: 'Taken off',
  notListed: 'Not listed',
  changes: 'Changes',
  replaces: 'Replaces',
  nothing: 'nothing: it is new',
  versionOfWith: (version: string, count: number) => `version of ${version} with ${toCount(count)}`,
  andMoreAreas: (count: number) => `and ${countOf(count, 'more area')}`,
  dayOfTheVersion: 'Day of the version',
  theDay: 'The day on which the regulator made it: its age counts from there.',
  loadItAllTheSame: 'Load it all the same',
  changeAreas: (areas: number) => `Change ${countOf(areas, 'area')}`,
  loadAreas: (areas: number) => `Load ${countOf(areas, 'area')}`,
  leaveIt: 'Leave it',
};

export const registriesSectionWords = {
  registries: 'Registries',
  nationalAndStateLists:
    'National and state lists, as reference data beside your own: a check and a scrub ask them, and they are never sent to a vendor. An area code that is not loaded is never shown as clean.',
  notInUse: 'Not in use',
  noRegistryIsLoaded: 'No registry is loaded: checks and scrubs go by your own list alone. Load the first file below.',
  numbersOf: (total: number) => countOf(total, 'number'),
  areaCodesNumbers: (count: number, total: number) => `${countOf(count, 'area code')}, ${countOf(total, 'number')}`,
  areasOfThe: (listName: string) => `Areas of the ${listName}`,
  area: 'Area',
  versionOf: 'Version of',
  numbers: 'Numbers',
  age: 'Age',
  loaded: 'Loaded',
  unload: 'Unload',
  wholeList: 'whole list',
  noSubscriptionCoversIt: ' · no subscription covers it',
  sha256: (file: string, sha256: string) => `${file}, SHA-256 ${sha256}`,
  by: (loadedBy: string) => ` by ${loadedBy}`,
  unloadOf: (listName: string, isWhole: boolean, area: string) => `Unload ${listName} ${isWhole ? '' : area}`,
  unloadDots: 'Unload…',
  unloadAll: 'Unload all ',
};

export const subscriptionsWords = {
  theSubscriptionIsForgottenHere: 'The subscription is forgotten here.',
  subscriptionsSan: 'Subscriptions (SAN)',
  noneIsRecorded: 'None is recorded. With one, the desk tells which loaded area codes it does not cover.',
  subscriptions: 'Subscriptions',
  number: 'Number',
  registry: 'Registry',
  holder: 'Holder',
  areaCodes: 'Area codes',
  until: 'Until',
  forget: 'Forget',
  all: 'all',
  andMoreCodes: (codes: string, more: number) => `${codes} and ${more} more`,
  noEndKnown: 'no end known',
  forgetSubscription: (number: string) => `Forget subscription ${number}`,
  recordASubscription: 'Record a subscription',
  subscriptionIsRecorded: (text: string) => `Subscription ${text} is recorded.`,
  lastDay: 'Last day',
  separatedByCommasOrBlanks: 'Separated by commas or blanks; empty: all.',
  isNotAnAreaCode: (wrong: string) => `"${wrong}" is not an area code.`,
  recordTheSubscription: 'Record the subscription',
  leaveIt: 'Leave it',
};

export const unloadDialogWords = {
  areaCode: (listName: string, area: string) => `${listName}, area code ${area}`,
  unloadedThe: (name: string) =>
    `Unloaded the ${name}: its numbers are not covered any more. Load its file again to bring it back.`,
  unloadThe: (name: string) => `Unload the ${name}?`,
  keepIt: 'Keep it',
  numbersIsNotAskedAbout: (numbers: number, areas: number) =>
    `${countOf(numbers, 'number')} ${pluralOf(numbers, 'is', 'are')} not asked about any more, and ${areas === 1 ? 'the area' : countOf(areas, 'area')} will not be shown as clean. The log of loads keeps what was used until now; the regulator’s file brings it back.`,
  unloadAreas: (areas: number) => `Unload ${countOf(areas, 'area')}`,
};

export const registryWords = {
  alAkAzArCa:
    'al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy',
  dueToday: 'due today',
  dueInDays: (left: number) => `due in ${countOf(left, 'day')}`,
  staleForDays: (left: number) => `stale for ${countOf(left, 'day')}`,
  currentDaysOld: (days: number) => `current, ${countOf(days, 'day')} old`,
  current: 'current',
  endsWithin30Days: 'ends within 30 days',
  ended: 'ended',
};

export const registryFileWords = {
  nothingWasLoaded: (message: string) => `${message} Nothing was loaded.`,
};
