/**
 * How a computer's clock stands to the newest time that was noted on it. A clock that is far ahead of that may be wrong, and then
 * nothing may be over because of it; one that is behind makes ages too small. Pure.
 */

/** Clocks that differ by less agree: no expiry is meant to the minute. */
export const clockToleranceMs = 15 * 60_000;
/** A computer on which nothing was noted for longer may as well have a wrong clock. */
const longestSilenceMs = 60 * 86_400_000;

export type ClockStand = 'believed' | 'ahead' | 'behind';

/** @param now what the clock shows @param noted the newest time that was noted; both epoch ms */
export function toClockStand(now: number, noted: number): ClockStand {
  if (now - noted > longestSilenceMs) return 'ahead';
  return noted - now > clockToleranceMs ? 'behind' : 'believed';
}
