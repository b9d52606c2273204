/** Hands a file (or pasted text) to the core, which opens it: the progress, and why it failed, as one sentence. */
import { useRef, useState } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { openingWords as say } from '../../../shared/words/page/files.ts';
import { withoutTurns } from '../../../shared/words/withoutTurns.ts';

export type FileSource = DeskInputs['intake']['open']['from'];

export type Opening =
  | { readonly phase: 'idle' }
  /** `sent`: the part that is already sent, 0 to 1; null once the core reads the file. */
  | { readonly phase: 'opening'; readonly name: string; readonly sent: number | null }
  | { readonly phase: 'failed'; readonly sentence: string };

/** `open` asks the core to open the source and then shows it; it throws an error whose sentence is to be shown. */
export function useOpening(open: (from: FileSource) => Promise<void>) {
  const { link } = useDesk();
  const [opening, setOpening] = useState<Opening>({ phase: 'idle' });
  const upload = useRef<AbortController>(null);

  async function openSource(given: string, source: () => Promise<FileSource>): Promise<void> {
    const name = withoutTurns(given);
    setOpening({ phase: 'opening', name, sent: null });
    try {
      await open(await source());
      setOpening({ phase: 'idle' });
    } catch (error) {
      setOpening(
        error instanceof DOMException && error.name === 'AbortError'
          ? { phase: 'idle' }
          : { phase: 'failed', sentence: toFileSentence(error, name) },
      );
    }
  }

  return {
    opening,
    openFile: (file: File) =>
      openSource(file.name, () => {
        upload.current = new AbortController();
        return link.sourceOf(file, {
          signal: upload.current.signal,
          onProgress: (sent) =>
            setOpening({ phase: 'opening', name: withoutTurns(file.name), sent: sent < 1 ? sent : null }),
        });
      }),
    openText: (text: string) => openSource(say.pastedNumbers, async () => ({ kind: 'text', text })),
    cancel: () => upload.current?.abort(),
    /** As if nothing had been chosen; an upload that is under way ends. */
    reset: () => {
      upload.current?.abort();
      setOpening({ phase: 'idle' });
    },
    refuse: (sentence: string) => setOpening({ phase: 'failed', sentence }),
  };
}

export type Files = ReturnType<typeof useOpening>;

/** The browser itself cannot read what was dropped: a folder, a locked file, or one that changed since. */
function toFileSentence(error: unknown, name: string): string {
  const isUnreadable =
    error instanceof TypeError || (error instanceof DOMException && error.name === 'NotReadableError');
  return isUnreadable ? say.cannotBeRead(name) : toSentence(error);
}
