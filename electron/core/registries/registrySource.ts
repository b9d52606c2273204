/** Where a registry's file comes from: a path or an upload, with the facts that later prove which file it was. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FileFrom } from '../../../shared/contract/files.ts';
import { type Answer, refuse } from '../answer.ts';
import { locateFile } from '../files/locate.ts';
import { refuseFile, refuseSystemError } from '../files/readingError.ts';
import type { RegistrySource } from './reading/readRegistry.ts';
import { registrySourceWords as say } from '../../../shared/words/core/registries.ts';

export type LocatedSource = RegistrySource & {
  readonly sha256: string;
  /** The file's date has a meaning, because no upload made it. */
  readonly isDated: boolean;
  /** Removes what was uploaded for this. */
  readonly close: () => Promise<void>;
};

/** Reads the file once for its hash. A refusal is one sentence. @throws the signal's reason */
export async function openRegistryFile(
  from: FileFrom,
  uploadsDir: string,
  signal: AbortSignal,
): Promise<Answer<LocatedSource>> {
  if (from.kind === 'text') return refuse(say.aRegistryIsLoaded);
  const located = locateFile(from, uploadsDir);
  if (!located.ok) return located;
  const { path, name, isUpload, close } = located.value;
  try {
    const facts = await stat(path);
    const problem = facts.isDirectory() ? 'directory' : facts.isFile() ? undefined : 'notAFile';
    if (problem !== undefined) return refuse(refuseFile(problem, name).message);
    if (facts.size === 0) return refuse(refuseFile('empty', name).message);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer);
    return {
      ok: true,
      value: {
        path,
        name,
        bytes: facts.size,
        changedAt: facts.mtimeMs,
        sha256: hash.digest('hex'),
        isDated: !isUpload,
        close,
      },
    };
  } catch (error) {
    signal.throwIfAborted();
    return refuse(refuseSystemError(error, name).message);
  }
}

/** Whether the file is still the one that was hashed. */
export async function isUnchanged({ path, bytes, changedAt }: RegistrySource): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined);
  return facts !== undefined && facts.size === bytes && facts.mtimeMs === changedAt;
}
