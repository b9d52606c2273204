/** Looks at every write of a desk to the vendor, right before it leaves and right after it was answered. */
import { loadSnapshot, type Snapshot } from '../statements.ts';
import { addedKeys } from '../invariants.ts';
import { isJustBack, type Lease, readAnnounced, readLease } from './hubRules.ts';
import type { Room, RoomDesk, WriteWatch } from './hubWorld.ts';
import { mayHaveMet } from './meetings.ts';
import { checkRemovals } from './vendorRules.ts';

/** From now on, until a run of its own looks: another desk may have asked this one for a run, which goes on beside the scenario. */
export function watchAlways(room: Room, desk: RoomDesk): void {
  const watch = watchOf(room, desk);
  desk.atBoundary = async ({ when }) => {
    if (when === 'after') await watch.answered();
    else if (!desk.life.gate.isDead) await watch.leaves();
  };
}

/** One for each desk: a request that left before a run of the desk's own began may be answered in it. */
export function watchOf(room: Room, desk: RoomDesk): WriteWatch {
  const watch = room.watches.get(desk) ?? told(room, desk, watchWrites(room, desk));
  room.watches.set(desk, watch);
  return watch;
}

/** Nobody waits for a run that another desk asked for, or whose desk was killed: where the room is closed by now, nobody reads this either. */
function told(room: Room, desk: RoomDesk, { leaves, answered }: WriteWatch): WriteWatch {
  const tell = (error: unknown): void =>
    room.violate(`a write of ${desk.name} could not be looked at: ${String(error)}`);
  return { leaves: () => leaves().catch(tell), answered: () => answered().catch(tell) };
}

/**
 * A write leaves only while this desk leads by the hub's clock, and nobody else leads before it is over. The hub is looked at right
 * before the request; whether it left, the sandbox says.
 */
function watchWrites(room: Room, desk: RoomDesk): WriteWatch {
  const { control } = room.arena.sandbox;
  const { tenant } = room;
  let pending:
    | {
        readonly seq: number;
        readonly lease: Lease | undefined;
        readonly said: ReadonlySet<string>;
        readonly listed: Snapshot;
      }
    | undefined;
  return {
    async leaves(): Promise<void> {
      pending = {
        seq: control.lastSeq().seq,
        lease: await readLease(room),
        said: await readAnnounced(room),
        listed: await loadSnapshot(desk.life.client),
      };
    },
    async answered(): Promise<void> {
      if (pending === undefined) return;
      const { seq, lease, said, listed } = pending;
      pending = undefined;
      const writes = control.requests({ tenant, sinceSeq: seq }).filter(({ isWrite }) => isWrite);
      // It may have exchanged by now.
      mayHaveMet(room, desk);
      checkRemovals(room, desk, listed, `a run of ${desk.name}`);
      // The hub has forgotten what it was told, and leases that it gave, until whoever has them hears of it.
      if (writes.length === 0 || isJustBack(room)) return;
      if (lease?.isLive !== true || lease.name !== desk.person)
        room.violate(
          `${desk.name} wrote to the vendor while ${lease?.isLive === true ? (lease.name ?? '?') : 'nobody'} led`,
        );
      for (const write of writes)
        for (const key of write.method === 'POST' ? addedKeys(write, new Set()) : [])
          if (!said.has(key.replace(/^\+/, '')))
            room.violate(`${desk.name} wrote ${key} to the vendor, and the hub had not heard of that`);
      const now = await readLease(room);
      if (now?.isLive === true && now.name !== desk.person)
        room.violate(`a write of ${desk.name} was under way while ${now.name ?? '?'} led`);
    },
  };
}
