// Quiet hours by the clock on the wall: within a day, over midnight, and on the two nights on which it jumps.
import { describe, expect, it } from 'vitest';
import { isQuiet, quietAt } from '../../../shared/domain/time/quietHours.ts';

const at = (iso: string) => Date.parse(iso);
const newYork = 'America/New_York';

describe('quiet hours', () => {
  it.each([
    ['2026-01-10T11:59:59Z', false],
    ['2026-01-10T12:00:00Z', true],
    ['2026-01-10T12:59:59Z', true],
    ['2026-01-10T13:00:00Z', false],
  ])('within a day hold from their first minute to their last (%s)', (time, quiet) => {
    expect(isQuiet(at(time), '12:00', '13:00', 'UTC')).toBe(quiet);
  });

  it.each([
    ['2026-01-10T21:59:00Z', false],
    ['2026-01-10T22:00:00Z', true],
    ['2026-01-11T00:00:00Z', true],
    ['2026-01-11T06:59:00Z', true],
    ['2026-01-11T07:00:00Z', false],
  ])('reach over midnight (%s)', (time, quiet) => {
    expect(isQuiet(at(time), '22:00', '07:00', 'UTC')).toBe(quiet);
  });

  it('are by the wall clock of the place', () => {
    expect(isQuiet(at('2026-01-10T05:30:00Z'), '00:00', '01:00', newYork)).toBe(true);
    expect(isQuiet(at('2026-07-10T05:30:00Z'), '00:00', '01:00', newYork)).toBe(false);
    expect(isQuiet(at('2026-01-10T00:15:00Z'), '05:30', '06:00', 'Asia/Kolkata')).toBe(true);
  });

  it('do not exist without both ends, or when both are the same', () => {
    const noon = at('2026-01-10T12:00:00Z');
    for (const [from, to] of [
      [null, null],
      ['00:00', null],
      [null, '23:59'],
      ['12:00', '12:00'],
    ] as const)
      expect(isQuiet(noon, from, to, 'UTC')).toBe(false);
  });
});

describe('their end', () => {
  const night = { from: '22:00', to: '07:00' };
  it('is the next moment at which the wall clock shows it', () => {
    expect(quietAt(at('2026-01-10T23:10:20Z'), night, 'UTC')).toEqual({
      until: at('2026-01-11T07:00:00Z'),
      to: '07:00',
    });
    expect(quietAt(at('2026-01-10T12:00:00Z'), night, 'UTC')).toBeNull();
    expect(quietAt(at('2026-01-10T12:00:00Z'), null, 'UTC')).toBeNull();
  });

  it('comes an hour sooner on the night when the clock goes forward, an hour later when it goes back', () => {
    expect(quietAt(at('2026-03-08T04:00:00Z'), night, newYork)?.until).toBe(at('2026-03-08T11:00:00Z'));
    expect(quietAt(at('2026-11-01T03:00:00Z'), night, newYork)?.until).toBe(at('2026-11-01T12:00:00Z'));
  });

  it('comes with the jump when the wall clock never shows it', () => {
    const hours = { from: '01:00', to: '02:30' };
    expect(quietAt(at('2026-03-08T06:30:00Z'), hours, newYork)?.until).toBe(at('2026-03-08T07:00:00Z'));
  });
});
