// What the holds of a form cover, for the rows and the words of the scope picker.
import { expect, test } from 'vitest';
import { describeEverywhere, isCovered, listExceptable, toTargets } from '../../../renderer/ui/scopeCover.ts';
import { toLosses } from '../../../renderer/ui/losses.ts';
import { toHoldInputs } from '../../../renderer/ui/entry/statementForm.ts';
import type { AccountRow, TargetRow, Vendor } from '../../../shared/contract/sync.ts';

const target = (id: number, account: number, accountName: string, agent?: string): TargetRow => ({
  id,
  account,
  accountName,
  label: agent === undefined ? accountName : `${accountName} / ${agent}`,
  name: agent ?? accountName,
  remoteId: agent === undefined ? null : `agent-${id}`,
  kind: agent === undefined ? 'account' : 'agent',
  state: 'active',
});
const accounts = [
  {
    id: 1,
    name: 'One',
    vendor: 'v',
    targets: [target(10, 1, 'One'), target(11, 1, 'One', 'Day'), target(12, 1, 'One', 'Night')],
  },
  { id: 2, name: 'Two', vendor: 'v', targets: [target(20, 2, 'Two')] },
] as unknown as AccountRow[];
const targets = toTargets(accounts);
const everywhere = (...except: number[]) => ({ place: 'everywhere' as const, until: null, except });

test('a hold everywhere covers all that it does not except, and an end covers nothing for good', () => {
  const covered = (holds: Parameters<typeof isCovered>[0]) =>
    [10, 11, 12, 20].filter((id) => isCovered(holds, { id }, targets));
  expect(covered([{ place: 'everywhere', until: null }])).toEqual([10, 11, 12, 20]);
  expect(covered([everywhere(10)])).toEqual([20]);
  expect(covered([everywhere(11)])).toEqual([12, 20]);
  expect(covered([{ place: 'everywhere', until: '2030-01-01' }])).toEqual([]);
  expect(covered([everywhere(10), { place: 10, until: null }])).toEqual([11, 12, 20]);
});

test('where it holds is said without what it excepts', () => {
  const later = 'for all their agents, and at every account that is connected later.';
  expect(describeEverywhere(everywhere(), accounts)).toBe(`At One and Two, ${later}`);
  expect(describeEverywhere(everywhere(10), accounts)).toBe(`At Two, ${later}`);
  expect(describeEverywhere(everywhere(11), accounts)).toBe(`At One (but not for Day) and Two, ${later}`);
  expect(describeEverywhere(everywhere(10, 20), accounts)).toBe('At every account that is connected later.');
});

test('everywhere may except any target, an account its agents, an agent nothing', () => {
  const offered = (place: 'everywhere' | number) => listExceptable(place, accounts).map(({ label }) => label);
  expect(offered('everywhere')).toEqual(['One', 'One: Day', 'One: Night', 'Two']);
  expect(offered(10)).toEqual(['One: Day', 'One: Night']);
  expect(offered(11)).toEqual([]);
});

test('a vendor that is excepted loses nothing, and a form begins with all that an entry says', () => {
  const keeping = { how: 'lost', note: 'It keeps no end.' } as const;
  const vendor = {
    id: 'v',
    keeps: { reason: keeping, expiry: keeping, agents: keeping, remove: keeping, list: keeping },
    needsCallReference: false,
    mailsOnAdd: false,
    requestsPerMinute: null,
  } as unknown as Vendor;
  const losing = (except: number[]) =>
    toLosses([{ place: 'everywhere', until: '2030-01-01', except }], { callReference: true }, accounts, [vendor]).map(
      ({ account }) => account,
    );
  expect(losing([])).toEqual(['One', 'Two']);
  expect(losing([10])).toEqual(['Two']);
  expect(losing([11])).toEqual(['One', 'Two']);
  expect(
    toHoldInputs([
      { place: 'everywhere', until: null, except: [10] },
      { place: 20, until: null },
    ]),
  ).toEqual([
    { place: 'everywhere', until: null, except: [10] },
    { place: 20, until: null },
  ]);
});
