/**
 * Sends what is owed, oldest first. Before a request leaves, the database says "outcome unknown". The vendor's answer
 * is merged like anything else that it shows (reconcile.ts), so a crash at any moment leaves a state that the next run
 * settles. A record that the vendor refuses is parked and holds up nothing.
 */
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { oursOf } from '../../../../shared/domain/vendor/ours.ts';
import { planRecord, type RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import { lastSeen } from '../record/lastSeen.ts';
import { nameRecord } from '../record/records.ts';
import { type PlannedAdd, sendAction, sendAdds } from './pushRequest.ts';
import { mostTries } from './requests.ts';
import type { RunContext } from './runContext.ts';

export type PushOptions = {
  /** Lists to which only blocks are added: while what the vendor has is in doubt, nothing there is changed or removed. */
  readonly addsOnly: (list: RemoteList) => boolean;
  /** Whether records are read back before they are changed or removed, in a run that has not read the list. */
  readonly readsFirst: boolean;
};

/** One run's way through the outbox: by row id, how often it was tried, and what is left to a later run. */
type Round = {
  readonly context: RunContext;
  readonly options: PushOptions;
  readonly tries: Map<number, number>;
  readonly deferred: Set<number>;
  /** By list, how many records in a row the token was not allowed to write. */
  readonly forbidden: Map<RemoteList, number>;
};

const rowsAtOnce = 200;
/** The run waits for a next try that is at most this far away; a later one is left to a later run. */
const longestPauseMs = 60_000;
/** After so many records in a row that the token may not write on a list, the rest of that list waits for a later run. */
const mostForbidden = 3;

/**
 * Works through the outbox of the account until nothing is left that can be done in this run. Answers a sentence about
 * what waits because the token may not write it, or null.
 */
export async function push(context: RunContext, options: PushOptions): Promise<string | null> {
  const { store, requests, view, now, progress } = context;
  const { id: account, name } = view();
  const round: Round = { context, options, tries: new Map(), deferred: new Set(), forbidden: new Map() };
  const total = store.outbox.countReady(account, toEpochMs(now()));
  let done = 0;
  for (;;) {
    let after = 0;
    let worked = false;
    for (;;) {
      const rows = store.outbox.listReady(account, toEpochMs(now()), after, rowsAtOnce);
      const last = rows.at(-1);
      if (last === undefined || requests.halted() !== null) break;
      after = last.id;
      const turn = rows.filter(({ id }) => !round.deferred.has(id));
      worked ||= turn.length > 0;
      await pushRows(round, turn);
      done += turn.length;
      if (total > 0) progress(`Sending to ${name}: ${Math.min(done, total)} of ${total}.`, done, total);
    }
    if (requests.halted() !== null) return null;
    if (worked) continue;
    const ms = toEpochMs(now());
    const next = store.outbox.nextTryAt(account, ms);
    if (next === null || next - ms > longestPauseMs || round.tries.size === 0) return describeForbidden(round);
    await requests.pause(next - ms);
  }
}

async function pushRows(round: Round, rows: readonly Owed[]): Promise<void> {
  const { context, tries, deferred } = round;
  const { requests, view } = context;
  const most = view().capabilities.addMany;
  let adds: PlannedAdd[] = [];
  const flush = async () => {
    const group = adds;
    adds = [];
    if (group.length === 0) return;
    if (group.some(({ owed }) => tries.has(owed.id)) && !requests.takeExtra()) {
      for (const { owed } of group) deferred.add(owed.id);
      return;
    }
    for (const { owed } of group) countTry(round, owed.id);
    await sendAdds(context, group);
  };
  for (const owed of rows) {
    if (requests.halted() !== null) break;
    if (isForbidden(round, owed.scope)) {
      deferred.add(owed.id);
      continue;
    }
    const action = planOwed(round, owed, false);
    const mayBulk = most > 1 && owed.problem !== 'oneByOne' && (tries.get(owed.id) ?? 0) < mostTries;
    if (action.kind === 'add' && mayBulk) {
      if (adds[0] !== undefined && adds[0].owed.scope !== owed.scope) await flush();
      adds.push({ owed, record: action.record });
      if (adds.length >= most) await flush();
      continue;
    }
    await work(round, owed, action);
  }
  if (requests.halted() === null) await flush();
}

/** One row, until it is settled, has to wait, or has had its tries. */
async function work(round: Round, first: Owed, firstAction: RecordAction): Promise<void> {
  const { context, tries, deferred } = round;
  const { store, requests, now } = context;
  let owed = first;
  let action = firstAction;
  let isRead = false;
  let wasDue = false;
  for (;;) {
    switch (action.kind) {
      case 'nothing':
        return store.outbox.note(owed.id, 'agreed');
      case 'wait':
        return void deferred.add(owed.id);
      case 'needsCallReference':
        return store.outbox.note(owed.id, 'needsCall', { problem: 'callReference', message: action.why });
      case 'removeByHand':
        return store.outbox.note(owed.id, 'needsHand', { problem: 'removeByHand', message: action.why });
      case 'park':
        return store.outbox.note(owed.id, 'needsAgents', { problem: action.code, message: action.why });
      case 'readBack':
      case 'add':
      case 'update':
      case 'removeThere': {
        if ((tries.get(owed.id) ?? 0) >= mostTries) return void deferred.add(owed.id);
        const isDue = action.kind === 'readBack' && action.isDue;
        const isExtra = (action.kind === 'readBack' && !isDue) || (tries.has(owed.id) && !wasDue);
        if (isExtra && !requests.takeExtra()) return void deferred.add(owed.id);
        await sendAction(context, owed, action, countTry(round, owed.id));
        // What was read before a write is old after it.
        isRead = action.kind === 'readBack';
        if (wasDue) requests.noteOperation();
        wasDue = isDue;
        break;
      }
    }
    if (requests.halted() !== null) return;
    const after = store.outbox.load(owed);
    noteForbidden(round, owed.scope, after?.state === 'parked' && after.problem === 'forbidden');
    if (after === undefined || (after.state !== 'waiting' && after.state !== 'unknown')) return;
    if (after.nextAt !== null && after.nextAt > toEpochMs(now())) return;
    owed = after;
    action = planOwed(round, owed, isRead);
  }
}

function noteForbidden({ forbidden }: Round, list: RemoteList, wasForbidden: boolean): void {
  if (wasForbidden) forbidden.set(list, (forbidden.get(list) ?? 0) + 1);
  else if (!isForbidden({ forbidden }, list)) forbidden.delete(list);
}

function isForbidden({ forbidden }: Pick<Round, 'forbidden'>, list: RemoteList): boolean {
  return (forbidden.get(list) ?? 0) >= mostForbidden;
}

/** Names the lists on which the token may not write; null where there is none. */
function describeForbidden(round: Round): string | null {
  const account = round.context.view();
  const lists = [...round.forbidden.keys()].filter((list) => isForbidden(round, list));
  if (lists.length === 0) return null;
  const names = lists.map((list) => (list === '' ? account.name : nameRecord(account, list, null)));
  return `${names.join(', ')} does not allow the token to write: ${mostForbidden} records in a row were refused, and the rest waits. Enter a token that may, then all of it is tried again.`;
}

function countTry({ context, tries }: Round, id: number): number {
  const sent = (tries.get(id) ?? 0) + 1;
  if (sent === 1) context.requests.noteOperation();
  tries.set(id, sent);
  return sent;
}

/** What to do about a row, from the facts as they are now. `isRead`: whether the record was looked up in this run. */
function planOwed({ context, options }: Round, owed: Owed, isRead: boolean): RecordAction {
  const { store, view, now, complete } = context;
  const account = view();
  return planRecord({
    ours: oursOf(store.entries.load(owed.number), account, owed.scope, now()),
    seen: lastSeen(store.remotes.load(owed)),
    unsettled: owed.state === 'unknown' ? owed.sent : undefined,
    question: store.conflicts.loadOpen(owed) ?? null,
    gates: {
      readsFirst: options.readsFirst,
      clockAgrees: context.clockAgrees(),
      addsOnly: options.addsOnly(owed.scope),
      isRead,
      isListRead: complete.has(owed.scope),
      mailsAllowed: !account.capabilities.mailsOnAdd || store.accounts.load(account.id)?.mailsAllowed !== false,
    },
    account,
    at: now(),
  });
}
