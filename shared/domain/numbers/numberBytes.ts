// North American numbers straight from the bytes of a cell, without making a text: a lead file of millions of rows
// holds these. It answers only where `createNumberParser` would read the same digits by the same plan, and leaves
// everything else to it. A property test holds both to the same answers.

import { takeDigits } from './numberDigits.ts';
import { compileNorthAmerica, readRegionRules } from './numberPlan.ts';
import type { Region } from './numberValue.ts';

/**
 * Reads the units from `from` to `to` as one number. Above 0: a valid number. Below 0: a number that is possible but
 * not valid (negated). 0: not decided here.
 */
export type ByteReader = (units: Uint8Array | Uint16Array, from: number, to: number) => number;

const undecided: ByteReader = () => 0;

const PLUS = 0x2b;
const SPACE = 0x20;

/**
 * A reader for numbers of `region`. Without a region, or with one outside North America, it reads only numbers with +1.
 */
export function createByteReader(region: Region | undefined): ByteReader {
  const plan = compileNorthAmerica();
  if (plan === undefined) return undecided;
  const { automaton, mainRegion } = plan;
  const rules = region === undefined ? undefined : readRegionRules(region);
  // The rules of other islands complete local numbers; these two only strip a leading 1.
  const home = rules?.code === '1' && rules.nationalPrefix?.source === '^(?:1)' ? rules.region : undefined;
  const digits = new Uint8Array(16);

  return (units, from, to) => {
    let start = from;
    let stop = to;
    while (start < stop && units[start] === SPACE) start += 1;
    while (stop > start && units[stop - 1] === SPACE) stop -= 1;
    if (stop - start < 10) return 0;
    const count = takeDigits(units, start, stop, digits);
    const hasPlus = units[start] === PLUS;
    const isLong = count === 11 && digits[0] === 1;
    if (!isLong && (hasPlus || count !== 10)) return 0;
    if (!hasPlus && home === undefined) return 0;
    const first = isLong ? 1 : 0;
    // A national number that starts with 0 or 1 begins with a prefix, which the rules have to explain.
    if ((digits[first] ?? 0) < 2) return 0;
    let state = 0;
    let national = 0;
    for (let place = first; place < count && state >= 0; place += 1) {
      const digit = digits[place] ?? 0;
      state = automaton.step(state, digit);
      national = national * 10 + digit;
    }
    if (state < 0) return 0;
    const asRegion = hasPlus ? undefined : home;
    if (asRegion !== undefined && isLong && !plan.matchesGeneral(state, asRegion)) return 0;
    const verdict = plan.verdict(state, 10, asRegion ?? mainRegion);
    if (!verdict.possible || (!verdict.isClaimed && asRegion !== undefined && asRegion !== mainRegion)) return 0;
    const number = 10_000_000_000 + national;
    return verdict.valid ? number : -number;
  };
}
