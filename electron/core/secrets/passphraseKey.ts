/** The key that a passphrase makes, by scrypt (RFC 7914): of the sealed file of tokens, and of sealed backups. */
import { randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

type Cost = { readonly N: number; readonly r: number; readonly p: number };

/** A key of 32 bytes, with what made it of the passphrase. */
export type PassphraseKey = { readonly salt: Buffer; readonly cost: Cost; readonly key: Buffer };

// One of the settings that OWASP's cheat sheet on storing passwords calls equal: a third of a second and 32 MB. The
// first of them takes 128 MB, which would be the largest thing in a process that only asks for a token.
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };

// A planted file must not be able to ask for more work or memory than the dearest of those settings: half a second, 128 MB.
const mostWork = 2 ** 20;
const mostMemory = 2 ** 27;

/** How a file says what makes its key. */
export const kdfWire = z
  .object({
    name: z.literal('scrypt'),
    N: z
      .number()
      .int()
      .min(2 ** 14),
    r: z.number().int().min(8),
    p: z.number().int().min(1),
    salt: z.base64().min(22).max(100),
  })
  .refine(({ N, r, p }) => N * r * p <= mostWork && 128 * N * r <= mostMemory);

export type KdfWire = z.infer<typeof kdfWire>;

const stretch = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** A new key for a passphrase, with a salt of its own. */
export function makeKey(passphrase: string): Promise<PassphraseKey> {
  return stretchTo(passphrase, randomBytes(16), COST);
}

/** The key that a file was sealed with, if the passphrase is the same. */
export function openKey(passphrase: string, { salt, N, r, p }: KdfWire): Promise<PassphraseKey> {
  return stretchTo(passphrase, Buffer.from(salt, 'base64'), { N, r, p });
}

/** What a file keeps of a key, to make it again. */
export function toKdfWire({ salt, cost: { N, r, p } }: PassphraseKey): KdfWire {
  return { name: 'scrypt', N, r, p, salt: salt.toString('base64') };
}

// Normalises the passphrase, so that the same letters typed on another keyboard make the same key.
async function stretchTo(passphrase: string, salt: Buffer, cost: Cost): Promise<PassphraseKey> {
  const options = { ...cost, maxmem: 256 * cost.N * cost.r };
  return { salt, cost, key: await stretch(passphrase.normalize('NFKC'), salt, 32, options) };
}
