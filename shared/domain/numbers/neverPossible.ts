// Digits that are no North American number by their count alone. Ids and dates are mostly such digits, and the library looks through the
// plans of 25 countries before it says so. A property test holds this to the library.

import { callingCodeOf, type Region } from './numberValue.ts';

/** With the area code, and without it: islands complete such a number, and Canada has some that are whole. */
const nationalDigits: ReadonlySet<number> = new Set([10, 7]);

/** False: perhaps. `digits`: with a leading + where the number is whole; else as dialled in `region`. */
export function isNeverPossible(digits: string, region: Region | undefined): boolean {
  if (digits.startsWith('+')) return region === undefined && digits[1] === '1' && isNoCount(digits.slice(2), 1);
  return region !== undefined && callingCodeOf(region) === '1' && !digits.startsWith('011') && isNoCount(digits, 2);
}

/** `ones`: how many may stand in front: the country code, and the 1 that is dialled. */
function isNoCount(digits: string, ones: number): boolean {
  for (let skipped = 0; skipped <= ones; skipped += 1) {
    if (nationalDigits.has(digits.length - skipped)) return false;
    if (digits[skipped] !== '1') return true;
  }
  return true;
}
