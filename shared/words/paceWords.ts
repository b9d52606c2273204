/** How fast long work goes and how long it will still take, as the page and the command line say it. */

import { toCount } from './counts.ts';

/** Work whose steps are numbers of the list, or records of a vendor's; the steps of other work (bytes, requests) are not worth telling. */
const counted: ReadonlySet<string> = new Set(['import', 'undo', 'sync']);

/** ", 45,000 a second, about 2 min left"; empty while that is not known. */
export function toPaceWords(job: {
  readonly kind: string;
  readonly rate: number | null;
  readonly secondsLeft: number | null;
}): string {
  const { kind, rate, secondsLeft } = job;
  const pace = rate === null || rate < 1 || !counted.has(kind) ? '' : `, ${toRounded(rate)} a second`;
  return secondsLeft === null || secondsLeft < 1 ? pace : `${pace}, about ${toSpan(secondsLeft)} left`;
}

/** What is told of work with its pace behind it: in the sentence, where it is one. "Reading its list: 23 records, 21 a second." */
export function withPace(told: string, job: Parameters<typeof toPaceWords>[0]): string {
  const pace = toPaceWords(job);
  return pace !== '' && told.endsWith('.') ? `${told.slice(0, -1)}${pace}.` : `${told}${pace}`;
}

/** A rate cannot promise more than two figures. */
function toRounded(rate: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(rate)) - 1);
  return toCount(Math.round(rate / unit) * unit);
}

function toSpan(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
