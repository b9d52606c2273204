/** The bytes of a file and of its parts as streams, for readParts.ts: whatever goes wrong in one comes out as the refusal. */
import { read } from 'node:fs';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { type Budget, countBytes } from './budget.ts';
import { toRefusal } from './zipFile.ts';

/** Bytes from which a text is described; as many as of a plain file. */
const headBytes = 262_144;
const pieceBytes = 65_536;
const readAt = promisify(read);

/** The file from its start. Not a stream of node:fs, which would close the descriptor when it is stopped. */
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

/** Counts what comes out of it against the caps. */
export function countStream(stream: Readable, budget: Budget): Readable {
  const counted = countBytes(budget);
  stream.on('error', (error) => counted.destroy(toRefusal(error, budget)));
  counted.on('close', () => stream.destroy());
  return stream.pipe(counted);
}

/** What a GZ unpacks to, counted. */
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

/** The first bytes of a stream, which is stopped then. */
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
