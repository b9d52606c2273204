/**
 * When one account's vendor may be asked: the rate limit, Retry-After in full, capped exponential backoff with jitter,
 * and the breaker. It says when the run has to stop (`halted`), and decides nothing about records.
 */
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Clock } from '../../ports.ts';
import type { VendorFailure } from '../../vendors/adapter.ts';
import { turnstileWords as say } from '../../../../shared/words/core/sync/vendor.ts';

const breakerAfter = 5;
/**
 * A run itself waits at most this long when the vendor asks for a wait; for a longer wait it ends, and a later run goes
 * on.
 */
const longestWaitMs = 90_000;
const windowMs = 60_000;
// Requests leave and arrive with some jitter, and the vendor's minute does not start with ours.
const windowSlackMs = 500;
/** Of so many requests that a vendor takes in a minute, readings leave one: a new block finds a free one. */
const oneKeptOf = 6;

/** So long (ms) after one look at the heads of lists, or after a whole reading began, the next one is worth its requests. */
export const lookEveryMs = 5 * 60_000;

const longWaitMs = 86_400_000;

/** Whether a wait (ms) is one of more than a day: rarely meant, so it is a question to a person, who may try at once. */
export function isLongWait(ms: number): boolean {
  return ms > longWaitMs;
}

/** Why a run cannot go on. `message` is shown as it is. */
export type Halt = {
  readonly kind: 'auth' | 'offline' | 'wait' | 'cancelled';
  readonly message: string;
};

/**
 * What outlives a run, and is shared with requests outside of runs. Times are those of the monotonic clock: whoever sets
 * the computer's clock makes no wait longer or shorter.
 */
export type Pace = {
  /** When requests were sent, for the rate limit. */
  readonly sentAt: number[];
  /** No request before this instant, as the vendor asked. */
  notBefore: number;
  /** How many requests a minute the vendor itself says that it takes; null: it has not said it. */
  saidPerMinute: number | null;
  /** When the heads of the lists were last looked at. */
  lookedAt: number;
};

/** The pace of each account, shared by all that ask its vendor. */
export type Paces = { readonly of: (account: AccountId) => Pace };

/** The paces of one desk, each made when it is first asked for. */
export function createPaces(): Paces {
  const paces = new Map<AccountId, Pace>();
  return {
    of(account) {
      const pace = paces.get(account) ?? { sentAt: [], notBefore: -Infinity, saidPerMinute: null, lookedAt: -Infinity };
      paces.set(account, pace);
      return pace;
    },
  };
}

/** Whether the last look at the heads of lists is some minutes old; then this is the next one. */
export function takeLook(pace: Pace, clock: Pick<Clock, 'monotonic'>): boolean {
  if (clock.monotonic() - pace.lookedAt < lookEveryMs) return false;
  pace.lookedAt = clock.monotonic();
  return true;
}

export type TurnstileOptions = {
  readonly vendor: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly pace: Pace;
  /** As documented; null: no limit is. Where one is, what the vendor says of itself counts before it. */
  readonly requestsPerMinute: number | null;
  /** No request before this instant (epoch ms), as the vendor said in an earlier run. */
  readonly notBefore: number | null;
  /** Called when the vendor asks to wait, so that it is remembered. */
  readonly onNotBefore: (at: number) => void;
  /** Why this desk may not ask the vendor now; null: it may. */
  readonly refuse?: () => string | null;
};

export type Turnstile = {
  /** Waits until a request may be sent; false when it must not be. */
  readonly enter: () => Promise<boolean>;
  /**
   * Milliseconds until a reading may ask for its next page: it leaves a part of the vendor's minute to what is more urgent.
   * 0: now, or whenever any request may leave.
   */
  readonly untilReading: () => number;
  readonly noteSuccess: () => void;
  /** `mayBeForbidden`: the run goes on even if the token may not do this. */
  readonly noteFailure: (failure: VendorFailure, mayBeForbidden: boolean) => void;
  /** Waits so many milliseconds, or until the run is cancelled. */
  readonly pause: (ms: number) => Promise<void>;
  /** The run ends here, because this desk may not ask any more. */
  readonly stop: (message: string) => void;
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
  const mono = clock.monotonic;
  if (options.notBefore !== null) pace.notBefore = Math.max(pace.notBefore, mono() + options.notBefore - clock.now());
  let backOffUntil = -Infinity;
  let inARow = 0;
  let halt: Halt | null = null;

  async function pause(ms: number): Promise<void> {
    const end = mono() + ms;
    while (mono() < end && !signal.aborted) {
      try {
        await clock.sleep(end - mono(), signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  /** How many requests the vendor takes in a minute; null: nobody says. */
  const mostAMinute = (): number | null =>
    requestsPerMinute === null ? null : (pace.saidPerMinute ?? requestsPerMinute);

  /** Milliseconds until fewer than `most` requests were sent in the last minute. */
  function untilFree(most: number): number {
    const nth = pace.sentAt.at(-Math.max(1, most));
    return nth === undefined ? 0 : Math.max(0, nth + windowMs + windowSlackMs - mono());
  }

  function noteSent(most: number): void {
    pace.sentAt.push(mono());
    if (pace.sentAt.length > 2 * most) pace.sentAt.splice(0, pace.sentAt.length - most);
  }

  return {
    untilReading() {
      const most = mostAMinute();
      if (most === null || signal.aborted || halt !== null) return 0;
      return untilFree(most - Math.floor(most / oneKeptOf));
    },
    async enter() {
      if (halt !== null) return false;
      // A request beside this run can be answered with a longer wait while the run waits, so it checks again.
      for (;;) {
        const until = Math.max(pace.notBefore, backOffUntil);
        if (until - mono() > longestWaitMs) {
          const at = toInstant(clock.now() + until - mono());
          halt = { kind: 'wait', message: say.asksToWaitUntilNothing(vendor, at) };
          return false;
        }
        if (until <= mono() || signal.aborted) break;
        await pause(until - mono());
      }
      for (;;) {
        const most = mostAMinute();
        if (most === null) break;
        const ms = untilFree(most);
        if (ms > 0 && !signal.aborted) await pause(ms);
        else {
          noteSent(most);
          break;
        }
      }
      const refused = options.refuse?.() ?? null;
      if (signal.aborted) halt = { kind: 'cancelled', message: 'Cancelled.' };
      else if (refused !== null) halt = { kind: 'wait', message: refused };
      return halt === null;
    },
    noteSuccess: () => void (inARow = 0),
    noteFailure(failure, mayBeForbidden) {
      const isTrouble = failure.class === 'retry' || failure.class === 'rateLimited';
      inARow = isTrouble ? inARow + 1 : 0;
      const asked = mono() + toAskedWait(failure, backoffMs(inARow, random), clock.now());
      if (isTrouble && asked > Math.max(pace.notBefore, backOffUntil)) {
        if (failure.retryAt === null) backOffUntil = asked;
        else {
          pace.notBefore = asked;
          onNotBefore(toEpochMs(failure.retryAt));
        }
      }
      if (signal.aborted) halt = { kind: 'cancelled', message: 'Cancelled.' };
      else if (failure.class === 'auth' || (failure.class === 'forbidden' && !mayBeForbidden))
        halt = { kind: 'auth', message: failure.message };
      else if (inARow >= breakerAfter) halt = { kind: 'offline', message: failure.message };
    },
    pause,
    stop(message) {
      halt ??= signal.aborted ? { kind: 'cancelled', message: 'Cancelled.' } : { kind: 'wait', message };
    },
    halted: () => halt,
  };
}

/** Milliseconds for which to leave the vendor alone after this failure. What the vendor asks for is never shortened. */
function toAskedWait({ class: kind, retryAt }: VendorFailure, backOff: number, now: number): number {
  const least = kind === 'rateLimited' ? backOff : -Infinity;
  return retryAt === null ? least : Math.max(toEpochMs(retryAt) - now, least);
}
