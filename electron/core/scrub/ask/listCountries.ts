/**
 * Of which countries there are numbers on the list: one region for each calling code. What is not valid where it was asked may
 * be a number of one of them.
 */
import type { Database } from 'better-sqlite3';
import { listRegions } from '../../../../shared/domain/numbers/numberPlan.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';

/** Hops from calling code to calling code: some dozen probes, whatever the size of the list. Released entries count too. */
export function readListCountries(db: Database): readonly Region[] {
  const regions = new Set<Region>();
  for (const sql of [
    'SELECT min(number) FROM entry WHERE number >= ?',
    'SELECT min(number) FROM conflict WHERE resolved_at IS NULL AND number >= ?',
  ]) {
    const next = db.prepare<[number], number | null>(sql).pluck();
    for (let number = next.get(0) ?? null; number !== null;) {
      const digits = String(number);
      const length = [1, 2, 3].find((count) => listRegions(digits.slice(0, count)).length > 0) ?? 3;
      const [main] = listRegions(digits.slice(0, length));
      if (main !== undefined) regions.add(main);
      // The first number that begins with another code; behind the last one of this length, with one digit more.
      const step = 10 ** (digits.length - length);
      number = next.get((Math.floor(number / step) + 1) * step) ?? null;
    }
  }
  return [...regions];
}
