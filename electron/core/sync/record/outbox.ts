/**
 * What a change of the list owes to vendors. It is called inside the transaction of every write, so a change and what
 * it owes are committed together; with no accounts it does nothing. Only the records that a change may concern are
 * noted here; the planner (shared/domain/vendor/planRecord.ts) decides whether anything has to be sent.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { differing } from '../../../../shared/domain/vendor/merge.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { missingCall, oursOf } from '../../../../shared/domain/vendor/ours.ts';
import { mayHaveOtherForms } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import { projectScope, toWanted, type WantedShape } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import { type EntryChange, type ListOutbox, toNewChanges } from '../../list/write/entryChange.ts';
import { callOf } from './knownRecords.ts';
import { noteActs } from './namedActs.ts';
import { sureForms } from './otherEntry.ts';
import type { SyncStore } from './syncStore.ts';

export type Outbox = ListOutbox & {
  /**
   * Owes again every record that these entries may concern, after one of their holds has ended. Inside the caller's
   * transaction.
   */
  readonly enqueueNumbers: (numbers: readonly PhoneNumber[], at: Instant) => void;
};

/** A time before any hold ended: holds that have ended are projected too, so that their records are checked again. */
const anyTime = toInstant(0);

/** Whether a person was asked to remove the record. */
function isTask({ state }: Owed): boolean {
  return state === 'manual';
}

/** The list's outbox over the sync store. */
export function createOutbox(store: Pick<SyncStore, 'outbox' | 'entries' | 'remotes' | 'loadViews'>): Outbox {
  const { outbox, entries, remotes, loadViews } = store;

  function oweOne(account: AccountView, scope: RemoteList, entry: Entry, isWanted: boolean, at: Instant): void {
    const key = { account: account.id, scope, number: entry.number };
    const isMissing = isWanted && missingCall(account, entry.callReference) !== null;
    // The vendor itself may have shown the call that it wants.
    const call = isMissing ? callOf(remotes.load(key)?.records ?? []) : entry.callReference;
    const missing = isWanted ? missingCall(account, call) : null;
    outbox.owe(key, { seq: entry.seq, at: toEpochMs(at), missingCall: missing });
  }

  function oweChanges(views: readonly AccountView[], changes: readonly EntryChange[], at: Instant): void {
    for (const account of views) {
      const shapesAt = createProjector(account);
      for (const change of changes) {
        const after = change.after.removed === null ? shapesAt(change.after.holds, at) : [];
        const wanted = new Set(after.map(({ scope }) => scope));
        for (const scope of changedLists(change, after, account, shapesAt, at))
          oweOne(account, scope, change.after, wanted.has(scope), at);
      }
    }
  }

  /**
   * A vendor may keep one record for two forms of a number: what it has of the one stays or goes by what is wanted for the other
   * (otherEntry.ts), and so does what a person was asked to remove by hand.
   */
  function oweOtherForms(views: readonly AccountView[], numbers: readonly PhoneNumber[], at: Instant): void {
    const forms = numbers.flatMap((number) => (mayHaveOtherForms(number) ? sureForms(number) : []));
    if (forms.length === 0 || views.length === 0) return;
    const rows = [
      ...remotes.listOfNumbers(forms).filter(({ seen }) => seen !== null),
      ...outbox.listOfNumbers(forms).filter(isTask),
    ];
    const known = entries.loadMany(rows.map(({ number }) => number));
    for (const { account: id, scope, number } of rows) {
      const [account, entry] = [views.find((view) => view.id === id), known.get(number)];
      if (account === undefined || entry === undefined) continue;
      oweOne(account, scope, entry, oursOf(entry, account, scope, at).kind === 'wanted', at);
    }
  }

  return {
    enqueue(changes, act) {
      const views = loadViews();
      noteActs(remotes, views, changes, act);
      oweChanges(views, changes, act.at);
      oweOtherForms(
        views,
        changes.map(({ after }) => after.number),
        act.at,
      );
    },
    enqueueNew(added, act) {
      const views = loadViews();
      if (views.length === 0) return;
      const changes = toNewChanges(added, act);
      oweChanges(views, changes, act.at);
      oweOtherForms(
        views,
        changes.map(({ after }) => after.number),
        act.at,
      );
    },
    enqueueNumbers(numbers, at) {
      const views = loadViews();
      if (views.length === 0 || numbers.length === 0) return;
      oweOtherForms(views, numbers, at);
      const known = Map.groupBy(remotes.listOfNumbers(numbers), ({ number }) => number);
      const owed = Map.groupBy(outbox.listOfNumbers(numbers), ({ number }) => number);
      for (const entry of entries.loadMany(numbers).values()) {
        for (const account of views) {
          const wanted = new Set(
            entry.removed === null ? projectScope(entry.holds, account, at).map(({ scope }) => scope) : [],
          );
          for (const { account: of, scope, seen } of known.get(entry.number) ?? [])
            if (of === account.id && (seen !== null || wanted.has(scope)))
              oweOne(account, scope, entry, wanted.has(scope), at);
          // A record that waits for a person about a block that is over must stop asking for one.
          for (const { account: of, scope, state } of owed.get(entry.number) ?? [])
            if (of === account.id && (state === 'needsInput' || state === 'parked') && !wanted.has(scope))
              oweOne(account, scope, entry, false, at);
        }
      }
    },
  };
}

/** Projects the holds of many entries, which mostly share one scope. */
function createProjector(account: AccountView): (holds: Scope, at: Instant) => readonly WantedShape[] {
  const known = new Map<Instant, Map<Scope, readonly WantedShape[]>>();
  return (holds, at) => {
    const atTime = known.get(at) ?? new Map<Scope, readonly WantedShape[]>();
    known.set(at, atTime);
    const found = atTime.get(holds);
    if (found !== undefined) return found;
    const shapes = projectScope(holds, account, at);
    if (atTime.size >= 1000) atTime.clear();
    atTime.set(holds, shapes);
    return shapes;
  };
}

/** The remote lists with a record that the change may concern. */
function changedLists(
  { before, after }: EntryChange,
  shapes: readonly WantedShape[],
  account: AccountView,
  shapesAt: (holds: Scope, at: Instant) => readonly WantedShape[],
  at: Instant,
): readonly RemoteList[] {
  if (before === undefined) return shapes.map(({ scope }) => scope);
  const earlier = byList(before.removed === null ? shapesAt(before.holds, anyTime) : []);
  const current = byList(before.removed === null ? shapesAt(before.holds, at) : []);
  const later = byList(shapes);
  return [...new Set([...earlier.keys(), ...later.keys()])].filter((scope) => {
    const old = earlier.get(scope);
    const now = later.get(scope);
    const wasWanted = current.has(scope);
    if (old === undefined || now === undefined || !wasWanted) return true;
    const [a, b] = [toWanted(before, account, old), toWanted(after, account, now)];
    const needsReference = account.capabilities.needsCallReference;
    return (
      differing(a.fields, b.fields, account.capabilities.update).length > 0 ||
      (needsReference && !sameReference(before, after))
    );
  });
}

function byList(shapes: readonly WantedShape[]): ReadonlyMap<RemoteList, WantedShape> {
  return new Map(shapes.map((shape) => [shape.scope, shape]));
}

function sameReference({ callReference: a }: Entry, { callReference: b }: Entry): boolean {
  return a?.batchId === b?.batchId && a?.requestUuid === b?.requestUuid;
}
