/** Which lines of Home a notification tells of: each has a kind, none names a number, and only what is new is told. */
import { expect, it } from 'vitest';
import { listNews, type NeedKind, toNeedKind } from '../../../shared/domain/home/needKinds.ts';
import { listNeeds } from '../../../shared/domain/home/needs.ts';

const all = listNeeds({
  lack: 'missing',
  accounts: [
    {
      id: 1,
      name: 'Weya',
      state: 'offline',
      sentence: 'Weya cannot be reached.',
      isSound: false,
      canVerify: true,
      owed: 3,
      mayCall: 2,
      lastScanAt: null,
      everyMinutes: 15,
      conflicts: 2,
      parked: 1,
      needsCallReference: 4,
      removeByHand: 1,
      hasToken: false,
      isAddressConfirmed: false,
      suspicion: 'Weya shows 2 of 400 records.',
      goneTargets: ['Sales'],
    },
  ] as unknown as Parameters<typeof listNeeds>[0]['accounts'],
  shared: { requests: 2, problem: 'The shared list cannot be reached.', isStopped: false, refused: 3 },
  overdue: 2,
  dueToday: 1,
  sameQuestions: 1,
  registries: [{ name: 'US', state: 'stale', left: 0 }],
  backupAge: 9,
  asked: { words: 1, numbers: 1 },
  policy: 'Confirm the written policy.',
  spike: { author: 'Dana', count: 400 },
  sample: { batch: 1, count: 200 },
});
const on: Record<NeedKind, boolean> = { call: true, account: true, question: true, desk: true };

it('every line has a kind but the sample, and none names a number', () => {
  expect(all.filter((need) => toNeedKind(need) === undefined).map(({ key }) => key)).toEqual(['sample']);
  expect(new Set(all.map(toNeedKind))).toEqual(new Set([...Object.keys(on), undefined]));
  for (const { sentence } of all) expect(sentence).not.toMatch(/\d[\d ()-]{5,}\d/);
});

it('what was there is not told again, nor what is off, nor what the first look shows', () => {
  expect(listNews(null, all, on)).toEqual([]);
  expect(listNews(new Set(), all, on)).toHaveLength(all.length - 1);
  expect(listNews(new Set(all.map(({ key }) => key)), all, on)).toEqual([]);
  const calls = listNews(new Set(['mayCall:1']), all, { ...on, account: false, question: false, desk: false });
  expect(calls.map(({ key }) => key)).toEqual(['overdue', 'askedNumbers', 'dueToday']);
});
