/**
 * The numbers of the list in one file beside the database, `desk.numbers`, with the row of the journal up to which they are all.
 * It is a copy: it is written beside its place and renamed, never flushed, and may be missing or deleted at any time. What is
 * torn, cut or has a turned bit is not read; whether the rest is believed is decided in journal/knownNumbers.ts.
 */
import { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { type PackedNumbers, unitsOf } from './packedNumbers.ts';

/** A row of the journal, whose hash stands for all before it too, and with it for the list at that moment. */
export type JournalHead = { readonly seq: number; readonly hash: string };

/** All numbers that had an entry, removed ones too, when this row was the newest. */
export type NumbersAt = { readonly packed: PackedNumbers; readonly head: JournalHead };

const header = z.object({
  /** Raised whenever the file is written in another way. */
  form: z.literal(1),
  seq: z.int().positive(),
  hash: z.string(),
  pages: z.int().nonnegative(),
  size: z.int().nonnegative(),
  /** CRC-32 of all that follows the header. */
  sum: z.number(),
});

const headerBytes = 256;
/** Of a page beside its numbers: its key, and how many they are. */
const [keyBytes, countBytes, unitBytes] = [8, 4, 2];
const nameOf = 'desk.numbers';
const toPath = (file: string): string => join(dirname(file), nameOf);

/** Writes the copy of the database `file`. @throws the system's error where that cannot be done; then the one before stays */
export function saveNumbers(file: string, { packed, head }: NumbersAt): void {
  const path = toPath(file);
  const { keys, counts, units } = packed;
  const parts = [keys, counts, units].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  const sum = parts.reduce((before, part) => crc32(part, before), 0);
  const text = JSON.stringify({ form: 1, ...head, pages: keys.length, size: packed.size, sum });
  const first = Buffer.from(`${`${crc32(text)} ${text}`.padEnd(headerBytes - 1)}\n`);
  forgetUnfinished(file);
  const beside = `${path}.${process.pid}-${threadId}.new`;
  try {
    const handle = openSync(beside, 'wx', 0o600);
    try {
      for (const part of [first, ...parts]) writeWhole(handle, part);
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
function forgetUnfinished(file: string): void {
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(`${nameOf}.`) && name.endsWith('.new'))
      rmSync(join(dirname(file), basename(name)), { force: true });
}

/** Takes the copy away: another file takes the database's place. */
export function forgetNumbers(file: string): void {
  rmSync(toPath(file), { force: true });
}

/** The copy of the database `file`; undefined where there is none that is whole. */
export function loadNumbers(file: string): NumbersAt | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(toPath(file));
  } catch {
    return undefined;
  }
  const found = parseHeader(bytes.toString('latin1', 0, headerBytes));
  if (found === undefined) return undefined;
  const { pages, size, seq, hash, sum } = found;
  const countsAt = headerBytes + pages * keyBytes;
  const unitsAt = countsAt + pages * countBytes;
  if (bytes.length < unitsAt || (bytes.length - unitsAt) % unitBytes !== 0) return undefined;
  if (crc32(bytes.subarray(headerBytes)) !== sum) return undefined;
  // An array of its own: a buffer that was read may begin anywhere.
  const own = new Uint8Array(bytes.subarray(headerBytes)).buffer;
  const counts = new Uint32Array(own, countsAt - headerBytes, pages);
  const units = new Uint16Array(own, unitsAt - headerBytes);
  let [numbers, length] = [0, 0];
  for (const count of counts) {
    numbers += count;
    length += unitsOf(count);
  }
  if (numbers !== size || length !== units.length) return undefined;
  return { packed: { size, keys: new Float64Array(own, 0, pages), counts, units }, head: { seq, hash } };
}

function parseHeader(text: string): z.output<typeof header> | undefined {
  const [, sum, body = ''] = /^(\d+) (\{.*\}) *\n$/.exec(text) ?? [];
  if (sum !== String(crc32(body))) return undefined;
  const { success, data } = header.safeParse(JSON.parse(body));
  return success ? data : undefined;
}
