/**
 * Works on owed rows in one run: each until it is settled, has to wait, or has had its tries. The planner says what to do
 * about a row, from the facts as they are when its turn comes.
 */
import { toPlainDigits } from '../../../../shared/domain/numbers/homeDigits.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { oursOf } from '../../../../shared/domain/vendor/ours.ts';
import type { RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import { findOtherEntry } from '../record/otherEntry.ts';
import { planOf } from '../record/planOf.ts';
import { nameRecord } from '../record/records.ts';
import { type PlannedAdd, sendAction, sendAdds } from './pushRequest.ts';
import { mostTries } from './requests.ts';
import type { RunContext } from './runContext.ts';
import { pushRowsWords as say } from '../../../../shared/words/core/sync/vendor.ts';

export type PushOptions = {
  /** Lists to which only blocks are added: while what the vendor has is in doubt, nothing there is changed or removed. */
  readonly addsOnly: (list: RemoteList) => boolean;
  /** Whether records are read back before they are changed or removed, in a run that has not read the list. */
  readonly readsFirst: boolean;
};

/** One run's way through the outbox: by row id, how often it was tried, and what is left to a later run. */
export type Round = {
  readonly context: RunContext;
  readonly tries: Map<number, number>;
  readonly deferred: Set<number>;
  /** Rows that wait, by id, with the seq for which that was decided: until it changes, or the reading is over. */
  readonly waits: Map<number, number>;
  /** By list, how many records in a row the token was not allowed to write. */
  readonly forbidden: Map<RemoteList, number>;
  gates: PushOptions & { readonly isReading: boolean };
};

/** So many rows are worked on at once, where the vendor names no rate. */
const sideBySide = 4;
/** After so many records in a row that the token may not write on a list, the rest of that list waits for a later run. */
const mostForbidden = 3;

/** A run that has sent nothing yet. */
export function startRound(context: RunContext): Round {
  return {
    context,
    tries: new Map(),
    deferred: new Set(),
    waits: new Map(),
    forbidden: new Map(),
    gates: { addsOnly: () => true, readsFirst: true, isReading: true },
  };
}

/** Whether this run has something left to try about the row. */
export function mayTry({ deferred, waits }: Round, { id, seq }: Owed): boolean {
  return !deferred.has(id) && waits.get(id) !== seq;
}

/**
 * Works on the rows, in their order: several side by side where the vendor names no rate, adds of one list together where it
 * takes several at once.
 */
export async function pushRows(round: Round, rows: readonly Owed[]): Promise<void> {
  const { addMany, requestsPerMinute } = round.context.view().capabilities;
  if (addMany > 1) return await pushInGroups(round, rows, addMany);
  const queue = rows.values();
  const worker = async () => {
    for (const row of queue) {
      const owed = toWorkOn(round, row);
      if (owed !== undefined) await work(round, owed, planOwed(round, owed, false));
    }
  };
  await Promise.all(Array.from({ length: requestsPerMinute === null ? sideBySide : 1 }, worker));
}

async function pushInGroups(round: Round, rows: readonly Owed[], most: number): Promise<void> {
  const { context, tries, deferred } = round;
  const { requests } = context;
  let adds: PlannedAdd[] = [];
  // An answer without plus signs tells no two numbers apart that have the same digits then: each has a request of its own.
  const digits = new Set<string>();
  const flush = async () => {
    const group = adds;
    adds = [];
    digits.clear();
    if (group.length === 0) return;
    if (group.some(({ owed }) => tries.has(owed.id)) && !requests.takeExtra()) {
      for (const { owed } of group) deferred.add(owed.id);
      return;
    }
    for (const { owed } of group) countTry(round, owed.id);
    await sendAdds(context, group);
  };
  for (const row of rows) {
    const owed = toWorkOn(round, row);
    if (owed === undefined) continue;
    const action = planOwed(round, owed, false);
    const mayBulk = owed.problem !== 'oneByOne' && (tries.get(owed.id) ?? 0) < mostTries;
    if (action.kind === 'add' && mayBulk) {
      const written = toPlainDigits(owed.number);
      const isOfOtherList = adds[0] !== undefined && adds[0].owed.scope !== owed.scope;
      if (isOfOtherList || written.some((text) => digits.has(text))) await flush();
      adds.push({ owed, record: action.record });
      for (const text of written) digits.add(text);
      if (adds.length >= most) await flush();
      continue;
    }
    await work(round, owed, action);
  }
  if (requests.halted() === null) await flush();
}

/** The row as it is now, if it is still to be tried: what was done about others may have settled it, or ended the run. */
function toWorkOn(round: Round, row: Owed): Owed | undefined {
  const { store, requests, now } = round.context;
  if (requests.halted() !== null) return undefined;
  const owed = store.outbox.load(row);
  if (owed === undefined || (owed.state !== 'waiting' && owed.state !== 'unknown')) return undefined;
  if (owed.nextAt !== null && owed.nextAt > toEpochMs(now())) return undefined;
  if (!isForbidden(round, owed.scope)) return owed;
  round.deferred.add(owed.id);
  return undefined;
}

/** One row, until it is settled, has to wait, or has had its tries. */
async function work(round: Round, first: Owed, firstAction: RecordAction): Promise<void> {
  const { context, tries, deferred, waits } = round;
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
        if (action.isOther === true) return store.outbox.note(owed.id, 'agreed');
        return void waits.set(owed.id, owed.seq);
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
export function describeForbidden(round: Round): string | null {
  const account = round.context.view();
  const lists = [...round.forbidden.keys()].filter((list) => isForbidden(round, list));
  if (lists.length === 0) return null;
  const names = lists.map((list) => (list === '' ? account.name : nameRecord(account, list, null)));
  return say.doesNotAllowTheToken(names.join(', '), mostForbidden);
}

function countTry({ context, tries }: Round, id: number): number {
  const sent = (tries.get(id) ?? 0) + 1;
  if (sent === 1) context.requests.noteOperation();
  tries.set(id, sent);
  return sent;
}

/** What to do about a row, from the facts as they are now. `isRead`: whether the record was looked up in this run. */
function planOwed({ context, gates }: Round, owed: Owed, isRead: boolean): RecordAction {
  const { store, view, now, complete } = context;
  const account = view();
  const { number, scope } = owed;
  const at = now();
  const record = {
    ours: oursOf(store.entries.load(number), account, scope, at),
    facts: store.remotes.load(owed),
    owed,
    conflict: store.conflicts.loadOpen(owed),
    otherForm: () => findOtherEntry(store, { number, account, list: scope, at }, store.entries.load),
    account,
    at,
  };
  return planOf(record, {
    gates: {
      readsFirst: gates.readsFirst,
      isReading: gates.isReading,
      clockAgrees: context.clockAgrees(),
      addsOnly: gates.addsOnly(scope),
      isRead,
      isListRead: complete.has(scope),
      mailsAllowed: !account.capabilities.mailsOnAdd || store.accounts.load(account.id)?.mailsAllowed !== false,
    },
  });
}
