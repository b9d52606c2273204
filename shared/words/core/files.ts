/** What is said of files that are opened, read and written. Each group is named after the file that says it. */
import { countOf } from '../counts.ts';

export const describeWords = {
  wasNotOpened: (path: string, why: string) => `"${path}" was not opened. ${why}`,
  loadItUnderSettings: (said: string) =>
    `${said} Load it under Settings, Registries, or with dnc-desk registries load; if it is your own list, give it a header row.`,
};

export const locateWords = {
  nameTheFileWithIts: 'Name the file with its whole path.',
  thisUploadIsNotKnown: 'This upload is not known. Drop the file again.',
};

export const openFileWords = {
  wasChangedAfterThe: (name: string) =>
    `"${name}" was changed after the preview. Open it again, so that you see what it will do now.`,
};

export const openRowsWords = {
  thePastedText: 'The pasted text',
};

export const contactRowsWords = {
  byItsLineInThe: 'by its line in the file',
  eachNumberOfAContact: (where: string) =>
    `Each number of a contact is a row, ${where}; a contact without a number is one, too.`,
  numberedFromTwo: 'numbered in the order of the file, from 2',
};

export const readPartsWords = {
  thereAre: (names: string, hasMore: boolean) => ` There are: ${names}${hasMore ? ', …' : ''}.`,
  hasNoSheetOrFile: (name: string, wanted: string, there: string) =>
    `"${name}" has no sheet or file "${wanted}".${there}`,
};

export const readingWorkerWords = {
  theSheetHasNoRows: (name: string) => `The sheet "${name}" has no rows below its header.`,
  theSheetIsHidden: (name: string) => `The sheet "${name}" is hidden in its workbook.`,
  theWorkbookHasHidden: (names: string) => `The workbook has hidden sheets that are not read: ${names}.`,
  hiddenByAFilterOr: (hidden: number) =>
    `${countOf(hidden, 'row of the sheet is', 'rows of the sheet are')} hidden, by a filter or by hand; what stands there is read too.`,
};

export const readingErrorWords = {
  thereIsNoFileCheck: (name: string) => `There is no file "${name}": check the name and the folder.`,
  isAFolderChooseA: (name: string) => `"${name}" is a folder: choose a file in it.`,
  isNotARegularFile: (name: string) => `"${name}" is not a regular file, so it cannot be read.`,
  cannotBeOpenedIt: (name: string) =>
    `"${name}" cannot be opened: it is locked by another program, or you may not read it.`,
  isEmptyThereAreNo: (name: string) => `"${name}" is empty: there are no numbers in it.`,
  hasAHeaderButNo: (name: string) => `"${name}" has a header but no rows below it: there are no numbers in it.`,
  isPackedInAWay: (name: string) =>
    `"${name}" is packed in a way that is not read here: unpack it, or pack it as ZIP, and import the file inside.`,
  holdsAnArchiveIn: (name: string) => `"${name}" holds an archive in an archive: unpack it and import the file inside.`,
  isProtectedWithA: (name: string) =>
    `"${name}" is protected with a password: remove the password and import it again.`,
  isDamagedOrCutOff: (name: string) =>
    `"${name}" is damaged or cut off, and nothing was taken from it: get it once more, or save it as CSV and import that.`,
  declaresEntitiesOr: (name: string) =>
    `"${name}" declares entities or a document type, as no list of numbers does: it was not read. Save the list as CSV and import that.`,
  unpacksToFarMore: (name: string) => `"${name}" unpacks to far more than a list of numbers holds: it was not read.`,
  isTooLargeToBe: (name: string) => `"${name}" is too large to be read as a workbook: save it as CSV and import that.`,
  tookTooLongToRead: (name: string) =>
    `"${name}" took too long to read, and reading was stopped: save the list as CSV and import that.`,
  hasACellOfMore: (name: string) =>
    `"${name}" has a cell of more than a million characters: this is no list of numbers.`,
  isAFileOfA: (name: string) =>
    `"${name}" is a file of a national or state registry: load it as a registry, not as an import.`,
  isADocumentOrWeb: (name: string) =>
    `"${name}" is a document or web page, not a list of rows: save the list as CSV and import that.`,
  isAWorkbookInThe: (name: string) =>
    `"${name}" is a workbook in the format "XML Spreadsheet 2003": open it in a spreadsheet, save it as XLSX or CSV, and import that.`,
  isNotATextFile: (name: string) => `"${name}" is not a text file: save the list as CSV and import that.`,
  hasMoreThan5000: (name: string) =>
    `"${name}" has more than 5,000 columns: this is no list of numbers, or its line breaks are lost.`,
  holdsNoSheetOrFile: (name: string) => `"${name}" holds no sheet or file of that name.`,
  wasChangedWhileIt: (name: string) =>
    `"${name}" was changed while it was read: nothing was taken from it. Open it again.`,
  wasNotOpenedThePart: (name: string) =>
    `"${name}" was not opened: the part of DNC Desk that reads such files could not start. The file may be fine; start DNC Desk again, and if it stays, install it again.`,
  couldNotBeRead: (name: string) => `"${name}" could not be read.`,
};

export const describeTextWords = {
  theHeaderNamesBut: (names: number, cells: number) =>
    `The header names ${names} ${names === 1 ? 'column' : 'columns'}, but the lines below it have ${cells} cells: check that each name stands above what it says.`,
};

export const writeProblemWords = {
  cannotBeWrittenIts: (path: string) =>
    `${path} cannot be written: its folder is not there; make it or choose another place.`,
  cannotBeWrittenIt: (path: string) => `${path} cannot be written: it is a folder; give the name of a file.`,
  cannotBeWrittenYou: (path: string) => `${path} cannot be written: you may not write there; choose another place.`,
  cannotBeWrittenThe: (path: string) =>
    `${path} cannot be written: the disk is full; free some space or choose another place.`,
  cannotBeWrittenChoose: (path: string, code: string) => `${path} cannot be written (${code}); choose another place.`,
};

export const writeTargetWords = {
  nameTheFileWithIts: 'Name the file with its whole path.',
  liesInTheDataFolder: (path: string) =>
    `${path} lies in the data folder of DNC Desk, where nothing else is kept; choose another place.`,
  isNoOrdinaryFile: (path: string) => `${path} is no ordinary file; choose another place.`,
  isThereAlreadyChoose: (path: string) => `${path} is there already; choose another name, or replace it with --force.`,
};
