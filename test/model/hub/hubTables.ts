/** The hub's tables, and a copy of them beside them. A table that a later version adds is among them by itself. */
import type pg from 'pg';

export async function listHubTables(hub: pg.Client): Promise<readonly string[]> {
  const { rows } = await hub.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'dnc' ORDER BY tablename`,
  );
  return rows.map(({ name }) => name);
}

/** Copies the tables, in place of the copy of before. `hub`: a connection of the admin. */
export async function copyTables(hub: pg.Client): Promise<void> {
  for (const table of await listHubTables(hub))
    await hub.query(`DROP TABLE IF EXISTS model.old_${table}; CREATE TABLE model.old_${table} AS TABLE dnc.${table}`);
}
