/**
 * Whether a database is built as DNC Desk builds it. A file from elsewhere may bring a trigger or a view of its own, which
 * changes what is written or read without a word, so nothing else is asked of a file before its schema is compared.
 */
import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { ReadableDb } from './handles.ts';
import { listMigrations, type Migration, migrate } from './migrate.ts';
import { schemaWords as say } from '../../../shared/words/core/database.ts';

type SchemaRow = {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
};

/** At most this many differences are named. */
const mostNamed = 5;

/**
 * Compares every row of sqlite_schema with a database that is made anew by the migrations up to `version`, the file's own.
 * @returns what differs, in words to follow "its schema differs: "; empty when the file is built as it should be
 * @throws SQLite's errors: the file is damaged, or no database
 */
export function compareSchema(db: ReadableDb, migrations: readonly Migration[], version: number): readonly string[] {
  const rows = loadSchema(db);
  if (version === migrations.length && toMark(rows) === readNote(migrations)) return [];
  const found = new Map(rows.map((row) => [toKey(row), row]));
  const made = new Map(makeSchema(migrations, version).map((row) => [toKey(row), row]));
  const differences: string[] = [];
  for (const [key, row] of found) {
    const own = made.get(key);
    if (own === undefined) differences.push(say.isNotDncDesks(describe(row)));
    else if (own.sql !== row.sql || own.tbl_name !== row.tbl_name) differences.push(say.isNotAsDncDesk(describe(row)));
  }
  for (const [key, row] of made) if (!found.has(key)) differences.push(say.isMissing(describe(row)));
  const more = differences.length - mostNamed;
  return more > 0 ? [...differences.slice(0, mostNamed), say.andMore(more)] : differences;
}

/** The sentence for a file whose schema differs. Whoever shows it says what to do next. */
export function describeSchema(file: string, differences: readonly string[]): string {
  return say.theDatabaseIsNot(file, differences.join('; '));
}

function makeSchema(migrations: readonly Migration[], version: number): readonly SchemaRow[] {
  const db = new Database(':memory:');
  try {
    migrate(db, migrations.slice(0, version));
    return loadSchema(db);
  } finally {
    db.close();
  }
}

function loadSchema(db: ReadableDb): readonly SchemaRow[] {
  return db
    .prepare<[], SchemaRow>('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, tbl_name')
    .all();
}

/** Beside the migrations of a bundle. */
const noteName = 'schema.sha256';

/**
 * Notes beside the migrations of a bundle what schema they make, so that a start need not make it to know a file that is built so:
 * that would take it a tenth of a command's time. Where nothing is noted, or another schema, one is made.
 */
export function noteSchema(migrationsDir: string): void {
  const migrations = listMigrations(migrationsDir);
  writeFileSync(join(migrationsDir, noteName), toMark(makeSchema(migrations, migrations.length)));
}

function readNote([first]: readonly Migration[]): string | undefined {
  try {
    return first && readFileSync(join(dirname(first.file), noteName), 'utf8');
  } catch {
    return undefined;
  }
}

const toMark = (rows: readonly SchemaRow[]): string =>
  hash('sha256', JSON.stringify(rows.map(({ type, name, tbl_name: of, sql }) => [type, name, of, sql])));

const toKey = ({ type, name }: SchemaRow): string => `${type} ${name}`;

/** The name comes from a file that may be hostile: what cannot stand in a name of ours is left out. */
function describe({ type, name }: SchemaRow): string {
  return say.the(type.replaceAll(/[^a-z]/g, ''), name.replaceAll(/\W/g, '').slice(0, 40));
}
