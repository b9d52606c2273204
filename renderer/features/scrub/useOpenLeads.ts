/** Hands a lead file to the core and goes to the scrub that it becomes. Failures stay as one sentence. */
import { useRef, useState } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../place.ts';

export type OpeningLeads =
  | { readonly phase: 'idle' }
  /** `sent`: the part that is handed over, 0 to 1; null once the core reads the file. */
  | { readonly phase: 'opening'; readonly name: string; readonly sent: number | null }
  | { readonly phase: 'failed'; readonly sentence: string };

const noPath = 'This file has no place on the disk. Save it first, and drop it from there.';

export function useOpenLeads() {
  const { client, link } = useDesk();
  const [opening, setOpening] = useState<OpeningLeads>({ phase: 'idle' });
  const upload = useRef<AbortController>(null);

  async function openFile(file: File): Promise<void> {
    const { name } = file;
    upload.current = new AbortController();
    setOpening({ phase: 'opening', name, sent: null });
    try {
      const from = await link.sourceOf(file, {
        signal: upload.current.signal,
        onProgress: (sent) => setOpening({ phase: 'opening', name, sent: sent < 1 ? sent : null }),
      });
      if (from.kind === 'text') {
        setOpening({ phase: 'failed', sentence: noPath });
        return;
      }
      const { scrub } = await client.scrub.open({ from });
      setOpening({ phase: 'idle' });
      goTo('scrub', { rest: [scrub] });
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
    openFile,
    cancel: () => upload.current?.abort(),
    refuse: (sentence: string) => setOpening({ phase: 'failed', sentence }),
  };
}

/** The browser itself cannot read what was dropped: a folder, a file that is locked, or one that changed since. */
function toFileSentence(error: unknown, name: string): string {
  const isUnreadable =
    error instanceof TypeError || (error instanceof DOMException && error.name === 'NotReadableError');
  return isUnreadable
    ? `"${name}" cannot be read: it is a folder, another program holds it, or it changed since you chose it. Choose the file again.`
    : toSentence(error);
}
