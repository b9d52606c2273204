/** The words of the page: entryForm. Each group is named after the file that shows it. */

export const detailFieldWords = {
  notKnown: 'not known',
  ofTheSameCall: 'Of the same call.',
};

export const sidePanelWords = {
  closeWithoutSaving: 'Close without saving',
};

export const untilFieldsWords = {
  whereTheyHoldStays: 'Where they hold stays as it is. When the day is over, a number may be called again.',
  blockedUntil: 'Blocked until',
  noEnd: 'No end',
  theEndOfADay: 'The end of a day',
  lastBlockedDay: 'Last blocked day',
};

export const whereFieldsWords = {
  thisReplacesWhereTheyHold: 'This replaces where they hold now. A narrower choice releases them in the other places.',
  whereTheyWillHold: 'Where they will hold',
};

export const changeFormWords = {
  chooseAtLeastOneField: 'Choose at least one field to change.',
  chooseAtLeastOnePlace: 'Choose at least one place where the blocks will hold.',
  chooseTheLastBlockedDay: 'Choose the last blocked day.',
};

export const detailFormWords = {
  aCallReferenceNeedsBoth: 'A call reference needs both the batch and the request id.',
};

export const statementFormWords = {
  chooseAtLeastOnePlace: 'Choose at least one place where the block holds.',
};
