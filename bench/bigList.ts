/** Lists of millions of entries for the benchmarks, written by the product's own writer. */
import { noDetails } from '../shared/domain/entry/details.ts';
import { inTransaction, type Transaction, type WritableDb } from '../electron/core/db/handles.ts';
import type { JournalHead } from '../electron/core/db/numbers/copyFile.ts';
import { saveGroups } from '../electron/core/db/numbers/groupFile.ts';
import { createGroupBuilder } from '../electron/core/db/numbers/groupedNumbers.ts';
import { saveNumbers } from '../electron/core/db/numbers/numberFile.ts';
import { commonBy } from '../electron/core/journal/knownGroups.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseName, openDatabase } from '../electron/core/db/openDatabase.ts';
import { createListStore } from '../electron/core/list/write/listStore.ts';
import type { Entry } from '../shared/domain/entry/entry.ts';
import { toInstant } from '../shared/domain/time/instant.ts';
import { type PhoneNumber, toPhoneNumber } from '../shared/domain/numbers/number.ts';
import { everywhere } from '../shared/domain/entry/scope.ts';
import type { BuiltList } from './bench.ts';

/** The schema's files. */
const migrationsDir = join(import.meta.dirname, '../electron/core/db/migrations');
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const chunk = 10_000;
const firstNumber = 12_120_000_000;
/** Every number in three is on the list. */
const step = 3;
const reasons = ['asked on the phone', 'customer request', 'complaint', 'wrong number', 'opted out by text'];

/** The number at a position of the list; between two of them lie two that are not on it. */
export function listNumber(position: number): PhoneNumber {
  return toPhoneNumber(firstNumber + Math.round(position * step));
}

/** Makes lists by size, each once. */
export function createBigLists(scratch: string): (entries: number) => BuiltList {
  const built = new Map<number, BuiltList>();
  return (entries) => {
    const known = built.get(entries);
    if (known !== undefined) return known;
    const dataDir = join(scratch, `list-${entries}`);
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const file = join(dataDir, databaseName);
    const list = { dataDir, file, buildMs: build(file, entries) };
    built.set(entries, list);
    return list;
  };
}

/** What an import leaves beside the list. */
function copyList(db: WritableDb, entries: number): void {
  const builder = createGroupBuilder();
  const groups = reasons.map(() => builder.open());
  for (let from = 0; from < entries; from += chunk) {
    const positions = Array.from({ length: Math.min(chunk, entries - from) }, (_, at) => from + at);
    builder.add(
      positions.map(listNumber),
      positions.map((position) => groups[position % groups.length] ?? 0),
    );
  }
  const head = db
    .prepare<[], JournalHead>('SELECT id AS seq, lower(hex(hash)) AS hash FROM journal ORDER BY id DESC LIMIT 1')
    .get();
  if (head === undefined) return;
  const copy = { ...builder.finish(), head };
  saveNumbers(db.name, copy);
  saveGroups(db.name, copy, commonBy);
}

/** Answers the milliseconds that it took. */
function build(file: string, entries: number): number {
  const opened = openDatabase({ file, migrationsDir, log: silent });
  if (!opened.ok) throw new Error(opened.message);
  const store = createListStore({ db: opened.db, outbox: { enqueue: () => {}, enqueueNew: () => {} } });
  const at = toInstant(Date.UTC(2026, 0, 1));
  const toEntry = (position: number): Entry => ({
    number: listNumber(position),
    seq: 1,
    holds: everywhere,
    ...noDetails,
    reason: reasons[position % reasons.length] ?? null,
    removed: null,
    source: { kind: 'import', label: 'bench.csv' },
    createdAt: at,
    createdBy: 'Bench',
    changedAt: at,
    changedBy: 'Bench',
    batchId: 1,
    line: position + 2,
  });
  const started = performance.now();
  store.batches.save({ kind: 'import', label: 'bench.csv', author: 'Bench', at, state: 'applied' });
  const write = (from: number, count: number) => (open: Transaction) => {
    const changes = Array.from({ length: count }, (_, i) => ({ before: undefined, after: toEntry(from + i) }));
    store.writer.write(open, changes, { at, author: 'Bench', batchId: 1, kind: 'import' });
  };
  for (let from = 0; from < entries; from += chunk)
    inTransaction(opened.db, write(from, Math.min(chunk, entries - from)));
  const buildMs = performance.now() - started;
  copyList(opened.db, entries);
  opened.db.close();
  return buildMs;
}
