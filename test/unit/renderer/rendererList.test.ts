/** The list's own decisions without a browser: what the address filters, what is selected, what a vendor will not keep. */
import { expect, it, vi } from 'vitest';
import { ofEach, wordFields } from '../../../shared/fields.ts';
import type { AccountRow, Vendor } from '../../../shared/contract/sync.ts';
import type { Day } from '../../../shared/domain/time/moment.ts';
import { isFiltered, keepUnderstood, toFilter, withParam } from '../../../renderer/features/list/listFilter.ts';
import {
  createSelectionStore,
  dropSelected,
  largestSelection,
  selectAll,
  toggleSelected,
} from '../../../renderer/stores/selection.ts';
import { toNumberSet, withNumbers, withoutNumbers } from '../../../renderer/stores/numberSet.ts';
import { toLosses, toLossesTitle } from '../../../renderer/ui/losses.ts';

const today = '2026-05-03' as Day;

it('turns the address into a filter, and leaves out what it does not know', () => {
  expect(
    toFilter(
      {
        search: ' 212 ',
        state: 'removed,blocked,nonsense',
        where: '7',
        account: 'x',
        source: 'import',
        added: '7',
        batch: '12',
      },
      today,
    ),
  ).toEqual({
    search: '212',
    states: ['blocked', 'removed'],
    where: 7,
    sources: ['import'],
    addedFrom: '2026-04-27',
    batch: 12,
  });
  expect(toFilter({ where: 'everywhere' }, today)).toEqual({ where: 'everywhere' });
  expect(isFiltered(toFilter({ search: ' ', added: '99' }, today))).toBe(false);
});

it('shows as a filter only what filters, and leaves everything else of the address', () => {
  const kept = { state: 'removed', account: '7', sort: 'since', columns: 'why' };
  const rubbish = { where: 'x', source: 'nobody', added: 'when', batch: '-1', search: '9'.repeat(201) };
  expect(keepUnderstood({ ...kept, ...rubbish }, today)).toEqual(kept);
  expect(keepUnderstood({ search: '9'.repeat(200) }, today)).toEqual({ search: '9'.repeat(200) });
});

it('sets one filter and keeps the others; an empty value takes it out', () => {
  expect(withParam({ state: 'removed', search: 'a' }, 'search', 'b')).toEqual({ state: 'removed', search: 'b' });
  expect(withParam({ state: 'removed', search: 'a' }, 'search', '')).toEqual({ state: 'removed' });
});

it('selects, unselects, and never more than one command can take', () => {
  const selection = createSelectionStore();
  toggleSelected(selection, '+12125551000');
  toggleSelected(selection, '+12125551001');
  toggleSelected(selection, '+12125551000');
  expect([...selection.getState().numbers]).toEqual(['+12125551001']);
  for (let index = 0; index < largestSelection + 5; index++) toggleSelected(selection, `+1${2_125_560_000 + index}`);
  expect(selection.getState().numbers.size).toBe(largestSelection);
  expect(selection.getState().numbers.has('+441234567890')).toBe(false);
  dropSelected(selection, ['+12125551001']);
  expect(selection.getState().numbers.has('+12125551001')).toBe(false);
  selectAll(selection, { search: '555' }, 1_000_000);
  expect(selection.getState()).toEqual({
    numbers: toNumberSet(),
    all: { filter: { search: '555' }, matching: 1_000_000 },
  });
  toggleSelected(selection, '+12125551000');
  expect(selection.getState()).toEqual({ numbers: toNumberSet(['+12125551000']), all: null });
});

it('selects ten thousand with work that grows with them, and not with their square', () => {
  const selection = createSelectionStore();
  // Copying a set adds each of its numbers once more.
  const add = vi.spyOn(Set.prototype, 'add');
  for (let index = 0; index < largestSelection; index++) toggleSelected(selection, `+1${2_125_000_000 + index * 7}`);
  const added = add.mock.calls.length;
  add.mockRestore();
  const { numbers } = selection.getState();
  expect(numbers.size).toBe(largestSelection);
  expect(new Set(numbers).size).toBe(largestSelection);
  // Copied whole each time they would be 50 million.
  expect(added).toBeLessThan(largestSelection * 40);
});

it('leaves a selection as it was when it is changed, and is the same where nothing changes', () => {
  const one = toNumberSet(['+12125551000', '+12125551001']);
  const more = withNumbers(one, ['+12125551002', '+12125551000']);
  expect([one.size, more.size, one.has('+12125551002'), more.has('+12125551002')]).toEqual([2, 3, false, true]);
  expect(withNumbers(more, [...one])).toBe(more);
  expect(withoutNumbers(one, ['+12125551002'])).toBe(one);
  expect([...withoutNumbers(more, [...one, '+12125559999'])]).toEqual(['+12125551002']);
});

const kept = { how: 'kept', note: '' } as const;
const vendor = (id: string, over: Partial<Vendor> = {}): Vendor => ({
  id,
  name: id,
  defaultBaseUrl: null,
  tokenLabel: 'Token',
  settings: [],
  keeps: { ...ofEach(wordFields, () => kept), expiry: kept, agents: kept, remove: kept, list: kept },
  needsCallReference: false,
  mailsOnAdd: false,
  requestsPerMinute: null,
  warnings: [],
  ...over,
});
const account = (id: number, kind: string) =>
  ({
    id,
    vendor: kind,
    name: kind,
    pushSeconds: 0,
    targets: [
      { id: id * 10, kind: 'account' },
      { id: id * 10 + 1, kind: 'agent' },
    ],
  }) as AccountRow;

it('says what a vendor will not keep: only of what the entry says, and only where it holds', () => {
  const strict = vendor('strict', {
    keeps: {
      ...vendor('x').keeps,
      reason: { how: 'lost', note: 'no reason' },
      expiry: { how: 'emulated', note: 'no end' },
      agents: { how: 'lost', note: 'no agents' },
    },
    needsCallReference: true,
  });
  const accounts = [account(1, 'strict'), account(2, 'easy')];
  const vendors = [strict, vendor('easy')];
  const said = { reason: true, category: true, callReference: true };
  expect(toLosses([{ place: 'everywhere', until: null }], said, accounts, vendors)).toEqual([
    { account: 'strict', sentences: ['no reason'], pace: null },
  ]);
  expect(
    toLosses([{ place: 11, until: '2099-01-01T00:00:00.000Z' }], { ...said, reason: false }, accounts, vendors),
  ).toEqual([{ account: 'strict', sentences: ['no end', 'no agents'], pace: null }]);
  expect(toLosses([{ place: 20, until: null }], said, accounts, vendors)).toEqual([]);
  const waits = toLosses(
    [{ place: 10, until: null }],
    { ...said, reason: false, callReference: false },
    accounts,
    vendors,
  );
  expect(waits[0]?.sentences[0]).toContain('reference of the call');
  const slow = [{ ...account(3, 'slow'), pushSeconds: 120 }];
  const rated = [vendor('slow', { requestsPerMinute: 60 })];
  const paced = toLosses([{ place: 'everywhere', until: null }], said, slow, rated, 1000);
  const pace = 'It takes 60 requests a minute: sending this takes about 19 min, with what waits already.';
  expect(paced).toEqual([{ account: 'slow', sentences: [], pace }]);
  expect(toLossesTitle(paced)).toBe('How long it takes to send this to slow');
  expect(toLossesTitle(waits)).toBe('What strict will not keep as it is');
  expect(toLossesTitle([...waits, ...paced])).toBe('What strict will not keep as it is, and how long sending takes');
  expect(toLosses([{ place: 'everywhere', until: null }], said, slow, rated, 0)).toEqual([]);
});
