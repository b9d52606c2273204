// What can be wrong with a file as a whole: one clear sentence for each problem.

/** Stable codes of refusals, for programs; people read the message. */
export type ReadingProblem =
  | 'missing'
  | 'directory'
  | 'notAFile'
  | 'unreadable'
  | 'empty'
  | 'headerOnly'
  | 'archive'
  | 'nested'
  | 'encrypted'
  | 'damaged'
  | 'unsafe'
  | 'bomb'
  | 'tooLarge'
  | 'tooSlow'
  | 'longCell'
  | 'registry'
  | 'document'
  | 'xmlSpreadsheet'
  | 'notText'
  | 'tooManyColumns'
  | 'noPart'
  | 'changed'
  | 'noReader'
  | 'failed';

export interface ReadingRefusal {
  readonly ok: false;
  readonly code: ReadingProblem;
  readonly message: string;
}

/**
 * `streamRows` throws this from its iterable, which has no other way to say it: what was yielded before must not be
 * kept.
 */
export class ReadingError extends Error {
  readonly code: ReadingProblem;

  constructor({ code, message }: ReadingRefusal) {
    super(message);
    this.name = 'ReadingError';
    this.code = code;
  }
}

/** The refusal with its sentence. `name` is the file's name as the person knows it. */
export function refuseFile(code: ReadingProblem, name: string): ReadingRefusal {
  return { ok: false, code, message: SENTENCES[code](name) };
}

/** Puts an error of the file system in words: what happened, to what, and what to do. */
export function refuseSystemError(error: unknown, name: string): ReadingRefusal {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return refuseFile('missing', name);
  if (code === 'EISDIR') return refuseFile('directory', name);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY') return refuseFile('unreadable', name);
  const { message } = refuseFile('failed', name);
  return { ok: false, code: 'failed', message: typeof code === 'string' ? `${message} (${code})` : message };
}

const SENTENCES = {
  missing: (name) => `There is no file "${name}": check the name and the folder.`,
  directory: (name) => `"${name}" is a folder: choose a file in it.`,
  notAFile: (name) => `"${name}" is not a regular file, so it cannot be read.`,
  unreadable: (name) => `"${name}" cannot be opened: it is locked by another program, or you may not read it.`,
  empty: (name) => `"${name}" is empty: there are no numbers in it.`,
  headerOnly: (name) => `"${name}" has a header but no rows below it: there are no numbers in it.`,
  archive: (name) =>
    `"${name}" is packed in a way that is not read here: unpack it, or pack it as ZIP, and import the file inside.`,
  nested: (name) => `"${name}" holds an archive in an archive: unpack it and import the file inside.`,
  encrypted: (name) => `"${name}" is protected with a password: remove the password and import it again.`,
  damaged: (name) =>
    `"${name}" is damaged or cut off, and nothing was taken from it: get it once more, or save it as CSV and import that.`,
  unsafe: (name) =>
    `"${name}" declares entities or a document type, as no list of numbers does: it was not read. Save the list as CSV and import that.`,
  bomb: (name) => `"${name}" unpacks to far more than a list of numbers holds: it was not read.`,
  tooLarge: (name) => `"${name}" is too large to be read as a workbook: save it as CSV and import that.`,
  tooSlow: (name) => `"${name}" took too long to read, and reading was stopped: save the list as CSV and import that.`,
  longCell: (name) => `"${name}" has a cell of more than a million characters: this is no list of numbers.`,
  registry: (name) => `"${name}" is a file of a national or state registry: load it as a registry, not as an import.`,
  document: (name) => `"${name}" is a document or web page, not a list of rows: save the list as CSV and import that.`,
  xmlSpreadsheet: (name) =>
    `"${name}" is a workbook in the format "XML Spreadsheet 2003": open it in a spreadsheet, save it as XLSX or CSV, and import that.`,
  notText: (name) => `"${name}" is not a text file: save the list as CSV and import that.`,
  tooManyColumns: (name) =>
    `"${name}" has more than 5,000 columns: this is no list of numbers, or its line breaks are lost.`,
  noPart: (name) => `"${name}" holds no sheet or file of that name.`,
  changed: (name) => `"${name}" was changed while it was read: nothing was taken from it. Open it again.`,
  noReader: (name) =>
    `"${name}" was not opened: the part of DNC Desk that reads such files could not start. The file may be fine; start DNC Desk again, and if it stays, install it again.`,
  failed: (name) => `"${name}" could not be read.`,
} as const satisfies Record<ReadingProblem, (name: string) => string>;
