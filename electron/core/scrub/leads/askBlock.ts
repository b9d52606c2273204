/**
 * Reads the numbers of a block and asks about them: the registries at once, and the list while the next block is read.
 * Only numbers that may be on the list are looked up; most are ruled out before.
 */
import { callingCodeOf, type Region } from '../../../../shared/domain/numbers/number.ts';
import type { FoundEntries } from '../ask/foundEntries.ts';
import type { ListSnapshot } from '../ask/listSnapshot.ts';
import type { KnownEntries } from '../ask/knownEntries.ts';
import type { LookUp } from '../ask/lookUp.ts';
import type { MayHold } from '../ask/listKeeper.ts';
import type { RegistryAnswers } from '../ask/registryAnswers.ts';
import type { LeadCells } from './leadCells.ts';
import { createLeadNumbers, type LeadNumbers, ofOtherNumbers, startBlock } from './leadNumbers.ts';
import type { LeadBlock } from './leadReader.ts';

/** A block and what is known of its numbers. The same object is used again for the block after the next. */
export type AskedBlock = {
  block: LeadBlock | undefined;
  readonly read: LeadNumbers;
  /** What the registries say of each number. */
  codes: Uint16Array;
  /** 1: the list may say something of the number at this index; the others are not on it. */
  passed: Uint8Array;
  /** The group of its entry, where that tells what the list says; else it is among those that were found. */
  groups: Uint16Array;
  found: Promise<FoundEntries>;
};

/** A place for a block, empty until one is asked about. */
export function createAskedBlock(): AskedBlock {
  return {
    block: undefined,
    read: createLeadNumbers(),
    codes: new Uint16Array(0),
    passed: new Uint8Array(0),
    groups: new Uint16Array(0),
    found: Promise.resolve({ size: 0, get: () => undefined }),
  };
}

/** Which numbers the lists may have, known before they are asked. */
export type ListGate = {
  /** False: the own list has neither an entry nor an open conflict for the number. */
  readonly mayBeOnList: (number: number) => boolean;
  /** False: no registry has it either. */
  readonly mayBeListed: (number: number) => boolean;
  /** One country per calling code of which a list may have numbers. */
  readonly countries: readonly Region[];
};

/** `mayHold` undefined: every number near an entry has to be looked up. */
export function createListGate(
  { isInUse, disputes, countries }: Pick<ListSnapshot, 'isInUse' | 'disputes' | 'countries'>,
  mayHold: MayHold | undefined,
  registries: RegistryAnswers | undefined,
): ListGate {
  const hasDisputes = disputes.size > 0;
  const mayBeOnList = (number: number): boolean =>
    (mayHold === undefined ? isInUse(number) : mayHold(number)) || (hasDisputes && disputes.has(number));
  const codes = new Set(countries.map(callingCodeOf));
  const further = (registries?.countries ?? []).filter((region) => !codes.has(callingCodeOf(region)));
  return {
    mayBeOnList,
    mayBeListed: (number) => mayBeOnList(number) || registries?.mayList(number) === true,
    countries: [...countries, ...further],
  };
}

const recordsAtOnce = 4096;
const siftedAtOnce = 16_384;

/** Makes the function that reads a block and asks about it. `width`: how many phone columns there are. */
export function createBlockAsker(deps: {
  readonly width: number;
  readonly cells: LeadCells;
  readonly gate: ListGate;
  readonly known: KnownEntries | undefined;
  readonly registries: RegistryAnswers | undefined;
  readonly lookUp: LookUp;
  readonly pause: () => Promise<void>;
}): (into: AskedBlock, block: LeadBlock) => Promise<void> {
  const { width, cells, known, registries, lookUp, pause } = deps;
  const { mayBeOnList } = deps.gate;

  /** The numbers of the block that have to be looked up. */
  async function sift(into: AskedBlock, places: number): Promise<Float64Array> {
    if (into.passed.length < places) {
      into.passed = new Uint8Array(places);
      into.groups = new Uint16Array(places);
    }
    const { passed, groups } = into;
    const { numbers } = into.read;
    const candidates = new Float64Array(places);
    let count = 0;
    for (let place = 0; place < places; place += 1) {
      if (place % siftedAtOnce === siftedAtOnce - 1) await pause();
      const number = numbers[place] ?? 0;
      const passes = number > 0 && mayBeOnList(number);
      passed[place] = passes ? 1 : 0;
      if (!passes) continue;
      const group = known === undefined ? 0 : known.groupOf(number);
      groups[place] = group;
      if (group > 0) continue;
      candidates[count] = number;
      count += 1;
    }
    return candidates.subarray(0, count);
  }

  return async (into, block) => {
    const { batch, units } = block;
    const { read } = into;
    startBlock(read, batch.count, width);
    for (let from = 0; from < batch.count;) {
      from = cells.read(units, batch, from, Math.min(batch.count, from + recordsAtOnce), read);
      await pause();
    }
    const places = read.places + read.extras;
    if (registries !== undefined) {
      if (into.codes.length < places) into.codes = new Uint16Array(places);
      registries.findMany(withoutOthers(read), into.codes, places);
      await pause();
    }
    into.found = lookUp(await sift(into, places));
    // The await that comes later reports the failure; this avoids an unhandled rejection.
    into.found.catch(() => {});
    into.block = block;
  };
}

/** The numbers about which registries are asked: numbers in a column of other numbers (ids, amounts) are not. */
function withoutOthers({ numbers, places, extras, extraKinds: kinds }: LeadNumbers): Float64Array {
  if (!kinds.subarray(0, extras).some((kind) => kind >= ofOtherNumbers)) return numbers;
  const asked = numbers.slice(0, places + extras);
  for (let extra = 0; extra < extras; extra += 1) if ((kinds[extra] ?? 0) >= ofOtherNumbers) asked[places + extra] = 0;
  return asked;
}
