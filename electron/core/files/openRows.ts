// Opens a file or pasted text for import: refuses one without rows, with a sentence, and says how the others are
// written. It reads the file once from end to end, so that the hash and the encoding are those of the whole file.

import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { recogniseContacts } from './packed/contacts/contactRows.ts';
import type { ReadingCaps } from './packed/caps.ts';
import { describeContainer } from './packed/containerRows.ts';
import type { DescribeChoices, PartDescription } from './packed/readingMessages.ts';
import type { DialectChoices } from './text/detectDialect.ts';
import { describeText, type RowsFound } from './text/describeText.ts';
import { type ReadingRefusal, refuseFile, refuseSystemError } from './readingError.ts';
import { createUtf8Check, recogniseEncoding, recogniseSignature } from './text/sniffBytes.ts';
import { openRowsWords as say } from '../../../shared/words/core/files.ts';

/**
 * Where rows come from, with proof that the source is still the same. Plain data; for text, `bytes` counts its UTF-8.
 */
export type RowSource =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly bytes: number;
      /** The last change, in milliseconds since 1970. */
      readonly modifiedAt: number;
      /** Device, inode, size and time of last change to the nanosecond. */
      readonly fingerprint: string;
      /** Hex. */
      readonly sha256: string;
      /** For a workbook, an archive or contacts: the names of the file and the sheet that are read. */
      readonly picks?: readonly string[];
    }
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number; readonly sha256: string };

export interface OpenedRows<Source extends RowSource = RowSource>
  extends RowsFound, Pick<PartDescription, 'format' | 'levels' | 'refused'> {
  readonly ok: true;
  readonly source: Source;
}

export interface OpenOptions extends DialectChoices {
  /** Stops the reading; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The file's name as the person knows it, for messages; otherwise the last part of the path. */
  readonly name?: string;
  /** Which file of an archive and which sheet of a workbook; where nothing is picked, the first that is not empty. */
  readonly picks?: readonly string[];
  /** A part that is no list is opened too, with `refused`, if another part can be chosen instead. */
  readonly letChoose?: boolean | undefined;
  readonly caps?: ReadingCaps;
}

export type FileSource = RowSource & { readonly kind: 'file' };

const HEAD_BYTES = 262_144;
const READ_BYTES = 1_048_576;

/** Opens a file. Expected failures (missing, a folder, not text, empty, a header only, …) are values. */
export async function openRows(
  path: string,
  options: OpenOptions = {},
): Promise<OpenedRows<FileSource> | ReadingRefusal> {
  const name = options.name ?? basename(path);
  let handle: FileHandle | undefined;
  try {
    handle = await openToRead(path);
    return await openHandle(handle, path, name, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    return refuseSystemError(error, name);
  } finally {
    await handle?.close();
  }
}

/** Opens pasted text: one number per line, or rows copied from a spreadsheet. */
export function openText(text: string, options: OpenOptions = {}): OpenedRows | ReadingRefusal {
  const name = options.name ?? say.thePastedText;
  if (text.trim() === '') return refuseFile('empty', name);
  const source: RowSource = {
    kind: 'text',
    text,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
  const head = text.slice(0, HEAD_BYTES);
  const found = describeText(head, head.length === text.length, 'utf-8', options);
  return 'problem' in found ? refuseFile(found.problem, name) : { ok: true, source, ...found, ...plainText };
}

/** Opens a file for reading, without waiting: opening a pipe without a writer would never end. */
export async function openToRead(path: string): Promise<FileHandle> {
  // Windows has no such flag, and no pipe by a path of its own.
  return open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

/** Facts that change when the file does. */
export async function readFingerprint(
  handle: FileHandle,
): Promise<{ bytes: number; modifiedAt: number; fingerprint: string; isFile: boolean; isDirectory: boolean }> {
  const stats = await handle.stat({ bigint: true });
  return {
    bytes: Number(stats.size),
    modifiedAt: Number(stats.mtimeMs),
    fingerprint: `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}`,
    isFile: stats.isFile(),
    isDirectory: stats.isDirectory(),
  };
}

async function openHandle(
  handle: FileHandle,
  path: string,
  name: string,
  options: OpenOptions,
): Promise<OpenedRows<FileSource> | ReadingRefusal> {
  const facts = await readFingerprint(handle);
  if (!facts.isFile) return refuseFile(facts.isDirectory ? 'directory' : 'notAFile', name);
  if (facts.bytes === 0) return refuseFile('empty', name);
  const head = await readHead(handle, facts.bytes);
  const signature = recogniseSignature(head);
  if (signature?.kind === 'refused') return refuseFile(signature.problem, name);

  const { sha256, isUtf8 } = await scanWhole(handle, options.signal);
  const { bytes, modifiedAt, fingerprint } = facts;
  const source: FileSource = { kind: 'file', path, bytes, modifiedAt, fingerprint, sha256 };
  const isUnchanged = async () => (await readFingerprint(handle)).fingerprint === fingerprint;
  if (signature !== undefined || recogniseContacts(head) !== undefined) {
    const { picks = [], caps, signal } = options;
    const described = await describeContainer({ handle, bytes, name, picks, caps }, toChoices(options), signal);
    if (!(await isUnchanged())) return refuseFile('changed', name);
    if (!described.ok) return described;
    const { value } = described;
    if (value.refused !== null && options.letChoose !== true) return value.refused;
    return { ok: true, source: { ...source, picks: value.levels.map(({ chosen }) => chosen) }, ...value };
  }
  const encoding = options.encoding ?? recogniseEncoding(head, isUtf8);
  const isWhole = head.length === bytes;
  const text = new TextDecoder(encoding).decode(head, { stream: !isWhole });
  const found = describeText(text, isWhole, encoding, options);
  if ('problem' in found) return refuseFile(found.problem, name);
  if (!(await isUnchanged())) return refuseFile('changed', name);
  return { ok: true, source, ...found, ...plainText };
}

/** The options that the worker needs; a signal cannot be sent to it. */
function toChoices({ encoding, delimiter, hasHeader, region }: OpenOptions): DescribeChoices {
  return { encoding, delimiter, hasHeader, region };
}

const plainText = { format: 'text', levels: [], refused: null } as const;

async function readHead(handle: FileHandle, bytes: number): Promise<Uint8Array> {
  const head = new Uint8Array(Math.min(bytes, HEAD_BYTES));
  let filled = 0;
  while (filled < head.length) {
    const { bytesRead } = await handle.read(head, filled, head.length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return head.subarray(0, filled);
}

async function scanWhole(
  handle: FileHandle,
  signal: AbortSignal | undefined,
): Promise<{ sha256: string; isUtf8: boolean }> {
  const hash = createHash('sha256');
  const check = createUtf8Check();
  let buffer = new Uint8Array(READ_BYTES);
  // While one piece is looked at, the next is read.
  let spare = new Uint8Array(READ_BYTES);
  let position = 0;
  let reading = handle.read(buffer, 0, buffer.length, position);
  for (;;) {
    const { bytesRead } = await reading;
    signal?.throwIfAborted();
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    position += bytesRead;
    reading = handle.read(spare, 0, spare.length, position);
    // Told when it is waited for.
    reading.catch(() => {});
    [buffer, spare] = [spare, buffer];
    hash.update(bytes);
    check.push(bytes);
  }
  return { sha256: hash.digest('hex'), isUtf8: check.isUtf8() };
}
