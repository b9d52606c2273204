/**
 * Carries out merges: what was observed at a vendor (a page of a scan, a look-up, the answer to a request) is merged with
 * what is wanted, and everything that follows is written in one transaction: entries, facts, conflicts and outbox. The
 * decisions are merge.ts and plan.ts; here they are only done.
 */
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { merge, type Ours } from '../../../../shared/domain/vendor/merge.ts';
import { planPush, settledBase } from '../../../../shared/domain/vendor/plan.ts';
import { absenceOf, toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Target, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { BatchRows } from '../../db/entries/batchRows.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { RemoteFacts, RemoteKey } from '../../db/sync/remoteRows.ts';
import type { RunTally } from '../../db/sync/syncRunRows.ts';
import { countChanges } from '../../list/write/batchWork.ts';
import type { EntryChange, ListWriter } from '../../list/write/writer.ts';
import type { Observation } from './observation.ts';
import { type Disputable, settleConflict } from './settleConflict.ts';
import { callReferenceNote } from './outbox.ts';
import type { SyncStore } from './syncStore.ts';
import { addUnheardOfAgents, toChange } from './takeOver.ts';
import { outlasts, wasThereBefore } from './vendorsOwn.ts';
import { wantedOf } from './wantedOf.ts';

/** The list's side of a pull. */
export type ListSide = { readonly writer: ListWriter; readonly batches: BatchRows };

export type Reconciler = {
  /** Merges observations of one remote list, each of another number. `scan`: the scan that made them, if one did. */
  readonly apply: (scope: RemoteList, observations: readonly Observation[], scan: number | null) => void;
};

export type ReconcilerOptions = {
  readonly store: SyncStore;
  readonly list: ListSide;
  /** The account as it is now: targets may appear while a run goes on. */
  readonly view: () => AccountView;
  readonly now: () => Instant;
  /** Whether the account's agents were read in this run: then one that is named and not among them was deleted. */
  readonly areAgentsKnown: () => boolean;
  readonly run: number | null;
  readonly tally: RunTally;
};

type Known = {
  readonly facts: RemoteFacts | undefined;
  readonly owed: Owed | undefined;
  readonly conflict: Conflict | undefined;
  readonly entry: Entry | undefined;
};

type Decision = Known & Disputable;

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { store, list, view, now, areAgentsKnown, run, tally } = options;
  const { remotes, outbox, conflicts, entries, loadTargets } = store;
  let pullBatch: number | undefined;

  function decide(
    known: Known,
    observation: Observation,
    scope: RemoteList,
    account: AccountView,
    targets: ReadonlyMap<TargetId, Target>,
    at: Instant,
  ): Decision {
    const { facts, owed, entry } = known;
    const sent = owed?.state === 'unknown' && !wasThereBefore(owed) ? owed.sent : undefined;
    const base = settledBase(facts?.base ?? null, sent, observation.theirs, account);
    const comparable = (fields: RemoteFields | null) => (fields === null ? null : toComparable(fields, account));
    const wanted = wantedOf(entry, account, scope, at);
    const ours: Ours =
      wanted === null
        ? { kind: 'absent', because: absenceOf(entry, account, scope, at) }
        : { kind: 'wanted', fields: toComparable(wanted.fields, account) };
    const isEcho =
      base === null && observation.remoteId !== null && facts?.seen === null && facts.remoteId === observation.remoteId;
    const action = merge({
      base: comparable(base),
      ours,
      theirs: comparable(observation.theirs),
      at,
      comparable: account.capabilities.update,
      adopt: account.adopt,
      isEcho,
      outlastsOurs: base === null && !isEcho && outlasts(observation.theirs, entry, account, scope, targets),
    });
    return { ...known, observation, base, ours, action };
  }

  /** Writes entries of one transaction as part of the run's one batch. */
  function writeEntries(changes: readonly EntryChange[], { at, author, batchId }: Act & { batchId: number }): void {
    if (pullBatch === undefined) {
      pullBatch = list.batches.save({ kind: 'pull', label: author, author, at, state: 'applied' });
      if (pullBatch !== batchId) throw new Error('A batch got another id than the one announced');
    }
    const counts = countChanges(changes);
    list.batches.count(batchId, counts);
    list.writer.write(changes, { at, author, batchId, kind: 'pull' });
    tally.added += counts.added;
    tally.changed += counts.changed;
  }

  function applyInTransaction(scope: RemoteList, observations: readonly Observation[], scan: number | null): void {
    const at = now();
    addUnheardOfAgents(store, view(), observations, at, areAgentsKnown());
    const account = view();
    const numbers = observations.map(({ number }) => number);
    const facts = remotes.loadMany(account.id, scope, numbers);
    const owed = outbox.loadMany(account.id, scope, numbers);
    const known = entries.loadMany(numbers);
    const open = new Map(
      conflicts
        .listOpenOfNumbers(numbers)
        .flatMap((conflict) =>
          conflict.account === account.id && conflict.scope === scope ? [[conflict.number, conflict] as const] : [],
        ),
    );
    const targets = loadTargets();
    const decisions = observations.map((observation) => {
      const { number } = observation;
      const of = {
        facts: facts.get(number),
        owed: owed.get(number),
        conflict: open.get(number),
        entry: known.get(number),
      };
      return decide(of, observation, scope, account, targets, at);
    });
    const act = { at, author: account.name, batchId: pullBatch ?? list.batches.nextId() };
    const changes = decisions.flatMap((decision) => toChange({ ...decision, scope, account }, act, targets) ?? []);
    if (changes.length > 0) writeEntries(changes, act);
    const after = new Map(changes.map((change) => [change.after.number, change.after]));
    for (const decision of decisions) {
      const entry = after.get(decision.observation.number) ?? decision.entry;
      settle(decision, entry, { account: account.id, scope, number: decision.observation.number }, account, at, scan);
    }
  }

  function settle(
    decision: Decision,
    entry: Entry | undefined,
    key: RemoteKey,
    account: AccountView,
    at: Instant,
    scan: number | null,
  ): void {
    const { observation, facts, action, conflict } = decision;
    const ms = toEpochMs(at);
    const isQuiet = action.kind === 'agreed' && decision.owed === undefined && conflict === undefined;
    if (isQuiet && scan !== null && facts !== undefined && isUnchanged(facts, observation, account)) return;
    const isOpen = settleConflict({ conflicts, run, tally }, decision, key, account, ms);
    const base = action.kind === 'conflict' ? decision.base : observation.theirs;
    if (facts !== undefined || observation.theirs !== null || base !== null)
      remotes.save({
        ...key,
        base: base === null ? null : toComparable(base, account),
        baseAt: action.kind === 'conflict' ? (facts?.baseAt ?? null) : ms,
        seen: observation.theirs,
        seenAt: ms,
        missedScan: null,
        remoteId: observation.theirs === null ? echoId(decision) : (observation.remoteId ?? facts?.remoteId ?? null),
        sentAt: facts?.sentAt ?? null,
        sentAnswer: facts?.sentAnswer ?? null,
      });
    settleOwed(decision, entry, key, account, at, isOpen);
  }

  /** What is still owed for the record, now that the vendor's side is known. */
  function settleOwed(
    { observation, owed: before }: Decision,
    entry: Entry | undefined,
    key: RemoteKey,
    account: AccountView,
    at: Instant,
    hasConflict: boolean,
  ): void {
    const wanted = wantedOf(entry, account, key.scope, at);
    const plan = planPush({
      wanted,
      absence: wanted === null ? absenceOf(entry, account, key.scope, at) : 'person',
      seen: { fields: observation.theirs, remoteId: observation.remoteId },
      unsettled: undefined,
      hasConflict,
      account,
      at,
    });
    const owed = outbox.load(key);
    if (plan.kind === 'nothing') {
      if (owed !== undefined) outbox.remove(owed.id);
    } else if (owed === undefined) {
      if (plan.kind !== 'wait')
        outbox.owe(
          key,
          entry?.seq ?? 0,
          toEpochMs(at),
          plan.kind === 'needsCallReference' ? callReferenceNote(account) : null,
        );
    } else if (owed.state === 'unknown') {
      const wasClaimed = before?.problem === 'alreadyThere' && observation.theirs === null && plan.kind === 'add';
      if (wasClaimed) outbox.setState(owed.id, 'parked', { problem: 'rejected', message: owed.message });
      else outbox.setState(owed.id, 'waiting');
    }
  }

  return {
    apply(scope, observations, scan) {
      if (observations.length === 0) return;
      const batchBefore = pullBatch;
      try {
        store.inTransaction(() => applyInTransaction(scope, observations, scan));
      } catch (error) {
        pullBatch = batchBefore;
        throw error;
      }
    },
  };
}

/**
 * The id of a record that is gone, kept only after a removal of ours: then a late echo of it is known for one. What went
 * away by itself (or was only missed) and is there again is the vendor's word, and never ours to remove.
 */
function echoId({ facts, owed, ours }: Decision): string | null {
  if (facts === undefined || ours.kind === 'wanted') return null;
  const wasRemovedByUs = owed?.state === 'manual' || (owed?.state === 'unknown' && owed.sent === null);
  return wasRemovedByUs || facts.seen === null ? facts.remoteId : null;
}

function isUnchanged(facts: RemoteFacts, { theirs, remoteId }: Observation, account: AccountView): boolean {
  if (theirs === null || facts.seen === null || facts.base === null || facts.remoteId !== remoteId) return false;
  if (facts.missedScan !== null) return false;
  return isSameRecord(facts.seen, theirs) && isSameRecord(facts.base, toComparable(theirs, account));
}

function isSameRecord(a: RemoteFields, b: RemoteFields): boolean {
  return a.reason === b.reason && a.until === b.until && String(a.agents) === String(b.agents);
}
