/**
 * A search by what the groups of the list's entries have in common (journal/knownGroups.ts): a word of the reason, an author, a
 * batch, a place. A few entries of each group are asked of the database, and the numbers of those groups that match are taken
 * from the copy beside it. A number about which a conflict is open stands for nothing but itself.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { collectGroups, countWanted, samplesEach } from '../../db/numbers/groupedNumbers.ts';
import { type KnownGroups, mostAsked } from '../../journal/knownGroups.ts';
import { type Found, toFound } from './found.ts';
import { joinConditions, type Sql } from './listFilter.ts';

/**
 * Finds what meets `where`, a condition on `entry e` that asks nothing of entries beside what groups have in common, whether they
 * are removed, and open conflicts. Call it before others were let in since `known` was proven. `undefined`: too much would have to
 * be asked one by one.
 */
export async function searchGroups(
  db: ReadableDb,
  known: KnownGroups,
  where: Sql | undefined,
  pause: () => Promise<void>,
): Promise<Found | undefined> {
  const disputed = db
    .prepare<[], number>('SELECT DISTINCT number FROM conflict INDEXED BY conflict_open WHERE resolved_at IS NULL')
    .pluck()
    .all();
  const single = new Set([...known.asked, ...disputed]);
  const { grouped } = known;
  const { origins, unknown } = askSamples(db, grouped.groups.samples, single, where);
  if (single.size + countWanted(grouped.groups, unknown) > mostAsked) return undefined;
  for (const number of (await collectGroups(grouped, unknown, pause)).numbers) single.add(number);
  const askedFor = Float64Array.from(single).toSorted();
  const asked = await askEach(db, askedFor, where, pause);
  const wanted = Uint8Array.from(origins, (origin) => (origin > 0 ? 1 : 0));
  const { numbers, groupOf } = await collectGroups(grouped, wanted, pause);
  const found = { numbers, originAt: (at: number) => origins[groupOf[at] ?? 0] ?? 0 };
  if (askedFor.length > 0) return mergeAsked(db, found, askedFor, asked);
  const areMany = new Set(origins.filter((origin) => origin > 0)).size > 1;
  return toFound(db, numbers, areMany ? () => listOrigins(found) : undefined);
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

type ByGroup = { readonly numbers: Float64Array; readonly originAt: (at: number) => number };

/** What groups say, without the numbers that were asked about by themselves, and with those of them that match. All ascend. */
function mergeAsked(db: ReadableDb, found: ByGroup, askedFor: Float64Array, asked: readonly Row[]): Found {
  const numbers = new Float64Array(found.numbers.length + asked.length);
  const originOf = new Uint32Array(numbers.length);
  let [size, next, skip] = [0, 0, 0];
  const add = (number: number, origin: number): void => {
    numbers[size] = number;
    originOf[size] = origin;
    size += 1;
  };
  for (let at = 0; at < found.numbers.length; at += 1) {
    const number = found.numbers[at] ?? 0;
    for (; next < asked.length && (asked[next]?.[0] ?? 0) <= number; next += 1) add(...(asked[next] ?? [0, 0]));
    while (skip < askedFor.length && (askedFor[skip] ?? 0) < number) skip += 1;
    if (askedFor[skip] !== number) add(number, found.originAt(at));
  }
  for (; next < asked.length; next += 1) add(...(asked[next] ?? [0, 0]));
  return toFound(db, numbers.subarray(0, size), () => originOf);
}

function listOrigins({ numbers, originAt }: ByGroup): Uint32Array {
  const originOf = new Uint32Array(numbers.length);
  for (let at = 0; at < originOf.length; at += 1) originOf[at] = originAt(at);
  return originOf;
}
