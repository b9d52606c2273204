/** How fast work goes, behind what is told of it. */
import { expect, test } from 'vitest';
import { withPace } from '../../../shared/words/paceWords.ts';

const job = { kind: 'sync', rate: 21, secondsLeft: null };

test.each([
  ['Reading its list: 23 records.', job, 'Reading its list: 23 records, 21 a second.'],
  ['Sending 3 of 10', job, 'Sending 3 of 10, 21 a second'],
  ['Reading its list: 23 records.', { ...job, rate: null }, 'Reading its list: 23 records.'],
  ['Reading.', { ...job, secondsLeft: 40 }, 'Reading, 21 a second, about 40 s left.'],
])('%s', (told, work, words) => {
  expect(withPace(told, work)).toBe(words);
});
