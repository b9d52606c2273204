// Targets as people write them: by name or id, whatever the case; never guessed.
import { describe, expect, test } from 'vitest';
import { createScopeWriter, parseHoldText, parseScopeText } from '../../../shared/domain/entry/scopeText.ts';
import { nameHold, nameScope } from '../../../shared/domain/entry/scopeWords.ts';
import { parsePlace, parseTarget, type NamedTarget } from '../../../shared/domain/entry/targetText.ts';

const account = (id: number, accountId: number, accountName: string): NamedTarget => ({
  id,
  accountId,
  accountName,
  kind: 'account',
  remoteId: null,
  name: accountName,
  state: 'active',
});
const agent = (id: number, of: NamedTarget, name: string, remoteId: string): NamedTarget => ({
  ...of,
  id,
  kind: 'agent',
  name,
  remoteId,
});
const yappr = account(11, 1, 'Yappr');
const fluents = account(14, 2, 'Fluents EU/US');
const all = [
  yappr,
  agent(12, yappr, 'Sales', 'ag-1'),
  agent(13, yappr, 'Twin', 'ag-2'),
  agent(15, yappr, 'Twin', 'ag-3'),
  fluents,
  agent(16, fluents, 'Night/Day', 'x'),
];
const targets = new Map(all.map((target) => [target.id, target]));
const find = (text: string) => {
  const parsed = parseTarget(text, targets);
  return parsed.ok ? parsed.target.id : parsed.message;
};

describe('a target text', () => {
  test.each([
    ['Yappr', 11],
    ['yappr', 11],
    [' 1 ', 11],
    ['YAPPR/sales', 12],
    ['yappr/ag-2', 13],
    ['1/12', 12],
    ['Fluents EU/US', 14],
    ['fluents eu/us/night/day', 16],
  ])('%s names the target %i', (text, id) => {
    expect(find(text)).toBe(id);
  });

  test('that fits two is refused with their ids', () => {
    expect(find('Yappr/Twin')).toBe('"Yappr/Twin" fits more than one target. Use its id: Yappr/ag-2, Yappr/ag-3.');
  });

  test('that fits none is refused with close names', () => {
    expect(find('Yapr')).toMatch(/^There is no target "Yapr"\. Did you mean Yappr, /);
    expect(parseTarget('x', new Map())).toEqual({
      ok: false,
      message: 'There is no target "x": no account has been added yet.',
    });
  });

  test('a retired target is no longer found, though it is still named', () => {
    const retired = new Map([[12, { ...agent(12, yappr, 'Sales', 'ag-1'), state: 'retired' as const }]]);
    expect(parseTarget('Yappr/Sales', retired).ok).toBe(false);
    expect(nameScope([{ place: 12, until: null }], retired)).toBe('Yappr: Sales');
  });

  test('everywhere is a place too', () => {
    expect(parsePlace('Everywhere', targets)).toEqual({ ok: true, place: 'everywhere' });
    expect(parsePlace('yappr', targets)).toEqual({ ok: true, place: 11 });
  });
});

describe('a place without some targets', () => {
  test.each([
    ['everywhere except Yappr', 'everywhere', [11]],
    ['Everywhere Except yappr/sales, 2', 'everywhere', [12, 14]],
    ['Yappr except Yappr/ag-2', 11, [13]],
    ['yappr/sales', 12, []],
  ])('%s', (text, place, except) => {
    expect(parseHoldText(text, targets)).toEqual({ ok: true, place, except });
  });

  test.each([
    ['everywhere except Yapr', 'There is no target "Yapr".'],
    ['everywhere except Yappr, ', 'There is no target "".'],
    ['Yappr except Fluents EU/US', '"Fluents EU/US" is no part of "Yappr", so it cannot be excepted from it.'],
    ['Yappr/Sales except Yappr/Sales', '"Yappr/Sales" is no part of "Yappr/Sales", so it cannot be excepted from it.'],
    ['nowhere except Yappr', 'There is no target "nowhere".'],
  ])('%s is refused', (text, message) => {
    expect(parseHoldText(text, targets)).toEqual({ ok: false, message: expect.stringContaining(message) as string });
  });

  test('is named so that no further place reads as an exception', () => {
    const but = (place: 'everywhere' | number, ...except: number[]) => ({ place, until: null, except });
    expect(nameHold(but('everywhere', 11), targets)).toBe('everywhere except Yappr');
    expect(nameHold(but('everywhere', 12, 14), targets)).toBe('everywhere except Yappr: Sales and Fluents EU/US');
    expect(nameHold(but(11, 12), targets)).toBe('Yappr except Sales');
    expect(nameScope([but('everywhere', 11), { place: 16, until: null }], targets)).toBe(
      'everywhere except Yappr, and also Fluents EU/US: Night/Day',
    );
    const again = new Map(targets).set(21, { ...account(21, 9, 'Yappr'), state: 'retired' });
    expect(nameHold(but('everywhere', 21), again)).toBe('everywhere except Yappr (no longer in use)');
  });
});

test('what is excepted and gone is never written so that another of its name would be read', () => {
  const again = new Map(targets).set(21, { ...account(21, 9, 'Yappr'), state: 'retired' });
  const { where, until } = createScopeWriter(again)([{ place: 'everywhere', until: null, except: [21] }]);
  expect(where).toBe('everywhere except Yappr (no longer in use)');
  expect(parseScopeText(where, until, again)).toBeUndefined();
});

test('a scope is named by its first places', () => {
  const holds = [12, 13, 16].map((place) => ({ place, until: null }));
  expect(nameScope(holds.slice(0, 1), targets)).toBe('Yappr: Sales');
  expect(nameScope(holds.slice(0, 2), targets)).toBe('Yappr: Sales and Yappr: Twin');
  expect(nameScope(holds, targets)).toBe('Yappr: Sales and 2 more');
  expect(nameScope([{ place: 99, until: null }], targets)).toBe('a target that is no longer known');
});
