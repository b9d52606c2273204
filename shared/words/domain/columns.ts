/** What is said of columns of files, their mapping and their cells; of registries and zones. Each group is named after the file that says it. */
import { toCount } from '../counts.ts';

export const columnMappingWords = {
  cannotReadTheColumn: (rest: string) =>
    `Cannot read the column mapping at "${rest}": write field="Column", with commas between.`,
  thereIsNoFieldUse: (word: string, COLUMN_FIELDS: string) =>
    `There is no field "${word}": use one of ${COLUMN_FIELDS}.`,
  theColumnIsMapped: (name: string) => `The column "${name}" is mapped twice.`,
  thereIsNoColumnThe: (column: number, width: number) => `There is no column ${column}: the file has ${width}.`,
  aColumnIsMappedTwice: 'A column is mapped twice.',
  onlyOneColumnCanBe: (repeated: string) => `Only one column can be the ${repeated}.`,
  noColumnHoldsThe: 'No column holds the phone number: say which one does.',
  columnAt: (name: string, place: number) => `"${name}" (column ${place})`,
  columnsAreCalled: (matcheCount: number, name: string, matche: number) =>
    `${matcheCount} columns are called "${name}": give the place instead, e.g. ${matche}.`,
  itHasNoHeaderSo: (width: number) => `it has no header, so give a place from 1 to ${width}`,
  itHas: (names: string) => `it has ${names}`,
  theFileHasNoColumn: (name: string, known: string) => `The file has no column "${name}": ${known}.`,
  andMore: (shown: string, headerCount: number) => `${shown} and ${headerCount} more`,
};

export const dateColumnWords = {
  isMidnightAsFiles: (cell: string, dayWords: string) =>
    `"${cell}" is midnight, as files write a day without a time: blocked to the end of ${dayWords}.`,
  canBeOrAndNo: (cell: string, dayWords: string, laterDayWords: string) =>
    `"${cell}" can be ${dayWords} or ${laterDayWords}, and no date before it in the column tells which: the later is taken.`,
};

export const detailCellsWords = {
  isNoThatIsKnown: (clip: string, word: string) => `"${clip}" is no ${word} that is known; it is left out.`,
  isNotADateThat: (clip: string) => `"${clip}" is not a date that can be read; it is left out.`,
  liesInTheFutureIt: (clip: string) => `"${clip}" lies in the future; it is left out.`,
};

export const columnLayoutWords = {
  thisIsAComplaints:
    'This is a complaints file of the FTC: it lists the companies that people complained about, not people who asked not to be called.',
  thisIsARegistryFile:
    'This is a registry file (area code, then 7 digits): registries are kept as reference data, not in the list.',
  thisIsAChangeList:
    'This is a change list of a registry (numbers with A for added or D for deleted, and a day): registries are kept as reference data, not in the list.',
};

export const filePartsWords = {
  inAll: (choiceCount: number) => `, … (${toCount(choiceCount)} in all)`,
  hasSeveralSThere: (name: string, kind: string, how: string, names: string, more: string) =>
    `"${name}" has several ${kind}s: ${how}; there are ${names}${more}.`,
};

export const importRowWords = {
  theRowHasNoPhone: 'The row has no phone number.',
  namesAPlaceThatIs: (clip: string) =>
    `"${clip}" names a place that is not known here: the number is blocked everywhere.`,
  isNotAnExpiryThat: (clip: string) => `"${clip}" is not an expiry that can be read; the block has no end.`,
  daysIsNotAnExpiry: (days: number) => `${days} days is not an expiry that can be used; the block has no end.`,
  theRowsBlockEnded: (lastDay: string) => `The row's block ended on ${lastDay}.`,
};

export const registryWords = {
  usNationalRegistry: 'US national registry',
  canadianNationalList: 'Canadian national list',
  ukTps: 'UK TPS',
  ukCtps: 'UK CTPS',
  australianRegister: 'Australian register',
  stateList: (list: string) => `${list} state list`,
};

export const registryFileWords = {
  isForAreaCodeBy: (name: string, named: string, strange: string) =>
    `"${name}" is for area code ${named} by its name and holds numbers of ${strange}: get it again, or give it the right name. Nothing was loaded.`,
};

export const zoneWords = {
  time: (split: string) => `${split} time`,
};

export const leadFileWords = {
  looksLikeLeadsTo: (name: string, dialerName: string) =>
    `"${name}" looks like leads to call rather than people who asked not to be called: it is written as ${dialerName} loads its leads. Blocking leads keeps them from ever being called.`,
  looksLikeLeadsToCall: (name: string, shown: string) =>
    `"${name}" looks like leads to call rather than people who asked not to be called: it has ${shown} and no reason or date of a request. Blocking leads keeps them from ever being called.`,
};

export const rowNumbersWords = {
  standsForAWholeArea: 'Stands for a whole area code: the list holds numbers, so it cannot be imported.',
};
