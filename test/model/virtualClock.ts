/**
 * Time that moves only when somebody waits or a command makes it jump: a wait of the core passes at once. The sandbox
 * shares it, so that expiries, rate limits and late answers are the same on both sides and in every run.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../electron/core/ports.ts';

export type VirtualClock = {
  readonly now: () => number;
  /** Moves on, and runs what was postponed until then, in order. */
  readonly advance: (ms: number) => void;
  /** How far the cores' clock is ahead of the time; negative: behind. */
  readonly setAhead: (ms: number) => void;
  /** Postpones, as `setTimeout` does. */
  readonly later: (run: () => void, ms: number) => void;
  /** Runs all that is still postponed; time stands still. */
  readonly flush: () => void;
  /** Waits inside of this pass at once; all others (the scheduler's) pass when time has moved on for another reason. */
  readonly inForeground: <T>(work: () => Promise<T>) => Promise<T>;
  /** The clock as one life of the core gets it. When that life is over, its clock goes on alone. */
  readonly forLife: (isDead: () => boolean) => Clock;
};

/** `moved`: told the time whenever it moves, for clocks that are not in this process. */
export function createVirtualClock(start: number, moved: (now: number) => void = () => {}): VirtualClock {
  const foreground = new AsyncLocalStorage<true>();
  let now = start;
  let ahead = 0;
  let postponed: { readonly at: number; readonly run: () => void }[] = [];
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  function advance(ms: number): void {
    const until = now + ms;
    for (;;) {
      const next = postponed.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      postponed = postponed.filter((one) => one !== next);
      now = Math.max(now, next.at);
      moved(now);
      next.run();
    }
    now = until;
    moved(now);
    const due = sleepers.filter(({ at }) => at <= now);
    sleepers = sleepers.filter(({ at }) => at > now);
    for (const { wake } of due) wake();
  }

  return {
    now: () => now,
    advance,
    setAhead: (ms) => void (ahead = ms),
    later: (run, ms) => void postponed.push({ at: now + ms, run }),
    flush() {
      const all = postponed;
      postponed = [];
      for (const { run } of all) run();
    },
    inForeground: (work) => foreground.run(true, work),
    forLife(isDead) {
      let aside = 0;
      return {
        now: () => now + aside + ahead,
        monotonic: () => now + aside,
        async sleep(ms, signal) {
          signal?.throwIfAborted();
          if (ms > 0 && foreground.getStore() === undefined) {
            await new Promise<void>((resolve, reject) => {
              sleepers.push({ at: now + ms, wake: resolve });
              signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
            });
            return;
          }
          if (isDead()) aside += Math.max(0, ms);
          else advance(Math.max(0, ms));
          await nextTurn();
          signal?.throwIfAborted();
        },
        breathe: () => nextTurn(),
      };
    },
  };
}
