/**
 * A search by what the groups of the list's entries have in common (journal/knownGroups.ts): a word of the reason, an author, a
 * batch, a place. A few entries of each group are asked of the database; how many numbers the groups that match have is known, and
 * those of a page are taken from the copy beside it (groupParts.ts). A number about which a conflict is open stands for nothing but
 * itself.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { collectGroups, countWanted, samplesEach, takeOut } from '../../db/numbers/groupedNumbers.ts';
import { type KnownGroups, mostAsked } from '../../journal/knownGroups.ts';
import type { Found } from './found.ts';
import { createPartReader, type Part } from './groupParts.ts';
import { joinConditions, type Sql } from './listFilter.ts';

/**
 * Finds what meets `where`, a condition on `entry e` that asks nothing of entries beside what groups have in common, whether they
 * are removed, and open conflicts. Call it before others were let in since `known` was proven, which is used up by it. `undefined`:
 * too much would have to be asked one by one.
 */
export async function searchGroups(
  db: ReadableDb,
  known: KnownGroups,
  where: Sql | undefined,
  pause: () => Promise<void>,
): Promise<Found | undefined> {
  const disputed = new Set(
    db
      .prepare<[], number>('SELECT DISTINCT number FROM conflict INDEXED BY conflict_open WHERE resolved_at IS NULL')
      .pluck()
      .all(),
  );
  const single = new Set([...known.asked, ...disputed]);
  const { grouped } = known;
  const { origins, unknown } = askSamples(db, grouped.groups.samples, single, where);
  if (disputed.size > 0) takeOut(grouped.groups, disputed, known.places().placeOf);
  if (single.size + countWanted(grouped.groups, unknown) > mostAsked) return undefined;
  for (const number of await collectGroups(grouped, unknown, pause)) single.add(number);
  const asked = await askEach(db, Float64Array.from(single).toSorted(), where, pause);
  return toFoundInGroups(db, known, origins, asked);
}

/** What was found in groups. `origins`: of the groups that match, by group, 0 of others; `asked`: what was found by itself. */
function toFoundInGroups(db: ReadableDb, known: KnownGroups, origins: Uint32Array, asked: readonly Row[]): Found {
  const reader = createPartReader(known.grouped, known.places);
  const all = toPart(
    known,
    [...origins.keys()].filter((group) => (origins[group] ?? 0) > 0),
    asked,
  );
  let byOrigin: readonly Part[] | undefined;
  const orderBy = (by: 'number' | 'createdAt'): readonly Part[] =>
    by === 'number' ? [all] : (byOrigin ??= orderByOrigin(db, known, origins, asked));
  return {
    size: reader.sizeOf(all),
    countBelow: (number) => reader.countBelow(all, number),
    slice: (by, from, to) => reader.slice(orderBy(by), from, to),
  };
}

type Row = readonly [number: number, origin: number];

function prepareAsk(db: ReadableDb, where: Sql | undefined): (numbers: Iterable<number>) => readonly Row[] {
  const condition = joinConditions([{ text: 'e.number IN (SELECT value FROM json_each(?))', values: [] }, where]);
  const rows = db
    .prepare<unknown[], Row>(
      `SELECT e.number, e.origin_id FROM entry e NOT INDEXED WHERE ${condition?.text ?? ''} ORDER BY e.number`,
    )
    .raw();
  return (numbers) => rows.all(JSON.stringify([...numbers]), ...(where?.values ?? []));
}

/** Two of each group: should they differ, each of its numbers is asked about. */
const samplesAsked = 2;

/**
 * What the database says of some of each group that nothing happened to. `origins`: of the groups that match, by group; 0 of others.
 * `unknown`: 1 for the groups about which their samples do not tell.
 */
function askSamples(
  db: ReadableDb,
  samples: Float64Array,
  single: ReadonlySet<number>,
  where: Sql | undefined,
): { readonly origins: Uint32Array; readonly unknown: Uint8Array } {
  const groups = samples.length / samplesEach;
  const chosen: (readonly number[])[] = [];
  for (let group = 1; group <= groups; group += 1) {
    const own = samples.subarray((group - 1) * samplesEach, group * samplesEach);
    chosen[group] = [...own].filter((number) => number > 0 && !single.has(number)).slice(0, samplesAsked);
  }
  const found = new Map(prepareAsk(db, where)(chosen.flat()));
  const origins = new Uint32Array(groups + 1);
  const unknown = new Uint8Array(groups + 1);
  for (let group = 1; group <= groups; group += 1) {
    const own = chosen[group] ?? [];
    const said = new Set(own.map((number) => found.get(number) ?? 0));
    const [origin = 0] = said;
    if (said.size === 1) origins[group] = origin;
    else unknown[group] = 1;
  }
  return { origins, unknown };
}

/** Numbers asked in one go: a few milliseconds. */
const askedAtOnce = 5000;

async function askEach(
  db: ReadableDb,
  numbers: Float64Array,
  where: Sql | undefined,
  pause: () => Promise<void>,
): Promise<readonly Row[]> {
  const ask = prepareAsk(db, where);
  const found: Row[] = [];
  for (let from = 0; from < numbers.length; from += askedAtOnce) {
    for (const row of ask(numbers.subarray(from, from + askedAtOnce))) found.push(row);
    await pause();
  }
  return found;
}

function toPart(known: KnownGroups, groups: readonly number[], asked: readonly Row[]): Part {
  const numbers = asked.map(([number]) => number);
  return { groups, singles: { numbers, places: numbers.map((number) => known.places().countBelow(number)) } };
}

/** What was found, a part for each origin, the oldest first. */
function orderByOrigin(
  db: ReadableDb,
  known: KnownGroups,
  origins: Uint32Array,
  asked: readonly Row[],
): readonly Part[] {
  const groups = Map.groupBy(origins.keys(), (group) => origins[group] ?? 0);
  const rows = Map.groupBy(asked, ([, origin]) => origin);
  const used = JSON.stringify([...new Set([...groups.keys(), ...rows.keys()])]);
  return db
    .prepare<[string], number>('SELECT id FROM origin WHERE id IN (SELECT value FROM json_each(?)) ORDER BY at, id')
    .pluck()
    .all(used)
    .map((origin) => toPart(known, groups.get(origin) ?? [], rows.get(origin) ?? []));
}
