/**
 * The list as it is at one moment, on a read-only connection of its own. A scrub asks it, however long the scrub takes,
 * and the certificate names its head. Numbers are asked in ascending order and by the thousand, which is what SQLite
 * does best.
 */
import { wordsOfEntry } from '../../db/entries/storedDetails.ts';
import { createOrderTest } from '../../db/entries/hiddenEntry.ts';
import { openSnapshot, type ReadableDb } from '../../db/handles.ts';
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { readOr } from '../../db/damagedRow.ts';
import { createScopeReader, scopeInDoubt } from '../../db/entries/scopeRows.ts';
import { copyGroups, type KnownGroups, openKnownGroups } from '../../journal/knownGroups.ts';
import { copyNumbers, type KnownNumbers, openKnownNumbers } from '../../journal/knownNumbers.ts';
import type { GroupsAt } from '../../db/numbers/groupFile.ts';
import type { NumbersAt } from '../../db/numbers/numberFile.ts';
import { createTargetIndex } from '../../desk/targetIndex.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import { createUsedCountries } from '../../list/pages/usedCountries.ts';
import { createHiddenFinder, hiddenScope } from './hiddenEntries.ts';
import { listSnapshotWords as say } from '../../../../shared/words/core/scrub.ts';

/** What a scrub needs of an entry that is not removed. `createdAt`: epoch milliseconds. */
export type ListedEntry = {
  readonly number: number;
  readonly scope: number;
  readonly origin: number;
  /** Why it is blocked, with the other words that its entry says. */
  readonly reason: string | null;
};

/** The holds of the open conflicts of one number, and when the first of them was opened (epoch milliseconds). */
export type Dispute = { readonly holds: Scope; readonly openedAt: number };

export type ListSnapshot = {
  /** The newest row of the journal, whose hash stands for the whole list; null while nothing was ever written. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** How many entries are not removed. */
  readonly entries: number;
  readonly targets: TargetIndex;
  readonly disputes: ReadonlyMap<number, Dispute>;
  /**
   * Which of these numbers (ascending) have an entry that is not removed, in their order. Some ten thousand per call. What the list
   * may hide, as its table is damaged, has the scope `hiddenScope`.
   */
  readonly find: (numbers: Float64Array) => readonly ListedEntry[];
  /** One region for each calling code that has numbers on the list, or in an open conflict. */
  readonly countries: readonly Region[];
  /** False: no number among the same ten million (in the US: in its area code) has, or had, an entry. */
  readonly isInUse: (number: number) => boolean;
  /** All numbers that have, or had, an entry, from the copy beside the list; undefined where that is not proven. */
  readonly knownNumbers: (pause: () => Promise<void>) => Promise<KnownNumbers | undefined>;
  /** What its entries have in common, from beside the list; undefined where that is not proven. */
  readonly knownGroups: (pause: () => Promise<void>) => Promise<KnownGroups | undefined>;
  /** The same, read from the list; undefined where nothing was ever written to it. */
  readonly copyGroups: (pause: () => Promise<void>) => Promise<GroupsAt | undefined>;
  /** All numbers, read from the list; undefined where nothing was ever written to it. */
  readonly copyNumbers: (pause: () => Promise<void>) => Promise<NumbersAt | undefined>;
  readonly scope: (id: number) => Scope;
  /** When the entries of this origin were made, in epoch milliseconds; undefined: nothing says it. */
  readonly originAt: (id: number) => number | undefined;
  readonly close: () => void;
};

type EntryTuple = [number: number, scope: number, origin: number, reason: string | null];
type DisputeRow = { readonly number: number; readonly holds: string; readonly openedAt: number };

/**
 * Opens the snapshot. The caller closes it, whatever happens.
 * @throws SQLite's errors
 */
export function openListSnapshot(file: string): ListSnapshot {
  // Each pass goes through the whole list in order: pages would leave memory before they are needed again.
  const { db, close } = openSnapshot(file, { cacheKib: 8192 });
  try {
    const head = db
      .prepare<[], { id: number; hash: Buffer }>('SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1')
      .get();
    const entries = db.prepare<[], number>('SELECT coalesce(sum(live), 0) FROM scope').pluck().get() ?? 0;
    const known = createScopeReader();
    // What cannot be read counts as blocked.
    const readScope = (text: string): Scope =>
      readOr(
        () => known(text),
        () => scopeInDoubt,
      );
    const disputes = new Map<number, Dispute>();
    const open = db.prepare<[], DisputeRow>(
      'SELECT number, holds, opened_at AS openedAt FROM conflict WHERE resolved_at IS NULL ORDER BY opened_at',
    );
    for (const { number, holds, openedAt } of open.iterate()) {
      const before = disputes.get(number);
      disputes.set(number, {
        holds: [...(before?.holds ?? []), ...readScope(holds)],
        openedAt: before?.openedAt ?? openedAt,
      });
    }
    const find = db
      .prepare<[string], EntryTuple>(
        `SELECT e.number, e.scope_id, e.origin_id, ${wordsOfEntry} FROM json_each(?) n CROSS JOIN entry e ON e.number = n.value
         WHERE e.removed_at IS NULL`,
      )
      .raw();
    const addHidden = createHiddenFinder(db, entries, toHidden);
    const isInUse = readStretches(db);
    const scopeText = db.prepare<[number], string>('SELECT holds FROM scope WHERE id = ?').pluck();
    const originAt = db.prepare<[number], number>('SELECT at FROM origin WHERE id = ?').pluck();
    return {
      head: head === undefined ? null : { seq: head.id, hash: head.hash.toString('hex') },
      entries,
      targets: createTargetIndex(db)(),
      disputes,
      find(numbers) {
        const found = find
          .all(`[${numbers.join(',')}]`)
          .map(([number, scope, origin, reason]) => ({ number, scope, origin, reason }));
        return addHidden(numbers, found);
      },
      countries: createUsedCountries(db)(),
      isInUse,
      knownNumbers: (pause) => openKnownNumbers({ file, db }, pause),
      knownGroups: (pause) => openKnownGroups({ file, db }, pause),
      copyNumbers: (pause) => copyNumbers(db, pause),
      copyGroups: (pause) => copyGroups(db, pause),
      scope: remember((id) => (id === hiddenScope ? scopeInDoubt : readScope(scopeText.get(id) ?? '[]'))),
      originAt: remember((id) => originAt.get(id)),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function toHidden(number: number): ListedEntry {
  return { number, scope: hiddenScope, origin: hiddenScope, reason: say.theListIsDamagedHere };
}

const stretchNumbers = 10_000_000;
/** A list in more stretches than this is nearly everywhere. */
const mostStretches = 5000;
/** A table for numbers of up to twelve digits. */
const tabledStretches = 100_000;

/** Hops from stretch to stretch, at a few microseconds each. */
function readStretches(db: ReadableDb): (number: number) => boolean {
  const next = db
    .prepare<[number], number>('SELECT number FROM entry WHERE number >= ? ORDER BY number LIMIT 1')
    .pluck();
  const isInOrder = createOrderTest(db);
  const stretches = new Set<number>();
  let isAstray = false;
  for (let from = 0; !isAstray && stretches.size <= mostStretches;) {
    const at = next.get(from);
    isAstray = !isInOrder(from);
    if (at === undefined) break;
    const stretch = Math.floor(at / stretchNumbers);
    stretches.add(stretch);
    from = (stretch + 1) * stretchNumbers;
  }
  if (isAstray || stretches.size > mostStretches) return () => true;
  // Nearly all existing numbers have an entry in a table, which is several times as fast as the set.
  const table = new Uint8Array(tabledStretches);
  for (const stretch of stretches) if (stretch < tabledStretches) table[stretch] = 1;
  return (number) => {
    const stretch = Math.floor(number / stretchNumbers);
    return stretch < tabledStretches ? table[stretch] === 1 : stretches.has(stretch);
  };
}

/** The snapshot does not change, so what was read once stays right. */
function remember<T>(load: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>();
  return (id) => {
    let value = known.get(id);
    if (value === undefined) {
      if (known.size >= 100_000) known.clear();
      value = load(id);
      known.set(id, value);
    }
    return value;
  };
}
