/** When a block ends, as a list or the hub says it: epoch milliseconds, Infinity for good, -Infinity where nothing blocks. */
import { isInForce, type SeenEntry } from '../statements.ts';
import type { Room, RoomDesk } from './hubWorld.ts';

/** The latest end of an entry's holds. */
export function endOf(entry: SeenEntry | undefined): number {
  if (entry === undefined || entry.isRemoved) return -Infinity;
  return Math.max(...entry.holds.map(({ until }) => (until === null ? Infinity : Date.parse(until))));
}

/** The latest end of holds in the hub's words. */
export function endOfWire(holds: string): number {
  return Math.max(...(JSON.parse(holds) as [string, number | null][]).map(([, until]) => until ?? Infinity));
}

/** The time by a desk's own clock. */
export const timeAt = ({ clock }: Pick<Room, 'clock'>, { skew }: Pick<RoomDesk, 'skew'>): number => clock.now() + skew;

/** A clock that differs by less from the vendor's is believed: no end is meant to the minute. */
const believedMs = 15 * 60_000;

/** The latest time at which a block may have ended for a desk that tells a vendor so. */
export const endedBy = ({ clock }: Pick<Room, 'clock'>, { skew }: Pick<RoomDesk, 'skew'>): number =>
  clock.now() + (skew > 0 && skew <= believedMs ? skew : 0);

/** Where an entry holds, without until when. */
export function placesOf({ holds }: SeenEntry): string {
  return JSON.stringify(
    holds
      .map(({ place, except }) => [place, except.toSorted((a, b) => a - b)])
      .toSorted((a, b) => String(a).localeCompare(String(b))),
  );
}

/** Whether any hold of the entry blocks at a time. */
export function blocksAt({ isRemoved, holds }: SeenEntry, at: number): boolean {
  return !isRemoved && holds.some(({ until }) => isInForce(until, new Date(at).toISOString()));
}
