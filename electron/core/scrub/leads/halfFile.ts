/**
 * One output file of a scrub. It is collected in large pieces, hashed on the way, written beside its path under another
 * name, and renamed only when everything is done. A process that dies leaves at most the file with the other name.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { JobFailure } from '../../desk/jobs.ts';
import { toWriteSentence } from '../../files/write/writeProblem.ts';

export type HalfFile = {
  /** Takes a copy of the bytes. */
  readonly append: (bytes: Uint8Array, from: number, to: number) => void;
  /** Writes what was collected, if there is enough of it. Call it often: it bounds memory. */
  readonly flush: () => Promise<void>;
  /** Writes the rest. The file is then whole, but does not have its name yet. */
  readonly finish: () => Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** Gives the finished file its name. */
  readonly publish: () => Promise<void>;
  /** Removes what was written. Harmless when there is nothing. */
  readonly discard: () => Promise<void>;
};

const pieceBytes = 1024 * 1024;
/** What was written is flushed beside the work each time that there is so much of it. */
const flushedBytes = 8 * 1024 * 1024;
/** This few bytes are copied faster one by one than by a call that copies. */
const shortCopy = 24;

/**
 * Makes the output file of one half. `tag` makes the other name unique.
 * @throws JobFailure (every call rejects with it) when the file cannot be written there
 */
export async function createHalfFile(path: string, tag: string): Promise<HalfFile> {
  const partial = `${path}.${tag}.partial`;
  const hash = createHash('sha256');
  const said = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
      throw code === undefined ? error : new JobFailure(toWriteSentence(path, code));
    });
  let handle: FileHandle | undefined = await said(open(partial, 'wx', 0o600));
  let piece = Buffer.allocUnsafe(pieceBytes);
  // While one piece is on its way to the disk, the other is filled.
  let spare = Buffer.allocUnsafe(pieceBytes);
  let writing: Promise<void> | undefined;
  /** Once it has failed, it stays so. */
  let flushing = Promise.resolve();
  let isFlushing = false;
  let unflushed = 0;
  let filled = 0;
  let bytes = 0;
  let isPublished = false;

  function makeRoom(more: number): void {
    if (filled + more <= piece.length) return;
    const grown = Buffer.allocUnsafe(Math.max(piece.length * 2, filled + more));
    piece.copy(grown, 0, 0, filled);
    piece = grown;
  }

  async function writeAll(whole: Buffer): Promise<void> {
    for (let at = 0; at < whole.length;) {
      if (handle === undefined) return;
      const { bytesWritten } = await said(handle.write(whole, at, whole.length - at));
      at += bytesWritten;
      unflushed += bytesWritten;
    }
    flushBeside();
  }

  /** A file system writes all that is left when a file takes the name of another: most of it is on the disk by then. */
  function flushBeside(): void {
    const file = handle;
    if (file === undefined || isFlushing || unflushed < flushedBytes) return;
    unflushed = 0;
    isFlushing = true;
    flushing = flushing.then(() => said(file.datasync().catch(ignoreWhereUnable))).finally(() => (isFlushing = false));
    // Told when the file is finished.
    flushing.catch(() => {});
  }

  /** Starts to write what was collected, once the piece before is written; a failure of that piece is thrown here. */
  async function write(): Promise<void> {
    await writing;
    const whole = piece.subarray(0, filled);
    hash.update(whole);
    bytes += filled;
    filled = 0;
    [piece, spare] = [spare, piece];
    writing = writeAll(whole);
    // The next caller that waits for it gets the failure; until then this avoids an unhandled rejection.
    writing.catch(() => {});
  }

  return {
    append(source, from, to) {
      makeRoom(to - from);
      if (from === 0 && to === source.length) piece.set(source, filled);
      else if (to - from > shortCopy) piece.set(source.subarray(from, to), filled);
      else for (let at = from, into = filled; at < to; at += 1, into += 1) piece[into] = source[at] ?? 0;
      filled += to - from;
    },
    async flush() {
      if (filled >= pieceBytes >> 1) await write();
    },
    async finish() {
      await write();
      await writing;
      await flushing;
      await handle?.close();
      handle = undefined;
      return { bytes, sha256: hash.digest('hex') };
    },
    async publish() {
      await said(rename(partial, path));
      isPublished = true;
    },
    async discard() {
      await writing?.catch(() => {});
      await flushing.catch(() => {});
      await handle?.close().catch(() => {});
      handle = undefined;
      if (!isPublished) await rm(partial, { force: true }).catch(() => {});
    },
  };
}

/** What says that a place cannot flush, which nobody asked it for. All else may say that bytes are lost. */
const unableCodes: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM']);

function ignoreWhereUnable(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && unableCodes.has(error.code))) throw error;
}
