// What needs a person: worst first, one verb each, and what lets people be called cannot be put off.
import { expect, it, test } from 'vitest';
import { type AccountNeeds, listNeeds, type NeedFacts, type SharedNeeds } from '../../../shared/domain/home/needs.ts';
import { findSpike } from '../../../shared/domain/home/spike.ts';
import { parseDay } from '../../../shared/domain/time/moment.ts';

const account: AccountNeeds = {
  id: 7,
  name: 'Weya',
  state: 'inStep',
  isSound: true,
  sentence: 'In step with Weya.',
  mayCall: 0,
  owed: 0,
  cannotVerify: 0,
  everyMinutes: 15,
  lastScanAt: 0,
  conflicts: 0,
  parked: 0,
  needsCallReference: 0,
  removeByHand: 0,
  hasToken: true,
  isAddressConfirmed: true,
  suspicion: null,
  goneTargets: [],
};
const shared: SharedNeeds = { requests: 0, problem: null, isStopped: false, refused: 0 };
const calm: NeedFacts = {
  shared: null,
  lack: null,
  accounts: [account],
  overdue: 0,
  dueToday: 0,
  sameQuestions: 0,
  registries: [],
  backupAge: null,
  asked: { words: 0, numbers: 0 },
  policy: null,
  spike: null,
  sample: null,
};

it('asks for nothing where nothing is wrong', () => {
  expect(listNeeds(calm)).toEqual([]);
});

test.each<readonly [string, Partial<NeedFacts>, string, boolean]>([
  ['a missing end of the database', { lack: 'missing' }, 'lack', false],
  ['a number that may be called', { accounts: [{ ...account, mayCall: 2 }] }, 'mayCall:7', false],
  ['overdue requests', { overdue: 3 }, 'overdue', false],
  ['requests that are due today', { dueToday: 1 }, 'dueToday', false],
  ['a token that is missing', { accounts: [{ ...account, hasToken: false }] }, 'token:7', false],
  [
    'an address of a backup',
    { accounts: [{ ...account, isAddressConfirmed: false, hasToken: false, state: 'needsYou' }] },
    'address:7',
    false,
  ],
  ['a suspicious scan', { accounts: [{ ...account, suspicion: 'Half is gone.' }] }, 'suspicion:7', false],
  ['a vendor that cannot be reached', { accounts: [{ ...account, state: 'offline' }] }, 'state:7', false],
  ['agents that are gone', { accounts: [{ ...account, goneTargets: ['Sales'] }] }, 'gone:7', true],
  ['refused records', { accounts: [{ ...account, parked: 1 }] }, 'parked:7', false],
  ['missing call references', { accounts: [{ ...account, needsCallReference: 4 }] }, 'reference:7', false],
  ['conflicts', { accounts: [{ ...account, state: 'needsYou', conflicts: 5 }] }, 'conflicts:7', true],
  ['removals by hand', { accounts: [{ ...account, removeByHand: 2 }] }, 'byHand:7', true],
  ['agents that may be the same', { sameQuestions: 1 }, 'same', true],
  ['a registry that lapses', { registries: [{ name: 'US', state: 'due', left: 3 }] }, 'registry:US', true],
  ['a registry that lapsed', { registries: [{ name: 'US', state: 'stale', left: -1 }] }, 'registry:US', false],
  ['a request that cannot be read', { asked: { words: 0, numbers: 1 } }, 'askedNumbers', false],
  ['a word that may mean stop', { asked: { words: 2, numbers: 0 } }, 'askedWords', true],
  ['a policy that nobody has confirmed', { policy: 'It was changed.' }, 'policy', true],
  ['releases that are asked for', { shared: { ...shared, requests: 2 } }, 'sharedRequests', true],
  ['a shared list that is away', { shared: { ...shared, problem: 'It is away.' } }, 'sharedProblem', true],
  ['many releases at once', { shared: { ...shared, problem: 'Many.', isStopped: true } }, 'sharedProblem', false],
  ['numbers that are not shared', { shared: { ...shared, refused: 1 } }, 'sharedRefused', false],
  ['a backup that is old', { backupAge: 4 }, 'backup', true],
  ['an author who adds far more', { spike: { author: 'Dana', count: 900 } }, 'spike:Dana', true],
  ['a sample beside accounts', { sample: { batch: 3, count: 200 } }, 'sample', true],
])('%s is one line', (_, facts, key, canWait) => {
  const needs = listNeeds({ ...calm, ...facts });
  expect(needs.map((need) => [need.key, need.canWait])).toEqual([[key, canWait]]);
  for (const { sentence, verb, why } of needs) {
    expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
    expect(why).toMatch(/^[A-Z0-9].*\.$/);
    expect(verb).not.toBe('');
  }
});

it('tells of an account that cannot be read also while a suspicion is open', () => {
  const refused = { ...account, isSound: false, state: 'needsYou', suspicion: 'Half is gone.' } as const;
  const keys = (sentence: string) => listNeeds({ ...calm, accounts: [{ ...refused, sentence }] }).map(({ key }) => key);
  expect(keys('Half is gone.')).toEqual(['suspicion:7']);
  expect(keys('Weya does not take the token.')).toEqual(['state:7', 'suspicion:7']);
});

it('leads to the numbers that wait for a call reference, which are those that the vendor does not have', () => {
  expect(listNeeds({ ...calm, accounts: [{ ...account, needsCallReference: 4 }] })).toMatchObject([
    { place: { screen: 'list', params: { open: '7' } } },
  ]);
});

it('puts what lets people be called before everything else', () => {
  const needs = listNeeds({
    ...calm,
    sameQuestions: 1,
    overdue: 2,
    accounts: [{ ...account, mayCall: 1, conflicts: 1, removeByHand: 1 }],
  });
  expect(needs.map(({ key }) => key)).toEqual(['mayCall:7', 'overdue', 'conflicts:7', 'byHand:7', 'same']);
});

it('finds a spike by one author against that author’s own earlier days', () => {
  const today = parseDay('2026-05-20');
  const days = ['2026-05-11', '2026-05-12', '2026-05-13', '2026-05-20'].map((text) => parseDay(text));
  if (today === undefined || days.some((day) => day === undefined)) throw new Error('no day');
  const added = (author: string, counts: readonly number[]) =>
    counts.flatMap((count, at) => {
      const day = days[at];
      return day === undefined ? [] : [{ author, day, count }];
    });
  expect(findSpike(added('Dana', [20, 40, 10, 201]), today)).toEqual({ author: 'Dana', count: 201 });
  expect(findSpike(added('Dana', [20, 40, 10, 200]), today)).toBeNull();
  expect(findSpike(added('Dana', [2, 3, 1, 99]), today)).toBeNull();
  // Nothing is known of somebody who is new.
  expect(findSpike(added('Eve', [0, 0, 0, 5000]).slice(-1), today)).toBeNull();
});
