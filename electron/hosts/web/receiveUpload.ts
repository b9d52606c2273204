/**
 * Receives a dropped file for the core: it is streamed to a file of the data directory under a random name, which
 * `intake.open` then gets. Only the free space of the disk limits it, not memory; a file that was not received whole is
 * removed again.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { receiveUploadWords as say } from '../../../shared/words/hosts.ts';

/** This much stays free, whatever is uploaded: the database needs room for what the import will write. */
const reservedBytes = 512 * 1024 * 1024;

export type UploadResult =
  | { readonly ok: true; readonly upload: string }
  | { readonly ok: false; readonly code: 'noSpace' | 'failed'; readonly message: string };

class TooLarge extends Error {}

/**
 * Receives the body of one PUT into `directory`, under `name` (unguessable, made by the caller). A request that is refused
 * may still be sending.
 */
export async function receiveUpload(request: IncomingMessage, directory: string, name: string): Promise<UploadResult> {
  const path = join(directory, name);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(directory);
    const largest = bavail * bsize - reservedBytes;
    if (Number(request.headers['content-length'] ?? 0) > largest) return noSpace;
    let received = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        received += chunk.length;
        if (received > largest) done(new TooLarge());
        else done(null, chunk);
      },
    });
    // It is not destroyed when it fails: the refusal goes out on the same connection.
    const bytes = request.iterator({ destroyOnReturn: false });
    await pipeline(bytes, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    return { ok: true, upload: name };
  } catch (error) {
    await rm(path, { force: true }).catch(() => {});
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (error instanceof TooLarge || code === 'ENOSPC') return noSpace;
    return {
      ok: false,
      code: 'failed',
      message: say.theFileCouldNotBe(code ?? say.unexpectedError),
    };
  }
}

const noSpace: UploadResult = {
  ok: false,
  code: 'noSpace',
  message: say.theDiskHasNoRoom,
};
