/** An older copy of the hub's tables, put back by its admin. */
import { copyTables, listHubTables } from './hubTables.ts';
import { type AdminCommand, type Person, people, type Role } from './hubScenario.ts';
import type { Login, Room } from './hubWorld.ts';

export async function copyHub(room: Room): Promise<void> {
  await copyTables(room.hub);
  room.hubCopy = { known: room.knowledge.copy('the hub'), atHub: new Map(room.atHub) };
}

/** Puts the copy back past the triggers. */
export async function putHubBack(
  room: Room,
  { isSaid, isUnderUs }: Extract<AdminCommand, { do: 'putBackHub' }>,
): Promise<void> {
  const { hub, arena, clock, hubCopy, knowledge, atHub } = room;
  const tables = await listHubTables(hub);
  if (!isUnderUs) await hub.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename ~ '^dnc_'`);
  await hub.query('BEGIN; SET LOCAL session_replication_role = replica');
  for (const table of tables)
    await hub.query(`DELETE FROM dnc.${table}; INSERT INTO dnc.${table} TABLE model.old_${table}`);
  await hub.query('COMMIT');
  if (isSaid) await arena.asAdmin((admin) => admin.restored());
  knowledge.putBackHub(hubCopy.known);
  atHub.clear();
  for (const [number, said] of hubCopy.atHub) atHub.set(number, said);
  room.putBackAt = clock.now();
  await readLogins(room);
}

/** Roles are as they were then; who was shut out since stays so, as logins belong to the server. */
async function readLogins({ hub, logins }: Room): Promise<void> {
  const { rows } = await hub.query<{ name: Person; role: Role; rev: string }>(
    `SELECT m.name, m.role, h.rev FROM dnc.member m, dnc.head h WHERE m.revoked_at IS NULL AND m.name = ANY($1::text[])`,
    [people.map(({ name }) => name)],
  );
  for (const { name, role, rev } of rows) {
    const { shutAfter = null } = logins.get(name) ?? {};
    const login: Login = { role, shutAfter: shutAfter === null ? null : Math.min(shutAfter, Number(rev)) };
    logins.set(name, login);
  }
}
