// Targets as people write them: by name or id, whatever the case; never guessed.
import { describe, expect, test } from 'vitest';
import { nameScope, parsePlace, parseTarget, type NamedTarget } from '../../../shared/domain/entry/targetText.ts';

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

test('a scope is named by its first places', () => {
  const holds = [12, 13, 16].map((place) => ({ place, until: null }));
  expect(nameScope(holds.slice(0, 1), targets)).toBe('Yappr: Sales');
  expect(nameScope(holds.slice(0, 2), targets)).toBe('Yappr: Sales and Yappr: Twin');
  expect(nameScope(holds, targets)).toBe('Yappr: Sales and 2 more');
  expect(nameScope([{ place: 99, until: null }], targets)).toBe('a target that is no longer known');
});
