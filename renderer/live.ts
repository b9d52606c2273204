/**
 * Follows the core's events as long as the page lives. Queries fetch again what changed and is shown, and long work
 * goes into the jobs store. After a lost connection it starts again; the core's first item names every topic.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { Topic } from '../shared/contract/app.ts';
import { assertNever } from '../shared/assertNever.ts';
import type { DeskClient } from '../shared/contract/contract.ts';
import type { DeskQueries } from './desk.tsx';
import { type JobsStore, putJob } from './stores/jobs.ts';
import type { VersionsStore } from './stores/versions.ts';
import { loadZone, type ZoneStore } from './stores/zone.ts';

/** The same thing is fetched again at most once in this many milliseconds: an import publishes a change per chunk. */
const gatherMs = 250;
/** And what takes the core longer, in this many. */
const gatherSlowlyMs = 1000;

export type Live = {
  readonly client: DeskClient;
  readonly queries: DeskQueries;
  readonly queryClient: QueryClient;
  readonly jobs: JobsStore;
  readonly versions: VersionsStore;
  readonly zone: ZoneStore;
};

function keysOf(topic: Topic, queries: DeskQueries) {
  const number = [queries.entries.key(), queries.app.status.key(), queries.app.info.key()];
  switch (topic) {
    case 'list':
      return [...number, queries.home.key()];
    case 'accounts':
      return [queries.accounts.key(), queries.runs.key(), queries.entries.key(), queries.home.key()];
    case 'conflicts':
      // An undo may ask again whether an agent or an account is another one.
      return [queries.conflicts.key(), queries.accounts.key(), queries.home.key(), ...number];
    case 'batches':
      return [queries.batches.key()];
    case 'settings':
      return [
        queries.app.settings.key(),
        queries.app.info.key(),
        queries.home.key(),
        queries.policy.key(),
        queries.views.key(),
      ];
    case 'intakes':
      return [queries.intake.key()];
    case 'scrubs':
      return [queries.scrub.key()];
    case 'registries':
      return [queries.registries.key(), queries.entries.key(), queries.home.key()];
    case 'gate':
      return [queries.gate.key(), queries.callForms.key(), queries.home.key()];
    case 'hub':
      return [queries.hub.key(), queries.entries.key(), queries.home.key()];
    default:
      return assertNever(topic);
  }
}

/**
 * What a change of the list changes as well: what waits to be sent, to vendors and to other desks, and what holds while a question is
 * open, and what a restore would come to. The core counts over all of a vendor's records for it.
 */
function keysBesideList(queries: DeskQueries) {
  return [queries.accounts.key(), queries.hub.key(), queries.conflicts.key(), queries.backups.preview.key()];
}

/** Starts following; the returned function ends it. */
export function followDesk(live: Live): () => void {
  const end = new AbortController();
  const waiting = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let slowTimer: ReturnType<typeof setTimeout> | undefined;

  function fetchAgain(keys: ReturnType<typeof keysOf>): void {
    for (const queryKey of keys) void live.queryClient.invalidateQueries({ queryKey });
  }

  function flushSlowly(): void {
    slowTimer = undefined;
    fetchAgain(keysBesideList(live.queries));
  }

  function flush(): void {
    timer = undefined;
    const topics = [...waiting];
    waiting.clear();
    if (topics.includes('settings')) void loadZone(live.zone, live.client);
    for (const topic of topics) {
      live.versions.setState((versions) => ({ [topic]: versions[topic] + 1 }));
      fetchAgain(keysOf(topic, live.queries));
    }
    if (topics.includes('list')) slowTimer ??= setTimeout(flushSlowly, gatherSlowlyMs);
  }

  async function follow(): Promise<void> {
    for await (const event of await live.client.app.watch(undefined, { signal: end.signal })) {
      if (event.type === 'job') {
        putJob(live.jobs, event.job);
        continue;
      }
      for (const topic of event.topics) waiting.add(topic);
      timer ??= setTimeout(flush, gatherMs);
    }
  }

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      await follow().catch(() => undefined);
      if (!end.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  void run();
  return () => {
    end.abort();
    clearTimeout(timer);
    clearTimeout(slowTimer);
  };
}
