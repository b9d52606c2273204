/** One registry's file on its way: handed over, read by the core as a job, then a preview or a question, then taken over. */
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { JobRow } from '../../../shared/contract/app.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import type { ColumnsAsked, RegistryColumns, RegistryPreview } from '../../../shared/contract/registries.ts';
import type { RegistryList } from '../../../shared/domain/registries/registry.ts';
import { toSentence, useDesk } from '../../desk.tsx';

export type RegistryFile =
  | { readonly phase: 'idle' }
  | { readonly phase: 'sending'; readonly name: string; readonly sent: number }
  | { readonly phase: 'working'; readonly name: string; readonly job: string }
  | { readonly phase: 'asks'; readonly load: string; readonly asks: ColumnsAsked }
  | { readonly phase: 'found'; readonly load: string; readonly preview: RegistryPreview }
  | { readonly phase: 'failed'; readonly sentence: string }
  | { readonly phase: 'done'; readonly sentence: string };

type Source = DeskInputs['registries']['open']['from'];

export function useRegistryFile() {
  const { client, link, jobs } = useDesk();
  const [file, setFile] = useState<RegistryFile>({ phase: 'idle' });
  const source = useRef<{ readonly from: Source; readonly name: string; readonly list: RegistryList | null }>(null);
  const running = useStore(jobs, ({ byId }): JobRow | undefined =>
    file.phase === 'working' ? byId.get(file.job) : undefined,
  );

  /** Shows what comes of work, or why it failed. */
  async function follow(work: () => Promise<RegistryFile>): Promise<void> {
    try {
      setFile(await work());
    } catch (error) {
      setFile({ phase: 'failed', sentence: toSentence(error) });
    }
  }

  async function read(columns: RegistryColumns | undefined): Promise<RegistryFile> {
    if (source.current === null) return { phase: 'idle' };
    const { from, name, list } = source.current;
    const { job, load } = await client.registries.open({
      from,
      ...(list === null ? {} : { list }),
      ...(columns === undefined ? {} : { columns }),
    });
    setFile({ phase: 'working', name, job });
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
    job: running,
    open: (chosen: File, list: RegistryList | null) =>
      follow(async () => {
        setFile({ phase: 'sending', name: chosen.name, sent: 0 });
        const from = await link.sourceOf(chosen, {
          signal: new AbortController().signal,
          onProgress: (sent) => setFile({ phase: 'sending', name: chosen.name, sent }),
        });
        source.current = { from, name: chosen.name, list };
        return read(undefined);
      }),
    answer: (columns: RegistryColumns) => follow(() => read(columns)),
    apply: (load: string, name: string, version: string, sure: boolean) =>
      follow(async () => {
        const { job } = await client.registries.apply({ load, version, sure });
        setFile({ phase: 'working', name, job });
        const ended = await client.jobs.wait({ job });
        return ended.state === 'done'
          ? { phase: 'done', sentence: ended.message }
          : { phase: 'failed', sentence: `${ended.message} Nothing was loaded.` };
      }),
    discard: () => {
      if (file.phase === 'found' || file.phase === 'asks')
        void client.registries.discard({ load: file.load }).catch(() => undefined);
      setFile({ phase: 'idle' });
    },
    refuse: (sentence: string) => setFile({ phase: 'failed', sentence }),
  };
}
