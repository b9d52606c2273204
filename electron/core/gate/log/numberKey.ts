/**
 * How numbers stand in the log: as an HMAC with a key of this data directory, so that whoever has the log alone learns no
 * number, and whoever has both can ask what was answered about one. There are few enough numbers to try them all: the key is
 * what keeps them.
 */
import { hash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadText, saveText } from '../../files/write/durableFile.ts';

/** A number (E.164) as the log has it: 128 bits in base64url. */
export type HideNumber = (number: string) => string;

/** `id`: the name by which the log knows the key; it does not tell it. */
export type NumberKey = { readonly id: string; readonly hide: HideNumber };

/**
 * The key of a log's folder, made where there is none. `isNew`: it was; what was logged by another is lost then, which the log has to
 * say (answerLog.ts).
 * @throws what the file system says, and for a key that is damaged
 */
export async function openNumberKey(folder: string): Promise<NumberKey & { readonly isNew: boolean }> {
  const known = await findNumberKey(folder);
  if (known !== undefined) return { ...known, isNew: false };
  const made = randomBytes(32).toString('hex');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await saveText(toKeyPath(folder), `${made}\n`);
  return { ...toKey(made), isNew: true };
}

/** The same, where there is a key; undefined: nothing was ever logged there, or it is lost. @throws as `openNumberKey` does */
export async function findNumberKey(folder: string): Promise<NumberKey | undefined> {
  const path = toKeyPath(folder);
  const known = (await loadText(path))?.trim();
  if (known !== undefined && !/^[0-9a-f]{64}$/.test(known)) throw new Error(`${path} is damaged: it holds no key.`);
  return known === undefined ? undefined : toKey(known);
}

const toKeyPath = (folder: string): string => join(folder, 'key');

const toKey = (key: string): NumberKey => ({
  id: hash('sha256', `dnc-desk-answers-key:${key}`, 'base64url').slice(0, 22),
  hide: toHide(key),
});

function toHide(key: string): HideNumber {
  const hmac = toHmac(Buffer.from(key, 'hex'));
  return (number) => hmac(number).slice(0, 22);
}

/** Bytes of a block of SHA-256. */
const block = 64;

/**
 * HMAC-SHA256 (RFC 2104) of short texts in base64url, with a key of at most a block: two hashes. Node's own makes a key object
 * each time, which takes five times as long, and a batch has thousands of numbers.
 */
export function toHmac(key: Uint8Array): (text: string) => string {
  const pad = (byte: number): Buffer => Buffer.alloc(block, byte).map((each, at) => each ^ (key[at] ?? 0)) as Buffer;
  const [inner, outer] = [pad(0x36), pad(0x5c)];
  return (text) => {
    const once = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
    return hash('sha256', Buffer.concat([outer, once]), 'base64url');
  };
}
