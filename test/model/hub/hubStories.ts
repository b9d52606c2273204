/** Short scenarios told by hand, one for each promise of a shared list, with the trouble that would break it. */
import type { VendorModel, VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { findVendor } from '../../../electron/sandbox/sandboxVendors.ts';
import { committing } from '../../support/cuttingProxy.ts';
import { hubVendors } from './hubScenario.ts';
import type { DeskCommand, HubCommand, HubScenario, Role } from './hubScenario.ts';

const [mia, tom, lea] = [0, 1, 2] as const;
/** In a room of two. */
const clone = 2;

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
const shutOut = (person: number): HubCommand => ({ do: 'revoke', person });
const make = (person: number, role: Role): HubCommand => ({ do: 'role', person, role });
const narrow = (desk: number, number: number) => at(desk, { do: 'edit', number, everywhere: false, reason: null });
const copy = (desk: number) => at(desk, { do: 'copy' });
const putBack = (desk: number, isKilled = false) => at(desk, { do: 'putBack', isKilled });
const copyHub: HubCommand = { do: 'copyHub' };
const putBackHub = (isSaid: boolean): HubCommand => ({ do: 'putBackHub', isSaid });
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
  const isForThree =
    commands.some((command) => 'desk' in command && command.desk === lea) &&
    !commands.some((command) => command.do === 'clone');
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
    narrow(lea, 0),
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
    narrow(mia, 1),
    reword(tom, 1, 2),
    exchangeDuring(mia, tom),
  ]),
  tell('a push that others were before is missed by a hub that was put back', [
    ...exchange(mia, tom),
    copyHub,
    block(mia, 0),
    block(tom, 1),
    exchangeDuring(tom, mia),
    putBackHub(false),
    ...exchange(mia, tom),
  ]),
  tell('the answer to a push is lost, and what was changed meanwhile is not', [
    block(tom, 0, 1),
    cutAt(tom, 'after', committing),
    reword(tom, 0, 2),
    block(tom, 2),
    cutAt(tom, 'before', committing),
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
  tell('a login that is shut out shares nothing more, and its desk keeps what it blocks', [
    block(tom, 0, 1),
    block(mia, 4),
    ...exchange(tom, mia),
    sync(mia),
    block(tom, 2),
    reword(tom, 1),
    shutOut(tom),
    ...exchange(tom),
    release(mia, 0, 1),
    // In the middle of a run: what is under way at the vendor goes on to its end.
    block(mia, 3),
    sync(mia, before(2, shutOut(mia))),
    sync(mia),
    block(mia, 2),
    later(2 * minute),
    ...exchange(mia, tom),
  ]),
  tell('a role that was taken away weakens nothing any more, here, at the hub or at the vendor', [
    block(mia, 0, 1, 2, 3),
    ...exchange(mia, lea),
    sync(mia),
    make(lea, 'desk'),
    release(lea, 0),
    narrow(lea, 1),
    block(lea, 4),
    ...exchange(lea),
    release(lea, 2),
    make(mia, 'desk'),
    release(mia, 3),
    sync(mia),
    make(tom, 'lead'),
    ...exchange(tom),
    release(tom, 2),
    ...exchange(tom, mia),
    sync(mia, before(2, make(tom, 'desk'))),
  ]),
  tell('what another desk changed comes back before its record is taken off the vendor’s list', [
    block(mia, 0, 1),
    sync(mia),
    ...exchange(tom),
    reword(tom, 0),
    ...exchange(tom),
    // The announcement of the removal brings what Tom changed.
    sync(mia, after(1, release(mia, 0))),
  ]),
  tell('a desk that is put back to an older copy releases nothing, and learns again what it did since', [
    block(tom, 0, 1),
    ...exchange(tom, mia),
    release(mia, 1),
    reword(tom, 0),
    copy(tom),
    block(tom, 2, 3),
    ...exchange(tom, mia),
    release(mia, 3),
    ...exchange(mia),
    putBack(tom),
    block(tom, 4),
    ...exchange(tom, mia),
    // The one that tells the vendor, with what it had not shared when it was copied.
    release(mia, 2),
    copy(mia),
    sync(mia),
    block(tom, 2),
    ...exchange(mia, tom),
    putBack(mia, true),
    later(2 * minute),
    sync(mia),
  ]),
  tell('a desk that is put back asks again for what only a lead may do', [
    block(mia, 0, 1),
    ...exchange(mia, tom),
    copy(tom),
    block(tom, 2),
    ...exchange(tom),
    block(tom, 3),
    ...exchange(tom),
    block(tom, 4),
    ...exchange(tom),
    putBack(tom),
    release(tom, 0),
  ]),
  tell('a copy of a data directory goes on beside it as a desk of its own, and one of them tells the vendor', [
    block(mia, 0, 1),
    sync(mia),
    reword(mia, 0),
    at(mia, { do: 'clone' }),
    block(clone, 2),
    block(mia, 3),
    ...exchange(mia, clone),
    release(mia, 1),
    sync(clone),
    later(2 * minute),
    ...exchange(clone),
    sync(clone),
    sync(mia, before(2, release(clone, 3))),
    reword(mia, 2),
    at(clone, { do: 'lead' }),
    ...exchange(mia, clone),
  ]),
  tell('a hub that is put back to an older copy gets again what it lacks, and what it forgot is blocked', [
    block(mia, 0, 1),
    ...exchange(mia, tom, lea),
    copyHub,
    release(mia, 1),
    block(tom, 2),
    release(tom, 0),
    ...exchange(mia),
    sync(mia),
    // Nobody but Tom has what he pushes now, and asks for.
    ...exchange(tom),
    putBackHub(false),
    // Pushes of before are counted again.
    block(lea, 3),
    ...exchange(lea),
    reword(lea, 0),
    ...exchange(lea),
    block(tom, 4),
    ...exchange(tom, mia, lea),
    sync(mia),
    release(mia, 2),
    ...exchange(mia),
    sync(mia),
  ]),
  tell('who told the vendor before the hub was put back has told it, whoever leads from then on', [
    block(mia, 0, 1),
    sync(mia),
    ...exchange(tom),
    copyHub,
    at(mia, { do: 'reopen' }),
    sync(tom),
    block(tom, 2),
    sync(tom),
    ...exchange(mia),
    release(mia, 0),
    ...exchange(mia),
    sync(tom),
    putBackHub(true),
    later(2 * minute),
    ...exchange(mia),
    sync(mia),
    ...exchange(tom),
    at(tom, { do: 'lead' }),
    ...exchange(mia, tom),
    sync(tom),
  ]),
];
