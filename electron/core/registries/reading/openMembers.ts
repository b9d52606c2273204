/**
 * The text files in what a regulator sends: the file itself, the content of a `.gz`, or every file of a `.zip`,
 * recognised by their first bytes. Bytes are counted as they are inflated, so that a small file that would fill the
 * disk or take all day is given up early.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as yauzl from 'yauzl';
import type { Clock } from '../../ports.ts';
import { RegistryProblem } from './registryProblem.ts';
import { openMembersWords as say } from '../../../../shared/words/core/registries.ts';

export type Member = {
  /** The name in the archive, or of the file itself. */
  readonly name: string;
  /** When it was last changed, in epoch milliseconds, where that is known. */
  readonly changedAt: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
};

export type ReadingCaps = {
  /** Bytes after inflating, of all members together. */
  readonly bytes: number;
  /** How many inflated bytes are allowed per byte of the file, beyond `ratioFrom` inflated bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly members: number;
  readonly ms: number;
};

/** The whole United States as XML is some 5 GB and shrinks to a tenth. */
export const defaultCaps: ReadingCaps = { bytes: 12e9, ratio: 100, ratioFrom: 64e6, members: 2000, ms: 20 * 60_000 };

/**
 * Yields one member after the other; read each to its end before the next.
 * @throws RegistryProblem
 */
export async function* openMembers(
  file: { readonly path: string; readonly name: string; readonly bytes: number; readonly changedAt: number },
  options: { readonly clock: Clock; readonly caps: ReadingCaps; readonly signal: AbortSignal },
): AsyncGenerator<Member> {
  const { path, name } = file;
  const guard = createGuard(file, options);
  const kind = recogniseArchive(await readFirstBytes(path));
  if (kind === 'zip') {
    yield* openZip(path, name, options.caps, guard);
    return;
  }
  const raw = createReadStream(path, { highWaterMark: 1 << 18 });
  const text = kind === 'gzip' ? inflate(raw, createGunzip({ chunkSize: 1 << 18 })) : raw;
  yield { name: name.replace(/\.gz$/i, ''), changedAt: file.changedAt, chunks: guard(text) };
}

type Guard = (stream: Readable) => AsyncIterable<Uint8Array>;

/** Counts what comes out of every stream of a file, and ends the stream at the caps. */
function createGuard(
  { name, bytes }: { readonly name: string; readonly bytes: number },
  { clock, caps, signal }: { readonly clock: Clock; readonly caps: ReadingCaps; readonly signal: AbortSignal },
): Guard {
  const startedAt = clock.now();
  let inflated = 0;
  return async function* (stream) {
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        signal.throwIfAborted();
        inflated += chunk.length;
        if (inflated > caps.bytes || (inflated > caps.ratioFrom && inflated > bytes * caps.ratio))
          throw new RegistryProblem(say.unpacksToFarMore(name));
        if (clock.now() - startedAt > caps.ms)
          throw new RegistryProblem(say.tookLongerThanMinutes(name, Math.round(caps.ms / 60_000)));
        yield chunk;
      }
    } catch (error) {
      signal.throwIfAborted();
      throw toArchiveProblem(error, name);
    } finally {
      stream.destroy();
    }
  };
}

async function* openZip(path: string, name: string, caps: ReadingCaps, guard: Guard): AsyncGenerator<Member> {
  let zip: yauzl.ZipFile | undefined;
  let found = 0;
  try {
    zip = await yauzl.openPromise(path, { autoClose: false });
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || isClutter(entry.fileName)) continue;
      if (entry.isEncrypted()) throw new RegistryProblem(say.isLockedWithAPassword(name));
      if (++found > caps.members) throw new RegistryProblem(say.holdsMoreThanFiles(name, caps.members));
      yield {
        name: entry.fileName,
        changedAt: entry.getLastModDate({ timezone: 'UTC' }).getTime(),
        chunks: guard(await zip.openReadStreamPromise(entry)),
      };
    }
  } catch (error) {
    throw toArchiveProblem(error, name);
  } finally {
    zip?.close();
  }
  if (found === 0) throw new RegistryProblem(say.holdsNoFiles(name));
}

/** Files that macOS and Windows add to archives. */
function isClutter(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|\._)/.test(name);
}

function inflate(raw: Readable, through: NodeJS.ReadWriteStream): Readable {
  // The reader at the end gets the errors; this callback only keeps them from being thrown outside of it.
  return pipeline(raw, through, () => {}) as unknown as Readable;
}

async function readFirstBytes(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function recogniseArchive([a, b, c]: Uint8Array): 'zip' | 'gzip' | 'none' {
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) return 'zip';
  return a === 0x1f && b === 0x8b ? 'gzip' : 'none';
}

/** Errors of zlib and yauzl are about the file; any other error is passed on. */
function toArchiveProblem(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof RegistryProblem) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // yauzl throws plain errors.
  const isInflating =
    code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE' || (code === '' && error.constructor === Error);
  return isInflating ? new RegistryProblem(say.isDamagedAndCannot(name)) : error;
}
