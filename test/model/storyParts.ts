/** What stories are made of: accounts, syncs, faults and adds, in few words. */
import type { VendorName } from '../../electron/sandbox/sandboxTypes.ts';
import type { AccountSetup, Command, FaultAction, Interruption, PlannedFault, Scenario } from './scenario.ts';

export type Story = { readonly name: string; readonly scenario: Scenario };

const small = { maxPageSize: 2, pageShape: 'data', order: 'oldestFirst', onDuplicate: 'create' } as const;

/** An account whose vendor has these numbers (by index) already. */
export function account(
  vendor: VendorName,
  records: readonly number[],
  more: Partial<AccountSetup> & { readonly agents?: readonly number[] } = {},
): AccountSetup {
  const { agents = [], ...rest } = more;
  return {
    vendor,
    adopt: 'target',
    settings: small,
    records: records.map((number) => ({ number, agents, reason: false })),
    rests: false,
    ...rest,
  };
}

export function sync(faults: readonly PlannedFault[] = [], interruption: Interruption | null = null): Command {
  return { do: 'sync', account: 0, faults, interruption };
}

export function fault(only: PlannedFault['only'], action: FaultAction, on = false, nth = 1): readonly PlannedFault[] {
  return [{ nth, on, only, action }];
}

export function add(...numbers: readonly number[]): Command {
  return addAt([{ kind: 'everywhere' }], numbers);
}

/** For the first agent of the first account alone. */
export function addForAgent(...numbers: readonly number[]): Command {
  return addAt([{ kind: 'agent', account: 0, agent: 0 }], numbers);
}

function addAt(places: Extract<Command, { do: 'add' }>['places'], numbers: readonly number[]): Command {
  return { do: 'add', numbers, places, until: null, reason: 0, reference: true, update: false };
}

export function story(
  name: string,
  accounts: readonly AccountSetup[],
  commands: readonly Command[],
  decisions: Scenario['decisions'] = ['keepOurs'],
): Story {
  return { name, scenario: { seed: 1, accounts, commands, decisions } };
}
