/**
 * Where an opened file is. This is the one place that knows the rule: a path is complete, and an upload has the name
 * that the host made for it, so that no name leads anywhere else.
 */
import { withoutTurns } from '../../../shared/words/withoutTurns.ts';
import { rm } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { FileFrom, StoredFrom } from '../../../shared/contract/files.ts';
import { type Answer, refuse } from '../answer.ts';
import { locateWords as say } from '../../../shared/words/core/files.ts';

export type LocatedFile = {
  readonly kind: 'file';
  /** As the person knows it. */
  readonly name: string;
  readonly path: string;
  /** Its dates are those of the upload. */
  readonly isUpload: boolean;
  /** Deletes an upload; a file of the person's own stays. */
  readonly close: () => Promise<void>;
};

export type LocatedText = Pick<LocatedFile, 'name' | 'close'> & { readonly kind: 'text'; readonly text: string };

/**
 * Locates a file or pasted text. `uploadsDir`: where the web host puts uploads. A refusal is a sentence; nothing is
 * opened.
 */
export function locate(from: FileFrom, uploadsDir: string): Answer<LocatedFile | LocatedText> {
  if (from.kind !== 'text') return locateFile(from, uploadsDir);
  return { ok: true, value: { kind: 'text', name: withoutTurns(from.name), text: from.text, close: async () => {} } };
}

/** Locates a file, as `locate` does. */
export function locateFile(from: StoredFrom, uploadsDir: string): Answer<LocatedFile> {
  if (from.kind === 'path') {
    const { path } = from;
    if (!isAbsolute(path)) return refuse(say.nameTheFileWithIts);
    return {
      ok: true,
      value: { kind: 'file', name: withoutTurns(basename(path)), path, isUpload: false, close: async () => {} },
    };
  }
  if (!/^[\w-]{8,100}$/.test(from.upload)) return refuse(say.thisUploadIsNotKnown);
  const path = join(uploadsDir, from.upload);
  const close = () => rm(path, { force: true });
  return { ok: true, value: { kind: 'file', name: withoutTurns(basename(from.name)), path, isUpload: true, close } };
}

/** Deletes the upload of a file that was not opened after all; a file of the person's own stays. */
export async function discardUpload(from: FileFrom, uploadsDir: string): Promise<void> {
  const located = locate(from, uploadsDir);
  if (located.ok) await located.value.close().catch(() => {});
}
