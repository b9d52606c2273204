/**
 * Starts runs by schedule: at start, when an account's time comes, and shortly after something is owed. An account that
 * could not be reached waits longer each time; a paused account waits for a person. In quiet hours no scheduled run
 * starts; the runs that were due then start when the quiet hours end.
 */
import type { QuietNow } from '../../../../shared/domain/time/quietHours.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { readOr } from '../../db/damagedRow.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { Events } from '../../desk/events.ts';
import type { Standing } from '../../desk/standing.ts';
import type { Clock, Log } from '../../ports.ts';
import { lookEveryMs } from '../vendor/turnstile.ts';
import type { Runner } from './runner.ts';
import type { Lead } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';

export type Scheduler = {
  /** Starts the schedule, with a run of every account. */
  readonly start: () => void;
  /** An account is told from here from now on: a run of it begins, as at a start. */
  readonly begin: (account: AccountId) => void;
  readonly close: () => Promise<void>;
};

type Trigger = 'start' | 'schedule' | 'change';

const tickMs = 15_000;
/** The wait after a change, so that a burst of changes is sent in one run. */
const debounceMs = 2000;

export type SchedulerParts = {
  readonly store: SyncStore;
  readonly runner: Runner;
  readonly events: Events;
  readonly clock: Clock;
  readonly log: Log;
  /** The quiet hours that are on now, or null. */
  readonly quiet: () => QuietNow | null;
  /** A desk that lacks commits sends nothing. */
  readonly standing: Standing;
  /** Of the desks that share a list one runs. */
  readonly lead: Pick<Lead, 'refuse'>;
};

/** The schedule of one desk, which runs until it is closed. */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { store, runner, events, clock, log, quiet, standing, lead } = parts;
  const abort = new AbortController();
  const pending = new Set<Promise<unknown>>();
  /** The triggers that were held back. */
  const held = new Set<Trigger>();
  /** Accounts that were running when something came to be owed: their run may have been past it. */
  const busy = new Set<AccountId>();
  let isDebouncing = false;

  const dueFor = createDue(store, clock);

  function follow(work: Promise<unknown>): void {
    const done = work
      .catch((error: unknown) =>
        log.error('sync.failed', { error: error instanceof Error ? error.stack : String(error) }),
      )
      .finally(() => pending.delete(done));
    pending.add(done);
  }

  const mayRun = (account: Account): boolean =>
    lead.refuse(account.id) === null && isFree(store, account, clock.now()) && !runner.isRunning(account.id);

  function runAll(trigger: Trigger): void {
    if (quiet() !== null || standing.lack() !== null) {
      held.add(trigger);
      return;
    }
    held.delete(trigger);
    store.accounts.rebaseWaits(clock.now());
    const isDue = dueFor[trigger];
    for (const account of listAccounts(store, log)) {
      if (trigger === 'change' && runner.isRunning(account.id)) busy.add(account.id);
      if (mayRun(account) && isDue(account)) follow(runner.run(account.id, trigger, abort.signal));
    }
  }

  /** What came to be owed at the very end of a run is sent in the next. */
  function runBusy(): void {
    if (quiet() !== null) return;
    for (const id of busy) {
      if (runner.isRunning(id)) continue;
      busy.delete(id);
      const account = store.accounts.load(id);
      if (account !== undefined && mayRun(account) && dueFor.change(account))
        follow(runner.run(id, 'change', abort.signal));
    }
  }

  async function tick(): Promise<void> {
    while (!abort.signal.aborted) {
      await clock.sleep(tickMs, abort.signal).catch(() => undefined);
      if (abort.signal.aborted) return;
      for (const trigger of [...held, 'schedule'] as const) runAll(trigger);
      runBusy();
      if (quiet() === null && standing.lack() === null)
        for (const account of listAccounts(store, log))
          if (isLookDue(store, account, clock.now()) && mayRun(account)) follow(runner.look(account.id, abort.signal));
    }
  }

  async function runAfterChange(): Promise<void> {
    await clock.sleep(debounceMs, abort.signal).catch(() => undefined);
    isDebouncing = false;
    if (!abort.signal.aborted) runAll('change');
  }

  return {
    start() {
      const stop = events.subscribe((event) => {
        if (event.type !== 'changed' || !event.topics.includes('list') || isDebouncing) return;
        isDebouncing = true;
        follow(runAfterChange());
      });
      abort.signal.addEventListener('abort', stop, { once: true });
      runAll('start');
      follow(tick());
    },
    begin(id) {
      const account = store.accounts.load(id);
      if (quiet() !== null || standing.lack() !== null) held.add('start');
      else if (account !== undefined && mayRun(account) && dueFor.start(account))
        follow(runner.run(id, 'start', abort.signal));
    },
    async close() {
      abort.abort();
      await Promise.all(pending);
    },
  };
}

/** Which accounts a trigger is for. */
function createDue(store: SyncStore, clock: Clock): Readonly<Record<Trigger, (account: Account) => boolean>> {
  return {
    start: ({ everyMinutes }) => everyMinutes > 0,
    change: ({ id, everyMinutes }) => everyMinutes > 0 && store.outbox.countReady(id, clock.now()) > 0,
    schedule(account) {
      const due = nextRunAt(store, account, clock.now());
      return due !== null && due <= clock.now();
    },
  };
}

/** The accounts; none where one of them cannot be read. */
function listAccounts({ accounts }: SyncStore, log: Log): readonly Account[] {
  return readOr(
    () => accounts.list(),
    ({ message }) => {
      log.error('sync.damaged', { error: message });
      return [];
    },
  );
}

/**
 * Whether its list was not read for some minutes, and its vendor shows the newest records first; how often they are looked at, the
 * look itself says.
 */
function isLookDue({ runs, findAdapter }: SyncStore, { id, vendor, everyMinutes }: Account, now: number): boolean {
  if (everyMinutes === 0 || findAdapter(vendor)?.capabilities.newestFirst !== true) return false;
  const last = runs.loadLastReading(id);
  return last !== undefined && now - last.startedAt >= lookEveryMs;
}

/** Whether nothing keeps the account from a run: a person, a wait, or the question whether it is another account. */
function isFree({ sameQuestions }: SyncStore, { id, paused, notBefore, backOffUntil }: Account, now: number): boolean {
  return !paused && Math.max(notBefore ?? 0, backOffUntil ?? 0) <= now && !sameQuestions.listHeld().has(id);
}

/**
 * When the account's next scheduled run is due (epoch ms), or null when it runs only by hand. A run that began in what is now
 * the future counts for nothing: somebody has set the clock back.
 */
export function nextRunAt(store: SyncStore, account: Account, now: number): number | null {
  if (account.paused || account.everyMinutes === 0) return null;
  const last = store.runs.loadLastReading(account.id);
  const due =
    last === undefined || last.startedAt > now
      ? Math.min(account.createdAt, now)
      : last.startedAt + account.everyMinutes * 60_000;
  return Math.max(due, account.notBefore ?? 0, account.backOffUntil ?? 0);
}
