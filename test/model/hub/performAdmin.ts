/** What the admin of the list does: shuts logins out, lets them in again, says who is a lead, puts a copy of the hub back. */
import { assertNever } from '../../../shared/assertNever.ts';
import { pick } from '../ask.ts';
import { copyHub, putHubBack } from './hubCopies.ts';
import { checkHub } from './hubRules.ts';
import { type AdminCommand, people, type Person, type Role } from './hubScenario.ts';
import { askDesk, type Room } from './hubWorld.ts';

export async function performAdmin(room: Room, command: AdminCommand): Promise<void> {
  // What was released until now was released in the role of until now.
  await checkHub(room, command.do);
  switch (command.do) {
    case 'revoke':
      return revoke(room, nameOf(room, command.person));
    case 'role':
      return giveRole(room, nameOf(room, command.person), command.role);
    case 'copyHub':
      return copyHub(room);
    case 'putBackHub':
      return putHubBack(room, command);
    default:
      return assertNever(command);
  }
}

const nameOf = ({ scenario }: Room, person: number): Person =>
  (pick(people.slice(0, scenario.desks), person) ?? people[0]).name;

async function revoke({ arena, hub, logins }: Room, name: Person): Promise<void> {
  const login = logins.get(name);
  if (login === undefined || login.shutAfter !== null) return;
  await arena.asAdmin((admin) => admin.revoke(name));
  const { rows } = await hub.query<{ rev: string }>('SELECT rev FROM dnc.head');
  logins.set(name, { ...login, shutAfter: Number(rows[0]?.rev ?? 0) });
}

async function giveRole({ hub, logins }: Room, name: Person, role: Role): Promise<void> {
  const login = logins.get(name);
  if (login === undefined || login.shutAfter !== null) return;
  await hub.query('UPDATE dnc.member SET role = $2 WHERE name = $1', [name, role]);
  logins.set(name, { ...login, role });
}

/** In the end everybody is let in again, with another login, and somebody is a lead. */
export async function letAllIn(room: Room): Promise<void> {
  const { arena } = room;
  const [first] = people;
  for (const [name, { role, shutAfter }] of room.logins) {
    if (shutAfter === null) continue;
    const invited = await arena.asAdmin(async (admin) => {
      const { members } = await admin.overview();
      // A copy of the hub that was put back may have its login among those that work.
      if (members.some((member) => member.name === name && member.revokedAt === null)) await admin.revoke(name);
      return admin.invite(name, role);
    });
    const line = arena.toLine(name, invited);
    room.logins.set(name, { role, shutAfter: null });
    for (const desk of room.desks)
      if (desk.person === name) await askDesk(room, desk, (client) => client.hub.join({ line }));
  }
  await giveRole(room, first.name, 'lead');
}
