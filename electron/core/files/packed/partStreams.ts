/**
 * The bytes of a file and of its parts as streams, for readParts.ts. Whatever goes wrong in a stream is thrown as the
 * refusal.
 */
import { read } from 'node:fs';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { type Budget, countBytes } from './budget.ts';
import { toRefusal } from './zipFile.ts';

/** A text is described by this many bytes, as many as for a plain file. */
const headBytes = 262_144;
const pieceBytes = 65_536;
const readAt = promisify(read);

/** Streams the file from its start. A stream of node:fs would close the descriptor when it is stopped. */
export function createFileStream(fd: number): Readable {
  const pieces = async function* () {
    for (let position = 0; ;) {
      const { bytesRead, buffer } = await readAt(fd, Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  };
  return Readable.from(pieces(), { objectMode: false });
}

/** Counts what comes out of a stream against the caps. */
export function countStream(stream: Readable, budget: Budget): Readable {
  const counted = countBytes(budget);
  stream.on('error', (error) => counted.destroy(toRefusal(error, budget)));
  counted.on('close', () => stream.destroy());
  return stream.pipe(counted);
}

/** Unpacks a GZ, counted. */
export function unzip(packed: Readable, budget: Budget): Readable {
  const counted = countBytes(budget);
  const gunzip = createGunzip();
  packed.on('error', (error) => counted.destroy(toRefusal(error, budget)));
  gunzip.on('error', (error) => counted.destroy(toRefusal(error, budget)));
  counted.on('close', () => {
    gunzip.destroy();
    packed.destroy();
  });
  return packed.pipe(gunzip).pipe(counted);
}

/** Takes the first bytes of a stream and stops it. */
export async function takeHead(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= headBytes) break;
  }
  return Buffer.concat(chunks, bytes);
}
