/** This machine's clock and timers. Tests give their own. */
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../core/ports.ts';

/** Node fires longer timers at once. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    if (ms <= 0) await setImmediate(undefined, { signal });
    for (let left = ms; left > 0; left -= longestTimerMs)
      await wait(Math.min(left, longestTimerMs), undefined, { signal });
  },
  // A timer of 0 waits a whole millisecond: long work would spend its time waiting.
  breathe: () => setImmediate(),
};
