/**
 * When one account's vendor may be asked: the rate limit, Retry-After in full, capped exponential backoff with jitter,
 * and the breaker. It says when the run has to stop (`halted`), and decides nothing about records.
 */
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Clock } from '../../ports.ts';
import type { VendorFailure } from '../../vendors/adapter.ts';

const breakerAfter = 5;
/**
 * A run itself waits at most this long when the vendor asks for a wait; for a longer wait it ends, and a later run goes
 * on.
 */
const longestWaitMs = 90_000;
const windowMs = 60_000;
// Requests leave and arrive with some jitter, and the vendor's minute does not start with ours.
const windowSlackMs = 500;

/** Why a run cannot go on. `message` is shown as it is. */
export type Halt = {
  readonly kind: 'auth' | 'offline' | 'wait' | 'cancelled';
  readonly message: string;
};

/** What outlives a run, and is shared with requests outside of runs. Instants are epoch ms. */
export type Pace = {
  /** When requests were sent, for the rate limit. */
  readonly sentAt: number[];
  /** No request before this instant, as the vendor asked. */
  notBefore: number;
};

/** The pace of each account, shared by all that ask its vendor. */
export type Paces = { readonly of: (account: AccountId) => Pace };

/** The paces of one desk, each made when it is first asked for. */
export function createPaces(): Paces {
  const paces = new Map<AccountId, Pace>();
  return {
    of(account) {
      const pace = paces.get(account) ?? { sentAt: [], notBefore: 0 };
      paces.set(account, pace);
      return pace;
    },
  };
}

export type TurnstileOptions = {
  readonly vendor: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly pace: Pace;
  readonly requestsPerMinute: number | null;
  /** No request before this instant (epoch ms), as the vendor said in an earlier run. */
  readonly notBefore: number | null;
  /** Called when the vendor asks to wait, so that it is remembered. */
  readonly onNotBefore: (at: number) => void;
};

export type Turnstile = {
  /** Waits until a request may be sent; false when it must not be. */
  readonly enter: () => Promise<boolean>;
  readonly noteSuccess: () => void;
  /** `mayBeForbidden`: the run goes on even if the token may not do this. */
  readonly noteFailure: (failure: VendorFailure, mayBeForbidden: boolean) => void;
  /** Waits until an instant (epoch ms), or until the run is cancelled. */
  readonly pauseUntil: (at: number) => Promise<void>;
  readonly halted: () => Halt | null;
};

/**
 * Milliseconds before try `tries + 1`: half fixed, half random. The wait starts at half a second and doubles each time,
 * up to thirty seconds.
 */
export function backoffMs(tries: number, random: () => number): number {
  const full = Math.min(30_000, 500 * 2 ** Math.max(0, tries - 1));
  return Math.round(full / 2 + (random() * full) / 2);
}

/** The turnstile of one run. */
export function createTurnstile(options: TurnstileOptions): Turnstile {
  const { vendor, clock, random, signal, pace, requestsPerMinute, onNotBefore } = options;
  pace.notBefore = Math.max(pace.notBefore, options.notBefore ?? 0);
  let backOffUntil = 0;
  let inARow = 0;
  let halt: Halt | null = null;

  async function pauseUntil(at: number): Promise<void> {
    while (clock.now() < at && !signal.aborted) {
      try {
        await clock.sleep(at - clock.now(), signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  return {
    async enter() {
      if (halt !== null) return false;
      // A request beside this run can be answered with a longer wait while the run waits, so it checks again.
      for (;;) {
        const until = Math.max(pace.notBefore, backOffUntil);
        if (until - clock.now() > longestWaitMs) {
          halt = { kind: 'wait', message: `${vendor} asks to wait until ${toInstant(until)}. Nothing is sent before.` };
          return false;
        }
        if (until <= clock.now() || signal.aborted) break;
        await pauseUntil(until);
      }
      if (requestsPerMinute !== null) {
        while (pace.sentAt.length >= requestsPerMinute) {
          const free = (pace.sentAt.shift() ?? 0) + windowMs + windowSlackMs;
          if (free > clock.now()) await pauseUntil(free);
        }
        pace.sentAt.push(clock.now());
      }
      if (signal.aborted) halt = { kind: 'cancelled', message: 'Cancelled.' };
      return halt === null;
    },
    noteSuccess: () => void (inARow = 0),
    noteFailure(failure, mayBeForbidden) {
      const isTrouble = failure.class === 'retry' || failure.class === 'rateLimited';
      inARow = isTrouble ? inARow + 1 : 0;
      const asked = toAskedWait(failure, clock.now() + backoffMs(inARow, random));
      if (isTrouble && asked > Math.max(pace.notBefore, backOffUntil)) {
        if (failure.retryAt === null) backOffUntil = asked;
        else {
          pace.notBefore = asked;
          onNotBefore(asked);
        }
      }
      if (signal.aborted) halt = { kind: 'cancelled', message: 'Cancelled.' };
      else if (failure.class === 'auth' || (failure.class === 'forbidden' && !mayBeForbidden))
        halt = { kind: 'auth', message: failure.message };
      else if (inARow >= breakerAfter) halt = { kind: 'offline', message: failure.message };
    },
    pauseUntil,
    halted: () => halt,
  };
}

/**
 * The instant (epoch ms) until which to leave the vendor alone after this failure. What the vendor asks for is never
 * shortened.
 */
function toAskedWait({ class: kind, retryAt }: VendorFailure, backOffUntil: number): number {
  const asked: Instant | null = retryAt;
  if (asked !== null) return Math.max(toEpochMs(asked), kind === 'rateLimited' ? backOffUntil : 0);
  return kind === 'rateLimited' ? backOffUntil : 0;
}
