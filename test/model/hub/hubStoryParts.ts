/** The words in which scenarios of several desks are told by hand. */
import type { VendorModel, VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { findVendor } from '../../../electron/sandbox/sandboxVendors.ts';
import { hubVendors } from './hubScenario.ts';
import type { DeskCommand, HubCommand, HubScenario, Meanwhile, Role } from './hubScenario.ts';

export const [mia, tom, lea] = [0, 1, 2] as const;
/** In a room of two. */
export const clone = 2;

export const at = (desk: number, command: DeskCommand): HubCommand => ({ ...command, desk });
export const block = (desk: number, ...numbers: number[]) =>
  at(desk, { do: 'add', numbers, everywhere: true, reason: 0, update: false, ends: null });
export const reword = (desk: number, number: number, reason = 1) =>
  at(desk, { do: 'edit', number, everywhere: null, reason, ends: 'same' });
export const release = (desk: number, ...numbers: number[]) => at(desk, { do: 'release', numbers });
export const answer = (desk: number, how: 'release' | 'keep') => at(desk, { do: 'answer', request: 0, answer: how });
export type Sync = Extract<DeskCommand, { do: 'sync' }>;
export const sync = (desk: number, how: Partial<Omit<Sync, 'do'>> = {}) =>
  at(desk, { do: 'sync', fault: null, cut: null, interruption: null, ...how });
export const exchange = (...desks: number[]) =>
  desks.map((desk) => at(desk, { do: 'exchange', cut: null, meanwhile: null }));
export const exchangeDuring = (what: Meanwhile['what'], desk: number, before: Meanwhile['before'] = 'pushing') =>
  at(desk, { do: 'exchange', cut: null, meanwhile: { before, what } });
export const cutAt = (desk: number, when: 'before' | 'after', text: string) =>
  at(desk, { do: 'exchange', cut: { when, text }, meanwhile: null });
export const before = (nth: number, what: HubCommand) => ({ interruption: { nth, when: 'before' as const, what } });
export const after = (nth: number, what: HubCommand) => ({ interruption: { nth, when: 'after' as const, what } });
export const shutOut = (person: number): HubCommand => ({ do: 'revoke', person });
export const make = (person: number, role: Role): HubCommand => ({ do: 'role', person, role });
export const narrow = (desk: number, number: number) =>
  at(desk, { do: 'edit', number, everywhere: false, reason: null, ends: 'same' });
export const copy = (desk: number) => at(desk, { do: 'copy' });
export const putBack = (desk: number, isKilled = false) => at(desk, { do: 'putBack', isKilled });
export const copyHub: HubCommand = { do: 'copyHub' };
export const putBackHub = (isSaid: boolean, isUnderUs = false): HubCommand => ({ do: 'putBackHub', isSaid, isUnderUs });
export const later = (ms: number): HubCommand => ({ do: 'jump', ms });

export const minute = 60_000;

/** A vendor to whom the same add may be sent twice, one that may make two records of it, and one that keeps no ends and refuses it. */
const takesTwice = vendorWho((model) => model.repeatedAdd === 'answered');
export const makesTwo = vendorWho((model) => model.repeatedAdd === 'undocumented');
export const keepsNoEnds = vendorWho((model) => model.repeatedAdd === 'refused' && !model.keeps.includes('expiresAt'));

function vendorWho(is: (model: VendorModel) => boolean): VendorName {
  const found = hubVendors.find((name) => is(findVendor(name).model));
  if (found === undefined) throw new Error('The sandbox has no such vendor');
  return found;
}

export function tell(name: string, commands: readonly HubCommand[], vendor = takesTwice) {
  const isForThree =
    commands.some((command) => 'desk' in command && command.desk === lea) &&
    !commands.some((command) => command.do === 'clone');
  const desks = isForThree ? 3 : 2;
  const scenario: HubScenario = { seed: 1, desks, vendor, commands, decisions: ['keep'] };
  return { name, scenario };
}
