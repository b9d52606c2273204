/**
 * Tokens in one file sealed with a passphrase: scrypt (RFC 7914) makes the key, and AES-256-GCM seals the content and
 * the header with it. Only the key is kept, in memory; the passphrase is not.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { loadText, saveText } from '../files/write/durableFile.ts';
import { kdfWire, makeKey, openKey, type PassphraseKey, toKdfWire } from './passphraseKey.ts';
import { sealedFileWords as say } from '../../../shared/words/core/desk.ts';

/** An opened file. `tokens` is what it holds; `save` replaces them all. */
export type OpenedFile = {
  readonly tokens: ReadonlyMap<string, string>;
  readonly save: (tokens: ReadonlyMap<string, string>) => Promise<void>;
};

export type OpenResult =
  | { readonly ok: true; readonly file: OpenedFile }
  | { readonly ok: false; readonly code: 'missing' | 'wrongPassphrase' | 'damaged'; readonly message: string };

const largestBytes = 1024 * 1024;

const sealedWire = z.object({
  version: z.literal(1),
  kdf: kdfWire,
  iv: z.base64().max(100),
  tag: z.base64().max(100),
  data: z.base64(),
});

type SealedWire = z.infer<typeof sealedWire>;
type Header = Pick<SealedWire, 'version' | 'kdf'>;

const tokensWire = z.record(z.string(), z.string());

/** Opens the file with its passphrase. A wrong one takes as long as the right one. */
export async function openSealedFile(path: string, passphrase: string): Promise<OpenResult> {
  const facts = await stat(path).catch(() => undefined);
  const text = facts === undefined || facts.size > largestBytes ? undefined : await loadText(path);
  if (facts === undefined) return { ok: false, code: 'missing', message: say.thereIsNoSealedFile };
  const parsed = sealedWire.safeParse(text === undefined ? undefined : parseJson(text));
  if (!parsed.success) {
    const message = say.theSealedFileOfTokens(path);
    return { ok: false, code: 'damaged', message };
  }
  const { kdf, iv, tag, data } = parsed.data;
  const key = await openKey(passphrase, kdf);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(toBytes(toHeader(key)));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    const plain = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]);
    const tokens = new Map(Object.entries(tokensWire.parse(parseJson(plain.toString('utf8')))));
    return { ok: true, file: toOpened(path, key, tokens) };
  } catch {
    const message = say.thisPassphraseDoes;
    return { ok: false, code: 'wrongPassphrase', message };
  }
}

/** A new, empty file, opened. It is on the disk after its first `save`, which replaces what is there. */
export async function toNewSealedFile(path: string, passphrase: string): Promise<OpenedFile> {
  return toOpened(path, await makeKey(passphrase), new Map());
}

function toOpened(path: string, key: PassphraseKey, tokens: ReadonlyMap<string, string>): OpenedFile {
  return { tokens, save: (changed) => saveText(path, `${JSON.stringify(seal(key, changed))}\n`) };
}

function seal(key: PassphraseKey, tokens: ReadonlyMap<string, string>): SealedWire {
  const header = toHeader(key);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.key, iv);
  cipher.setAAD(toBytes(header));
  const data = Buffer.concat([cipher.update(JSON.stringify(Object.fromEntries(tokens)), 'utf8'), cipher.final()]);
  return {
    ...header,
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}

function toHeader(key: PassphraseKey): Header {
  return { version: 1, kdf: toKdfWire(key) };
}

function toBytes(header: Header): Buffer {
  return Buffer.from(JSON.stringify(header), 'utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
