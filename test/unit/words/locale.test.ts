// Figures and days as the reader's system writes them; words stay English, and what is handed on is the same for every reader.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { countOf, countOnPaper, pluralOf, toCount, toCountOnPaper, toMeasure } from '../../../shared/words/counts.ts';
import { createDays, createFigures, createMoments } from '../../../shared/words/locale.ts';

const noon = Date.parse('2026-05-03T12:00:00Z');

test.each([
  ['en-US', '1,234,567', '4.2', 'May 3, 2026'],
  ['en-GB', '1,234,567', '4.2', '3 May 2026'],
  ['de-DE', '1.234.567', '4,2', '3. Mai 2026'],
  ['fr-FR', '1\u202f234\u202f567', '4,2', '3 mai 2026'],
  ['hi-IN', '12,34,567', '4.2', '3 मई 2026'],
  ['en-IN', '12,34,567', '4.2', '3 May 2026'],
  // Beside numbers that are dialled: their digits, and their calendar.
  ['ar-EG', '1,234,567', '4.2', '\u20683 مايو 2026\u2069'],
  ['he-IL', '1,234,567', '4.2', '\u20683 במאי 2026\u2069'],
  ['fa-IR', '1,234,567', '4.2', '\u20683 مهٔ 2026\u2069'],
  ['th-TH', '1,234,567', '4.2', '3 พฤษภาคม ค.ศ. 2026'],
])('%s', (locale, count, measure, day) => {
  expect(createFigures(0, locale)(1_234_567)).toBe(count);
  expect(createFigures(1, locale)(4.2)).toBe(measure);
  expect(createDays({ dateStyle: 'long' }, locale)(noon)).toBe(day);
});

test('a moment is what the clock there shows, to the minute', () => {
  expect(createMoments('Europe/Berlin', 'en-GB')(noon)).toBe('3 May 2026, 14:00');
  expect(createMoments('America/New_York', 'en-US')(noon)).toMatch(/^May 3, 2026, 8:00\sAM$/u);
});

test('counts agree with their words, and are grouped by the locale of the machine', () => {
  expect([toCount(12_408), toMeasure(9), countOf(1, 'number'), countOf(1204, 'number')]).toEqual([
    '12,408',
    '9.0',
    '1 number',
    '1,204 numbers',
  ]);
  expect([0, 1, 2].map((count) => pluralOf(count, 'number was', 'numbers were'))).toEqual([
    'numbers were',
    'number was',
    'numbers were',
  ]);
});

test('a machine in Germany reads its own figures, and papers stay as they are; a locale that is none is passed over', () => {
  const counts = new URL('../../../shared/words/counts.ts', import.meta.url).href;
  const say = `const { countOf, countOnPaper } = await import('${counts}'); console.log(countOf(1204, 'number'), countOnPaper(1204, 'number'));`;
  const read = (before: string, locale: string): string =>
    execFileSync(process.execPath, ['--input-type=module', '-e', before + say], {
      env: { ...process.env, LC_ALL: locale },
      encoding: 'utf8',
    }).trim();
  expect(read('', 'de_DE.UTF-8')).toBe('1.204 numbers 1,204 numbers');
  const odd = "Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-US@posix' } });";
  expect(read(odd, 'en_GB.UTF-8')).toBe('1,204 numbers 1,204 numbers');
  expect([toCountOnPaper(1204), countOnPaper(1, 'entry', 'entries')]).toEqual(['1,204', '1 entry']);
});
