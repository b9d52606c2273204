/** Moves holds from targets to those that a person has called the same, through the one write path. */
import { type Act, type Entry, planEdit } from '../../../../shared/domain/entry/entry.ts';
import { findTwins } from '../../../../shared/domain/entry/standIns.ts';
import { type Scope, type TargetId, toHold, toScope } from '../../../../shared/domain/entry/scope.ts';
import type { HoldingRows } from '../../db/entries/holdingRows.ts';
import type { LongStep } from '../../list/batches/longBatch.ts';
import { countChanges } from '../../list/write/batchWork.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { EntryChange } from '../../list/write/writer.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { type Asked, isRemoved } from './sameSentences.ts';
import { moveHoldsWords as say } from '../../../../shared/words/core/sync/accounts.ts';

/** So many entries are moved in one transaction. */
export const entriesAtOnce = 5000;

/**
 * Which target each one becomes: the gone agent the new one; the later account and its agents those of the earlier one, which
 * gets the agents that it has not read yet; a removed account and its agents those of the one that was connected again, as far as
 * that has them (what holds for the others stays, in case it gets them). In the caller's transaction; `now`: epoch ms.
 */
export function toMoves(
  { targets }: Pick<SyncStore, 'targets'>,
  { made, gone }: Asked,
  now: number,
): ReadonlyMap<TargetId, TargetId> {
  if (made.kind !== 'account') return new Map([[gone.id, made.id]]);
  if (isRemoved(gone)) {
    const twins = findTwins(targets.listOf(gone.accountId), targets.listOf(made.accountId));
    const of = Map.groupBy(twins, ([from]) => from);
    return new Map([...of.values()].flatMap((pairs) => (pairs.length === 1 ? pairs : [])));
  }
  const known = new Map(targets.listOf(gone.accountId).map(({ id, remoteId }) => [remoteId, id]));
  return new Map(
    targets.listOf(made.accountId).map(({ id, kind, remoteId, name, state }) => {
      const add = () => targets.insert({ accountId: gone.accountId, kind, remoteId, name, state }, now);
      return [id, known.get(remoteId) ?? add()];
    }),
  );
}

/**
 * One transaction per step. `keeps`: the holds also stay where they are, because another target is asked about too. So do those
 * that only a lead of the shared list may take away.
 */
export function* moveHolds(
  { store, list, holding }: { store: Pick<SyncStore, 'inTransaction'>; list: ListStore; holding: HoldingRows },
  { moves, keeps }: { readonly moves: ReadonlyMap<TargetId, TargetId>; readonly keeps: boolean },
  act: Act & { batchId: number },
): Generator<LongStep> {
  const toHolds = (holds: Scope, stays: boolean): Scope =>
    toScope(
      holds.flatMap((hold) => {
        const place = hold.place === 'everywhere' ? undefined : moves.get(hold.place);
        if (place === undefined) return [hold];
        const except = (hold.except ?? []).map((id) => moves.get(id) ?? id);
        return [...(stays ? [hold] : []), toHold(place, hold.until, except)];
      }),
    );
  const plan = (before: Entry, stays: boolean): readonly EntryChange[] => {
    const after = planEdit(before, { holds: toHolds(before.holds, stays) }, act);
    return after === undefined ? [] : [{ before, after }];
  };
  let done = 0;
  for (const numbers of holding.each([...moves.keys()], entriesAtOnce)) {
    done += store.inTransaction((open) => {
      const entries = [...list.entries.loadMany(numbers).values()];
      const moved = entries.flatMap((before) => plan(before, keeps));
      const staying = list.mayNotWeaken(moved, act.at);
      const changes = entries.flatMap((before) => plan(before, keeps || staying.has(before.number)));
      list.batches.count(act.batchId, countChanges(changes));
      if (changes.length > 0) list.writer.write(open, changes, { ...act, kind: 'resolve' });
      return changes.length;
    });
    yield { done, message: say.moved(done) };
  }
}
