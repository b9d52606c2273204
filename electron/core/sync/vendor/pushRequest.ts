/**
 * One request about one owed record (or one bulk add), from "outcome unknown" to what its answer means.
 * record/afterAnswer.ts decides what follows from an answer; here the request is sent and the decision is carried out.
 */
import { assertNever } from '../../../../shared/assertNever.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import type { RemoteFields, RemoteRecord, WantedRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { VendorResult } from '../../vendors/adapter.ts';
import { afterAnswer, afterFailedBulk, type Aftermath, type RecordRequest } from '../record/afterAnswer.ts';
import { lastSeen } from '../record/lastSeen.ts';
import { currentOf } from '../record/knownRecords.ts';
import { type Observation, toAbsence, toObservation } from '../record/observation.ts';
import type { RunContext } from './runContext.ts';
import { markGone } from '../record/targets.ts';
import { pushRequestWords as say } from '../../../../shared/words/core/sync/vendor.ts';

export type PlannedAdd = { readonly owed: Owed; readonly record: WantedRecord };

/** The actions that make a request. */
export type Sendable = Extract<RecordAction, { kind: 'readBack' | 'add' | 'update' | 'removeThere' }>;

type Sent = { readonly request: RecordRequest; readonly answer: VendorResult<RemoteRecord | null> };

/** Sends one action and settles what follows. `tries`: how often the row was tried in this run, this time included. */
export async function sendAction(context: RunContext, owed: Owed, action: Sendable, tries: number): Promise<void> {
  const { request, answer } = await send(context, owed, action);
  if (answer.ok) count(context, request);
  settle(
    context,
    owed,
    { answer: request.kind === 'readBack' ? null : answer, tries },
    afterAnswer(request, answer, owed),
  );
}

async function send(context: RunContext, owed: Owed, action: Sendable): Promise<Sent> {
  const { connection, requests } = context;
  switch (action.kind) {
    case 'readBack': {
      const answer = await requests.send((signal) =>
        connection.lookup(owed.scope, owed.number, signal, idsOf(context, owed)),
      );
      return { request: { kind: 'readBack' }, answer };
    }
    case 'add': {
      const { record } = action;
      markSent(context, owed, record.fields);
      const answer = await write(context, [], (signal) => connection.add(record, signal));
      const { lookup, needsCallReference } = context.view().capabilities;
      const call = needsCallReference ? record.callReference : null;
      const request = { kind: 'add', sent: record.fields, call } as const;
      const isNamed = !answer.ok || answer.value !== null || !lookup;
      return { request, answer: isNamed ? answer : ((await findAdded(context, owed)) ?? answer) };
    }
    case 'update': {
      const record = recordOf(context, owed);
      const sent: RemoteFields = { ...record.fields, ...action.fields };
      const changes = action.fields;
      markSent(context, owed, sent);
      const answer = await write(context, [owed], (signal) => connection.update(record, action.fields, signal));
      return { request: { kind: 'update', record, sent, changes }, answer };
    }
    case 'removeThere': {
      const record = recordOf(context, owed);
      markSent(context, owed, null);
      const answer = await write(context, [owed], (signal) => connection.remove(record, signal));
      return {
        request: { kind: 'removeThere', rest: restOf(context, owed) },
        answer: answer.ok ? { ...answer, value: null } : answer,
      };
    }
    default:
      return assertNever(action);
  }
}

/**
 * The record that an add made whose answer names none: only under its id is it known from one that somebody makes later.
 * Undefined where the vendor does not show it yet.
 */
async function findAdded(
  { connection, requests }: RunContext,
  { scope, number }: Owed,
): Promise<VendorResult<RemoteRecord> | undefined> {
  requests.noteOperation();
  const found = await requests.send((signal) => connection.lookup(scope, number, signal));
  return found.ok && found.value !== null ? { ...found, value: found.value } : undefined;
}

/**
 * Sends what was marked as sent, once other desks have heard of it: one that goes on from here then knows to read it back. Saying so may
 * bring what they changed; of `decided`, rows of which something may be taken away, nothing is sent that was decided before.
 */
async function write<T>(
  context: RunContext,
  decided: readonly Owed[],
  ask: (signal: AbortSignal) => Promise<VendorResult<T>>,
): Promise<VendorResult<T>> {
  const { requests, announce, store } = context;
  const message = await announce();
  if (message !== null) requests.stop(message);
  const isOld = decided.some((owed) => store.outbox.load(owed)?.seq !== owed.seq);
  if (message === null && !isOld) return await requests.send(ask);
  const why = message ?? say.itWasChangedMeanwhile;
  return { ok: false, class: 'retry', effect: 'notDone', message: why, status: null, retryAt: null };
}

function count({ tally }: RunContext, { kind }: RecordRequest): void {
  if (kind === 'add') tally.added += 1;
  if (kind === 'update') tally.changed += 1;
  if (kind === 'removeThere') tally.removed += 1;
}

/** Adds several records of one remote list in one request. The next scan settles what its answer does not show. */
export async function sendAdds(context: RunContext, adds: readonly PlannedAdd[]): Promise<void> {
  const { connection, store, tally } = context;
  const [first] = adds;
  if (first === undefined) return;
  if (adds.length === 1) return sendAction(context, first.owed, { kind: 'add', record: first.record, why: '' }, 1);
  store.inTransaction(() => {
    for (const { owed, record } of adds) markSent(context, owed, record.fields);
  });
  const records = adds.map(({ record }) => record);
  const answer = await write(context, [], (signal) => connection.addMany(records, signal));
  if (!answer.ok) {
    const after = afterFailedBulk(answer);
    // A sentence about all of them is no answer about this one.
    const said = after.kind === 'note' && after.problem === 'oneByOne' ? null : answer;
    store.inTransaction(() => {
      for (const { owed } of adds) settle(context, owed, { answer: said, tries: 1 }, after);
    });
    return;
  }
  const shown = new Map(answer.value.map((record) => [record.number, record]));
  store.inTransaction(() => {
    for (const { owed } of adds) saveAnswer(context, owed, answer);
    const observations = adds.flatMap(({ owed, record: { fields: sent } }) => {
      const record = shown.get(owed.number);
      return record === undefined ? [] : [{ ...toObservation(record, 'answer'), sent, isNew: true }];
    });
    context.reconciler.apply(first.owed.scope, observations, null);
  });
  tally.added += shown.size;
}

function recordOf({ store, now }: RunContext, { account, scope, number }: Owed): RemoteRecord {
  const facts = store.remotes.load({ account, scope, number });
  if (facts === undefined || facts.seen === null) throw new Error('A record is to be changed that was never seen');
  return {
    scope,
    number,
    remoteId: facts.remoteId,
    fields: lastSeen(facts, now()).fields ?? facts.seen,
    createdAt: null,
  };
}

/** The ids of the number's records that are known. */
function idsOf({ store }: RunContext, owed: Owed): readonly string[] {
  const { records = [] } = store.remotes.load(keyOf(owed)) ?? {};
  return records.flatMap(({ id, isThere }) => (isThere && id !== null ? [id] : []));
}

/** The next of the number's records, as it is after the removal of the current one. */
function restOf({ store }: RunContext, owed: Owed): Observation | null {
  const facts = store.remotes.load(keyOf(owed));
  if (facts === undefined) return null;
  const current = currentOf(facts.records, facts.remoteId);
  const [first, ...twins] = facts.records.filter((record) => record.isThere && record !== current);
  if (first === undefined) return null;
  const { id: remoteId, createdAt, evidence } = first;
  const rest = twins.map((twin) => ({ id: twin.id, createdAt: twin.createdAt, evidence: twin.evidence }));
  return {
    ...toAbsence(owed, 'lookup'),
    theirs: facts.seen,
    remoteId,
    createdAt,
    evidence,
    twins: rest,
    isWhole: true,
  };
}

/** Committed before the request leaves: from here on a crash leaves an unknown outcome, never a forgotten request. */
function markSent({ store, now }: RunContext, owed: Owed, sent: RemoteFields | null): void {
  store.inTransaction(() => {
    store.outbox.markSent(owed.id, owed.seq, sent);
    store.remotes.saveSent(keyOf(owed), toEpochMs(now()), null);
  });
}

function saveAnswer({ store, now }: RunContext, owed: Owed, answer: VendorResult<unknown>): void {
  const text = answer.ok ? say.answered(answer.status) : answer.message;
  store.remotes.saveSent(keyOf(owed), toEpochMs(now()), text);
}

function keyOf({ account, scope, number }: Owed) {
  return { account, scope, number };
}

/** Carries out what follows from an answer. `answer`: what is shown as the vendor's last word about the record. */
function settle(
  context: RunContext,
  owed: Owed,
  { answer, tries }: { readonly answer: VendorResult<unknown> | null; readonly tries: number },
  after: Aftermath,
): void {
  const { store, requests, view, log } = context;
  if (after.kind === 'listGone') return markGone(store, view(), owed.scope);
  store.inTransaction(() => {
    if (answer !== null) saveAnswer(context, owed, answer);
    if (after.kind === 'merge') {
      if (after.isClaim) store.outbox.note(owed.id, 'claimed');
      return context.reconciler.apply(owed.scope, [after.sight], null);
    }
    const { event, problem, message, isLater } = after;
    const nextAt = isLater ? requests.nextTryAt(tries, owed.attempts + 1) : null;
    store.outbox.note(owed.id, event, { problem, message, nextAt });
    if (event === 'refused' && problem === 'bug') log.error('sync.bug', { account: owed.account, message });
  });
}
