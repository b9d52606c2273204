// What can be wrong with a file as a whole: one clear sentence for each problem.
import { readingErrorWords as say } from '../../../shared/words/core/files.ts';

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
  missing: (name) => say.thereIsNoFileCheck(name),
  directory: (name) => say.isAFolderChooseA(name),
  notAFile: (name) => say.isNotARegularFile(name),
  unreadable: (name) => say.cannotBeOpenedIt(name),
  empty: (name) => say.isEmptyThereAreNo(name),
  headerOnly: (name) => say.hasAHeaderButNo(name),
  archive: (name) => say.isPackedInAWay(name),
  nested: (name) => say.holdsAnArchiveIn(name),
  encrypted: (name) => say.isProtectedWithA(name),
  damaged: (name) => say.isDamagedOrCutOff(name),
  unsafe: (name) => say.declaresEntitiesOr(name),
  bomb: (name) => say.unpacksToFarMore(name),
  tooLarge: (name) => say.isTooLargeToBe(name),
  tooSlow: (name) => say.tookTooLongToRead(name),
  longCell: (name) => say.hasACellOfMore(name),
  registry: (name) => say.isAFileOfA(name),
  document: (name) => say.isADocumentOrWeb(name),
  xmlSpreadsheet: (name) => say.isAWorkbookInThe(name),
  notText: (name) => say.isNotATextFile(name),
  tooManyColumns: (name) => say.hasMoreThan5000(name),
  noPart: (name) => say.holdsNoSheetOrFile(name),
  changed: (name) => say.wasChangedWhileIt(name),
  noReader: (name) => say.wasNotOpenedThePart(name),
  failed: (name) => say.couldNotBeRead(name),
} as const satisfies Record<ReadingProblem, (name: string) => string>;
