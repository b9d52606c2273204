// Deadlines that a rule counts in business days: weekends and the federal holidays of the United States do not count.
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { toDueDay } from '../../../shared/domain/home/deadline.ts';
import { addBusinessDays, federalHolidays, isBusinessDay } from '../../../shared/domain/time/businessDays.ts';
import { addDays, type Day, parseDay } from '../../../shared/domain/time/moment.ts';

const day = (text: string): Day => {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is no day`);
  return parsed;
};

// As the Office of Personnel Management lists them.
test.each([
  [2026, '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'],
  [2027, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
])('the federal holidays of %i', (year, days) => {
  expect(federalHolidays(year)).toEqual(days.split(' ').map((each) => `${year}-${each}`));
});

test.each([
  // Thanksgiving, Christmas, New Year and two weekends each.
  ['2026-11-20', 10, '2026-12-07'],
  ['2026-12-18', 10, '2027-01-05'],
  // What comes in at a weekend begins to count on Monday.
  ['2026-05-02', 10, '2026-05-15'],
] as const)('%s and %i business days is %s', (from, count, due) => {
  expect(toDueDay(day(from), { days: count, counting: 'businessDays' }, 'US')).toBe(due);
});

it('counts all days where a rule says days', () => {
  expect(toDueDay(day('2026-11-20'), { days: 14, counting: 'days' }, 'US')).toBe('2026-12-04');
});

describe('of any day', () => {
  const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('2000-01-01'), days));
  it('the due day is a business day, and as many business days later as the rule says', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), fc.constantFrom('US', 'none'), (from, count, calendar) => {
        const due = addBusinessDays(from, count, calendar);
        let counted = 0;
        for (let at = addDays(from, 1); at <= due; at = addDays(at, 1)) if (isBusinessDay(at, calendar)) counted += 1;
        expect(isBusinessDay(due, calendar)).toBe(true);
        expect(counted).toBe(count);
      }),
      { numRuns: 200 },
    );
  });
});
