/** Lengths of time in words, to one unit: for sentences in which the size matters and not the second. */
import { countOf } from './counts.ts';

const units = [
  ['year', 365 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `2 years`, `3 days`, `20 minutes`: milliseconds in the largest unit of which there is at least one. */
export function describeSpan(ms: number): string {
  const [unit, size] = units.find(([, one]) => ms >= one) ?? (['minute', 60_000] as const);
  return countOf(Math.max(1, Math.round(ms / size)), unit);
}
