/** Where a registry's file comes from: a path or an upload, with the facts that prove later which file it was. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { SourceRef } from '../intake/source.ts';
import { refuseFile, refuseSystemError } from '../files/readingError.ts';
import type { RegistrySource } from './reading/readRegistry.ts';

export type LocatedSource = RegistrySource & {
  readonly sha256: string;
  /** The date of the file means something: it was not made by an upload. */
  readonly isDated: boolean;
  /** Removes what was uploaded for this. */
  readonly close: () => Promise<void>;
};

/** Reads the file once for its hash. A refusal is one sentence. */
export async function locateSource(
  ref: SourceRef,
  uploadsDir: string,
  signal: AbortSignal,
): Promise<{ ok: true; value: LocatedSource } | { ok: false; message: string }> {
  if (ref.kind === 'text') return { ok: false, message: 'A registry is loaded from the file that the regulator sent.' };
  if (ref.kind === 'path' && !isAbsolute(ref.path)) return { ok: false, message: 'Name the file with its whole path.' };
  // The name of an upload is made by the host; anything that could lead elsewhere is not one.
  if (ref.kind === 'upload' && !/^[\w-]{8,100}$/.test(ref.upload))
    return { ok: false, message: 'This upload is not known. Drop the file again.' };
  const path = ref.kind === 'path' ? ref.path : join(uploadsDir, ref.upload);
  const name = basename(ref.kind === 'path' ? ref.path : ref.name);
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return refuseFile(facts.isDirectory() ? 'directory' : 'notAFile', name);
    if (facts.size === 0) return refuseFile('empty', name);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer);
    const close = async (): Promise<void> => {
      if (ref.kind === 'upload') await rm(path, { force: true });
    };
    return {
      ok: true,
      value: {
        path,
        name,
        bytes: facts.size,
        changedAt: facts.mtimeMs,
        sha256: hash.digest('hex'),
        isDated: ref.kind === 'path',
        close,
      },
    };
  } catch (error) {
    signal.throwIfAborted();
    return refuseSystemError(error, name);
  }
}

/** Whether the file is still the one that was hashed. */
export async function isUnchanged({ path, bytes, changedAt }: RegistrySource): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined);
  return facts !== undefined && facts.size === bytes && facts.mtimeMs === changedAt;
}
