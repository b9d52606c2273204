/**
 * Keeps the preview of one import current while choices change: one preview at a time, and the newest choice wins. An
 * outdated preview is cancelled first. It is a plain store without React; the screen only says what it wants.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskClient } from '../../../shared/contract/contract.ts';
import type { IntakeOptionsInput } from '../../../shared/contract/intake.ts';

export type PreviewState = {
  readonly phase: 'idle' | 'working' | 'stopped' | 'failed';
  /** The running job. */
  readonly job: string | null;
  /** Why it failed, as a sentence to show. */
  readonly sentence: string | null;
};

export type Previewer = {
  readonly store: StoreApi<PreviewState>;
  /** Works out the preview for these options, unless that is running or has failed already. `again`: even then. */
  readonly want: (options: IntakeOptionsInput, again?: boolean) => void;
  readonly close: () => void;
};

type Client = Pick<DeskClient, 'intake' | 'jobs'>;

/**
 * Ends the running previews of this intake, because it is going to be read or previewed in another way. Answers the ids of
 * all previews of it.
 */
async function stopPreviews(client: Client, intake: string): Promise<readonly string[]> {
  const previews = await listPreviews(client, intake);
  for (const { id, state } of previews) {
    if (state !== 'running') continue;
    await client.jobs.cancel({ job: id });
    await client.jobs.wait({ job: id });
  }
  return previews.map(({ id }) => id);
}

async function listPreviews(client: Client, intake: string) {
  return (await client.jobs.list()).filter(({ subject, kind }) => subject === intake && kind === 'preview');
}

/** Does work that a running preview stands in the way of: a preview is ended before it, and so is one that begins meanwhile. */
export async function insteadOfPreviews<T>(client: Client, intake: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const known = await stopPreviews(client, intake);
    try {
      return await work();
    } catch (error) {
      const previews = await listPreviews(client, intake);
      if (previews.every(({ id }) => known.includes(id))) throw error;
    }
  }
}

export function createPreviewer(client: Client, intake: string, toSentence: (error: unknown) => string): Previewer {
  const store = createStore<PreviewState>(() => ({ phase: 'idle', job: null, sentence: null }));
  let wanted: { readonly key: string; readonly options: IntakeOptionsInput } | undefined;
  let busy = false;

  async function run(options: IntakeOptionsInput, isCurrent: () => boolean): Promise<PreviewState> {
    try {
      // After a reload, the preview that the page started before may still be running.
      await stopPreviews(client, intake);
      const { job } = await client.intake.preview({ intake, options });
      store.setState({ phase: 'working', job, sentence: null });
      if (!isCurrent()) await client.jobs.cancel({ job });
      const { state, message } = await client.jobs.wait({ job });
      if (state === 'done') return { phase: 'idle', job: null, sentence: null };
      return { phase: state === 'cancelled' ? 'stopped' : 'failed', job: null, sentence: message };
    } catch (error) {
      return { phase: 'failed', job: null, sentence: toSentence(error) };
    }
  }

  async function work(): Promise<void> {
    busy = true;
    for (let now = wanted; now !== undefined; now = wanted === now ? undefined : wanted) {
      const current = now;
      store.setState({ phase: 'working', job: null, sentence: null });
      const ended = await run(current.options, () => wanted === current);
      if (wanted === current) store.setState(ended);
    }
    busy = false;
  }

  return {
    store,
    want(options, again = false) {
      const key = JSON.stringify(options);
      if (wanted?.key === key && !again) return;
      wanted = { key, options };
      const { job } = store.getState();
      if (job !== null) void client.jobs.cancel({ job }).catch(() => undefined);
      if (!busy) void work();
    },
    close() {
      wanted = undefined;
    },
  };
}
