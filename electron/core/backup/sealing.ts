/**
 * Backups that are sealed with a passphrase: scrypt (RFC 7914) makes the key, and AES-256-GCM seals the file as it streams by, with the
 * header. All that opens one is in it, but for the passphrase: a line of JSON, the sealed bytes, and the tag of 16 bytes.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { type Answer, refuse } from '../answer.ts';
import { kdfWire, makeKey, openKey, toKdfWire } from '../secrets/passphraseKey.ts';
import { sealingWords as say } from '../../../shared/words/core/desk.ts';

/** What a sealed backup's name has at its end. */
export const sealedEnding = '.sealed';

/** Whether a file is sealed, by its name. */
export const isSealed = (path: string): boolean => path.endsWith(sealedEnding);

const [largestHeader, tagBytes] = [1024, 16];
const header = z.object({
  what: z.literal('sealed backup of DNC Desk'),
  version: z.literal(1),
  kdf: kdfWire,
  iv: z.base64().max(100),
});

/** Writes `from`, sealed, to `to`. @throws what the file system says */
export async function seal(from: string, to: string, passphrase: string): Promise<void> {
  const key = await makeKey(passphrase);
  const iv = randomBytes(12);
  const said = {
    what: 'sealed backup of DNC Desk',
    version: 1,
    kdf: toKdfWire(key),
    iv: iv.toString('base64'),
  } as const;
  const line = Buffer.from(`${JSON.stringify(said satisfies z.output<typeof header>)}\n`);
  const cipher = createCipheriv('aes-256-gcm', key.key, iv, { authTagLength: tagBytes }).setAAD(line);
  async function* sealed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    yield line;
    for await (const part of source) yield cipher.update(part);
    yield cipher.final();
    yield cipher.getAuthTag();
  }
  await pipeline(createReadStream(from), sealed, createWriteStream(to, { mode: 0o600, flush: true }));
}

/**
 * Writes what `from` seals to `to`. Nothing is left there where the passphrase is another one or the file is damaged, which cannot be
 * told apart.
 * @throws what the file system says
 */
export async function unseal(from: string, to: string, passphrase: string | undefined): Promise<Answer<void>> {
  const name = basename(from);
  const read = await readHeader(from);
  if (read === undefined) return refuse(say.isNoSealedBackup(name), 'from');
  if (passphrase === undefined) return refuse(say.isSealedGiveItsPassphrase(name), 'passphrase');
  const { line, said, tag, end } = read;
  const { key } = await openKey(passphrase, said.kdf);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(said.iv, 'base64'), { authTagLength: tagBytes });
  decipher.setAAD(line).setAuthTag(tag);
  try {
    const source = createReadStream(from, { start: line.length, end: end - 1 });
    await pipeline(source, decipher, createWriteStream(to, { mode: 0o600 }));
    return { ok: true, value: undefined };
  } catch (error) {
    await rm(to, { force: true });
    // OpenSSL's own error of a tag that does not fit has no code.
    if (error instanceof Error && 'code' in error) throw error;
    return refuse(say.thisPassphraseDoes(name), 'passphrase');
  }
}

async function readHeader(path: string) {
  const { size } = await stat(path);
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(Math.min(largestHeader, size));
    await file.read(start, 0, start.length, 0);
    const length = start.indexOf(10) + 1;
    const end = size - tagBytes;
    const said = header.safeParse(parseJson(start.toString('utf8', 0, length)));
    if (length === 0 || end <= length || !said.success) return undefined;
    const tag = Buffer.alloc(tagBytes);
    await file.read(tag, 0, tagBytes, end);
    return { line: start.subarray(0, length), said: said.data, tag, end };
  } finally {
    await file.close();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
