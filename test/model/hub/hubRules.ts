/**
 * What must hold in a room whatever happens, judged after every command and in the middle of runs: from what people did and who could
 * know of it (knowledge.ts), from what the hub has, and from what the vendor was asked.
 */
import type { Snapshot } from '../statements.ts';
import { hubNumbers } from './hubScenario.ts';
import type { Room, RoomDesk } from './hubWorld.ts';
import { blocksAt, endOf, endOfWire, timeAt } from './ends.ts';
import { loadSnapshot } from '../statements.ts';

/** A lease of before is heard of for so long; after that nobody says that somebody tells the vendor. */
const leaseMs = 90_000;

export type Lease = { readonly name: string | null; readonly isLive: boolean };

/** Who leads by the hub's clock. */
export async function readLease({ hub }: Room): Promise<Lease | undefined> {
  const { rows } = await hub.query<Lease>(
    `SELECT m.name, (l.desk IS NOT NULL AND l.until > now()) AS "isLive" FROM dnc.lease l
     LEFT JOIN dnc.desk d ON d.desk = l.desk LEFT JOIN dnc.member m ON m.login = d.login`,
  );
  return rows[0];
}

/** The digits of numbers of which the hub knows that a request about them may have left. */
export async function readAnnounced({ hub }: Room): Promise<ReadonlySet<string>> {
  const { rows } = await hub.query<{ number: string }>(
    `SELECT number FROM dnc.record WHERE facts::jsonb -> 'owed' ->> 'state' = 'unknown'`,
  );
  return new Set(rows.map(({ number }) => number));
}

/** The numbers that are blocked at the hub. */
export async function readBlockedAtHub({ hub }: Room): Promise<ReadonlySet<string>> {
  const { rows } = await hub.query<{ number: string }>('SELECT number FROM dnc.entry WHERE removed_at IS NULL');
  return new Set(rows.map(({ number }) => `+${number}`));
}

export async function checkRoom(room: Room, during: string): Promise<void> {
  await checkHub(room, during);
  await checkShutOut(room, during);
  const lease = await readLease(room);
  const leading: string[] = [];
  for (const desk of room.desks) {
    if (desk.killedInto !== undefined) continue;
    await checkBlocks(room, desk, during);
    if (await checkLead(room, desk, lease, during)) leading.push(desk.name);
  }
  if (leading.length > 1 && !isJustBack(room))
    room.violate(`${leading.join(' and ')} say that they tell the vendor (${during})`);
}

/** What the list has is blocked, and what somebody blocked is, until a person who knew of it has released it. */
async function checkBlocks(room: Room, desk: RoomDesk, during: string): Promise<void> {
  const { client } = desk.life;
  const listed = await loadSnapshot(client);
  const answers = await client.entries.check({ numbers: [...hubNumbers] });
  const { conflicts } = await client.conflicts.list({ limit: 100 });
  const now = timeAt(room, desk);
  for (const { number, blocked } of answers) {
    const entry = listed.get(number);
    const isListed = entry !== undefined && blocksAt(entry, now);
    if (isListed && !blocked) room.violate(`${desk.name} has ${number} on its list and calls it callable (${during})`);
    if (!isListed && blocked && !conflicts.some((conflict) => conflict.number === number))
      room.violate(`${desk.name} calls ${number} blocked, and nothing on its list blocks it any more (${during})`);
    const until = room.knowledge.mustBlockUntil(desk.name, number);
    if (until <= now) continue;
    if (!blocked)
      room.violate(
        `${number} is callable at the desk of ${desk.name}, and nobody who knew of its block released it (${during})`,
      );
    if (endOf(entry) < until)
      room.violate(
        `at the desk of ${desk.name} ${number} ends sooner than anybody said who knew of its block (${during})`,
      );
  }
}

/** A number that was blocked at the hub is released there by the login of a lead alone, and only knowing what others had done. */
export async function checkHub(room: Room, during: string): Promise<void> {
  const { rows } = await room.hub.query<{ number: string; isReleased: boolean; holds: string; role: string | null }>(
    `SELECT e.number, e.removed_at IS NOT NULL AS "isReleased", s.holds, m.role FROM dnc.entry e
     JOIN dnc.scope s ON s.id = e.scope LEFT JOIN dnc.push p ON p.rev = e.rev LEFT JOIN dnc.member m ON m.login = p.login`,
  );
  const now = room.clock.now();
  for (const { number: digits, isReleased, holds, role } of rows) {
    const number = `+${digits}`;
    const was = room.atHub.get(number);
    const until = isReleased ? -Infinity : endOfWire(holds);
    room.atHub.set(number, { isReleased, until });
    const isWeaker = isReleased ? was?.isReleased === false : was !== undefined && was.until > now && until < was.until;
    if (isWeaker && role !== 'lead')
      room.violate(`a ${role ?? 'stranger'} released ${number} at the hub, or let it end sooner (${during})`);
    const must = room.knowledge.mustBlockUntil('the hub', number);
    if (must > now && until < must)
      room.violate(
        `${number} is released at the hub, or ends sooner, and nobody who knew of its block did that (${during})`,
      );
  }
}

/** The hub takes nothing more from a login that is shut out. */
async function checkShutOut(room: Room, during: string): Promise<void> {
  for (const [name, { shutAfter }] of room.logins) {
    if (shutAfter === null) continue;
    const { rowCount } = await room.hub.query(
      'SELECT 1 FROM dnc.push p JOIN dnc.member m ON m.login = p.login WHERE m.name = $1 AND p.rev > $2',
      [name, shutAfter],
    );
    if (rowCount !== 0) room.violate(`the hub took a push of ${name}, whose login is shut out (${during})`);
  }
}

/** The hub has forgotten leases that it gave, and the desks that have them have not heard of it. */
export const isJustBack = ({ clock, putBackAt }: Room): boolean => clock.now() - putBackAt <= leaseMs;

/** What a desk says of who tells the vendor is so. Answers whether it says that of itself. */
async function checkLead(room: Room, desk: RoomDesk, lease: Lease | undefined, during: string): Promise<boolean> {
  const [account] = await desk.life.client.accounts.list();
  const lead = account?.lead ?? null;
  if (lead === null) return false;
  const isLeading = lease?.isLive === true && lease.name === desk.person;
  const saysSo = lead.isHere && lead.sentence === null;
  if (saysSo && !isLeading && !isJustBack(room))
    room.violate(
      `${desk.name} says that it tells the vendor, and ${lease?.isLive === true ? (lease.name ?? '?') : 'nobody'} leads (${during})`,
    );
  const told = /is told by the desk of (\w+) since/.exec(lead.sentence ?? '')?.[1];
  const heardFor = room.clock.now() - desk.exchangedAt;
  if (told !== undefined && heardFor > leaseMs)
    room.violate(`${desk.name} says that ${told} tells the vendor, which it heard ${heardFor} ms ago (${during})`);
  return saysSo;
}

/** A desk that has just heard from the hub who tells the vendor says that. */
export async function checkHeard(room: Room, desk: RoomDesk): Promise<void> {
  const [account] = await desk.life.client.accounts.list();
  const told = /is told by the desk of (\w+) since/.exec(account?.lead?.sentence ?? '')?.[1];
  const lease = await readLease(room);
  const leads = lease?.isLive === true ? lease.name : null;
  if (told !== undefined && leads !== told)
    room.violate(`${desk.name} has just heard that ${told} tells the vendor, and ${leads ?? 'nobody'} leads`);
}

/**
 * Who says what another desk has told the hub has nothing to share: a second block in the same words is no other block, and who releases
 * the one has released both. What the desk itself has told the hub is its own.
 */
export async function forgetSaid(room: Room, desk: RoomDesk): Promise<void> {
  // A copy of the desk has its login, and is another one.
  const isAlone = room.desks.every((other) => other === desk || other.person !== desk.person);
  const listed = await loadSnapshot(desk.life.client);
  const { rows } = await room.hub.query<{ number: string; reason: string | null; holds: string }>(
    `SELECT e.number, e.details ->> 'reason' AS reason, s.holds FROM dnc.entry e JOIN dnc.scope s ON s.id = e.scope
     LEFT JOIN dnc.push p ON p.rev = e.rev LEFT JOIN dnc.member m ON m.login = p.login
     WHERE e.removed_at IS NULL AND m.name IS DISTINCT FROM $1`,
    [isAlone ? desk.name : null],
  );
  for (const { number: digits, reason, holds } of rows) {
    const entry = listed.get(`+${digits}`);
    if (entry?.isRemoved === false && entry.reason === reason && endOf(entry) <= endOfWire(holds))
      room.knowledge.forgetUnshared(desk.name, `+${digits}`);
  }
}

/** What changed at a desk without a person's act: from the hub, or from the vendor. */
export async function judgeArrivals(room: Room, desk: RoomDesk, before: Snapshot, during: string): Promise<void> {
  await forgetSaid(room, desk);
  const after = await loadSnapshot(desk.life.client);
  const isBlocked = (of: Snapshot, number: string): boolean => of.get(number)?.isRemoved === false;
  let atHub: ReadonlySet<string> | undefined;
  for (const number of hubNumbers) {
    if (isBlocked(before, number) && !isBlocked(after, number)) {
      atHub ??= await readBlockedAtHub(room);
      if (!desk.roles.has('lead') && atHub.has(number))
        room.violate(`${number} was released at the desk of ${desk.name}, and is blocked at the hub (${during})`);
    }
    if (isBlocked(before, number) || !isBlocked(after, number)) continue;
    // Nobody at a desk did that: the vendor's own record was taken over, or one that a desk had put there is taken for one.
    const isKnown = room.knowledge.mayKnowBlock(desk.name, number);
    if (wasThere(room, number)) room.knowledge.noteMaybeKept(desk.name, number);
    if (isKnown) continue;
    // The hub takes no release from a login that may not: what it blocks is blocked here again, whatever else was exchanged.
    if (room.logins.get(desk.person)?.role !== 'lead' && (atHub ??= await readBlockedAtHub(room)).has(number)) {
      room.knowledge.forgetReleases(desk.name, number);
      continue;
    }
    // What a desk has put there is nobody's at a hub that was put back to before it heard of that.
    if (!wasThere(room, number, room.putBackAt === -Infinity ? 'control' : undefined))
      room.violate(`${number} was released, and is blocked again at the desk of ${desk.name} by nobody (${during})`);
    room.knowledge.noteKept(desk.name, number, endOf(after.get(number)));
  }
}

/** Whether the number was ever on the vendor's list; `by`: put there by somebody at the vendor. */
function wasThere({ arena, tenant }: Room, number: string, by?: 'control'): boolean {
  const changes = arena.sandbox.control.changes({ tenant });
  return changes.some((change) => change.after?.number === number && (by === undefined || change.by === by));
}
