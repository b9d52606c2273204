/** Hands a file or pasted text to the core and goes to the intake that it becomes. Failures stay as one sentence. */
import { useRef, useState } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../place.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';

export type Opening =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'opening';
      readonly name: string;
      /** The part of the file that is handed over, 0 to 1; null once the core reads it. */
      readonly sent: number | null;
    }
  | { readonly phase: 'failed'; readonly sentence: string };

export function useOpenFile() {
  const { client, link } = useDesk();
  const [opening, setOpening] = useState<Opening>({ phase: 'idle' });
  const upload = useRef<AbortController>(null);

  async function open(name: string, source: () => Promise<DeskInputs['intake']['open']['from']>): Promise<void> {
    setOpening({ phase: 'opening', name, sent: null });
    try {
      const { intake } = await client.intake.open({ from: await source() });
      setOpening({ phase: 'idle' });
      goTo('import', { rest: [intake] });
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
      open(file.name, () => {
        upload.current = new AbortController();
        return link.sourceOf(file, {
          signal: upload.current.signal,
          onProgress: (sent) => setOpening({ phase: 'opening', name: file.name, sent: sent < 1 ? sent : null }),
        });
      }),
    openText: (text: string) => open('pasted numbers', async () => ({ kind: 'text', text })),
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
