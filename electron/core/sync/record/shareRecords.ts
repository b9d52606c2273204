/**
 * What is known of remote records, as desks that share a list hand it on: the desk that leads an account tells it, the others keep it
 * as their own. What waits to be sent is not handed on: each desk works it out from its own list, by the same planner, so that one
 * that goes on plans as the leader would.
 */
import { isTakenBack } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { oursOf } from '../../../../shared/domain/vendor/ours.ts';
import type { RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Question } from '../../db/sync/conflictRows.ts';
import type { Named, RemoteFacts, RemoteKey } from '../../db/sync/remoteRows.ts';
import type { SharedRecord, ToldRecord } from '../../db/sync/sharedFacts.ts';
import { toNamed } from './knownRecords.ts';
import { findOtherEntry } from './otherEntry.ts';
import { planOf } from './planOf.ts';
import type { SyncStore } from './syncStore.ts';
import { oweMissing } from './targets.ts';

export type ShareRecords = {
  /** What is known here of these records; one of which nothing is known is told as such. */
  readonly load: (account: AccountId, keys: readonly RemoteKey[]) => readonly SharedRecord[];
  /** Keeps what the leader tells, and works out what is owed after it. In the caller's transaction. */
  readonly keep: (account: AccountId, told: readonly ToldRecord[], at: Instant) => void;
  /** Owes what is wanted at the vendor and not there, after everything was told for the first time. */
  readonly oweWanted: (account: AccountId, at: Instant) => Promise<void>;
  /** Lets go what waits here and needs no request any more. Answers whether there was any. */
  readonly settleWaiting: (account: AccountId, at: Instant) => boolean;
};

const settledAtOnce = 2000;

/** What is handed on and kept, over the sync store. */
export function createShareRecords(store: SyncStore): ShareRecords {
  const planOfKey = (
    account: AccountView,
    { scope, number }: Omit<RemoteKey, 'account'>,
    at: Instant,
  ): RecordAction => {
    const key = { account: account.id, scope, number };
    const record = {
      ours: oursOf(store.entries.load(number), account, scope, at),
      facts: store.remotes.load(key),
      owed: store.outbox.load(key),
      conflict: store.conflicts.loadOpen(key),
      otherForm: () => findOtherEntry(store, { number, account, list: scope, at }, store.entries.load),
      account,
      at,
    };
    // What became of a request the leader has told, or told that nothing is open.
    return planOf(record, { isSettled: true });
  };
  return {
    load: (account, keys) => keys.map(({ scope, number }) => loadOne(store, { account, scope, number })),
    keep(id, told, at) {
      const account = store.loadView(id);
      if (account === undefined) return;
      for (const record of told) {
        const key = { account: id, scope: record.list, number: record.number };
        keepFacts(store, key, record);
        keepQuestion(store, key, record, at);
        keepOwed(store, key, record, { at, plan: () => planOfKey(account, key, at) });
      }
    },
    async oweWanted(id, at) {
      const account = store.loadView(id);
      if (account === undefined) return;
      const { capabilities, targets } = account;
      const agents = targets.flatMap(({ remoteId, state }) =>
        remoteId !== null && (state === 'active' || state === 'inactive') ? [remoteId] : [],
      );
      for (const list of capabilities.agents === 'record' ? agents : ['']) await oweMissing(store, id, list, at);
    },
    settleWaiting(id, at) {
      const account = store.loadView(id);
      if (account === undefined) return false;
      const rows = store.outbox.listReady(id, toEpochMs(at), 0, settledAtOnce);
      const over = rows.filter((row) => row.state === 'waiting' && isOver(planOfKey(account, row, at)));
      if (over.length > 0)
        store.inTransaction(() => {
          for (const row of over) store.outbox.note(row.id, 'agreed');
        });
      return over.length > 0;
    },
  };
}

/** Whether nothing is owed any more. */
function isOver(action: RecordAction): boolean {
  return action.kind === 'nothing' || (action.kind === 'wait' && action.isOther === true);
}

function loadOne(store: SyncStore, key: RemoteKey): SharedRecord {
  const known = store.remotes.load(key);
  const row = store.outbox.load(key);
  const open = store.conflicts.loadOpen(key);
  const decided = store.conflicts.listDecided(key).at(-1);
  return {
    list: key.scope,
    number: key.number,
    facts: known === undefined ? null : withoutOwn(known),
    owed: row === undefined || row.state === 'waiting' ? null : { ...toOwed(row), state: row.state },
    question: open === undefined ? null : toQuestion(open),
    decided:
      decided === undefined ? null : { resolution: decided.resolution, by: decided.by, resolvedAt: decided.resolvedAt },
  };
}

function withoutOwn(facts: RemoteFacts): NonNullable<SharedRecord['facts']> {
  const { account: _account, scope: _scope, number: _number, missedScan: _missedScan, ...shared } = facts;
  return shared;
}

function toOwed({ sent, attempts, problem, message }: Omit<NonNullable<SharedRecord['owed']>, 'state'>) {
  return { sent, attempts, problem, message };
}

function toQuestion(open: Omit<Question, keyof RemoteKey | 'seq'>): NonNullable<SharedRecord['question']> {
  const { kind, base, ours, theirs, why, holds, heldThere, put, putAt, openedAt } = open;
  return { kind, base, ours, theirs, why, holds, heldThere, put, putAt, openedAt };
}

function keepFacts(store: SyncStore, key: RemoteKey, told: ToldRecord): void {
  const { facts } = told;
  if (facts === null) return store.remotes.remove(key);
  store.remotes.save({ ...key, ...facts, named: namedAfter(store, key, told, facts), missedScan: null });
}

/**
 * The records that a person's act was about. Where the leader had not heard of the act yet, they are those that it knew then: else one
 * that was released would look like one of the vendor's own, and be adopted again.
 */
function namedAfter(
  store: SyncStore,
  key: RemoteKey,
  { isNewer }: ToldRecord,
  facts: NonNullable<SharedRecord['facts']>,
): Named | null {
  if (facts.named !== null || !isNewer || facts.seen === null) return facts.named;
  const entry = store.entries.load(key.number);
  const isReleased = entry !== undefined && entry.removed !== null && !isTakenBack(entry);
  return isReleased ? toNamed(facts) : (store.remotes.load(key)?.named ?? null);
}

function keepQuestion(
  { conflicts, entries }: SyncStore,
  key: RemoteKey,
  { question, decided }: ToldRecord,
  at: Instant,
): void {
  if (question !== null) {
    conflicts.open({ ...key, ...question, seq: entries.load(key.number)?.seq ?? 0 }, null);
    return;
  }
  const open = conflicts.loadOpen(key);
  if (open === undefined) return;
  const { resolution = 'settled', by = '', resolvedAt = toEpochMs(at) } = decided ?? {};
  conflicts.resolve(open.id, { at: resolvedAt, resolution, by, batch: null });
}

/** What is owed: as the leader has it, where it has more than that it waits and nothing has changed since; else as planned here. */
function keepOwed(
  { outbox, entries }: SyncStore,
  key: RemoteKey,
  { owed, isNewer }: ToldRecord,
  { at, plan }: { readonly at: Instant; readonly plan: () => RecordAction },
): void {
  const seq = entries.load(key.number)?.seq ?? 0;
  const ms = toEpochMs(at);
  if (owed !== null && (owed.state === 'unknown' || !isNewer)) return outbox.follow(key, { ...owed, seq, at: ms });
  const action = plan();
  const row = outbox.load(key);
  if (row !== undefined && row.state !== 'waiting') {
    const cleared = { state: 'waiting', sent: undefined, attempts: 0, problem: null, message: null } as const;
    outbox.follow(key, { ...cleared, seq, at: ms });
  }
  if (!isOver(action)) {
    const missingCall = action.kind === 'needsCallReference' ? action.why : null;
    if (action.kind !== 'wait' || row !== undefined) outbox.owe(key, { seq, at: ms, missingCall });
  } else if (row !== undefined) outbox.note(row.id, 'agreed');
}
