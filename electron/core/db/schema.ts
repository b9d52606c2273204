/**
 * Whether a database is built as DNC Desk builds it. A file from elsewhere may bring a trigger or a view of its own, which
 * changes what is written or read without a word, so nothing else is asked of a file before its schema is compared.
 */
import Database from 'better-sqlite3';
import type { ReadableDb } from './handles.ts';
import { type Migration, migrate } from './migrate.ts';

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
  const found = new Map(loadSchema(db).map((row) => [toKey(row), row]));
  const made = new Map(makeSchema(migrations, version).map((row) => [toKey(row), row]));
  const differences: string[] = [];
  for (const [key, row] of found) {
    const own = made.get(key);
    if (own === undefined) differences.push(`${describe(row)} is not DNC Desk's`);
    else if (own.sql !== row.sql || own.tbl_name !== row.tbl_name)
      differences.push(`${describe(row)} is not as DNC Desk makes it`);
  }
  for (const [key, row] of made) if (!found.has(key)) differences.push(`${describe(row)} is missing`);
  const more = differences.length - mostNamed;
  return more > 0 ? [...differences.slice(0, mostNamed), `and ${more} more`] : differences;
}

/** The sentence for a file whose schema differs. Whoever shows it says what to do next. */
export function describeSchema(file: string, differences: readonly string[]): string {
  return `The database ${file} is not built as DNC Desk builds it, so what it says cannot be trusted: ${differences.join('; ')}.`;
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
  return db.prepare<[], SchemaRow>('SELECT type, name, tbl_name, sql FROM sqlite_schema').all();
}

const toKey = ({ type, name }: SchemaRow): string => `${type} ${name}`;

/** The name comes from a file that may be hostile: what cannot stand in a name of ours is left out. */
function describe({ type, name }: SchemaRow): string {
  return `the ${type.replaceAll(/[^a-z]/g, '')} ${name.replaceAll(/\W/g, '').slice(0, 40)}`;
}
