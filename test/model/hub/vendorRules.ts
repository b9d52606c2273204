/** What desks may do to the vendor's list: judged from the sandbox's own record of what happened to each of its records. */
import type { Snapshot } from '../statements.ts';
import { endedBy, endOf } from './ends.ts';
import { hubNumbers } from './hubScenario.ts';
import { askDesk, type Room, type RoomDesk } from './hubWorld.ts';

const endAt = ({ expiresAt }: { readonly expiresAt: number | null }): number => expiresAt ?? Infinity;

/**
 * What was taken off the vendor's list by this desk's run was released or has ended, as far as was known there, and what ends sooner there does so here. `listed`: its list right before the
 * request left.
 */
export function checkRemovals(room: Room, desk: RoomDesk, listed: Snapshot, during: string): void {
  const { control } = room.arena.sandbox;
  const changes = control.changes({ tenant: room.tenant });
  const { expiryStepMs } = control.tenant({ tenant: room.tenant }).settings;
  for (const { before, after, by } of changes.slice(room.changesSeen)) {
    if (by === 'control' || before === null || room.narrowed.has(before.number)) continue;
    const { number } = before;
    const mustUntil = room.knowledge.mustBlockUntil(desk.name, number);
    const entry = listed.get(number);
    // What has ended is taken off by the time alone.
    const ended = endedBy(room, desk);
    if (after !== null) {
      const isSooner = endAt(after) < endAt(before);
      if (isSooner && endAt(after) + expiryStepMs < Math.max(mustUntil, endOf(entry)))
        room.violate(`${desk.name} let ${number} end sooner at the vendor than its list says (${during})`);
      continue;
    }
    if (entry?.isRemoved === false && endOf(entry) <= ended && mustUntil <= ended) continue;
    if (!room.knowledge.mayKnowRelease(desk.name, number))
      room.violate(`${desk.name} took ${number} off the vendor's list, and nobody had released it (${during})`);
    else if (mustUntil > ended || entry?.isRemoved === false)
      room.violate(`${desk.name} took ${number} off the vendor's list while it was blocked there (${during})`);
  }
  room.changesSeen = changes.length;
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

/** A desk that tells the vendor and has just exchanged has told the hub of every record that it knows there. */
export async function checkTold(room: Room, desk: RoomDesk): Promise<void> {
  const untold = await listUntold(room, desk);
  if (untold.length === 0) return;
  // A run that somebody asked for may have read the vendor's list since, beside the exchange: the next one tells what it found.
  const done = await askDesk(room, desk, (client) => client.hub.sync());
  if (done?.hub.state !== 'inStep') return;
  const told = await readTold(room);
  for (const number of untold.filter((one) => !told.has(one)))
    room.violate(`${desk.name} knows ${number} at the vendor, has exchanged, and the hub has not heard of that`);
}

/** What the desk, where it leads, knows at the vendor and has not told the hub. */
async function listUntold(room: Room, desk: RoomDesk): Promise<readonly string[]> {
  const { client } = desk.life;
  const [account] = await client.accounts.list();
  if (account?.lead?.isHere !== true || account.lead.sentence !== null) return [];
  const known: string[] = [];
  for (const number of hubNumbers) {
    const { vendors } = await client.entries.get({ number });
    if (vendors.some(({ state }) => state === 'inStep')) known.push(number);
  }
  const told = await readTold(room);
  return known.filter((number) => !told.has(number));
}

async function readTold({ hub }: Room): Promise<ReadonlySet<string>> {
  const { rows } = await hub.query<{ number: string }>("SELECT number FROM dnc.record WHERE facts <> '{}'");
  return new Set(rows.map(({ number }) => `+${number}`));
}
