/**
 * A copy of something in the database, in a file of its own beside it. It is written beside its place and renamed, never flushed,
 * and may be missing or deleted at any time. What is torn, cut or has a turned bit is not read; whether the rest is believed is
 * decided in journal/. The file: a header of 256 bytes with its own sum and that of what follows, then that.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';

/** A row of the journal, whose hash stands for all before it too, and with it for the list at that moment. */
export type JournalHead = { readonly seq: number; readonly hash: string };

const headerBytes = 256;
const toPath = (file: string, name: string): string => join(dirname(file), name);

/**
 * Writes the copy `name` of the database `file`. `about`: what its reader has to know, as short as fits into the header.
 * @throws the system's error where that cannot be done; then the one before stays
 */
export function saveCopy(
  file: string,
  name: string,
  { about, parts }: { readonly about: object; readonly parts: readonly ArrayBufferView[] },
): void {
  const path = toPath(file, name);
  const bytes = parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  const sum = bytes.reduce((before, part) => crc32(part, before), 0);
  const text = JSON.stringify({ ...about, sum });
  const first = Buffer.from(`${`${crc32(text)} ${text}`.padEnd(headerBytes - 1)}\n`);
  if (first.length !== headerBytes) throw new Error('The header of a copy is too long');
  forgetUnfinished(file, name);
  const beside = `${path}.${process.pid}-${threadId}.new`;
  try {
    const handle = openSync(beside, 'wx', 0o600);
    try {
      for (const part of [first, ...bytes]) writeWhole(handle, part);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function writeWhole(handle: number, bytes: Buffer): void {
  for (let from = 0; from < bytes.length;) from += writeSync(handle, bytes, from);
}

/** Removes what processes left that were killed while they wrote. The directory has one owner, which is this process. */
function forgetUnfinished(file: string, name: string): void {
  for (const found of readdirSync(dirname(file)))
    if (found.startsWith(`${name}.`) && found.endsWith('.new'))
      rmSync(join(dirname(file), basename(found)), { force: true });
}

/** Whether there is a copy, right or not. */
export function hasCopy(file: string, name: string): boolean {
  return existsSync(toPath(file, name));
}

/** Takes the copy away: another file takes the database's place, or nobody would believe it. */
export function forgetCopy(file: string, name: string): void {
  rmSync(toPath(file, name), { force: true });
}

/** Read, and summed, in one go: a few milliseconds. */
const readAtOnce = 2 ** 21;

/**
 * What the header says, and the bytes behind it in an array of their own, which begins at 0. Undefined: there is no whole copy, or
 * another took its place meanwhile. `pause` lets others in.
 */
export async function loadCopy(
  file: string,
  name: string,
  pause: () => Promise<void>,
): Promise<{ readonly about: unknown; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const path = toPath(file, name);
  const first = Buffer.alloc(headerBytes);
  const size = sizeOf(path) - headerBytes;
  if (size < 0 || !canRead(path, first, 0)) return undefined;
  const [, headerSum, body = ''] = /^(\d+) (\{.*\}) *\n$/.exec(first.toString('latin1')) ?? [];
  if (headerSum !== String(crc32(body))) return undefined;
  const about = JSON.parse(body) as { readonly sum?: unknown };
  const bytes = new Uint8Array(size);
  let sum = 0;
  for (let from = 0; from < size; from += readAtOnce) {
    const part = bytes.subarray(from, from + readAtOnce);
    if (!canRead(path, part, headerBytes + from)) return undefined;
    sum = crc32(part, sum);
    await pause();
  }
  return sum === about.sum ? { about, bytes } : undefined;
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/**
 * Fills `bytes` with what is at `from` in a file. False where it ends before, or cannot be read. The file is open for no longer
 * than that: on Windows no other can be put in the place of one that is open.
 */
function canRead(path: string, bytes: Uint8Array, from: number): boolean {
  try {
    const handle = openSync(path, 'r');
    try {
      let done = 0;
      for (let read = -1; done < bytes.length && read !== 0; done += read)
        read = readSync(handle, bytes, done, bytes.length - done, from + done);
      return done === bytes.length;
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
}
