/**
 * Sums over the rows of tables, by which `verify` finds what was changed past the desk: a bit that a disk turned, or a hand
 * in the file. Temporary triggers of the one connection that writes keep the sums in the same transaction as the rows, so
 * that no statement can forget them. The list itself is proven by its journal and needs no sum; an import pays nothing.
 */
import { crc32 } from 'node:zlib';
import { inTransaction, type ReadableDb, type WritableDb } from './handles.ts';
import { schemaVersion } from './migrate.ts';

/** Proven otherwise (journal/verify.ts): by the chain, by its replay, or by counting. `table_sum` holds the sums. */
const provenOtherwise = ['entry', 'entry_block', 'gate_act', 'journal', 'origin', 'scope', 'scope_hold', 'table_sum'];

/** Sums stay below this power of two, so that they are exact as numbers of JavaScript. */
const modulus = 2 ** 52;

type SummedTable = { readonly name: string; readonly columns: readonly string[] };
type TableSum = { readonly sum: number; readonly rows: number };

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const rowsBetweenPauses = 2000;

/** Keeps the sums of this connection's writes from now on. Sums of an older schema, and those that are missing, are made anew. */
export function keepSums(db: WritableDb): void {
  if (!hasSums(db)) return;
  db.function('row_sum', { deterministic: true }, (row) => crc32(String(row)));
  // Without this, the row that an INSERT OR REPLACE displaces would go without its trigger.
  db.pragma('recursive_triggers = ON');
  const tables = listSummed(db);
  makeMissing(db, tables);
  for (const { name, columns } of tables) {
    const [fresh, old] = [toSum('NEW', columns), toSum('OLD', columns)];
    for (const [event, sum, rows] of [
      ['INSERT', `+ ${fresh}`, '+ 1'],
      ['DELETE', `- ${old}`, '- 1'],
      ['UPDATE', `+ ${fresh} - ${old}`, ''],
    ] as const)
      db.exec(`CREATE TEMP TRIGGER sum_${event}_${name} AFTER ${event} ON main.${name} BEGIN
        UPDATE table_sum SET sum = (sum ${sum}) & ${modulus - 1}, rows = rows ${rows}, changes = changes + 1
        WHERE name = '${name}'; END`);
  }
}

/** Tables whose rows are not those that the desk wrote, by name. Lets others be answered meanwhile. */
export async function findWrongTables(db: ReadableDb): Promise<readonly string[]> {
  if (!hasSums(db)) return [];
  const kept = db.prepare<[string], TableSum>('SELECT sum, rows FROM table_sum WHERE name = ?');
  const wrong: string[] = [];
  for (const table of listSummed(db)) {
    const found = { sum: 0, rows: 0 };
    for (const row of eachRow(db, table)) {
      addRow(found, row);
      if (found.rows % rowsBetweenPauses === 0) await pause();
    }
    const written = kept.get(table.name);
    if (written?.sum !== found.sum || written.rows !== found.rows) wrong.push(table.name);
  }
  return wrong;
}

/** How many changes the tables with sums have seen, all together; it only grows. 0 before there were sums. */
export function prepareChangeCount(db: ReadableDb): () => number {
  if (!hasSums(db)) return () => 0;
  const count = db.prepare<[], number>('SELECT coalesce(sum(changes), 0) FROM table_sum').pluck();
  return () => count.get() ?? 0;
}

function hasSums(db: ReadableDb): boolean {
  return db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'table_sum'`).get() !== undefined;
}

function listSummed(db: ReadableDb): readonly SummedTable[] {
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?) ORDER BY cid').pluck();
  const names = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY 1`)
    .pluck();
  return names
    .all()
    .filter((name) => !provenOtherwise.includes(name))
    .map((name) => ({ name, columns: columns.all(name) }));
}

function makeMissing(db: WritableDb, tables: readonly SummedTable[]): void {
  const version = schemaVersion(db);
  const made = db.prepare<[number], string>('SELECT name FROM table_sum WHERE schema = ?').pluck().all(version);
  const missing = tables.filter(({ name }) => !made.includes(name));
  if (missing.length === 0) return;
  const save = db.prepare<TableSum & { readonly name: string; readonly version: number }>(
    `INSERT INTO table_sum (name, schema, sum, rows, changes) VALUES (@name, @version, @sum, @rows, 0)
     ON CONFLICT DO UPDATE SET schema = @version, sum = @sum, rows = @rows`,
  );
  inTransaction(db, () => {
    for (const table of missing) {
      const found = { sum: 0, rows: 0 };
      for (const row of eachRow(db, table)) addRow(found, row);
      save.run({ ...found, name: table.name, version });
    }
  });
}

function eachRow(db: ReadableDb, { name, columns }: SummedTable): IterableIterator<string> {
  return db
    .prepare<[], string>(`SELECT ${toText('', columns)} FROM ${name}`)
    .pluck()
    .iterate();
}

function addRow(found: { sum: number; rows: number }, row: string): void {
  found.sum = (found.sum + crc32(row)) % modulus;
  found.rows += 1;
}

const toSum = (of: string, columns: readonly string[]): string => `row_sum(${toText(`${of}.`, columns)})`;

/** A row as JSON, which tells a number from a text and an end from a quote. JSON knows no bytes: those are written as hex. */
function toText(prefix: string, columns: readonly string[]): string {
  const values = columns.map((column) => {
    const value = `${prefix}"${column}"`;
    return `iif(typeof(${value}) = 'blob', hex(${value}), ${value})`;
  });
  return `json_array(${values.join(', ')})`;
}
