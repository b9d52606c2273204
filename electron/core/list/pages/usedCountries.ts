/**
 * The countries whose numbers are on the list: one region per calling code, for texts that are not valid where they are
 * asked. It hops over the entries from one calling code to the next, so that ten million of them cost some dozen
 * probes.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { listRegions } from '../../../../shared/domain/numbers/numberPlan.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';

/**
 * Released entries count too: telling them apart would mean walking them, and a country too many does no harm. Open
 * conflicts count, because they block. Not for hot paths: call it when a text is in doubt.
 */
export function createUsedCountries(db: ReadableDb): () => readonly Region[] {
  const finders = [
    'SELECT min(number) FROM entry WHERE number >= ?',
    'SELECT min(number) FROM conflict WHERE resolved_at IS NULL AND number >= ?',
  ].map((sql) => db.prepare<[number], number | null>(sql).pluck());
  return () => {
    const regions = new Set<Region>();
    for (const find of finders)
      for (let number = find.get(0) ?? null; number !== null;) {
        const code = toCallingCode(String(number));
        const [region] = listRegions(code);
        if (region !== undefined) regions.add(region);
        number = find.get(toNext(number, code)) ?? null;
      }
    return [...regions];
  };
}

/** The calling code of the digits; their first three digits where no country has one. */
function toCallingCode(digits: string): string {
  const start = digits.slice(0, 3);
  return [1, 2, 3].map((length) => start.slice(0, length)).find((code) => listRegions(code).length > 0) ?? start;
}

/** The smallest number with as many digits that begins with another code, or the smallest with one digit more. */
function toNext(number: number, code: string): number {
  const step = 10 ** (String(number).length - code.length);
  return (Math.floor(number / step) + 1) * step;
}
