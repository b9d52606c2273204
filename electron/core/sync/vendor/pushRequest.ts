/**
 * One request about one owed record (or one bulk add), from "outcome unknown" to what its answer means. The answer is
 * merged like any other sight of the record; a failure is classified into what happens to the row.
 */
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { PushAction } from '../../../../shared/domain/vendor/plan.ts';
import type { RemoteFields, RemoteRecord, WantedRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { VendorFailure, VendorResult } from '../../vendors/adapter.ts';
import { type Observation, toObservation } from '../record/observation.ts';
import type { RunContext } from './runContext.ts';
import { markGone } from '../record/targets.ts';

export type PlannedAdd = { readonly owed: Owed; readonly record: WantedRecord };

/** The actions that make a request. */
export type Sendable = Extract<PushAction, { kind: 'readBack' | 'add' | 'update' | 'removeThere' }>;

/** Sends one action and settles what follows. `tries`: how often the row was tried in this run, this time included. */
export async function sendAction(context: RunContext, owed: Owed, action: Sendable, tries: number): Promise<void> {
  const { connection, requests, store, tally } = context;
  switch (action.kind) {
    case 'readBack': {
      const answer = await requests.send((signal) => connection.lookup(owed.scope, owed.number, signal));
      if (!answer.ok) return settleFailedRead(context, owed, answer, tries);
      return observe(context, owed, answer.value === null ? nothingThere(owed) : toObservation(answer.value), null);
    }
    case 'add': {
      markSent(context, owed, action.record.fields);
      const answer = await requests.send((signal) => connection.add(action.record, signal));
      const isThere = answer.ok || (answer.class === 'alreadyThere' && answer.effect === 'notDone');
      if (!isThere) return settleFailure(context, owed, answer, tries);
      if (answer.ok) tally.added += 1;
      // Nothing of ours can be there yet: the record is the vendor's own, and merged as such.
      if (!answer.ok && owed.state === 'waiting') store.outbox.setState(owed.id, 'waiting');
      const shown = answer.ok ? answer.value : null;
      const there = shown === null ? { ...nothingThere(owed), theirs: action.record.fields } : toObservation(shown);
      return observe(context, owed, there, answer);
    }
    case 'update': {
      const record = recordOf(context, owed);
      const sent: RemoteFields = { ...record.fields, ...action.fields };
      markSent(context, owed, sent);
      const answer = await requests.send((signal) => connection.update(record, action.fields, signal));
      if (!answer.ok && answer.class === 'notFound') return observe(context, owed, nothingThere(owed), answer);
      if (!answer.ok) return settleFailure(context, owed, answer, tries);
      tally.changed += 1;
      const there = answer.value === null ? { ...toObservation(record), theirs: sent } : toObservation(answer.value);
      return observe(context, owed, there, answer);
    }
    case 'removeThere': {
      const record = recordOf(context, owed);
      markSent(context, owed, null);
      const answer = await requests.send((signal) => connection.remove(record, signal));
      if (!answer.ok && answer.class !== 'notFound') return settleFailure(context, owed, answer, tries);
      if (answer.ok) tally.removed += 1;
      return observe(context, owed, nothingThere(owed), answer);
    }
  }
}

/** Adds several records of one remote list in one request. What its answer does not show is settled by the next scan. */
export async function sendAdds(context: RunContext, adds: readonly PlannedAdd[]): Promise<void> {
  const { connection, requests, store, tally } = context;
  const [first] = adds;
  if (first === undefined) return;
  if (adds.length === 1) return sendAction(context, first.owed, { kind: 'add', record: first.record, why: '' }, 1);
  store.inTransaction(() => {
    for (const { owed, record } of adds) markSent(context, owed, record.fields);
  });
  const records = adds.map(({ record }) => record);
  const answer = await requests.send((signal) => connection.addMany(records, signal));
  if (!answer.ok) {
    store.inTransaction(() => {
      for (const { owed } of adds) settleFailedBulk(context, owed, answer);
    });
    return;
  }
  const shown = new Map(answer.value.map((record) => [record.number, record]));
  store.inTransaction(() => {
    for (const { owed } of adds) saveAnswer(context, owed, answer);
    const observations = adds.flatMap(({ owed }) => shown.get(owed.number) ?? []).map(toObservation);
    context.reconciler.apply(first.owed.scope, observations, null);
  });
  tally.added += shown.size;
}

function nothingThere({ number }: Owed): Observation {
  return { number, theirs: null, remoteId: null };
}

function recordOf({ store }: RunContext, { account, scope, number }: Owed): RemoteRecord {
  const facts = store.remotes.load({ account, scope, number });
  if (facts === undefined || facts.seen === null) throw new Error('A record is to be changed that was never seen');
  return { scope, number, remoteId: facts.remoteId, fields: facts.seen, createdAt: null };
}

/** Committed before the request leaves: from here on a crash leaves an unknown outcome, and never a forgotten request. */
function markSent({ store, now }: RunContext, owed: Owed, sent: RemoteFields | null): void {
  store.inTransaction(() => {
    store.outbox.markSent(owed.id, owed.seq, sent);
    store.remotes.saveSent(keyOf(owed), toEpochMs(now()), null);
  });
}

function saveAnswer({ store, now }: RunContext, owed: Owed, answer: VendorResult<unknown>): void {
  const text = answer.ok ? `Answered ${answer.status}.` : answer.message;
  store.remotes.saveSent(keyOf(owed), toEpochMs(now()), text);
}

function keyOf({ account, scope, number }: Owed) {
  return { account, scope, number };
}

/** What was sent and answered becomes a sight of the record. */
function observe(context: RunContext, owed: Owed, there: Observation, answer: VendorResult<unknown> | null): void {
  context.store.inTransaction(() => {
    if (answer !== null) saveAnswer(context, owed, answer);
    context.reconciler.apply(owed.scope, [there], null);
  });
}

function settleFailedRead(context: RunContext, owed: Owed, failure: VendorFailure, tries: number): void {
  const { store, requests, view } = context;
  if (failure.listGone === true) return markGone(store, view(), owed.scope);
  const isPassing = failure.class === 'retry' || failure.class === 'rateLimited' || failure.class === 'auth';
  if (isPassing)
    return store.outbox.setState(owed.id, owed.state, {
      problem: owed.problem,
      message: owed.message ?? failure.message,
      nextAt: requests.nextTryAt(tries, owed.attempts + 1),
    });
  store.outbox.setState(owed.id, 'parked', { problem: failure.class, message: failure.message });
}

/** A request that did not do what was asked. Its effect decides whether the outcome is known. */
function settleFailure(context: RunContext, owed: Owed, failure: VendorFailure, tries: number): void {
  const { store, requests, view, log } = context;
  if (failure.listGone === true) return markGone(store, view(), owed.scope);
  const { class: kind, message, effect } = failure;
  store.inTransaction(() => {
    saveAnswer(context, owed, failure);
    if (effect === 'unknown')
      return store.outbox.setState(owed.id, 'unknown', {
        problem: kind,
        message,
        nextAt: kind === 'alreadyThere' ? null : requests.nextTryAt(tries, owed.attempts + 1),
      });
    switch (kind) {
      case 'retry':
      case 'rateLimited':
        return store.outbox.setState(owed.id, 'waiting', {
          problem: kind,
          message,
          nextAt: requests.nextTryAt(tries, owed.attempts + 1),
        });
      case 'auth':
        return store.outbox.setState(owed.id, 'waiting', { problem: kind, message });
      case 'needsInput':
        return store.outbox.setState(owed.id, 'needsInput', { problem: kind, message });
      case 'bug':
        log.error('sync.bug', { account: owed.account, message });
        return store.outbox.setState(owed.id, 'parked', { problem: kind, message });
      case 'rejected':
      case 'alreadyThere':
      case 'notFound':
      case 'unsupported':
        return store.outbox.setState(owed.id, 'parked', { problem: kind, message });
    }
  });
}

/** A bulk add that failed as a whole: one bad number may be the cause, so a refusal is followed up one by one. */
function settleFailedBulk(context: RunContext, owed: Owed, failure: VendorFailure): void {
  const { store, requests } = context;
  const isRefused =
    failure.effect === 'notDone' &&
    failure.class !== 'retry' &&
    failure.class !== 'rateLimited' &&
    failure.class !== 'auth';
  if (!isRefused) return settleFailure(context, owed, failure, 1);
  store.outbox.setState(owed.id, 'waiting', {
    problem: 'oneByOne',
    message: failure.message,
    nextAt: requests.nextTryAt(1, owed.attempts + 1),
  });
}
