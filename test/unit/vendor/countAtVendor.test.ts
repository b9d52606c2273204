import { expect, it } from 'vitest';
import { countAtVendor } from '../../../electron/core/sync/accounts/countAtVendor.ts';
import type { VendorRow } from '../../../shared/contract/entries.ts';
import { parseE164 } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';

const number = parseE164('+12125550101');
if (number === undefined) throw new Error('no number');

it('counts a number that may be called for two reasons once', () => {
  const row = { account: 1, mayCall: 'may call' } as VendorRow;
  const rows: readonly VendorRow[] = [
    { ...row, scope: 'a', state: 'lessThere', conflict: null },
    { ...row, scope: 'b', state: 'conflict', conflict: 7 },
  ];
  const list = (_account: number, after: number) => (after === 0 ? [number] : []);
  const store = {
    remotes: { listLess: list },
    conflicts: { listDoubtful: list },
    unverified: { count: () => 0, countUnread: () => 0 },
    loadView: () => undefined,
  };
  const parts = { store, records: { rowsOf: () => new Map([[number, rows]]) } };
  const counted = countAtVendor(parts as unknown as Parameters<typeof countAtVendor>[0], 1, toInstant(0));
  expect(counted).toMatchObject({ less: 1, mayCall: 1, lessMayCall: 0 });
});
