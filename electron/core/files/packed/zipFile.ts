/**
 * The files of a zip, found by its directory and unpacked one at a time while their bytes are counted. Names are only
 * compared and shown: nothing is written, and no name leads to a path on the disk.
 */
import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, fromFdPromise, type ZipFile as Yauzl } from 'yauzl';
import { ReadingError } from '../readingError.ts';
import { type Budget, countBytes } from './budget.ts';

export type ZipEntry = {
  readonly name: string;
  /** What the directory says: good enough to show, not to rely on. */
  readonly bytes: number;
  readonly isEncrypted: boolean;
  /** Unpacks the file. Every read of the stream may throw the refusal; leaving the loop early stops it. */
  readonly open: () => Promise<Readable>;
};

/**
 * Reads the directory of a zip.
 * @throws a refusal when it is damaged or has too many files
 */
export async function openZip(
  source: { readonly fd: number } | { readonly buffer: Buffer },
  budget: Budget,
): Promise<readonly ZipEntry[]> {
  try {
    const options = { lazyEntries: true, autoClose: false };
    const zip =
      'fd' in source ? await fromFdPromise(source.fd, options) : await fromBufferPromise(source.buffer, options);
    if (zip.entryCount > budget.caps.parts) throw budget.refuse('tooLarge');
    const entries: ZipEntry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(toEntry(zip, entry, budget));
    return entries;
  } catch (error) {
    throw toRefusal(error, budget);
  }
}

function toEntry(zip: Yauzl, entry: Entry, budget: Budget): ZipEntry {
  return {
    name: entry.fileName,
    bytes: entry.uncompressedSize,
    isEncrypted: entry.isEncrypted(),
    async open() {
      if (entry.isEncrypted()) throw budget.refuse('encrypted');
      try {
        const packed = await zip.openReadStreamPromise(entry);
        const counted = countBytes(budget, entry.crc32);
        packed.on('error', (error) => counted.destroy(toRefusal(error, budget)));
        counted.on('close', () => packed.destroy());
        return packed.pipe(counted);
      } catch (error) {
        throw toRefusal(error, budget);
      }
    },
  };
}

/** Any error while unpacking is damage of the file; yauzl tells encryption only by its message. */
export function toRefusal(error: unknown, budget: Budget): Error {
  if (error instanceof ReadingError) return error;
  const isEncrypted = error instanceof Error && error.message.includes('encrypt');
  return budget.refuse(isEncrypted ? 'encrypted' : 'damaged');
}
