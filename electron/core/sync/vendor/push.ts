/**
 * Sends what is owed, oldest first. Before a request leaves, the database says "outcome unknown"; what the vendor answers
 * is merged like anything else it shows (reconcile.ts), so a crash at any moment leaves a state that the next run settles.
 * A record that the vendor refuses is parked and holds up nothing.
 */
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { planPush, type PushAction } from '../../../../shared/domain/vendor/plan.ts';
import { absenceOf } from '../../../../shared/domain/vendor/projection.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import { callReferenceNote } from '../record/outbox.ts';
import { type PlannedAdd, type Sendable, sendAction, sendAdds } from './pushRequest.ts';
import { wantedOf } from '../record/wantedOf.ts';
import { mostTries } from './requests.ts';
import type { RunContext } from './runContext.ts';

export type PushOptions = {
  /** Only what adds a block: while what the vendor has is in doubt, nothing there is changed or removed. */
  readonly addsOnly: boolean;
  /** Whether records are read back before they are changed or removed: in a run that has not read the list. */
  readonly readsFirst: boolean;
};

const rowsAtOnce = 200;
/** A next try that is at most this far away is waited for; a later one is left to a later run. */
const longestPauseMs = 60_000;

/** Works through the outbox of the account until nothing is left that can be done in this run. */
export async function push(context: RunContext, options: PushOptions): Promise<void> {
  const { store, requests, view, now, progress } = context;
  const { id: account, name } = view();
  const tries = new Map<number, number>();
  const deferred = new Set<number>();
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
      const turn = rows.filter(({ id }) => !deferred.has(id));
      worked ||= turn.length > 0;
      await pushRows(context, turn, options, tries, deferred);
      done += turn.length;
      if (total > 0) progress(`Sending to ${name}: ${Math.min(done, total)} of ${total}.`, done, total);
    }
    if (requests.halted() !== null) return;
    if (worked) continue;
    const ms = toEpochMs(now());
    const next = store.outbox.nextTryAt(account, ms);
    if (next === null || next - ms > longestPauseMs || tries.size === 0) return;
    await requests.pauseUntil(next);
  }
}

async function pushRows(
  context: RunContext,
  rows: readonly Owed[],
  options: PushOptions,
  tries: Map<number, number>,
  deferred: Set<number>,
): Promise<void> {
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
    for (const { owed } of group) countTry(context, owed.id, tries);
    await sendAdds(context, group);
  };
  for (const owed of rows) {
    if (requests.halted() !== null) break;
    const action = planOwed(context, owed, options);
    if (!mayDo(action, options)) {
      deferred.add(owed.id);
      continue;
    }
    const mayBulk = most > 1 && owed.problem !== 'oneByOne' && (tries.get(owed.id) ?? 0) < mostTries;
    if (action.kind === 'add' && mayBulk) {
      if (adds[0] !== undefined && adds[0].owed.scope !== owed.scope) await flush();
      adds.push({ owed, record: action.record });
      if (adds.length >= most) await flush();
      continue;
    }
    await work(context, owed, action, options, tries, deferred);
  }
  if (requests.halted() === null) await flush();
}

/** One row, until it is settled, has to wait, or has had its tries. */
async function work(
  context: RunContext,
  first: Owed,
  firstAction: PushAction,
  options: PushOptions,
  tries: Map<number, number>,
  deferred: Set<number>,
): Promise<void> {
  const { store, requests, view, now } = context;
  let owed = first;
  let action = firstAction;
  let wasRead = false;
  let isDue = false;
  for (;;) {
    switch (action.kind) {
      case 'nothing':
        return store.outbox.remove(owed.id);
      case 'wait':
        return void deferred.add(owed.id);
      case 'needsCallReference':
        return store.outbox.setState(owed.id, 'needsInput', {
          problem: 'callReference',
          message: callReferenceNote(view()) ?? action.why,
        });
      case 'removeByHand':
        return store.outbox.setState(owed.id, 'manual', { problem: 'removeByHand', message: action.why });
      case 'park':
        return store.outbox.setState(owed.id, 'parked', { problem: action.code, message: action.why });
      case 'readBack':
      case 'add':
      case 'update':
      case 'removeThere': {
        if ((tries.get(owed.id) ?? 0) >= mostTries) return void deferred.add(owed.id);
        const isExtra = action.kind === 'readBack' || (tries.has(owed.id) && !isDue);
        if (isExtra && !requests.takeExtra()) return void deferred.add(owed.id);
        const changes = action.kind === 'update' || action.kind === 'removeThere';
        const mustRead: boolean = changes && options.readsFirst && !wasRead;
        const toSend: Sendable = mustRead ? { kind: 'readBack', why: 'It is read before it is changed.' } : action;
        await sendAction(context, owed, toSend, countTry(context, owed.id, tries));
        wasRead ||= toSend.kind === 'readBack';
        isDue = mustRead;
        break;
      }
    }
    if (requests.halted() !== null) return;
    const after = store.outbox.load(owed);
    if (after === undefined || (after.state !== 'waiting' && after.state !== 'unknown')) return;
    if (after.nextAt !== null && after.nextAt > toEpochMs(now())) return;
    owed = after;
    action = planOwed(context, owed, options);
    if (!mayDo(action, options)) return void deferred.add(owed.id);
  }
}

function countTry({ requests }: RunContext, id: number, tries: Map<number, number>): number {
  const sent = (tries.get(id) ?? 0) + 1;
  if (sent === 1) requests.noteOperation();
  tries.set(id, sent);
  return sent;
}

/** What to do about a row, from the facts as they are now. */
function planOwed({ store, view, now, complete }: RunContext, owed: Owed, { readsFirst }: PushOptions): PushAction {
  const account = view();
  const at = now();
  const entry = store.entries.load(owed.number);
  const facts = store.remotes.load(owed);
  const wanted = wantedOf(entry, account, owed.scope, at);
  const action = planPush({
    wanted,
    absence: wanted === null ? absenceOf(entry, account, owed.scope, at) : 'person',
    seen: { fields: facts?.seen ?? null, remoteId: facts?.remoteId ?? null },
    unsettled: owed.state === 'unknown' ? owed.sent : undefined,
    hasConflict: store.conflicts.loadOpen(owed) !== undefined,
    account,
    at,
  });
  const { lookup, addIsIdempotent, list, mailsOnAdd } = account.capabilities;
  if (action.kind === 'add' && mailsOnAdd && store.accounts.load(account.id)?.mailsAllowed === false)
    return {
      kind: 'wait',
      why: `${account.name} e-mails somebody for every number: a person has to allow that first.`,
    };
  const isBlind = !lookup && list === 'paged' && !complete.has(owed.scope);
  // Nothing says what a second add would do there, and nothing but the list says whether there is a first.
  if (isBlind && !addIsIdempotent && action.kind === 'add')
    return { kind: 'wait', why: `${account.name}'s list has to be read before anything is added to it.` };
  if (isBlind && readsFirst && (action.kind === 'update' || action.kind === 'removeThere'))
    return { kind: 'wait', why: `${account.name}'s list has to be read before anything on it is changed.` };
  return action;
}

function mayDo(action: PushAction, { addsOnly }: PushOptions): boolean {
  return !addsOnly || (action.kind !== 'update' && action.kind !== 'removeThere' && action.kind !== 'removeByHand');
}
