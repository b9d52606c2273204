/**
 * How often one account's vendor is asked in a run: tries, and the budget of requests. It makes no decision about records; it
 * answers what the vendor answered. When a request may leave is turnstile.ts.
 */
import type { VendorFailure, VendorResult } from '../../vendors/adapter.ts';
import { backoffMs, createTurnstile, type Halt, type TurnstileOptions } from './turnstile.ts';

/** The most tries of one operation per run. */
export const mostTries = 4;
/** The longest wait for one record between two runs that try it. */
const longestRestMs = 30 * 60_000;

export type Requests = {
  /**
   * Sends one request, when rate and Retry-After allow it. After a halt it answers without asking. That the token may not
   * do it ends no run: it is trouble of that record.
   */
  readonly send: <T>(ask: (signal: AbortSignal) => Promise<VendorResult<T>>) => Promise<VendorResult<T>>;
  /** Sends a request that does no harm when repeated: up to four times. */
  readonly read: <T>(
    ask: (signal: AbortSignal) => Promise<VendorResult<T>>,
    /**
     * `mayBeForbidden`: the run goes on even if the token may not read this. `meanwhile`: what is done before a further try.
     * `tries`: how many at most.
     */
    options?: { readonly mayBeForbidden: boolean; readonly meanwhile?: () => Promise<void>; readonly tries?: number },
  ) => Promise<VendorResult<T>>;
  /** Milliseconds until a reading may ask for its next page (turnstile.ts). */
  readonly untilReading: () => number;
  /** Notes that another operation is worked on: the budget of requests grows with the operations. */
  readonly noteOperation: () => void;
  /**
   * Whether the budget has one more request for an operation that had one already. If not, it is used up for this run.
   */
  readonly takeExtra: () => boolean;
  /** Waits so many milliseconds, or until the run is cancelled. */
  readonly pause: (ms: number) => Promise<void>;
  /** The instant (epoch ms) of the next try: after `tries` in this run, and `attempts` ever. */
  readonly nextTryAt: (tries: number, attempts: number) => number;
  /** The run ends here, because this desk may not ask any more. */
  readonly stop: (message: string) => void;
  readonly halted: () => Halt | null;
  readonly retries: () => number;
};

/** The requests of one run. */
export function createRequests(options: TurnstileOptions): Requests {
  const { clock, random, signal } = options;
  const turnstile = createTurnstile(options);
  let operations = 0;
  let spent = 0;
  let retries = 0;

  const stopped = (): VendorFailure => ({
    ok: false,
    class: 'retry',
    effect: 'notDone',
    message: turnstile.halted()?.message ?? 'Stopped.',
    status: null,
    retryAt: null,
  });

  async function sendOnce<T>(
    ask: (signal: AbortSignal) => Promise<VendorResult<T>>,
    mayBeForbidden: boolean,
  ): Promise<VendorResult<T>> {
    if (!(await turnstile.enter())) return stopped();
    const result = await ask(signal);
    if (result.ok) turnstile.noteSuccess();
    else turnstile.noteFailure(result, mayBeForbidden);
    return result;
  }

  return {
    send(ask) {
      spent += 1;
      return sendOnce(ask, true);
    },
    async read(ask, { mayBeForbidden, meanwhile, tries: most = mostTries } = { mayBeForbidden: false }) {
      let result = await sendOnce(ask, mayBeForbidden);
      for (let tries = 1; tries < most; tries += 1) {
        const mayHelp = !result.ok && (result.class === 'retry' || result.class === 'rateLimited');
        if (!mayHelp || turnstile.halted() !== null) break;
        retries += 1;
        await turnstile.pause(backoffMs(tries, random));
        await meanwhile?.();
        result = await sendOnce(ask, mayBeForbidden);
      }
      return result;
    },
    untilReading: turnstile.untilReading,
    noteOperation: () => void (operations += 1),
    takeExtra() {
      // A fifth more than the operations, but at least ten: otherwise a small run could not recover from one bad
      // minute.
      if (spent + 1 > Math.max(operations + 10, operations * 1.2)) return false;
      retries += 1;
      return true;
    },
    pause: turnstile.pause,
    nextTryAt(tries, attempts) {
      if (tries < mostTries) return clock.now() + backoffMs(tries, random);
      // This run has given up on the operation. Later runs try it less and less often, unless a person asks for a run.
      const later = Math.min(longestRestMs, 30_000 * 2 ** Math.floor(attempts / mostTries));
      return clock.now() + Math.round(later * (0.75 + random() / 4));
    },
    stop: turnstile.stop,
    halted: turnstile.halted,
    retries: () => retries,
  };
}
