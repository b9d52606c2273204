/** What can go wrong with a folder on another disk or machine: it does not answer, is not there, is full, or may not be written. */
import { secondFolderWords as say } from '../../../shared/words/core/desk.ts';

/** What `work` answers, if it does within `ms`. @throws what it throws; a `TimeoutError`, or the signal's reason */
export async function within<T>(work: Promise<T>, ms: number, closing?: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(ms);
  const signal = closing === undefined ? late : AbortSignal.any([late, closing]);
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason as Error);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** The system's code of an error, or its name. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

/** What went wrong in a folder, and what to do. */
export function describe(folder: string, error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return say.theFolderIsNotThere(folder);
    case 'TimeoutError':
      return say.theFolderDoesNot(folder);
    case 'AbortError':
      return say.theCopyToWasBroken(folder);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return say.theFolderCannotBe(folder);
    case 'ENOSPC':
    case 'EDQUOT':
      return say.theFolderCannotBeWritten(folder);
    default:
      return say.theFolderCannotBeWrittenChoose(folder, code);
  }
}
