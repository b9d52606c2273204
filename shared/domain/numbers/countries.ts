// Which country a text names.

import { getCountries } from 'libphonenumber-js/max';
import { callingCodeOf, type Region } from './numberValue.ts';
import { listRegions } from './numberPlan.ts';

/** Makes a reader of country names, ISO codes and dialling codes: a region, `unknown`, or null for an empty text. */
export function createCountryReader(): (text: string) => Region | 'unknown' | null {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const known = new Map<string, Region>([['uk', 'GB']]);
  for (const region of getCountries()) {
    known.set(region.toLowerCase(), region);
    known.set((names.of(region) ?? region).toLowerCase(), region);
    const [main] = listRegions(callingCodeOf(region));
    if (main !== undefined) known.set(`+${callingCodeOf(region)}`, main);
  }
  return (text) => {
    const folded = text.trim().toLowerCase();
    return folded === '' ? null : (known.get(folded) ?? 'unknown');
  };
}
