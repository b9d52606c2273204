/**
 * Runs accounts by themselves: at start, when their time comes, and shortly after something is owed. An account that
 * could not be reached waits longer each time; one that is paused waits for a person.
 */
import type { Account } from '../db/accountRows.ts';
import type { Events } from '../events.ts';
import type { Clock, Log } from '../ports.ts';
import type { Runner } from './runner.ts';
import type { SyncStore } from './syncStore.ts';

export type Scheduler = {
  /** Starts the schedule, with a run of every account. */
  readonly start: () => void;
  readonly close: () => Promise<void>;
};

const tickMs = 15_000;
/** After a change, so that a burst of them is sent in one run. */
const debounceMs = 2000;

export function createScheduler(parts: {
  store: SyncStore;
  runner: Runner;
  events: Events;
  clock: Clock;
  log: Log;
}): Scheduler {
  const { store, runner, events, clock, log } = parts;
  const abort = new AbortController();
  const pending = new Set<Promise<unknown>>();
  let isDebouncing = false;

  function follow(work: Promise<unknown>): void {
    const done = work
      .catch((error: unknown) =>
        log.error('sync.failed', { error: error instanceof Error ? error.stack : String(error) }),
      )
      .finally(() => pending.delete(done));
    pending.add(done);
  }

  function mayRun(account: Account): boolean {
    const now = clock.now();
    const waits = Math.max(account.notBefore ?? 0, account.backOffUntil ?? 0);
    return !account.paused && waits <= now && !runner.isRunning(account.id);
  }

  function runAll(trigger: 'start' | 'schedule' | 'change', isDue: (account: Account) => boolean): void {
    for (const account of store.accounts.list())
      if (mayRun(account) && isDue(account)) follow(runner.run(account.id, trigger, abort.signal));
  }

  async function tick(): Promise<void> {
    while (!abort.signal.aborted) {
      await clock.sleep(tickMs, abort.signal).catch(() => undefined);
      if (abort.signal.aborted) return;
      runAll('schedule', (account) => {
        const due = nextRunAt(store, account);
        return due !== null && due <= clock.now();
      });
    }
  }

  async function runAfterChange(): Promise<void> {
    await clock.sleep(debounceMs, abort.signal).catch(() => undefined);
    isDebouncing = false;
    if (abort.signal.aborted) return;
    runAll('change', ({ id, everyMinutes }) => everyMinutes > 0 && store.outbox.countReady(id, clock.now()) > 0);
  }

  return {
    start() {
      const stop = events.subscribe((event) => {
        if (event.type !== 'changed' || !event.topics.includes('list') || isDebouncing) return;
        isDebouncing = true;
        follow(runAfterChange());
      });
      abort.signal.addEventListener('abort', stop, { once: true });
      runAll('start', ({ everyMinutes }) => everyMinutes > 0);
      follow(tick());
    },
    async close() {
      abort.abort();
      await Promise.all(pending);
    },
  };
}

/** When the account's next scheduled run is due (epoch ms), or null when it runs only by hand. */
export function nextRunAt(store: SyncStore, account: Account): number | null {
  if (account.paused || account.everyMinutes === 0) return null;
  const last = store.runs.loadLastReading(account.id);
  const due = last === undefined ? account.createdAt : last.startedAt + account.everyMinutes * 60_000;
  return Math.max(due, account.notBefore ?? 0, account.backOffUntil ?? 0);
}
