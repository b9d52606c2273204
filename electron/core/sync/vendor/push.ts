/**
 * Sends what is owed: blocks first, then what takes something away, each oldest first, and between them whatever came to
 * be owed meanwhile. Before a request leaves, the database says "outcome unknown". The vendor's answer is merged like
 * anything else that it shows (reconcile.ts), so a crash at any moment leaves a state that the next run settles. A record
 * that the vendor refuses is parked and holds up nothing.
 */
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { oursOf } from '../../../../shared/domain/vendor/ours.ts';
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import { describeForbidden, mayTry, type PushOptions, pushRows, startRound } from './pushRows.ts';
import { remoteLists } from './readLists.ts';
import type { RunContext } from './runContext.ts';
import { pushWords as say } from '../../../../shared/words/core/sync/vendor.ts';

/** What one run sends. It is one way through the outbox, however often it is interrupted. */
export type Sender = {
  /**
   * Sends what goes before the next page of a reading: blocks, and what makes them stronger. Of a list that was never read to
   * its end, only what came to be owed since the run began: the reading settles most of the rest without a request.
   */
  readonly sendFirst: () => Promise<void>;
  /**
   * Works through the outbox until nothing is left that can be done in this run. Answers a sentence about what waits because
   * the token may not write it, or null.
   */
  readonly sendAll: (options: PushOptions) => Promise<string | null>;
};

const rowsAtOnce = 200;
/** So many rows are worked on before it is looked again for newer ones. */
const rowsBetweenLooks = 10;
/**
 * So many are sent at most before the next page: a list that shows its newest records first grows in front of the reading,
 * which has to get on faster.
 */
const mostBetweenPages = 20;
/** The run waits for a next try that is at most this far away; a later one is left to a later run. */
const longestPauseMs = 60_000;

/** Rows of the outbox by their ids: those after `from`, up to `to`. */
export type RowsBetween = { readonly from: number; readonly to: number };

/**
 * What one run sends, from when its agents are known. `meanwhile`: what came to be owed since the run began, before what is owed to
 * agents that appeared.
 */
export function createSender(context: RunContext, meanwhile: RowsBetween): Sender {
  const { store, requests, view, now, progress } = context;
  const { id: account, name, capabilities } = view();
  const round = startRound(context);
  const listReady = (after: number) => store.outbox.listReady(account, toEpochMs(now()), after, rowsAtOnce);
  const toTry = (rows: readonly Owed[]) => rows.filter((row) => mayTry(round, row));
  const first = createFirst(context, { listReady, toTry, meanwhile });
  /** The newest row that was looked at while others are sent. */
  let newest = 0;

  /** Works on rows, and in between on those that came to be owed since: no new block waits for a long list of others. */
  async function pushInParts(rows: readonly Owed[]): Promise<void> {
    const size = capabilities.addMany > 1 ? capabilities.addMany : rowsBetweenLooks;
    for (let at = 0; at < rows.length && requests.halted() === null; at += size) {
      const newer = listReady(newest);
      newest = newer.at(-1)?.id ?? newest;
      await pushRows(round, toTry(newer));
      await pushRows(round, toTry(rows.slice(at, at + size)));
    }
  }

  /** Goes once through what is owed: what blocks, or what is to be taken away. Answers whether there was anything to do. */
  async function walk(isBlocking: boolean, done: { count: number; readonly total: number }): Promise<boolean> {
    let after = 0;
    let worked = false;
    for (;;) {
      const rows = listReady(after);
      const last = rows.at(-1);
      if (last === undefined || requests.halted() !== null) return worked;
      after = last.id;
      const turn = toTry(rows).filter((row) => isBlock(context, row) === isBlocking);
      if (turn.length === 0) continue;
      worked = true;
      await pushInParts(turn);
      done.count = Math.min(done.total, done.count + turn.length);
      if (done.total > 0) progress(say.sendingTo(name), done.count, done.total);
    }
  }

  return {
    async sendFirst() {
      if (requests.halted() !== null) return;
      const inDoubt = store.runs.loadSuspicious(account) !== undefined;
      round.gates = { addsOnly: () => inDoubt, readsFirst: true, isReading: true };
      await pushRows(round, first.next());
    },
    async sendAll(options) {
      round.gates = { ...options, isReading: false };
      round.waits.clear();
      newest = store.outbox.newestId();
      const done = { count: 0, total: store.outbox.countReady(account, toEpochMs(now())) };
      for (;;) {
        const blocks = await walk(true, done);
        const others = await walk(false, done);
        if (requests.halted() !== null) return null;
        if (blocks || others) continue;
        const ms = toEpochMs(now());
        const next = store.outbox.nextTryAt(account, ms);
        if (next === null || next - ms > longestPauseMs || round.tries.size === 0) return describeForbidden(round);
        progress(say.triesAgain(name), done.count, null);
        await requests.pause(next - ms);
      }
    },
  };
}

/** Finds what goes before the next page of a reading: what came to be owed since the run began, and then the oldest. */
function createFirst(
  context: RunContext,
  {
    listReady,
    toTry,
    meanwhile,
  }: {
    readonly listReady: (after: number) => readonly Owed[];
    readonly toTry: (rows: readonly Owed[]) => readonly Owed[];
    readonly meanwhile: RowsBetween;
  },
): { readonly next: () => readonly Owed[] } {
  const newest = context.store.outbox.newestId();
  const wholeLists = listsReadBefore(context);
  const mayGo = (rows: readonly Owed[]) => toTry(rows).filter(({ id, scope }) => id > newest || wholeLists.has(scope));
  const { from, to } = meanwhile;
  const listMeanwhile = () => (from === to ? [] : toTry(listReady(from)).filter(({ id }) => id <= to));
  let looked = 0;
  return {
    next() {
      const fresh = [...listMeanwhile(), ...mayGo(listReady(newest))];
      if (fresh.length > 0 || wholeLists.size === 0) return fresh.slice(0, mostBetweenPages);
      const oldest = mayGo(listReady(0));
      if (oldest.length > 0) return oldest.slice(0, mostBetweenPages);
      // Beyond the oldest, each row is looked at once: many may wait for the reading.
      const rows = listReady(looked);
      const more = mayGo(rows);
      looked = (more.length > mostBetweenPages ? more[mostBetweenPages - 1] : rows.at(-1))?.id ?? looked;
      return more.slice(0, mostBetweenPages);
    },
  };
}

/** The lists that were read to their end before, and had records: what is owed there now is not there already. */
function listsReadBefore(context: RunContext): ReadonlySet<RemoteList> {
  const { store, view } = context;
  const { id } = view();
  if (store.accounts.load(id)?.lastScanAt == null) return new Set();
  return new Set(remoteLists(context).filter((list) => store.remotes.listSeen(id, list, 0, 1).length > 0));
}

/** Whether a record is owed because something blocks; else it is to be taken away. */
function isBlock({ store, view, now }: RunContext, { number, scope }: Owed): boolean {
  return oursOf(store.entries.load(number), view(), scope, now()).kind === 'wanted';
}
