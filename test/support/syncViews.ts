// Accounts and entries as projection, merge and plan see them: the vendors' real capability records over made-up targets.
import { noDetails } from '../../shared/domain/entry/details.ts';
import { findAdapter } from '../../electron/core/vendors/registry.ts';
import type { Entry, Statement } from '../../shared/domain/entry/entry.ts';
import { type Instant, toInstant } from '../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import type { AccountView, AdoptPolicy } from '../../shared/domain/vendor/remote.ts';
import { everywhere, type Target } from '../../shared/domain/entry/scope.ts';

export const noon: Instant = toInstant(Date.UTC(2026, 4, 3, 12));
/** So many days from noon. */
export const day = (days: number): Instant => toInstant(Date.UTC(2026, 4, 3 + days, 12));

/** An account with id `id`: its own target is `id * 100`, its agents `id * 100 + 1` and on. */
export function viewOf(
  vendor: string,
  options: {
    id?: number;
    agents?: readonly (readonly [string, Target['state']])[];
    adopt?: AdoptPolicy;
    putsBack?: boolean;
  } = {},
): AccountView {
  const { id = 1, agents = [], adopt = 'target', putsBack = true } = options;
  const adapter = findAdapter(vendor);
  if (adapter === undefined) throw new Error(`no vendor ${vendor}`);
  const whole: Target = {
    id: id * 100,
    accountId: id,
    kind: 'account',
    remoteId: null,
    name: adapter.name,
    state: 'active',
  };
  const targets = agents.map(([remoteId, state], at): Target => ({
    id: id * 100 + at + 1,
    accountId: id,
    kind: 'agent',
    remoteId,
    name: `Agent ${remoteId}`,
    state,
  }));
  return { id, name: adapter.name, capabilities: adapter.capabilities, adopt, putsBack, targets: [whole, ...targets] };
}

const testNumber = toPhoneNumber(12125551234);

/** An entry that by default blocks everywhere for ever. */
export function entryOf(statement: Partial<Statement> & Partial<Pick<Entry, 'removed' | 'number'>> = {}): Entry {
  return {
    number: testNumber,
    holds: everywhere,
    ...noDetails,
    reason: 'asked on the phone',
    seq: 1,
    removed: null,
    source: { kind: 'manual', label: null },
    createdAt: noon,
    createdBy: 'Dana',
    changedAt: noon,
    changedBy: 'Dana',
    batchId: null,
    line: null,
    ...statement,
  };
}
