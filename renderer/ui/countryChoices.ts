/** The countries in which a number can be read, by name, for pickers. */
import { getCountries } from 'libphonenumber-js/max';
import { nameCountry } from './words.ts';

export function countryChoices(): { value: string; label: string }[] {
  return getCountries()
    .map((code) => ({ value: code, label: `${nameCountry(code)} (${code})` }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
