// One story of a number: what was done here, and when it was last sent to each vendor.
import { expect, test } from 'vitest';
import { toStory } from '../../../shared/domain/entry/numberHistory.ts';

const at = (minute: number) => `2026-05-03T14:${String(minute).padStart(2, '0')}:00.000Z`;
const record = (targetName: string, lastSentAt: string | null, lastAnswer: string | null = 'Answered 201.') => ({
  targetName,
  lastSentAt,
  lastAnswer,
});

test('what was sent stands after the change that it followed; records that were never sent tell nothing', () => {
  const history = [
    { at: at(1), sentence: 'Blocked everywhere by Dana.', journal: 4 },
    { at: at(9), sentence: 'Changed by Dana.', journal: 7 },
  ];
  const records = [
    record('Yappr', at(10), null),
    record('OSVI / Outbound 1', at(2)),
    record('Weya', null),
    record('Fluents', at(0)),
  ];
  expect(toStory(history, records).map(({ sentence, journal }) => [sentence, journal])).toEqual([
    ['Last sent to Fluents. Answered 201.', null],
    ['Blocked everywhere by Dana.', 4],
    ['Last sent to OSVI / Outbound 1. Answered 201.', null],
    ['Changed by Dana.', 7],
    ['Last sent to Yappr. It has not answered.', null],
  ]);
});

test('a clock that went back does not change the order of what was done', () => {
  const history = [
    { at: at(5), sentence: 'first', journal: 1 },
    { at: at(2), sentence: 'second', journal: 2 },
  ];
  expect(toStory(history, [record('OSVI / a', at(3))]).map(({ sentence }) => sentence)).toEqual([
    'first',
    'second',
    'Last sent to OSVI / a. Answered 201.',
  ]);
});
