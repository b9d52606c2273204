/** The hub's tables, and a copy of them beside them. */
import type pg from 'pg';

/** In the order in which they are put back. */
export const hubTables = [
  'head',
  'member',
  'desk',
  'push',
  'scope',
  'origin',
  'entry',
  'account',
  'agent',
  'holder',
  'request',
  'lease',
  'record',
] as const;

/** Copies the tables, in place of the copy of before. `hub`: a connection of the admin. */
export async function copyTables(hub: pg.Client): Promise<void> {
  for (const table of hubTables)
    await hub.query(`DROP TABLE IF EXISTS model.old_${table}; CREATE TABLE model.old_${table} AS TABLE dnc.${table}`);
}
