/**
 * The steps of one registry's file: given to the core, read there as a job, then a preview or a question, then loaded.
 */
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { JobRow } from '../../../shared/contract/app.ts';
import type { ColumnsAsked, RegistryColumns, RegistryPreview } from '../../../shared/contract/registries.ts';
import type { RegistryList } from '../../../shared/domain/registries/registry.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { type FileSource, useOpening } from '../../ui/file/useOpening.ts';
import { registryFileWords as say } from '../../../shared/words/page/registries.ts';

export type RegistryFile =
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly name: string; readonly job: string }
  | { readonly phase: 'asks'; readonly load: string; readonly asks: ColumnsAsked }
  | { readonly phase: 'found'; readonly load: string; readonly preview: RegistryPreview }
  | { readonly phase: 'failed'; readonly sentence: string }
  | { readonly phase: 'done'; readonly sentence: string };

/** What is read, so that it can be read again once its columns were told. */
type Chosen = { readonly name: string; readonly list: RegistryList | null; readonly from?: FileSource };

export function useRegistryFile() {
  const { client, jobs } = useDesk();
  const [file, setFile] = useState<RegistryFile>({ phase: 'idle' });
  const chosen = useRef<Chosen>(null);
  const running = useStore(jobs, ({ byId }): JobRow | undefined =>
    file.phase === 'working' ? byId.get(file.job) : undefined,
  );
  const files = useOpening(async (from) => {
    if (chosen.current === null) return;
    chosen.current = { ...chosen.current, from };
    const started = await start(undefined);
    if (started !== undefined) void follow(() => read(started));
  });

  /** Shows the result of the work, or why it failed. */
  async function follow(work: () => Promise<RegistryFile>): Promise<void> {
    try {
      setFile(await work());
    } catch (error) {
      setFile({ phase: 'failed', sentence: toSentence(error) });
    }
  }

  async function start(columns: RegistryColumns | undefined) {
    if (chosen.current?.from === undefined) return undefined;
    const { from, name, list } = chosen.current;
    const started = await client.registries.open({
      from,
      ...(list === null ? {} : { list }),
      ...(columns === undefined ? {} : { columns }),
    });
    setFile({ phase: 'working', name, job: started.job });
    return started;
  }

  async function read({ job, load }: { readonly job: string; readonly load: string }): Promise<RegistryFile> {
    const ended = await client.jobs.wait({ job });
    if (ended.state === 'cancelled') return { phase: 'idle' };
    if (ended.state === 'failed') return { phase: 'failed', sentence: ended.message };
    const found = await client.registries.preview({ load });
    return found.state === 'asks'
      ? { phase: 'asks', load, asks: found.asks }
      : { phase: 'found', load, preview: found.preview };
  }

  return {
    file,
    opening: files.opening,
    job: running,
    open: (next: File, list: RegistryList | null) => {
      setFile({ phase: 'idle' });
      chosen.current = { name: next.name, list };
      return files.openFile(next);
    },
    answer: (columns: RegistryColumns) =>
      follow(async () => {
        const started = await start(columns);
        return started === undefined ? { phase: 'idle' } : read(started);
      }),
    apply: (load: string, name: string, version: string, sure: boolean) =>
      follow(async () => {
        const { job } = await client.registries.apply({ load, version, sure });
        setFile({ phase: 'working', name, job });
        const ended = await client.jobs.wait({ job });
        return ended.state === 'done'
          ? { phase: 'done', sentence: ended.message }
          : { phase: 'failed', sentence: say.nothingWasLoaded(ended.message) };
      }),
    discard: () => {
      if (file.phase === 'found' || file.phase === 'asks')
        void client.registries.discard({ load: file.load }).catch(() => undefined);
      setFile({ phase: 'idle' });
    },
    refuse: (sentence: string) => {
      setFile({ phase: 'idle' });
      files.refuse(sentence);
    },
  };
}
