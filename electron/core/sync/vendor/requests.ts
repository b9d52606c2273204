/**
 * How fast and how often one account's vendor is asked: the rate limit, Retry-After in full, capped exponential backoff
 * with jitter, the breaker, and the retry budget. It makes no decision about records; it answers what the vendor
 * answered, and says when the run has to stop (`halted`).
 */
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Clock } from '../../ports.ts';
import type { VendorFailure, VendorResult } from '../../vendors/adapter.ts';

/** The most tries of one operation in a run. */
export const mostTries = 4;
const breakerAfter = 5;
/** A wait that the vendor asks for is sat out within the run up to this; beyond it the run ends and a later one goes on. */
const longestWaitMs = 90_000;
/** The longest that one record rests between two runs that try it. */
const longestRestMs = 30 * 60_000;
const windowMs = 60_000;
// Requests leave and arrive with some jitter, and the vendor's minute is not ours.
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
  /** No request before this: the vendor said so. */
  notBefore: number;
};

/** The pace of each account, whoever asks its vendor. */
export type Paces = { readonly of: (account: AccountId) => Pace };

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

export type Requests = {
  /** One request, when rate and Retry-After allow it. After a halt it answers without asking. */
  readonly send: <T>(ask: (signal: AbortSignal) => Promise<VendorResult<T>>) => Promise<VendorResult<T>>;
  /** A request that does no harm when repeated: tried up to four times. */
  readonly read: <T>(
    ask: (signal: AbortSignal) => Promise<VendorResult<T>>,
    /** The run goes on without what the token may not read. */
    options?: { readonly mayBeForbidden: boolean },
  ) => Promise<VendorResult<T>>;
  /** Notes that another operation is worked on; the budget of requests grows with them. */
  readonly noteOperation: () => void;
  /** Whether the budget has one more request for an operation that had one; it is used up for this run when not. */
  readonly takeExtra: () => boolean;
  /** Waits until an instant (epoch ms), or until the run is cancelled. */
  readonly pauseUntil: (at: number) => Promise<void>;
  /** The instant (epoch ms) of the next try: after `tries` in this run, and `attempts` ever. */
  readonly nextTryAt: (tries: number, attempts: number) => number;
  readonly halted: () => Halt | null;
  readonly retries: () => number;
};

export type RequestsOptions = {
  readonly vendor: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly pace: Pace;
  readonly requestsPerMinute: number | null;
  /** No request before this (epoch ms), as the vendor said in an earlier run. */
  readonly notBefore: number | null;
  /** Called when the vendor asks to wait, so that it is remembered. */
  readonly onNotBefore: (at: number) => void;
};

/** Backoff before try `tries + 1`: half fixed, half chance; half a second doubled each time, thirty at most. */
function backoffMs(tries: number, random: () => number): number {
  const full = Math.min(30_000, 500 * 2 ** Math.max(0, tries - 1));
  return Math.round(full / 2 + (random() * full) / 2);
}

export function createRequests(options: RequestsOptions): Requests {
  const { vendor, clock, random, signal, pace, requestsPerMinute, onNotBefore } = options;
  pace.notBefore = Math.max(pace.notBefore, options.notBefore ?? 0);
  let backOffUntil = 0;
  let inARow = 0;
  let operations = 0;
  let spent = 0;
  let retries = 0;
  let halt: Halt | null = null;

  const isHalted = (): boolean => halt !== null;

  const stopped = (): VendorFailure => ({
    ok: false,
    class: 'retry',
    effect: 'notDone',
    message: halt?.message ?? 'Stopped.',
    status: null,
    retryAt: null,
  });

  async function sleepUntil(at: number): Promise<void> {
    while (clock.now() < at && !signal.aborted) {
      try {
        await clock.sleep(at - clock.now(), signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  /** Waits until a request may be sent; false when it must not be. */
  async function mayAsk(): Promise<boolean> {
    if (halt !== null) return false;
    // What is sent beside the run can be answered with a wait while the run sits out another.
    for (;;) {
      const until = Math.max(pace.notBefore, backOffUntil);
      if (until - clock.now() > longestWaitMs) {
        halt = { kind: 'wait', message: `${vendor} asks to wait until ${toInstant(until)}. Nothing is sent before.` };
        return false;
      }
      if (until <= clock.now() || signal.aborted) break;
      await sleepUntil(until);
    }
    if (requestsPerMinute !== null) {
      while (pace.sentAt.length >= requestsPerMinute) {
        const free = (pace.sentAt.shift() ?? 0) + windowMs + windowSlackMs;
        if (free > clock.now()) await sleepUntil(free);
      }
      pace.sentAt.push(clock.now());
    }
    if (signal.aborted) halt = { kind: 'cancelled', message: 'Cancelled.' };
    return halt === null;
  }

  function noteFailure(failure: VendorFailure, mayBeForbidden: boolean): void {
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
    else if (failure.class === 'auth' && !mayBeForbidden) halt = { kind: 'auth', message: failure.message };
    else if (inARow >= breakerAfter) halt = { kind: 'offline', message: failure.message };
  }

  async function sendOnce<T>(
    ask: (signal: AbortSignal) => Promise<VendorResult<T>>,
    mayBeForbidden: boolean,
  ): Promise<VendorResult<T>> {
    if (!(await mayAsk())) return stopped();
    const result = await ask(signal);
    if (result.ok) inARow = 0;
    else noteFailure(result, mayBeForbidden);
    return result;
  }

  return {
    send(ask) {
      spent += 1;
      return sendOnce(ask, false);
    },
    async read(ask, { mayBeForbidden } = { mayBeForbidden: false }) {
      let result = await sendOnce(ask, mayBeForbidden);
      for (let tries = 1; tries < mostTries; tries += 1) {
        if (result.ok || isHalted() || (result.class !== 'retry' && result.class !== 'rateLimited')) break;
        retries += 1;
        await sleepUntil(clock.now() + backoffMs(tries, random));
        result = await sendOnce(ask, mayBeForbidden);
      }
      return result;
    },
    noteOperation: () => void (operations += 1),
    takeExtra() {
      // A fifth more than the operations; some in any case, or a small run could not recover from one bad minute.
      if (spent + 1 > Math.max(operations + 10, operations * 1.2)) return false;
      retries += 1;
      return true;
    },
    pauseUntil: sleepUntil,
    nextTryAt(tries, attempts) {
      if (tries < mostTries) return clock.now() + backoffMs(tries, random);
      // This run has given up on it; later ones space it out, unless a person asks for a run.
      const later = Math.min(longestRestMs, 30_000 * 2 ** Math.floor(attempts / mostTries));
      return clock.now() + Math.round(later * (0.75 + random() / 4));
    },
    halted: () => halt,
    retries: () => retries,
  };
}

/** Until when to leave the vendor alone after this failure. What the vendor says is never shortened. */
function toAskedWait({ class: kind, retryAt }: VendorFailure, backOffUntil: number): number {
  const asked: Instant | null = retryAt;
  if (asked !== null) return Math.max(toEpochMs(asked), kind === 'rateLimited' ? backOffUntil : 0);
  return kind === 'rateLimited' ? backOffUntil : 0;
}
