/**
 * The entries of the list in groups, as far as that can be proven: all entries of one group are not removed, hold at the same places,
 * came from the same origin and have the same words. So what a filter of the list says about one of them, it says about all, and
 * a search looks at a few entries of each group in place of ten million. What was changed since, and what is in no group, is
 * asked of the database by itself.
 *
 * Believed are groups of a copy of the numbers that is believed (knownNumbers.ts), as they were at the same row of the journal.
 */
import { columnOf } from '../db/entries/storedDetails.ts';
import type { ReadableDb } from '../db/handles.ts';
import { loadGroups, type GroupsAt } from '../db/numbers/groupFile.ts';
import { collectGroups, createGroupBuilder, takeOut, type WithGroups } from '../db/numbers/groupedNumbers.ts';
import { createPlaceFinder, type PlaceFinder } from '../db/numbers/numberPlaces.ts';
import { createNumberTest } from '../db/numbers/packedNumbers.ts';
import { filterFields, wordFields } from '../../../shared/fields.ts';
import { once } from '../../../shared/words/once.ts';
import { type CopiedList, countEntries, loadOwnCopy, type Pause, readChanged, readHead } from './copiedList.ts';

/** The fields that all entries of one group have in common, beside scope and origin: what a filter may ask of them. */
export const commonFields = [...new Set([...wordFields, ...filterFields])];
const commonColumns = ['scope_id', 'origin_id', ...commonFields.map(columnOf)];
/** Groups by something else are of no use. */
export const commonBy = commonColumns.join();

/** To ask the database about more numbers than this takes longer than the answer is worth. */
export const mostAsked = 100_000;

/** What is proven of the list as it is until the caller lets others in; of a snapshot, until that is closed. */
export type KnownGroups = {
  readonly grouped: WithGroups;
  /** False: the number has no entry and never had one. */
  readonly has: (number: number) => boolean;
  /** What these numbers say has to be asked: they are in no group, or were changed since. Ascending. */
  readonly asked: Float64Array;
  /** The group of a number; 0: it has to be asked about, or has no entry. */
  readonly groupOf: (number: number) => number;
  /** The places of the packed numbers. */
  readonly places: () => PlaceFinder;
};

/** Opens the groups. Undefined where there are none that are proven, or where too much would have to be asked. */
export async function openKnownGroups({ file, db }: CopiedList, pause: Pause): Promise<KnownGroups | undefined> {
  const copy = await loadOwnCopy({ file, db }, pause);
  const grouped = copy && (await loadGroups(file, copy, commonBy, pause));
  if (grouped === undefined || (grouped.groups.sizes[0] ?? 0) > mostAsked) return undefined;
  const none = await collectGroups(grouped, Uint8Array.of(1), pause);
  const changed = await readChanged(db, grouped.head, pause);
  if (changed === undefined) return undefined;
  const { packed, groups } = grouped;
  // A search needs neither the places of its numbers nor a test of them, where nothing changed.
  const places = once(() => createPlaceFinder(packed));
  const isCopied = once(() => createNumberTest(packed));
  const placeOf = (number: number) => places().placeOf(number);
  const later = changed.numbers.size === 0 ? changed.numbers : takeOut(groups, changed.numbers, placeOf);
  if (packed.size + later.size !== countEntries(db)) return undefined;
  const asked = new Set([...none, ...changed.numbers]);
  if (asked.size > mostAsked) return undefined;
  return {
    grouped,
    places,
    has: (number) => isCopied()(number) || later.has(number),
    asked: Float64Array.from(asked).toSorted(),
    groupOf: (number) => groups.groupOf[placeOf(number)] ?? 0,
  };
}

type Row = readonly [number: number, live: number, ...common: readonly (number | string | null)[]];

/** Reads the whole list into groups. Undefined where nothing was ever written to it. `pause` lets others in. */
export async function copyGroups(db: ReadableDb, pause: Pause): Promise<GroupsAt | undefined> {
  const head = readHead(db);
  if (head === undefined) return undefined;
  const after = db
    .prepare<[number, number], Row>(
      `SELECT number, removed_at IS NULL, ${commonColumns.join(', ')} FROM entry NOT INDEXED WHERE number > ? ORDER BY number LIMIT ?`,
    )
    .raw();
  const builder = createGroupBuilder();
  const known = new Map<string, number>();
  let last: readonly unknown[] = [];
  let lastGroup = 0;
  const toGroup = (row: Row): number => {
    if (row[1] === 0) return 0;
    // Neighbours often say the same, and comparing is quicker than naming.
    let at = 2;
    while (at < row.length && row[at] === last[at]) at += 1;
    if (at === row.length) return lastGroup;
    const key = JSON.stringify(row.slice(2));
    let group = known.get(key);
    if (group === undefined) {
      group = builder.open();
      if (group > 0) known.set(key, group);
    }
    [last, lastGroup] = [row, group];
    return group;
  };
  for (let from = 0; ;) {
    const rows = after.all(from, readAtOnce);
    const next = rows.at(-1);
    if (next === undefined) break;
    builder.add(
      rows.map(([number]) => number),
      rows.map(toGroup),
    );
    [from] = next;
    await pause();
  }
  return { ...builder.finish(), head };
}

const readAtOnce = 20_000;
