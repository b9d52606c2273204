/**
 * Brings a database to the schema of this version by numbered files NNNN-*.sql, in order. Each runs in a transaction of
 * its own together with `user_version`, so that a crash leaves the database at one version or the next, and never
 * between. A new database is made in one: each commit waits for the disk, and there are some twenty.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { ReadableDb } from './handles.ts';

export type Migration = { readonly version: number; readonly name: string; readonly file: string };

/** The migrations in a directory, in order. Throws when a number is missing or used twice: the package is broken. */
export function listMigrations(migrationsDir: string): readonly Migration[] {
  const migrations = readdirSync(migrationsDir)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .toSorted()
    .map((name) => ({ version: Number(name.slice(0, 4)), name, file: join(migrationsDir, name) }));
  if (migrations.length === 0) throw new Error(`No migrations in ${migrationsDir}`);
  for (const [index, { version, name }] of migrations.entries())
    if (version !== index + 1) throw new Error(`Migration ${name} is out of order: expected number ${index + 1}`);
  return migrations;
}

/** The schema version of the file: 0 before the first migration. */
export function schemaVersion(db: ReadableDb): number {
  return db.prepare<[], number>('PRAGMA user_version').pluck().get() ?? 0;
}

/** Applies the missing migrations and answers their versions. The caller has already refused a newer schema. */
export function migrate(db: Database.Database, migrations: readonly Migration[]): readonly number[] {
  const from = schemaVersion(db);
  const missing = migrations.filter(({ version }) => version > from);
  const apply = db.transaction((some: readonly Migration[]) => {
    for (const { version, file } of some) {
      db.exec(readFileSync(file, 'utf8'));
      db.pragma(`user_version = ${version}`);
    }
  });
  for (const some of from === 0 ? [missing] : missing.map((one) => [one])) apply.immediate(some);
  return missing.map(({ version }) => version);
}
