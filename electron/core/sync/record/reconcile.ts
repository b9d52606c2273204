/**
 * Carries out merges. What was observed at a vendor (a page of a scan, a look-up, the answer to a request) is merged
 * with what is wanted, and everything that follows is written in one transaction: entries, facts, conflicts and outbox.
 * decideRecord.ts, afterAnswer.ts and planRecord.ts decide; here their decisions are carried out.
 */
import type { Transaction } from '../../db/handles.ts';
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { oursOf } from '../../../../shared/domain/vendor/ours.ts';
import type { OpenQuestion } from '../../../../shared/domain/vendor/planRecord.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { BatchRows } from '../../db/entries/batchRows.ts';
import type { RemoteFacts, RemoteKey } from '../../db/sync/remoteRows.ts';
import type { RunTally } from '../../db/sync/syncRunRows.ts';
import { countChanges } from '../../list/write/batchWork.ts';
import type { EntryChange, ListWriter } from '../../list/write/writer.ts';
import { afterSight } from './afterAnswer.ts';
import { decideRecord, factsAfter, isQuiet, type Known, type RecordDecision, type Sighting } from './decideRecord.ts';
import { findOtherEntry } from './otherEntry.ts';
import type { Observation } from './observation.ts';
import { planOf } from './planOf.ts';
import { settleConflict } from './settleConflict.ts';
import type { SyncStore } from './syncStore.ts';
import { addUnheardOfAgents, toChange } from './takeOver.ts';

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
  /** Told which numbers an answer or a look-up has shown on a list, and not the reading of the list itself. */
  readonly noteShown: (scope: RemoteList, numbers: readonly PhoneNumber[]) => void;
};

/** The reconciler of one run, or of one look outside of runs: what it changes on the list is one batch. */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { store, list, view, now, areAgentsKnown, tally, noteShown } = options;
  let pullBatch: number | undefined;

  /** Writes entries of one transaction as part of the run's one batch. */
  function writeEntries(
    open: Transaction,
    changes: readonly EntryChange[],
    { at, author, batchId }: Act & { batchId: number },
  ): void {
    if (pullBatch === undefined) {
      pullBatch = list.batches.save({ kind: 'pull', label: author, author, at, state: 'applied' });
      if (pullBatch !== batchId) throw new Error('A batch got another id than the one announced');
    }
    const counts = countChanges(changes);
    list.batches.count(batchId, counts);
    list.writer.write(open, changes, { at, author, batchId, kind: 'pull' });
    tally.added += counts.added;
    tally.changed += counts.changed;
  }

  function applyInTransaction(
    open: Transaction,
    scope: RemoteList,
    observations: readonly Observation[],
    scan: number | null,
  ): void {
    const at = now();
    addUnheardOfAgents(store, view(), observations, at, areAgentsKnown());
    const account = view();
    const sighting: Sighting = { account, list: scope, targets: store.loadTargets(), at };
    const numbers = observations.map(({ number }) => number);
    const known = loadKnown(store, account, scope, numbers);
    const decisions = observations.map((observation) => decideRecord(known(observation.number), observation, sighting));
    const act = { at, author: account.name, batchId: pullBatch ?? list.batches.nextId() };
    const changes = decisions.flatMap(
      (decision) => toChange({ ...decision, scope, account }, act, sighting.targets) ?? [],
    );
    if (changes.length > 0) writeEntries(open, changes, act);
    const after = new Map(changes.map((change) => [change.after.number, change.after]));
    for (const decision of decisions) {
      const entry = after.get(decision.observation.number) ?? decision.entry;
      if (scan !== null && isQuiet(decision, account) && owesNothing(store, decision, entry, sighting)) continue;
      settle(options, decision, entry, sighting);
    }
  }

  /**
   * What an answer or a look-up tells about a list whose reading is kept: a record that it shows is there, and where one is
   * gone, others have moved up, so that the reading does not go on.
   */
  function noteAside(scope: RemoteList, observations: readonly Observation[]): void {
    const { id } = view();
    const shown = shownOf(observations);
    if (shown.length < observations.length) store.readings.remove(id, scope);
    else store.readings.noteShown(id, scope, shown);
  }

  return {
    apply(scope, observations, scan) {
      if (observations.length === 0) return;
      const batchBefore = pullBatch;
      try {
        store.inTransaction((open) => {
          applyInTransaction(open, scope, observations, scan);
          if (scan === null) noteAside(scope, observations);
        });
        if (scan === null) noteShown(scope, shownOf(observations));
      } catch (error) {
        pullBatch = batchBefore;
        throw error;
      }
    },
  };
}

function shownOf(observations: readonly Observation[]): readonly PhoneNumber[] {
  return observations.flatMap(({ number, theirs }) => (theirs === null ? [] : [number]));
}

/** What is known here of these numbers' records on one remote list. */
function loadKnown(
  { remotes, outbox, conflicts, entries }: SyncStore,
  account: AccountView,
  scope: RemoteList,
  numbers: readonly Observation['number'][],
): (number: Observation['number']) => Known {
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
  return (number) => ({
    facts: facts.get(number),
    owed: owed.get(number),
    conflict: open.get(number),
    entry: known.get(number),
  });
}

/** Writes one decision. `entry`: as it is after the changes that the decision makes. */
function settle(
  { store, run, tally }: ReconcilerOptions,
  decision: RecordDecision,
  entry: Entry | undefined,
  sighting: Sighting,
): void {
  const { account, list } = sighting;
  const key: RemoteKey = { account: account.id, scope: list, number: decision.observation.number };
  settleConflict({ conflicts: store.conflicts, run, tally }, { ...decision, entry }, key, sighting);
  const facts = factsAfter(decision, sighting);
  if (facts !== undefined) store.remotes.save(facts);
  settleOwed(store, decision, { key, entry, facts, question: store.conflicts.loadOpen(key) }, sighting);
}

/** Whether nothing is to be done about a record that is as it was. */
function owesNothing(
  store: SyncStore,
  { action, facts, observation: { number } }: RecordDecision,
  entry: Entry | undefined,
  { account, list, at }: Sighting,
): boolean {
  if (action.kind === 'agreed') return true;
  const otherForm = () => findOtherEntry(store, { number, account, list, at }, store.entries.load);
  const ours = oursOf(entry, account, list, at);
  const next = planOf({ ours, facts, owed: undefined, conflict: undefined, otherForm, account, at });
  return afterSight(next, undefined, false) === null;
}

/** What is still owed for the record, now that the vendor's side is known. */
function settleOwed(
  store: SyncStore,
  { observation, owed: before }: RecordDecision,
  {
    key,
    entry,
    facts,
    question,
  }: {
    readonly key: RemoteKey;
    readonly entry: Entry | undefined;
    readonly facts: RemoteFacts | undefined;
    readonly question: OpenQuestion | undefined;
  },
  { account, list, at }: Sighting,
): void {
  const { outbox } = store;
  const otherForm = () => findOtherEntry(store, { number: key.number, account, list, at }, store.entries.load);
  const ours = oursOf(entry, account, list, at);
  const action = planOf({ ours, facts, owed: before, conflict: question, otherForm, account, at }, { isSettled: true });
  const owed = outbox.load(key);
  const isDisproved = before?.problem === 'alreadyThere' && observation.theirs === null;
  const event = afterSight(action, owed, isDisproved);
  if (event === null) return;
  if (owed === undefined) {
    const missingCall = action.kind === 'needsCallReference' ? action.why : null;
    outbox.owe(key, { seq: entry?.seq ?? 0, at: toEpochMs(at), missingCall });
  } else outbox.note(owed.id, event, event === 'disproved' ? { problem: 'rejected', message: owed.message } : {});
}
