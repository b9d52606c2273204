/** What a real host gives to the core: the machine's clock, zone, randomness and network. Tests give their own. */
import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { Agent } from 'undici';
import type { Clock, Ports } from '../core/ports.ts';

/** Node fires longer timers at once. */
const longestTimerMs = 2 ** 31 - 1;

const clock: Clock = {
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

/**
 * Clock, zone, randomness, ids and the network. The dispatcher has a limit for every phase of a request; vendor calls
 * set their own in addition. Proxies of the environment are not used: tokens go to the vendor and nowhere else.
 */
export function createHostPorts(): Pick<Ports, 'clock' | 'random' | 'newId' | 'dispatcher' | 'systemZone'> {
  return {
    clock,
    random: Math.random,
    newId: randomUUID,
    systemZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    dispatcher: new Agent({
      connect: { timeout: 10_000 },
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
      keepAliveTimeout: 10_000,
    }),
  };
}
