// The words about one number: why a text is not one beyond doubt, and what the box and the drawer say first.
import { expect, test } from 'vitest';
import { createOldestDay } from '../../../electron/core/registries/reading/oldestDay.ts';
import { toVerdictMark } from '../../../renderer/features/number/verdictMark.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { readCell } from '../../../shared/domain/numbers/readings.ts';
import { findDoubt } from '../../../shared/domain/numbers/textDoubt.ts';

test.each<[string, Region, string | undefined, RegExp]>([
  ['(212) 555-0102', 'US', undefined, /^$/],
  ['212-555-0102 x12', 'US', undefined, /^$/],
  [
    '912125550102',
    'US',
    'severalReadings',
    /^Could be \+1 212 555 0102 \(United States\) or \+91 212 555 0102 \(India\): write/,
  ],
  ['0502345678', 'US', 'elsewhere', /^No such number is in use in the United States: write it with \+/],
  ['212345678', 'IT', 'severalReadings', /^Could be \+39 02 1234 5678 \(Italy\) or \+39 212345678/],
  ['9 1 212 555 0102', 'US', 'guessed', /^Is \+1 212 555 0102 \(United States\) behind a 9/],
  ['call 212-555-0102', 'US', 'amongWords', /^Holds \+1 212 555 0102 \(United States\) among other words/],
  [
    '030 12345678/79',
    'DE',
    'severalNumbers',
    /^Holds more than one number: \+49 30 12345678 \(Germany\) and \+49 30 12345679/,
  ],
  ['+1 111 111 1111', 'US', 'notInUse', /no such number is in use\.$/],
])('%s (%s): %s', (text, region, kind, sentence) => {
  const doubt = findDoubt(readCell(text, { region, others: ['IL', 'FR'] }), region);
  expect(doubt?.kind).toBe(kind);
  expect(doubt?.sentence ?? '').toMatch(sentence);
});

test('what blocks is said first, then the doubt, then the other form', () => {
  const form = { number: '+5215512345678', international: '+52 1 55 1234 5678', sentence: '' } as const;
  const doubt = { kind: 'notInUse', sentence: '', readings: [] } as const;
  const word = (details: Pick<Parameters<typeof toVerdictMark>[0], 'doubt' | 'forms'>) =>
    toVerdictMark({ entry: null, ...details }).word;
  expect(word({ forms: [] })).toBe('not on the list');
  expect(word({ forms: [{ ...form, state: 'removed' }] })).toBe('not on the list');
  expect(word({ forms: [{ ...form, state: 'blocked' }] })).toBe('blocked under another form');
  expect(word({ forms: [{ ...form, state: 'blocked' }], doubt: { ...doubt, readings: [] } })).toBe('in doubt');
});

test.each<[readonly string[], string | null]>([
  [['2026-05-03', '20260501', '2026/05/02 10:00'], '2026-05-01'],
  // One day above 12 tells the order of the others.
  [['03/04/2026', '14/04/2026'], '2026-04-03'],
  [['03/04/2026', '04/14/2026'], '2026-03-04'],
  // Nothing tells it: the earlier.
  [['03/04/2026'], '2026-03-04'],
  [['14/04/2026', '04/14/2026'], null],
  [['2026-05-01', ''], null],
  [['2026-05-01', '31/02/2026'], null],
])('the oldest day of %j is %s', (cells, day) => {
  const days = createOldestDay();
  for (const cell of cells) days.take(cell);
  expect(days.end()).toBe(day);
});
