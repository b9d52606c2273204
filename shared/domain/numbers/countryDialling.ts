/** Dialling codes as columns write them: `44`, `+44`, `0044`, `011 44`, `1-868`, and as spreadsheets do: `44.0`. */
import { Metadata } from 'libphonenumber-js/max';
import { listRegions } from './numberPlan.ts';
import type { Region } from './numberValue.ts';

/** Longer codes that the numbering plans do not tell apart by their beginning alone, and one that is not in use. */
const FURTHER: ReadonlyMap<string, Region> = new Map([
  ['441481', 'GG'],
  ['441534', 'JE'],
  ['262269', 'YT'],
  ['262639', 'YT'],
  ['379', 'VA'],
]);

const LONGEST_REST = 5;

/**
 * The country of a dialling code; where several share it, the main one (`1` is the USA, `1-868` Trinidad). Undefined
 * for every other text, including a whole phone number.
 */
export function readDiallingCode(text: string): Region | undefined {
  const bare = text.trim().replace(/^(\d{1,3})[.,]0+$/, '$1');
  if (!/^[+(]{0,2}\d[\d\s()-]*$/.test(bare)) return undefined;
  const digits = bare.replaceAll(/\D/g, '').replace(/^(?:00|011)(?=[1-9])/, '');
  const known = FURTHER.get(digits);
  if (known !== undefined) return known;
  for (const length of [1, 2, 3]) {
    const regions = listRegions(digits.slice(0, length));
    if (regions.length === 0 || digits.length < length) continue;
    const rest = digits.slice(length);
    return rest === '' ? regions[0] : regionOfRest(regions, digits.slice(0, length), rest);
  }
  return undefined;
}

function regionOfRest(regions: readonly Region[], code: string, rest: string): Region | undefined {
  if (rest.length > LONGEST_REST) return undefined;
  const own = regions.slice(1).find((region) => {
    const leading = leadingDigitsOf(region);
    return leading !== undefined && new RegExp(`^(?:${leading})`).test(rest);
  });
  // An area code of North America that belongs to no island.
  return own ?? (code === '1' && rest.length === 3 ? regions[0] : undefined);
}

function leadingDigitsOf(region: Region): string | undefined {
  const plans = new Metadata();
  plans.selectNumberingPlan(region);
  return plans.numberingPlan?.leadingDigits() ?? undefined;
}
