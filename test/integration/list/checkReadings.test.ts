// A text that is asked about, blocked or released by itself, in every plausible way to read it: what is on the list under any
// of them is found, what is in doubt is never callable, and nothing in doubt is blocked or released.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../shared/contract/entries.ts';
import { isRegion } from '../../../shared/domain/numbers/number.ts';
import { createTestDesk, refusalOf, type TestDesk, valueOf } from '../../support/desk.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = createTestDesk();
  desk.settings.save({ region: 'US' });
});
afterEach(() => desk.close());

const block = (...numbers: readonly string[]) => {
  // As an import or a vendor may have brought it: under the number as it stands.
  const insert = desk.db.prepare(
    'INSERT INTO entry (number, seq, scope_id, origin_id) SELECT ?, 1, scope_id, origin_id FROM entry WHERE number = 12025550100',
  );
  valueOf(desk.list.add({ numbers: ['+12025550100'] }));
  for (const number of numbers) insert.run(Number(number.replace(/\D/g, '')));
};
function ask(text: string, region = 'US'): CheckResult {
  const [result] = valueOf(desk.list.check({ numbers: [text], region }));
  if (result === undefined) throw new Error('No answer');
  return result;
}

describe('asking', () => {
  test.each<{
    text: string;
    region: string;
    list: readonly string[];
    blocked: boolean;
    kind: string | undefined;
    says?: RegExp;
  }>([
    // Not valid in the country asked: what the digits would be elsewhere, where that is on the list.
    ...(
      [
        ['0502345678', '+972502345678', /\+972 50 234 5678 \(Israel\) is on the list/],
        ['06 12 34 56 78', '+33612345678', /\+33 6 12 34 56 78 \(France\) is on the list/],
        ['0412 345 678', '+61412345678', /\(Australia\) is on the list/],
      ] as const
    ).map(([text, on, says]) => ({ text, region: 'US', list: [on], blocked: true, kind: 'elsewhere', says })),
    {
      text: '4512345678',
      region: 'US',
      list: ['+4512345678'],
      blocked: true,
      kind: 'notInUse',
      says: /\+45 12345678 \(Denmark\) is on/,
    },
    { text: '0502345678', region: 'US', list: ['+972502345679'], blocked: false, kind: 'elsewhere' },
    { text: '1111111111', region: 'US', list: ['+972502345678'], blocked: false, kind: 'notInUse' },
    // A 9 for an outside line, or India without its plus.
    {
      text: '912125550101',
      region: 'US',
      list: [],
      blocked: false,
      kind: 'severalReadings',
      says: /United States\) or \+91/,
    },
    { text: '912125550101', region: 'US', list: ['+12125550101'], blocked: true, kind: 'severalReadings' },
    { text: '91 212 555 0102', region: 'US', list: ['+912125550102'], blocked: true, kind: 'severalReadings' },
    // A second ending: two numbers here, and nobody abroad.
    { text: '972-502-3456/78', region: 'US', list: ['+972502345678'], blocked: false, kind: 'severalNumbers' },
    { text: '972-502-3456-78', region: 'US', list: ['+19725023478'], blocked: true, kind: 'severalNumbers' },
    { text: '030 12345678/79', region: 'DE', list: ['+493012345679'], blocked: true, kind: 'severalNumbers' },
    { text: '0512 12345/46', region: 'AT', list: ['+4351212346'], blocked: true, kind: 'severalNumbers' },
    // A 0 that belongs to the number, and that a spreadsheet drops.
    { text: '212345678', region: 'IT', list: ['+390212345678'], blocked: true, kind: 'severalReadings' },
    { text: '212345678', region: 'IT', list: [], blocked: false, kind: 'severalReadings' },
    {
      text: '61234567',
      region: 'IT',
      list: ['+3961234567'],
      blocked: true,
      kind: 'severalReadings',
      says: /\+39 61234567 is on the list/,
    },
    { text: '331123456', region: 'IT', list: ['+390331123456'], blocked: true, kind: 'severalReadings' },
    // The same subscriber under another form.
    {
      text: '+52 55 1234 5678',
      region: 'US',
      list: ['+5215512345678'],
      blocked: true,
      kind: undefined,
      says: /^Blocked as \+52 15512345678/,
    },
    { text: '+52 1 55 1234 5678', region: 'US', list: ['+525512345678'], blocked: true, kind: undefined },
    { text: '044 55 1234 5678', region: 'MX', list: ['+525512345678'], blocked: true, kind: undefined },
    { text: '15512345678', region: 'MX', list: ['+5215512345678'], blocked: true, kind: 'severalReadings' },
    { text: '(11) 8765-4321', region: 'BR', list: ['+5511987654321'], blocked: true, kind: undefined },
    { text: '+55 11 98765-4321', region: 'US', list: ['+551187654321'], blocked: true, kind: undefined },
    // Several numbers, or one among words.
    {
      text: '+1 212-555-0112 ::: +1 212-555-0102',
      region: 'US',
      list: ['+12125550102'],
      blocked: true,
      kind: 'severalNumbers',
    },
    { text: '212-555-0112; 5550199', region: 'US', list: [], blocked: false, kind: 'severalNumbers' },
    { text: 'call Bob at 212-555-0102', region: 'US', list: ['+12125550102'], blocked: true, kind: 'amongWords' },
    { text: 'call Bob at 212-555-0102', region: 'US', list: [], blocked: false, kind: 'amongWords' },
    // In no range that is in use, also where it is written in full.
    { text: '+1 111 111 1111', region: 'US', list: [], blocked: false, kind: 'notInUse' },
  ])('$text ($region), with $list on the list', ({ text, region, list, blocked, kind, says }) => {
    block(...list);
    const result = ask(text, region);
    expect({ blocked: result.blocked, kind: result.doubt?.kind, callable: result.callable }).toEqual({
      blocked,
      kind,
      callable: false,
    });
    expect(result.doubt?.readings.some((reading) => reading.blocked) ?? blocked).toBe(blocked);
    if (says !== undefined) expect(result.why).toMatch(says);
  });

  test.each([
    'p:+12125550102',
    'Phone: (212) 555-0102',
    '212-555-0102 / +1 212 555 0102',
    '2.125550102E9',
    '+1 212 555 0102 x12',
  ])('%j is one number, and callable', (text) => {
    block();
    expect(ask(text)).toMatchObject({ number: '+12125550102', callable: true, blocked: false });
    expect(ask(text).doubt).toBeUndefined();
  });

  test('a target for which nothing holds is callable, and a doubt is not', () => {
    valueOf(desk.list.add({ numbers: ['+972502345678'], targets: ['yappr/sales agent'] }));
    const [sure, doubt] = valueOf(
      desk.list.check({ numbers: ['+972502345678', '0502345678'], target: 'Yappr/Support agent' }),
    );
    expect(sure).toMatchObject({ callable: true, blocked: false });
    expect(doubt).toMatchObject({ callable: false, blocked: false, doubt: { kind: 'elsewhere' } });
  });

  test('texts without any number are named, all of them, and nothing is said of the others', () => {
    expect(refusalOf(desk.list.check({ numbers: ['+12125550102', 'twelve', '555-0102'] }))).toMatch(
      /^"twelve": .+ "555-0102": Too short/,
    );
  });

  test('the box has the other readings beside the likeliest one, and the forms of the same subscriber', () => {
    block('+972502345678', '+5215512345678');
    expect(valueOf(desk.list.get({ number: '0502345678' }))).toMatchObject({
      number: '+10502345678',
      sentence: 'Not on the list.',
      doubt: {
        kind: 'elsewhere',
        readings: [
          { number: '+10502345678', why: 'national', blocked: false },
          { number: '+972502345678', country: 'IL', why: 'elsewhere', blocked: true },
        ],
      },
    });
    expect(valueOf(desk.list.get({ number: '+525512345678' }))).toMatchObject({
      entry: null,
      sentence: 'Not on the list.',
      forms: [{ number: '+5215512345678', state: 'blocked', sentence: expect.stringMatching(/^Blocked everywhere/) }],
    });
    expect(valueOf(desk.list.get({ number: '+5215512345678' }))).toMatchObject({ number: '+5215512345678', forms: [] });
  });
});

describe('blocking', () => {
  const add = (numbers: readonly string[], region = 'US', more = {}) =>
    valueOf(desk.list.add({ numbers, region, ...more })).outcomes.map(({ number, outcome }) => [number, outcome]);

  test('each number of a text is blocked by itself, where it is sure', () => {
    expect(add(['030 12345678/79', '+1 212-555-0112/home'], 'DE')).toEqual([
      ['+493012345678', 'added'],
      ['+493012345679', 'added'],
      ['+12125550112', 'added'],
      [null, 'rejected'],
    ]);
    expect(desk.store.batches.load(1)).toMatchObject({ lines: 4, added: 3, alreadyThere: 0, rejected: 1 });
  });

  test('what is in doubt comes back with its readings, and one of them given as the number is blocked', () => {
    block('+972502345678');
    const { outcomes } = valueOf(desk.list.add({ numbers: ['912125550101', '0502345678'] }));
    expect(outcomes).toMatchObject([
      {
        outcome: 'needsConfirmation',
        number: null,
        doubt: { readings: [{ number: '+12125550101' }, { number: '+912125550101' }] },
      },
      { outcome: 'needsConfirmation', doubt: { kind: 'elsewhere', readings: [{ blocked: false }, { blocked: true }] } },
    ]);
    // Nobody can confirm digits as a number of here that are as well one of elsewhere.
    expect(add(['0502345678'], 'US', { confirmInvalid: true })).toEqual([[null, 'needsConfirmation']]);
    expect(add([outcomes[0]?.doubt?.readings[1]?.number ?? ''])).toEqual([['+912125550101', 'added']]);
    expect(add(['call 212-555-0102'])).toEqual([['+12125550102', 'needsConfirmation']]);
    expect(add(['212345678'], 'IT')).toEqual([[null, 'needsConfirmation']]);
    expect(add(['9 1 212 555 0103'])).toEqual([['+12125550103', 'needsConfirmation']]);
  });

  test('a form that has ended is kept as the number that it became, and said so', () => {
    const { outcomes } = valueOf(desk.list.add({ numbers: ['+52 1 55 1234 5678', '(11) 8765-4321'], region: 'BR' }));
    expect(outcomes).toMatchObject([
      { number: '+525512345678', sentence: 'Blocked: everywhere. +52 1 55 1234 5678 is today +52 55 1234 5678.' },
      { number: '+5511987654321', sentence: 'Blocked: everywhere. (11) 8765-4321 is today +55 11 98765 4321.' },
    ]);
  });

  test('a subscriber that another form blocks as much is there already; one that it blocks for less is added', () => {
    block('+5215512345678');
    const { outcomes, changed } = valueOf(desk.list.add({ numbers: ['+52 55 1234 5678'] }));
    expect(changed).toBe(0);
    expect(outcomes).toMatchObject([
      {
        outcome: 'alreadyThere',
        sentence: expect.stringMatching(/on the list as \+52 15512345678, and already blocked/),
      },
    ]);
    valueOf(desk.list.edit({ numbers: ['+5215512345678'], patch: {}, targets: ['Fluents'] }));
    expect(add(['+52 55 1234 5678'])).toEqual([['+525512345678', 'added']]);
  });

  test('the call that a request names goes to the entry under the other form', () => {
    block('+5215512345678');
    const call = { batchId: 'b1', requestUuid: 'u1' };
    const request = {
      numbers: ['+52 55 1234 5678'],
      reason: 'said stop',
      callReference: call,
      onDuplicate: 'fill',
    } as const;
    const first = valueOf(desk.list.add(request));
    expect(first.outcomes).toMatchObject([{ number: '+525512345678', outcome: 'changed' }]);
    const { entry } = valueOf(desk.list.get({ number: '+5215512345678' }));
    expect(entry).toMatchObject({ reason: null, callReference: call });
    expect(valueOf(desk.list.add(request))).toMatchObject({ changed: 0, outcomes: [{ outcome: 'alreadyThere' }] });
    // Who does not ask to fill it in changes nothing.
    const kept = { ...request, onDuplicate: 'keep', callReference: { batchId: 'b2', requestUuid: 'u2' } } as const;
    expect(valueOf(desk.list.add(kept))).toMatchObject({ changed: 0, outcomes: [{ outcome: 'alreadyThere' }] });
  });
});

describe('releasing', () => {
  test('says under which other form the subscriber is still on the list', () => {
    block('+5215512345678', '+525587654321', '+5215587654321');
    const { missing, alsoAs, changed } = valueOf(
      desk.list.remove({ numbers: ['+525512345678', '+525587654321', '+12025550100'], why: 'asked back' }),
    );
    expect({ missing, changed }).toEqual({ missing: ['+525512345678'], changed: 2 });
    expect(alsoAs).toEqual([
      { number: '+525512345678', forms: ['+5215512345678'] },
      { number: '+525587654321', forms: ['+5215587654321'] },
    ]);
    expect(ask('+52 55 8765 4321')).toMatchObject({ blocked: true, callable: false });
  });
});

test('the countries of a list are found by hopping, one for each calling code', async () => {
  const { createUsedCountries } = await import('../../../electron/core/list/pages/usedCountries.ts');
  const used = createUsedCountries(desk.db);
  expect(used()).toEqual([]);
  block('+442079460958', '+4930123456', '+493012345678', '+972502345678', '+39061234567', '+999123456');
  expect([...used()].toSorted()).toEqual(['DE', 'GB', 'IL', 'IT', 'US']);
  expect(used().every(isRegion)).toBe(true);
});

test.each(['+1234567890', '1234567890'])('%s, which no numbering plan has and a vendor brought, is blocked', (text) => {
  block('+1234567890');
  for (const region of ['US', 'IL'])
    expect(ask(text, region)).toMatchObject({ number: '+1234567890', blocked: true, callable: false });
});
