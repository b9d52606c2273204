/**
 * Proves the database against itself: the file is sound, the journal's chain is whole, the journal replayed gives the
 * entry table, and the counts add up. It reads one snapshot on a connection of its own, stretch by stretch of the
 * numbers, so that memory stays small and the desk can answer others in between. The pages of a large file are checked on a
 * thread beside it.
 */
import { createEntryScan } from '../db/entries/entryScan.ts';
import { blockSize } from '../db/entries/entryTallyRows.ts';
import { createJournalReader, type JournalReader } from '../db/entries/journalRows.ts';
import { openSnapshot, type ReadableDb, type Snapshot } from '../db/handles.ts';
import { listMigrations, schemaVersion } from '../db/migrate.ts';
import { compareSchema } from '../db/schema.ts';
import { findWrongTables } from '../db/tableSums.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import { hashBeforeFirst, hashJournalRow } from './chain.ts';
import { checkPagesBeside } from './pagesBeside.ts';
import { isRewritten, loadRewritten } from './redactJournal.ts';
import { createReplay } from './replay.ts';
import { verifyWords as say } from '../../../shared/words/core/desk.ts';

export type Verdict = { readonly ok: boolean; readonly problems: readonly string[] };

const mostProblems = 20;
/** Pages are read in their order and never again. */
const cacheKib = 4096;
const entriesAtOnce = 25_000;
const rowsBetweenPauses = 2000;

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Checks the database file as it is now. Problems are sentences; after twenty it stops looking. `migrationsDir` has the
 * schema's files, with which the file's own schema is compared before anything else is asked.
 * @throws what is neither trouble of storage nor a journal that cannot be read: a bug
 */
export async function verify(file: string, migrationsDir: string): Promise<Verdict> {
  const problems: string[] = [];
  const report = (problem: string): void => {
    if (problems.length < mostProblems) problems.push(problem);
  };
  let snapshot: Snapshot | undefined;
  try {
    snapshot = openSnapshot(file, { cacheKib });
    const { db } = snapshot;
    for (const difference of compareSchema(db, listMigrations(migrationsDir), schemaVersion(db)))
      report(say.theDatabaseIsNot(difference));
    if (problems.length === 0) {
      const pages = checkPagesBeside(file);
      // What a damaged file says of itself means nothing: then only the damage is told.
      const [damage, content] = await Promise.allSettled([pages, verifyContent(db)]);
      if (damage.status === 'rejected') throw damage.reason;
      for (const line of damage.value) report(say.theDatabaseFileIs(line));
      if (problems.length === 0 && content.status === 'rejected') throw content.reason;
      if (problems.length === 0 && content.status === 'fulfilled') content.value.forEach(report);
    }
  } catch (error) {
    const problem = toStorageProblem(error, file);
    if (problem === undefined) throw error;
    report(problem.message);
  } finally {
    snapshot?.close();
  }
  return { ok: problems.length === 0, problems };
}

/** What is wrong with what the file says, as sentences; twenty at most. */
async function verifyContent(db: ReadableDb): Promise<readonly string[]> {
  const problems: string[] = [];
  const report = (problem: string): void => {
    if (problems.length < mostProblems) problems.push(problem);
  };
  const rows = createJournalReader(db);
  await verifyChain(rows, report);
  const blocks = await verifyReplay(db, rows, report);
  verifyCounts(db, blocks, report);
  verifyHolds(db, report);
  for (const table of await findWrongTables(db)) report(say.theTableIsNotAs(table));
  return problems;
}

async function verifyChain(rows: JournalReader, report: (problem: string) => void): Promise<void> {
  let previous: Uint8Array = hashBeforeFirst();
  let id = 0;
  const rewritten = loadRewritten(rows);
  for (const row of rows.each()) {
    if (row.id !== id + 1) report(say.journalRowsToAre(id + 1, row.id - 1));
    else if (!hashJournalRow(previous, row).equals(row.hash) && !isRewritten(row, rewritten))
      report(say.journalRowDoesNot(row.id));
    previous = row.hash;
    id = row.id;
    if (id % 50 === 0) await pause();
  }
}

/** Cuts all numbers into stretches with some ten thousand entries each. */
function toStretches(db: ReadableDb): readonly (readonly [number, number])[] {
  const blocks = db
    .prepare<[], readonly [number, number]>('SELECT block, live + removed FROM entry_block ORDER BY block')
    .raw();
  const stretches: (readonly [number, number])[] = [];
  let first = 0;
  let entries = 0;
  for (const [block, count] of blocks.iterate()) {
    entries += count;
    if (entries < entriesAtOnce) continue;
    const last = (block + 1) * blockSize - 1;
    stretches.push([first, last]);
    first = last + 1;
    entries = 0;
  }
  return [...stretches, [first, Number.MAX_SAFE_INTEGER]];
}

/** Answers how many entries each block of numbers has. */
async function verifyReplay(db: ReadableDb, rows: JournalReader, report: (problem: string) => void): Promise<Counts> {
  const blocks = new Map<number, Count>();
  const scan = createEntryScan(db);
  const numbersBetween = db
    .prepare<[number, number], number>('SELECT number FROM entry WHERE number BETWEEN ? AND ? ORDER BY number')
    .pluck();
  for (const [first, last] of toStretches(db)) {
    const replay = createReplay(Float64Array.from(numbersBetween.all(first, last)), first, last);
    for (const row of rows.eachBetween(first, last)) {
      if (!replay.apply(row.payload)) report(say.journalRowDoesNotFollow(row.id));
      await pause();
    }
    let seen = 0;
    for (const entry of scan(first, last)) {
      const verdict = replay.judgeNext(entry);
      if (verdict === 'unknown') report(say.isOnTheListBut(entry.number));
      if (verdict === 'different') report(say.isNotAsTheJournal(entry.number));
      countOne(blocks, Math.floor(entry.number / blockSize), entry.removedAt !== null);
      if (++seen % rowsBetweenPauses === 0) await pause();
    }
    for (const number of replay.missing()) report(say.isInTheJournalBut(number));
  }
  return blocks;
}

type Count = { live: number; removed: number };
type Counts = Map<number, Count>;

function countOne(counts: Counts, key: number, isRemoved: boolean): void {
  let found = counts.get(key);
  if (found === undefined) counts.set(key, (found = { live: 0, removed: 0 }));
  if (isRemoved) found.removed += 1;
  else found.live += 1;
}

/**
 * Compares the counts that the list keeps with the entries: those of an origin as its index has them, which the check of the
 * pages compares with the table; those of the first scope, which no index has, as what is left.
 */
function verifyCounts(db: ReadableDb, blocks: Counts, report: (problem: string) => void): void {
  const origins = loadCounts(
    db,
    `SELECT origin_id, count(*) - count(removed_at), count(removed_at) FROM entry INDEXED BY entry_origin GROUP BY 1`,
  );
  const scopes = loadCounts(
    db,
    `SELECT scope_id, count(*) - count(removed_at), count(removed_at) FROM entry INDEXED BY entry_scope
     WHERE scope_id <> ${firstScope} GROUP BY 1`,
  );
  const [all, others] = [sumOf(origins), sumOf(scopes)];
  const left = { live: all.live - others.live, removed: all.removed - others.removed };
  if (left.live !== 0 || left.removed !== 0) scopes.set(firstScope, left);
  for (const [table, key, counted] of [
    ['scope', 'id', scopes],
    ['origin', 'id', origins],
    ['entry_block', 'block', blocks],
  ] as const) {
    const kept = loadCounts(db, `SELECT ${key}, live, removed FROM ${table} WHERE live <> 0 OR removed <> 0`);
    let wrong = 0;
    for (const [id, { live, removed }] of counted) {
      const said = kept.get(id);
      if (said?.live !== live || said.removed !== removed) wrong += 1;
    }
    for (const id of kept.keys()) if (!counted.has(id)) wrong += 1;
    if (wrong > 0) report(say.theCountsOfTheList(wrong, table));
  }
  for (const row of db.prepare<[], { table: string }>('PRAGMA foreign_key_check').all())
    report(say.aRowOfTheTable(row.table));
}

/**
 * Checks what follows from the scopes: the places and ends by which the list is filtered, and by which a new account is
 * told what it is owed.
 */
function verifyHolds(db: ReadableDb, report: (problem: string) => void): void {
  const stated = `SELECT s.id, h.value ->> 0, CASE WHEN count(*) = count(h.value ->> 1) THEN max(h.value ->> 1) END
    FROM scope s, json_each(s.holds) h GROUP BY 1, 2`;
  const kept = 'SELECT scope_id, place, until FROM scope_hold';
  const wrong = db
    .prepare<[], number>(
      `SELECT (SELECT count(*) FROM (${stated} EXCEPT ${kept})) + (SELECT count(*) FROM (${kept} EXCEPT ${stated}))
         + (SELECT count(*) FROM scope s WHERE s.ends_at IS NOT
             (SELECT CASE WHEN count(*) = count(h.value ->> 1) THEN max(h.value ->> 1) END FROM json_each(s.holds) h))`,
    )
    .pluck()
    .get();
  if (wrong !== 0) report(say.whereTheBlocksOf(wrong));
}

/** The scope of most entries, which its index leaves out (0001-desk.sql). */
const firstScope = 1;

function loadCounts(db: ReadableDb, sql: string): Counts {
  const rows = db.prepare<[], readonly [number, number, number]>(sql).raw();
  return new Map(rows.all().map(([key, live, removed]) => [key, { live, removed }]));
}

function sumOf(counts: Counts): Count {
  const sum = { live: 0, removed: 0 };
  for (const { live, removed } of counts.values()) {
    sum.live += live;
    sum.removed += removed;
  }
  return sum;
}
