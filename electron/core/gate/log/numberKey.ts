/**
 * How numbers stand in the log: as an HMAC with a key of this data directory, so that whoever has the log alone learns no
 * number, and whoever has both can ask what was answered about one. There are few enough numbers to try them all: the key is
 * what keeps them.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { loadText, saveText } from '../../files/write/durableFile.ts';

/** A number (E.164) as the log has it: 128 bits in base64url. */
export type HideNumber = (number: string) => string;

/** The key of a log's folder, made at its first use. @throws what the file system says, and for a key that is damaged */
export async function openNumberKey(folder: string): Promise<HideNumber> {
  const path = join(folder, 'key');
  const known = (await loadText(path))?.trim();
  if (known !== undefined && !/^[0-9a-f]{64}$/.test(known)) throw new Error(`${path} is damaged: it holds no key.`);
  const made = known ?? randomBytes(32).toString('hex');
  if (known === undefined) await saveText(path, `${made}\n`);
  const key = Buffer.from(made, 'hex');
  return (number) => createHmac('sha256', key).update(number).digest('base64url').slice(0, 22);
}
