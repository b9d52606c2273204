/**
 * What must hold in a room whatever happens, judged after every command and in the middle of runs: from what people did and who could
 * know of it (knowledge.ts), from what the hub has, and from what the vendor was asked.
 */
import type { Snapshot } from '../statements.ts';
import { hubNumbers } from './hubScenario.ts';
import type { Room, RoomDesk } from './hubWorld.ts';
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
  for (const { number, blocked } of answers) {
    const entry = listed.get(number);
    if (blocked) continue;
    if (entry?.isRemoved === false)
      room.violate(`${desk.name} has ${number} on its list and calls it callable (${during})`);
    if (room.knowledge.mustBlock(desk.name, number))
      room.violate(
        `${number} is callable at the desk of ${desk.name}, and nobody who knew of its block released it (${during})`,
      );
  }
}

/** A number that was blocked at the hub is released there by the login of a lead alone, and only knowing what others had done. */
export async function checkHub(room: Room, during: string): Promise<void> {
  const { rows } = await room.hub.query<{ number: string; isReleased: boolean; role: string | null }>(
    `SELECT e.number, e.removed_at IS NOT NULL AS "isReleased", m.role FROM dnc.entry e
     LEFT JOIN dnc.push p ON p.rev = e.rev LEFT JOIN dnc.member m ON m.login = p.login`,
  );
  for (const { number: digits, isReleased, role } of rows) {
    const number = `+${digits}`;
    const was = room.atHub.get(number);
    room.atHub.set(number, isReleased);
    if (!isReleased) continue;
    if (was === false && role !== 'lead')
      room.violate(`a ${role ?? 'stranger'} released ${number} at the hub (${during})`);
    if (room.knowledge.mustBlock('the hub', number))
      room.violate(`${number} is released at the hub, and nobody who knew of its block did that (${during})`);
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
const isJustBack = ({ clock, putBackAt }: Room): boolean => clock.now() - putBackAt <= leaseMs;

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
 * What was taken off the vendor's list by this desk's run was released, as far as was known there. `listed`: its list right before the
 * request left.
 */
export function checkRemovals(room: Room, desk: RoomDesk, listed: Snapshot, during: string): void {
  const changes = room.arena.sandbox.control.changes({ tenant: room.tenant });
  for (const { before, after, by } of changes.slice(room.changesSeen)) {
    if (by === 'control' || before === null || after !== null || room.narrowed.has(before.number)) continue;
    const { number } = before;
    if (!room.knowledge.mayKnowRelease(desk.name, number))
      room.violate(`${desk.name} took ${number} off the vendor's list, and nobody had released it (${during})`);
    else if (room.knowledge.mustBlock(desk.name, number) || listed.get(number)?.isRemoved === false)
      room.violate(`${desk.name} took ${number} off the vendor's list while it was blocked there (${during})`);
  }
  room.changesSeen = changes.length;
}

/**
 * Who says what another desk has told the hub has nothing to share: a second block in the same words is no other block, and who releases
 * the one has released both. What the desk itself has told the hub is its own.
 */
export async function forgetSaid(room: Room, desk: RoomDesk): Promise<void> {
  const listed = await loadSnapshot(desk.life.client);
  const { rows } = await room.hub.query<{ number: string; reason: string | null }>(
    `SELECT e.number, e.details ->> 'reason' AS reason FROM dnc.entry e
     LEFT JOIN dnc.push p ON p.rev = e.rev LEFT JOIN dnc.member m ON m.login = p.login
     WHERE e.removed_at IS NULL AND m.name IS DISTINCT FROM $1`,
    [desk.name],
  );
  for (const { number: digits, reason } of rows) {
    const entry = listed.get(`+${digits}`);
    if (entry?.isRemoved === false && entry.reason === reason) room.knowledge.forgetUnshared(desk.name, `+${digits}`);
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
    // Nobody at a desk did that: the vendor's own record was taken over, or one that a desk had put there is taken for one.
    if (isBlocked(before, number) || !isBlocked(after, number) || room.knowledge.mayKnowBlock(desk.name, number))
      continue;
    // The hub takes no release from a login that may not: what it blocks is blocked here again, whatever else was exchanged.
    if (room.logins.get(desk.person)?.role !== 'lead' && (atHub ??= await readBlockedAtHub(room)).has(number)) {
      room.knowledge.forgetReleases(desk.name, number);
      continue;
    }
    if (!wasMadeThere(room, number))
      room.violate(`${number} was released, and is blocked again at the desk of ${desk.name} by nobody (${during})`);
    room.knowledge.noteKept(desk.name, number);
  }
}

/** Whether somebody at the vendor has ever put the number on its list. */
function wasMadeThere({ arena, tenant }: Room, number: string): boolean {
  return arena.sandbox.control
    .changes({ tenant })
    .some(({ by, after }) => by === 'control' && after?.number === number);
}

/** No record is made twice by desks: where the vendor would make two, no add is repeated before somebody looked. */
export function checkTwice({ arena, tenant, violate }: Room): void {
  const { control } = arena.sandbox;
  // What somebody at the vendor puts there right before our add is one more, and nobody's fault.
  const ours = new Set(
    control.changes({ tenant }).flatMap(({ by, after }) => (by === 'request' && after !== null ? [after.id] : [])),
  );
  const keys = control
    .records({ tenant })
    .flatMap(({ id, number, agents }) => (ours.has(id) ? [`${number} ${agents.toSorted().join()}`] : []));
  const made = Map.groupBy(keys, (key) => key);
  for (const [key, { length }] of made) if (length > 1) violate(`the vendor has ${length} records of ${key}`);
}
