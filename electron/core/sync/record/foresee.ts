/**
 * What each vendor is told, and may do, after changes that have not been made yet: asked before numbers are released and
 * before a batch is undone. The planner is asked with the entries as they would be, so what is said here is what a run
 * then does.
 */
import { assertNever } from '../../../../shared/assertNever.ts';
import { isTakenBack } from '../../../../shared/domain/entry/entry.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { type Instant, toInstant } from '../../../../shared/domain/time/instant.ts';
import { blocksAsMuch, unlessOver } from '../../../../shared/domain/vendor/merge.ts';
import { oursOnLists } from '../../../../shared/domain/vendor/ours.ts';
import { toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import { byKey, type RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { EntryChange, Foresee } from '../../list/write/entryChange.ts';
import type { Clock } from '../../ports.ts';
import { toNamed } from './knownRecords.ts';
import { lastSeen } from './lastSeen.ts';
import { findOtherEntry } from './otherEntry.ts';
import { planOf } from './planOf.ts';
import type { SyncStore } from './syncStore.ts';
import { foreseeWords } from '../../../../shared/words/core/sync/record.ts';

/** What becomes of one number at one account: of its records, what frees it most. */
type Outcome = 'asked' | 'removed' | 'byHand' | 'lessened' | 'free' | 'kept' | 'told' | 'same';
const byWeight: readonly Outcome[] = ['asked', 'byHand', 'removed', 'lessened', 'free', 'kept', 'told', 'same'];

/** Foresees over the sync store. */
export function createForesee({ store, clock }: { store: SyncStore; clock: Clock }): Foresee {
  return (changes) => {
    const views = store.loadViews();
    if (views.length === 0 || changes.length === 0) return [];
    const numbers = changes.map(({ after }) => after.number);
    const facts = byKey(store.remotes.listOfNumbers(numbers));
    const owed = byKey(store.outbox.listOfNumbers(numbers));
    const conflicts = byKey(store.conflicts.listOpenOfNumbers(numbers));
    const at = toInstant(clock.now());
    const later = new Map(changes.map(({ after }) => [after.number, after]));
    const entryOf = (number: PhoneNumber) => later.get(number) ?? store.entries.load(number);
    return views.flatMap((account) => {
      const outcomes = changes.map((change) => {
        const { number } = change.after;
        const key = `${account.id}/${number}`;
        const otherForm = (list: RemoteList) => findOtherEntry(store, { number, account, list, at }, entryOf);
        const known = { facts: facts.get(key), owed: owed.get(key), conflicts: conflicts.get(key), otherForm, at };
        return outcomeOf(change, account, known);
      });
      return describe(account, outcomes);
    });
  };
}

function outcomeOf(
  { before, after }: EntryChange,
  account: AccountView,
  known: {
    readonly facts: ReadonlyMap<RemoteList, RemoteFacts> | undefined;
    readonly owed: ReadonlyMap<RemoteList, Owed> | undefined;
    readonly conflicts: ReadonlyMap<RemoteList, Conflict> | undefined;
    readonly otherForm: (list: RemoteList) => PhoneNumber | null;
    readonly at: Instant;
  },
): Outcome {
  const { at } = known;
  const now = oursOnLists(before, account, at);
  const then = oursOnLists(after, account, at);
  const lists = new Set([
    ...now.lists,
    ...then.lists,
    ...(known.facts?.keys() ?? []),
    ...(known.conflicts?.keys() ?? []),
  ]);
  const outcomes = [...lists].map((list): Outcome => {
    if (known.conflicts?.has(list) === true) return 'asked';
    const facts = known.facts?.get(list);
    // A person's act names the records that are there; an undo names none (namedActs.ts).
    const named = facts === undefined || isTakenBack(after) ? facts : { ...facts, named: toNamed(facts) };
    const there = unlessOver(lastSeen(named, at).fields, at);
    const ours = then.of(list);
    const otherForm = () => known.otherForm(list);
    const owed = known.owed?.get(list);
    const record = { ours, facts: named, owed, conflict: undefined, otherForm, account, at };
    const action = planOf(record, { isSettled: true });
    switch (action.kind) {
      case 'removeThere':
        return 'removed';
      case 'removeByHand':
        return 'byHand';
      case 'update':
        return there !== null && (ours.kind === 'absent' || !blocksAsMuch(ours.fields, toComparable(there, account)))
          ? 'lessened'
          : 'told';
      case 'add':
      case 'needsCallReference':
      case 'park':
        return 'told';
      case 'nothing':
      case 'wait':
      case 'readBack':
        if (ours.kind === 'wanted') return 'same';
        if (there !== null) return action.kind === 'nothing' ? 'same' : 'kept';
        return now.of(list).kind === 'wanted' ? 'free' : 'same';
      default:
        return assertNever(action);
    }
  });
  return byWeight.find((outcome) => outcomes.includes(outcome)) ?? 'same';
}

function describe({ name }: AccountView, outcomes: readonly Outcome[]): readonly string[] {
  const of = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length;
  const these = (count: number): string => (count === 1 ? foreseeWords.thisNumber : foreseeWords.these(count));
  const say = (outcome: Outcome, sentence: (count: number) => string): readonly string[] => {
    const count = of(outcome);
    return count === 0 ? [] : [sentence(count)];
  };
  return [
    ...say('removed', (n) => foreseeWords.isToldWithTheNext(name, these(n))),
    ...say('byHand', (n) => foreseeWords.cannotBeToldItBlocks(name, these(n))),
    ...say('lessened', (n) => foreseeWords.isToldWithTheNextSync(name, these(n))),
    ...say('free', (n) => foreseeWords.hasNoBlockOfIs(name, these(n))),
    ...say('kept', (n) => foreseeWords.hadABlockOfIts(name, these(n))),
    ...say('told', (n) => foreseeWords.isToldWithTheNextSyncTo(name, these(n))),
    ...say('asked', (n) => foreseeWords.aQuestionWithAbout(name, these(n))),
  ];
}
