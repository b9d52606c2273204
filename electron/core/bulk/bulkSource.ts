/**
 * Where the numbers of a bulk come from, in ascending order and in chunks: the list's own filter, chosen numbers, or
 * the lines of a file. Every line of a file is accounted for: it has the fate of its numbers, or is rejected.
 */
import type { BulkGroup, BulkSummary } from '../../../shared/contract/bulk.ts';
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { toE164 } from '../../../shared/domain/numbers/number.ts';
import type { NamedNumbers } from '../intake/previewIntake.ts';
import type { Reject } from '../intake/staging/staging.ts';
import type { BulkSet } from './bulkSet.ts';
import { bulkSourceWords as say } from '../../../shared/words/core/bulk.ts';

/** `about`: roughly how many numbers there are, for the progress. */
export type NumberSource = { readonly about: number; readonly chunks: () => Iterable<readonly PhoneNumber[]> };

/** `follow` answers the next numbers after a number, as the list's pager does. */
export function sourceOfFilter(
  follow: (after: number, limit: number) => readonly PhoneNumber[],
  about: number,
  chunk: number,
): NumberSource {
  return {
    about,
    *chunks() {
      let after = 0;
      for (;;) {
        const numbers = follow(after, chunk);
        const last = numbers.at(-1);
        if (last === undefined) return;
        yield numbers;
        after = last;
      }
    },
  };
}

/** `numbers` are different and in ascending order. */
export function sourceOfNumbers(numbers: readonly PhoneNumber[], chunk: number): NumberSource {
  return {
    about: numbers.length,
    *chunks() {
      for (let at = 0; at < numbers.length; at += chunk) yield numbers.slice(at, at + chunk);
    },
  };
}

type Named = Pick<NamedNumbers, 'staging' | 'objected' | 'waits'>;

/** The numbers that a file names, without those against which a row speaks; none while all of its rows wait. */
export function sourceOfFile({ staging, objected, waits }: Named, chunk: number): NumberSource {
  return {
    about: staging.numbers(),
    *chunks() {
      if (waits) return;
      const order = staging.order();
      let numbers: PhoneNumber[] = [];
      let last = 0;
      for (const index of order) {
        const number = staging.numberAt(index);
        if (number === last) continue;
        last = number;
        if (objected.has(number)) continue;
        numbers.push(number);
        if (numbers.length < chunk) continue;
        yield numbers;
        numbers = [];
      }
      if (numbers.length > 0) yield numbers;
    },
  };
}

/** The possible fates of a line, weakest first: a line with several numbers has the strongest fate among them. */
const lineEnds = [
  'rejected',
  'notMeant',
  'unclear',
  'twiceInFile',
  'notOnList',
  'same',
  'conflict',
  'leadOnly',
  'change',
] as const;

/** Counts the lines of a file by their fate; the counts add up to its lines. */
export function countLines({ staging, objected, waits }: Named, set: BulkSet): NonNullable<BulkSummary['lines']> {
  const ends = new Uint8Array(staging.lines());
  for (let row = 0; row < ends.length; row++) {
    const outcome = staging.outcome(row);
    if (outcome === 'notRequest') ends[row] = lineEnds.indexOf('notMeant');
    else if (outcome === 'unclear') ends[row] = lineEnds.indexOf('unclear');
  }
  let last = 0;
  let group: BulkGroup | undefined;
  for (const index of staging.order()) {
    const number = staging.numberAt(index);
    const isFirst = number !== last;
    if (isFirst) group = set.find(number);
    last = number;
    const row = staging.rowAt(index);
    const own = isFirst ? (group ?? 'notOnList') : 'twiceInFile';
    const end = lineEnds.indexOf(objected.has(number) ? 'notMeant' : waits ? 'unclear' : own);
    if (end > (ends[row] ?? 0)) ends[row] = end;
  }
  const counts = {
    rejected: 0,
    notMeant: 0,
    unclear: 0,
    twiceInFile: 0,
    notOnList: 0,
    same: 0,
    conflict: 0,
    leadOnly: 0,
    change: 0,
  };
  for (const end of ends) counts[lineEnds[end] ?? 'rejected'] += 1;
  return { ...counts, total: staging.lines() };
}

/** The lines with a number against which another row of the file speaks. */
export function* eachObjected({ staging, objected }: Omit<Named, 'waits'>): Generator<Reject> {
  if (objected.size === 0) return;
  for (let index = 0; index < staging.numbers(); index++) {
    const number = staging.numberAt(index);
    if (!objected.has(number)) continue;
    const line = staging.line(staging.rowAt(index));
    const message = say.anotherRowOfTheFile;
    yield { line, column: '', code: 'objected', message, text: toE164(number) };
  }
}
