// The sentence of Home is never a hope: "safe to dial" only where every account was read back lately and owes nothing.
import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { type AccountStanding, freshFor, judgeStanding } from '../../../shared/domain/home/standing.ts';

const now = Date.UTC(2026, 4, 3, 14);
const minutes = (count: number) => count * 60_000;
const good: AccountStanding = {
  name: 'Weya',
  state: 'inStep',
  isSound: true,
  sentence: 'In step with Weya: 12 records.',
  mayCall: 0,
  owed: 0,
  cannotVerify: 0,
  everyMinutes: 15,
  lastScanAt: now - minutes(2),
};
const judge = (...accounts: readonly Partial<AccountStanding>[]) =>
  judgeStanding({
    accounts: accounts.map((own) => ({ ...good, ...own })),
    lack: null,
    doubt: null,
    isShared: false,
    blocked: 1204,
    now,
  });

test.each([
  [[{}, { name: 'OSVI' }], 'safe', 'Safe to dial: 2 of 2 accounts in step'],
  [[{ mayCall: 3 }, { name: 'OSVI' }], 'unsafe', '3 numbers are blocked here and may be called by Weya'],
  [
    [{ mayCall: 3 }, { name: 'OSVI', mayCall: 1 }],
    'unsafe',
    'Numbers are blocked here and may be called: 3 at Weya, 1 at OSVI',
  ],
  [
    [{ owed: 8 }, { name: 'Yappr', mayCall: 1, owed: 1 }],
    'unsafe',
    'Numbers are blocked here and may be called: 8 at Weya, 2 at Yappr',
  ],
  [
    [{ owed: 9, name: 'מכירות' }, { owed: 12 }],
    'unsafe',
    'Numbers are blocked here and not yet at every vendor, which may call: 9 at \u2068מכירות\u2069, 12 at Weya',
  ],
  [
    [{ owed: 1 }, { owed: 2 }, { owed: 3 }, { owed: 4 }, { owed: 5 }, { owed: 6 }, { owed: 7 }],
    'unsafe',
    'Numbers are blocked here and not yet at every vendor, which may call: 1 at Weya, 2 at Weya, 3 at Weya, 4 at Weya, 5 at Weya and 2 more accounts',
  ],
  [[{ mayCall: 1, owed: 1 }], 'unsafe', '2 numbers are blocked here and may be called by Weya'],
  [[{ owed: 1 }], 'unsafe', '1 number is blocked here and not yet at Weya, which may call'],
  [[{ lastScanAt: null }], 'unknown', 'Not known to be safe: Weya was never read to the end'],
  [[{ lastScanAt: now - minutes(180) }], 'unknown', 'Not known to be safe: 1 of 1 account not read lately (Weya)'],
  [[{ isSound: false, sentence: 'Paused.' }], 'unknown', 'Not known to be safe: Paused.'],
  [[{ cannotVerify: 120 }], 'unknown', 'Sent to all, and 120 at Weya cannot be verified'],
  [[], 'alone', '1,204 numbers are blocked on this machine, and no vendor is told'],
] as const)('%j is %s', (accounts, tone, sentence) => {
  expect(judge(...accounts)).toMatchObject({ tone, sentence });
});

it('says nothing of vendors while the end of the database is missing', () => {
  const lack = 'The end is missing.';
  expect(judgeStanding({ accounts: [good], lack, doubt: lack, isShared: false, blocked: 1, now })).toMatchObject({
    tone: 'unsafe',
    sentence: 'Do not dial by this list: the end of the database is missing',
  });
});

it('says nothing of vendors while it is not known what other desks block', () => {
  const doubt = 'This desk has not read the whole shared list yet.';
  expect(judgeStanding({ accounts: [good], lack: null, doubt, isShared: true, blocked: 1, now })).toMatchObject({
    tone: 'unsafe',
    sentence: 'Do not dial by this list: what other desks block is not known here',
  });
});

it('is safe only where every account was read back lately, owes nothing, and lets nobody be called', () => {
  const account = fc.record({
    isSound: fc.boolean(),
    mayCall: fc.constantFrom(0, 0, 1),
    owed: fc.constantFrom(0, 0, 1),
    cannotVerify: fc.constantFrom(0, 0, 1),
    everyMinutes: fc.constantFrom(0, 15, 1440),
    age: fc.constantFrom(null, minutes(1), minutes(40), minutes(4000), minutes(10_000)),
  });
  fc.assert(
    fc.property(fc.array(account, { minLength: 1, maxLength: 4 }), (accounts) => {
      const facts = accounts.map(({ age, ...own }) => ({ ...own, lastScanAt: age === null ? null : now - age }));
      const isSafe = facts.every(
        ({ isSound, mayCall, owed, cannotVerify, lastScanAt, everyMinutes }) =>
          isSound &&
          mayCall + owed + cannotVerify === 0 &&
          lastScanAt !== null &&
          now - lastScanAt <= freshFor(everyMinutes),
      );
      expect(judge(...facts).tone === 'safe').toBe(isSafe);
    }),
    { numRuns: 500 },
  );
});

test('without vendors of its own, a desk that shares its list does not say that no vendor is told', () => {
  expect(judgeStanding({ accounts: [], lack: null, doubt: null, isShared: true, blocked: 2, now }).sentence).toBe(
    '2 numbers are blocked here; this desk tells no vendor, another one may',
  );
});
