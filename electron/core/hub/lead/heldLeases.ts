/**
 * The leases that this process has, in its memory alone: a copy of the data directory, or the next start, has none of them and waits
 * until they have run out.
 *
 * A vendor knows no fence. So a leader stops asking well before its lease can be somebody else's: the time for which it was asked,
 * counted from before it was asked, less the longest that a request may be under way, less a margin. Two clocks count: one that nobody
 * sets stands still while a computer sleeps, and the other may be set back.
 */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Clock } from '../../ports.ts';
import type { HeldLease } from '../leasePort.ts';

/** For how long a lease is asked, and for how long a request may be under way, in milliseconds. */
export type LeaseTimes = { readonly forMs: number; readonly requestMs: number };

/** By default a lease runs for a minute and a half. */
export const defaultLeaseMs = 90_000;

/** What a lease keeps free at its end beside the time of a request. */
const marginOf = ({ forMs }: LeaseTimes): number => forMs / 18;

export type Held = HeldLease & {
  /** When it was asked for last, by both clocks. */
  askedAt: Moment;
  /** What was said of the account last, as text. */
  said: string | null;
  /** Which request for a run was answered last. */
  ranFor: number | null;
  /** It is being given back. */
  isLeaving: boolean;
};

export type Moment = { readonly monotonic: number; readonly wall: number };

export type HeldLeases = {
  readonly of: (account: AccountId) => Held | undefined;
  readonly list: () => readonly (readonly [AccountId, Held])[];
  readonly add: (account: AccountId, lease: HeldLease, askedAt: Moment) => void;
  readonly remove: (account: AccountId) => void;
  /** The moment to note before a lease is asked for. */
  readonly now: () => Moment;
  /** Whether a request may begin: it would be over before the lease could be another's. */
  readonly maySend: (account: AccountId) => boolean;
};

/** The leases of one process. */
export function createHeldLeases(clock: Pick<Clock, 'now' | 'monotonic'>, times: LeaseTimes): HeldLeases {
  const held = new Map<AccountId, Held>();
  const now = (): Moment => ({ monotonic: clock.monotonic(), wall: clock.now() });
  return {
    of: (account) => held.get(account),
    list: () => [...held],
    add: (account, lease, askedAt) =>
      void held.set(account, { ...lease, askedAt, said: null, ranFor: null, isLeaving: false }),
    remove: (account) => void held.delete(account),
    now,
    maySend(account) {
      const one = held.get(account);
      if (one === undefined || one.isLeaving) return false;
      const at = now();
      const passed = Math.max(at.monotonic - one.askedAt.monotonic, at.wall - one.askedAt.wall);
      return passed < times.forMs - times.requestMs - marginOf(times);
    },
  };
}
