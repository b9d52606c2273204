/** Counts what a reading unpacks and produces against its caps; going over a cap throws the refusal. */
import { Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import { ReadingError, refuseFile } from '../readingError.ts';
import type { ReadingCaps } from './caps.ts';

export type Budget = {
  readonly caps: ReadingCaps;
  /** The file's name, for sentences. */
  readonly name: string;
  /** Bytes unpacked so far. */
  readonly inflated: () => number;
  readonly addInflated: (bytes: number) => void;
  readonly refuse: (problem: Parameters<typeof refuseFile>[0]) => ReadingError;
};

/** A budget for reading one file. `fileBytes` is its size on the disk; `alive` is called as the reading progresses. */
export function createBudget(
  caps: ReadingCaps,
  name: string,
  fileBytes: number,
  alive: (inflated: number) => void,
): Budget {
  let inflated = 0;
  const refuse: Budget['refuse'] = (problem) => new ReadingError(refuseFile(problem, name));
  return {
    caps,
    name,
    refuse,
    inflated: () => inflated,
    addInflated(bytes) {
      inflated += bytes;
      alive(inflated);
      if (inflated > caps.inflated) throw refuse('bomb');
      if (inflated > caps.freeInflated && inflated > fileBytes * caps.ratio) throw refuse('bomb');
    },
  };
}

/** Passes bytes on and counts them. `expectedCrc` (0: none is known) is compared when all of them have come. */
export function countBytes(budget: Budget, expectedCrc = 0): Transform {
  let crc = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        budget.addInflated(chunk.length);
        if (expectedCrc !== 0) crc = crc32(chunk, crc);
        done(null, chunk);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    flush(done) {
      done(crc === expectedCrc ? null : budget.refuse('damaged'));
    },
  });
}

/**
 * Reads a whole stream into memory, up to the cap on what is held.
 * @throws ReadingError beyond the cap
 */
export async function holdAll(stream: AsyncIterable<Uint8Array>, budget: Budget): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > budget.caps.held) throw budget.refuse('tooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}
