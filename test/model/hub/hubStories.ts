/** Short scenarios told by hand, one for each promise of a shared list, with the trouble that would break it. */
import type { VendorModel, VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { findVendor } from '../../../electron/sandbox/sandboxVendors.ts';
import { hubVendors } from './hubScenario.ts';
import type { DeskCommand, HubCommand, HubScenario } from './hubScenario.ts';

const [mia, tom, lea] = [0, 1, 2] as const;

const at = (desk: number, command: DeskCommand): HubCommand => ({ ...command, desk });
const block = (desk: number, ...numbers: number[]) =>
  at(desk, { do: 'add', numbers, everywhere: true, reason: 0, update: false });
const reword = (desk: number, number: number, reason = 1) => at(desk, { do: 'edit', number, everywhere: null, reason });
const release = (desk: number, ...numbers: number[]) => at(desk, { do: 'release', numbers });
const answer = (desk: number, how: 'release' | 'keep') => at(desk, { do: 'answer', request: 0, answer: how });
type Sync = Extract<DeskCommand, { do: 'sync' }>;
const sync = (desk: number, how: Partial<Omit<Sync, 'do'>> = {}) =>
  at(desk, { do: 'sync', fault: null, cut: null, interruption: null, ...how });
const exchange = (...desks: number[]) => desks.map((desk) => at(desk, { do: 'exchange', cut: null, meanwhile: null }));
const exchangeDuring = (meanwhile: number, desk: number) => at(desk, { do: 'exchange', cut: null, meanwhile });
const cutAt = (desk: number, when: 'before' | 'after', text: string) =>
  at(desk, { do: 'exchange', cut: { when, text }, meanwhile: null });
const before = (nth: number, what: HubCommand) => ({ interruption: { nth, when: 'before' as const, what } });
const after = (nth: number, what: HubCommand) => ({ interruption: { nth, when: 'after' as const, what } });
const later = (ms: number): HubCommand => ({ do: 'jump', ms });

const minute = 60_000;

/** A vendor to whom the same add may be sent twice, and one that may make two records of it. */
const takesTwice = vendorWho((model) => model.repeatedAdd === 'answered');
const makesTwo = vendorWho((model) => model.repeatedAdd === 'undocumented');

function vendorWho(is: (model: VendorModel) => boolean): VendorName {
  const found = hubVendors.find((name) => is(findVendor(name).model));
  if (found === undefined) throw new Error('The sandbox has no such vendor');
  return found;
}

function tell(name: string, commands: readonly HubCommand[], vendor = takesTwice) {
  const isForThree = commands.some((command) => 'desk' in command && command.desk === lea);
  const desks = isForThree ? 3 : 2;
  const scenario: HubScenario = { seed: 1, desks, vendor, commands, decisions: ['keep'] };
  return { name, scenario };
}

export const hubStories: readonly { readonly name: string; readonly scenario: HubScenario }[] = [
  tell('what a desk changed without knowing of a release stays blocked', [
    block(tom, 0, 1),
    ...exchange(tom, mia),
    reword(tom, 0),
    release(mia, 0, 1),
    ...exchange(mia, tom, mia),
  ]),
  tell('a desk asks a lead to release, and cannot by any other way', [
    block(tom, 0, 1, 2),
    ...exchange(tom, mia),
    release(tom, 0, 1),
    at(tom, { do: 'undo', back: 0 }),
    ...exchange(tom, mia),
    answer(mia, 'release'),
    answer(mia, 'keep'),
    ...exchange(mia, tom),
  ]),
  tell('two change a number at once: nobody overwrites the other', [
    block(mia, 0),
    ...exchange(mia, tom, lea),
    reword(tom, 0, 1),
    reword(lea, 0, 2),
    at(lea, { do: 'edit', number: 0, everywhere: false, reason: null }),
    ...exchange(tom, lea, tom, mia),
    block(tom, 3),
    block(lea, 3),
    release(lea, 3),
    ...exchange(tom, lea, tom),
  ]),
  tell('what another desk pushes between a reading and a push is not written over', [
    block(mia, 0, 1),
    ...exchange(mia, tom, lea),
    reword(tom, 0, 1),
    block(tom, 2),
    release(lea, 0),
    block(lea, 2),
    exchangeDuring(tom, lea),
    ...exchange(mia, tom),
    at(mia, { do: 'edit', number: 1, everywhere: false, reason: null }),
    reword(tom, 1, 2),
    exchangeDuring(mia, tom),
  ]),
  tell('the answer to a push is lost, and what was changed meanwhile is not', [
    block(tom, 0, 1),
    cutAt(tom, 'after', 'COMMIT'),
    reword(tom, 0, 2),
    block(tom, 2),
    cutAt(tom, 'before', 'COMMIT'),
    at(tom, { do: 'kill' }),
    ...exchange(mia),
    release(mia, 1),
    ...exchange(mia, tom),
  ]),
  tell(
    'another desk goes on where the leader was killed, and nothing is added twice',
    [
      block(mia, 0, 1, 2),
      sync(mia, after(2, at(mia, { do: 'kill' }))),
      later(2 * minute),
      ...exchange(tom),
      sync(tom),
      release(mia, 0),
      ...exchange(mia),
      sync(tom),
    ],
    makesTwo,
  ),
  tell('a leader that stands still writes nothing once another may lead', [
    block(mia, 0, 1, 2, 3, 4),
    ...exchange(mia, tom),
    sync(mia, before(3, later(2 * minute))),
    sync(tom),
    block(tom, 1),
    sync(mia, before(2, sync(tom))),
    later(2 * minute),
    sync(lea, after(2, later(2 * minute))),
    sync(tom),
  ]),
  tell('what was released while another desk led is not adopted again', [
    block(mia, 0, 1),
    sync(mia),
    ...exchange(tom, lea),
    release(lea, 0),
    ...exchange(lea),
    at(mia, { do: 'reopen' }),
    sync(tom),
    ...exchange(mia, tom, lea),
    sync(tom),
  ]),
  tell('the vendor’s own record is not adopted again after a lead has released it', [
    { do: 'remoteAdd', number: 0 },
    { do: 'remoteAdd', number: 1 },
    sync(mia),
    ...exchange(lea),
    release(lea, 0),
    ...exchange(lea),
    // It never hears of the release, and hands on what it knew before.
    at(mia, { do: 'reopen' }),
    sync(tom),
    ...exchange(tom, mia),
    { do: 'remoteRemove', number: 1 },
    sync(tom),
    ...exchange(mia, lea),
    at(lea, { do: 'decide', question: 0, choice: 'takeTheirs' }),
    at(tom, { do: 'decide', question: 0, choice: 'takeTheirs' }),
  ]),
  tell('what only a killed leader has is not taken off the vendor’s list by the next', [
    block(mia, 0),
    sync(mia),
    block(mia, 1),
    sync(mia, { cut: { when: 'before', text: 'UPDATE dnc.head' } }),
    at(mia, { do: 'kill' }),
    later(2 * minute),
    sync(tom),
    sync(tom),
  ]),
  tell('who tells the vendor is said only as long as it is known', [
    sync(mia),
    ...exchange(tom, lea),
    at(tom, { do: 'unplug', isBack: false }),
    later(2 * minute),
    at(tom, { do: 'skew', ms: -60 * minute }),
    later(5000),
    at(lea, { do: 'lead' }),
    ...exchange(mia, lea, mia, lea),
    sync(lea),
    at(mia, { do: 'skew', ms: -60 * minute }),
    later(2 * minute),
  ]),
];
