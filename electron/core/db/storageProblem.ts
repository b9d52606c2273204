/**
 * Says what went wrong with the disk or the database file, in the supervisor's words. Opening, writing and backing up
 * all use it, so that the same trouble reads the same everywhere.
 */

import { DamagedRow } from './damagedRow.ts';

export type StorageProblemCode = 'corrupt' | 'readOnly' | 'full' | 'busy' | 'unusable';
export type StorageProblem = { readonly code: StorageProblemCode; readonly message: string };

/** The sentence for a damaged file. */
export function describeDamage(file: string): string {
  return `The database ${file} is damaged. Nothing was written to it; keep the file and restore a backup.`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The problem behind an error of SQLite or the file system. Undefined when it is neither: then it is a bug. */
export function toStorageProblem(error: unknown, file: string): StorageProblem | undefined {
  if (error instanceof DamagedRow) return { code: 'corrupt', message: error.message };
  const code = codeOf(error);
  // SQLite's own words for stored JSON that is none any more.
  if (code === 'SQLITE_ERROR' && error instanceof Error && error.message === 'malformed JSON')
    return { code: 'corrupt', message: describeDamage(file) };
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
    return { code: 'corrupt', message: describeDamage(file) };
  if (code.startsWith('SQLITE_READONLY') || ['EROFS', 'EACCES', 'EPERM'].includes(code))
    return {
      code: 'readOnly',
      message: `The data directory of ${file} cannot be written to. Give this user write permission or choose another directory.`,
    };
  // SHMSIZE: there is no room for the memory that the connections of a database share.
  if (code.startsWith('SQLITE_FULL') || ['SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'].includes(code))
    return {
      code: 'full',
      message: `The disk of ${file} is full. Free some space and try again; nothing is half written.`,
    };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return { code: 'busy', message: `Another program is using the database ${file}. Close it and try again.` };
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_IOERR') ||
    ['ENOENT', 'EEXIST', 'EISDIR', 'ENOTDIR', 'EIO'].includes(code)
  )
    return {
      code: 'unusable',
      message: `The database ${file} cannot be opened or written (${code}). Check the disk and the path.`,
    };
  return undefined;
}
