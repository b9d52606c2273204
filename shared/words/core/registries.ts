/** What is said of registries: loading them, and asking them. Each group is named after the file that says it. */
import { countOf, toCount } from '../counts.ts';

export const askRegistriesWords = {
  listedInThe: (name: string) => `Listed in the ${name}.`,
  notListedInThe: (name: string) => `Not listed in the ${name}.`,
  theDoesNotListIt: (name: string, days: number, allowed: number) =>
    `The ${name} does not list it, but it is ${days} days old and may be used for ${allowed}: load a newer one.`,
  of: (registry: string, day: string) => `${registry} of ${day}`,
  areaCode: (number: string) => `area code ${number}`,
  theCannotBeReadBecause: (name: string, areaCode: string | undefined) =>
    `The ${name} cannot be read${areaCode === undefined ? '' : ` for ${areaCode}`}, because its file is damaged or gone: load it again.`,
  theIsNotLoadedFor: (name: string, areaCode: string) =>
    `The ${name} is not loaded for ${areaCode}: nobody has looked whether it is listed.`,
  theNumberWasNotAmong: (name: string) =>
    `The number was not among those that were sent to the ${name}: nobody has looked whether it is listed.`,
  theIsNotLoadedNobody: (name: string) => `The ${name} is not loaded: nobody has looked whether it is listed.`,
};

export const loadedVersionsWords = {
  theCatalogOfTheRegistries: (dir: string) =>
    `The catalog of the registries in ${dir} is damaged, so nothing of them counts. Move that folder away, start the desk again, and load the files anew.`,
};

export const planLoadWords = {
  theseAreNumbersOf: (country: string | undefined, registry: string) =>
    `These are numbers of ${country === 'AU' ? 'Australia' : 'the UK'}, and not of the ${registry}. Nothing was loaded.`,
  areaCodeIsInNeither: (areaCode: string) =>
    `Area code ${areaCode} is in neither the US nor Canada by the numbering plan that the desk knows: say which list the file is of. Nothing was loaded.`,
  areaCodeIsInAnd: (areaCode: string, country: string | null, registry: string) =>
    `Area code ${areaCode} is in ${country === 'CA' ? 'Canada' : 'the US'}, and the file is said to be of the ${registry}. Nothing was loaded.`,
  isNotADay: (day: string) => `"${day}" is not a day.`,
  isBeforeThereWere: (day: string) =>
    `${day} is before there were registries. Give the day the regulator made this version.`,
  liesInTheFutureA: (day: string) => `${day} lies in the future: a version cannot be of a day that has not come.`,
  andMore: (ofCount: number) => ` and ${ofCount} more`,
  itListsFewer: (areas: string, now: number, before: number) =>
    `It lists fewer numbers than what is loaded now (${areas}: ${toCount(now)} instead of ${toCount(before)}): is it whole?`,
  aColumnIsNotRead: (column: string) =>
    `Its column "${column}" seems to tell what is added or removed, and is not read: as a full list the file would make every other number clear.`,
  itsNameSaysChanges: (name: string) =>
    `"${name}" seems to hold changes, and would be loaded as a full list, which makes every other number clear.`,
  itChangesWhatIsTooOld: (areas: string) =>
    `What it changes (${areas}) is so old that it may not be used any more: are changes missing in between?`,
  theSameFileWas: (earlier: string, version: string) =>
    `The very same file was loaded before as the version of ${earlier}, and would now count as that of ${version}.`,
  aNewerVersionIsLoaded: (areas: string) => `A newer version is loaded (${areas}).`,
};

export const readLoadWords = {
  readMb: (round: number) => `Read ${toCount(round)} MB.`,
  wasChangedWhileIt: (name: string) => `"${name}" was changed while it was read. Choose it again.`,
  itChangesWhatIsNot: (registry: string, area: string) =>
    `It changes what is not loaded (${registry}${area === 'all' ? '' : `, area code ${area}`}): load the full list first. Nothing was loaded.`,
  theVersionIsTaken: (version: string | null) =>
    `The version is taken to be of ${version}, the date of the file: its name has none.`,
  theVersionIsTakenTo: (version: string | null) => `The version is taken to be of ${version}, the oldest date in it.`,
  theseAreTheAnswers:
    'These are the answers of the register for the numbers that were sent to it: any other number stays unknown.',
};

export const registryLoadsWords = {
  thisFileIsNoLonger: 'This file is no longer open. Choose it again.',
  thisFileIsStillBeing: 'This file is still being worked on. Wait for it, or cancel it first.',
  itsColumnsHaveTo: 'Its columns have to be told.',
  readNumbers: (rows: number) => `Read ${toCount(rows)} numbers.`,
  wroteOfAreas: (at: number, total: number) => `Wrote ${at} of ${total} areas.`,
  versionOf: (name: string, plannedCount: number, version: string) =>
    `${name}: ${countOf(plannedCount, 'area')}, version of ${version}.`,
  anotherRegistryIs: 'Another registry is being taken over. Wait for it.',
  sayFirstWhichColumn: 'Say first which column means what.',
  giveTheDayTheRegulator: 'Give the day the regulator made this version.',
  confirmItToLoadIt: (doubts: string) => `${doubts} Confirm it to load it all the same.`,
};

export const registryServiceWords = {
  aRegistryIsBeing: 'A registry is being taken over. Wait for it.',
  theIsNotLoaded: (registry: string, area: string | undefined) =>
    `The ${registry} is not loaded${area === undefined ? '' : ` for ${area}`}.`,
};

export const registrySourceWords = {
  aRegistryIsLoaded: 'A registry is loaded from the file that the regulator sent.',
};

export const takeOverWords = {
  areaCode: (registry: string, area: string) => `${registry}, area code ${area},`,
  theIsNotLoadedSo: (what: string) =>
    `The ${what} is not loaded, so there is nothing to change: load its full list first.`,
  theIsDamagedHere: (what: string) => `The ${what} is damaged here and cannot be changed: load its full list again.`,
};

export const flatReaderWords = {
  lineOfNothingWas: (lineNumber: number, name: string, what: string) =>
    `Line ${toCount(lineNumber)} of "${name}" ${what}. Nothing was loaded.`,
  isNotAnAreaCode: 'is not an area code and seven digits',
  isTooLongForA: 'is too long for a line of a registry',
};

export const homeNumberWords = {
  theUsOrCanada: 'the US or Canada',
  theUk: 'the UK',
  australia: 'Australia',
  holdsNoNumberOf: (homeName: string, message: string) => `holds no number of ${homeName}: ${message}`,
  holdsWhichIsNoNumber: (number: string, homeName: string) => `holds ${number}, which is no number of ${homeName}`,
};

export const openMembersWords = {
  unpacksToFarMore: (name: string) =>
    `"${name}" unpacks to far more than a registry can hold, so it was given up: get it again from the regulator.`,
  tookLongerThanMinutes: (name: string, round: number) =>
    `"${name}" took longer than ${round} minutes to read, so it was given up: load it in parts, one area code at a time.`,
  isLockedWithAPassword: (name: string) => `"${name}" is locked with a password: unpack it and load the file inside.`,
  holdsMoreThanFiles: (name: string, members: number) =>
    `"${name}" holds more than ${members} files: that is no registry.`,
  holdsNoFiles: (name: string) => `"${name}" holds no files.`,
  isDamagedAndCannot: (name: string) => `"${name}" is damaged and cannot be unpacked: get it again from the regulator.`,
};

export const readRegistryWords = {
  mixesFullListsAnd: (name: string) => `"${name}" mixes full lists and changes: load them one by one.`,
  holdsNoNumbers: (name: string) => `"${name}" holds no numbers.`,
  holdsMoreNumbers: (name: string) => `"${name}" holds more numbers than any register of a whole country.`,
  answersForSingle: (name: string) =>
    `"${name}" answers for single numbers whether they are on the registry, and is neither its list nor a list of changes: load the registry's own file for these area codes. Nothing was loaded.`,
  changesOrAnswers: (name: string, value: string) =>
    `"${name}": does "${value}" add numbers to a list that is loaded, or does it answer for single numbers? Say which it is (on the command line: --says changes, or --says answers).`,
  isNotARegistrysFile: (name: string) =>
    `"${name}" is not a registry's file: it holds neither lines of numbers nor the XML of a registry.`,
  oneColumnCannotMean: 'one column cannot mean two things.',
  thereAreOnlyColumns: (width: number) => `there are only ${width} columns.`,
  sayWhichValueMeans: 'say which value means that a number is listed.',
};

export const tableReaderWords = {
  lineOfNothingWas: (lineNumber: number, name: string, what: string) =>
    `Line ${toCount(lineNumber)} of "${name}" ${what}. Nothing was loaded.`,
  saysInTheColumnThat: (value: string) =>
    `says "${value}" in the column that tells what is listed, and nobody has said what that means`,
  saysForItsCountry: (named: string, homeName: string) =>
    `says "${named}" for its country, and this is a list of ${homeName}`,
  isNotAnAreaCode: 'is not an area code and seven digits',
  isTooLongForA: 'is too long for a line of a registry',
};

export const xmlReaderWords = {
  nothingWasLoaded: (name: string, what: string) => `"${name}" ${what}. Nothing was loaded.`,
  hasAListInsideA: 'has a list inside a list',
  isAListOfChanges:
    'is a list of changes in XML, and its tags are documented nowhere: get the full list, or the changes as a flat file',
  hasAnAreaCodeOutside: 'has an area code outside of its list',
  hasForAnAreaCode: (val: string) => `has "${val}" for an area code`,
  saysThatItIsFor: (bounds: string, val: string) => `says that it is for area code ${bounds} and holds ${val}`,
  hasANumberWithout: 'has a number without an area code',
  hasForANumber: (val: string) => `has "${val}" for a number`,
  hasADocumentType: 'has a document type, which no registry has: it could make the desk read other files',
  isNotWellFormedXml: (message: string) => `is not well-formed XML (${message})`,
  hasATagThatNo: (tag: string) => `has a tag "${tag}" that no registry has`,
  hasTextBetweenIts: 'has text between its numbers',
  goesOnForTooLong: 'goes on for too long without a number',
};
