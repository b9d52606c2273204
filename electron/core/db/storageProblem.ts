/**
 * Says what went wrong with the disk or the database file, in the supervisor's words. Opening, writing and backing up
 * all use it, so that the same trouble reads the same everywhere.
 */

import { DamagedRow } from './damagedRow.ts';
import { storageProblemWords as say } from '../../../shared/words/core/database.ts';

export type StorageProblemCode = 'corrupt' | 'readOnly' | 'full' | 'busy' | 'unusable';
export type StorageProblem = { readonly code: StorageProblemCode; readonly message: string };

/** The sentence for a damaged file. */
export function describeDamage(file: string): string {
  return say.theDatabaseIsDamaged(file);
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
      message: say.theDataDirectory(file),
    };
  // SHMSIZE: there is no room for the memory that the connections of a database share.
  if (code.startsWith('SQLITE_FULL') || ['SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'].includes(code))
    return {
      code: 'full',
      message: say.theDiskOfIsFull(file),
    };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return { code: 'busy', message: say.anotherProgramIs(file) };
  if (
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_IOERR') ||
    ['ENOENT', 'EEXIST', 'EISDIR', 'ENOTDIR', 'EIO'].includes(code)
  )
    return {
      code: 'unusable',
      message: say.theDatabaseCannot(file, code),
    };
  return undefined;
}
