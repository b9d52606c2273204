/**
 * What was typed or pasted into "Numbers", read line by line as the core will read it (the same `parseNumber`), so that a
 * verdict stands beside each line at once. Whether a number is on the list already is the core's to say.
 */
import { parseNumber, toE164, toInternational } from '../../../shared/domain/numbers/number.ts';
import { isRegion } from '../../../shared/domain/numbers/numberProblem.ts';

export type TypedNumber =
  | {
      readonly raw: string;
      readonly ok: true;
      readonly number: string;
      readonly international: string;
      readonly valid: boolean;
    }
  | { readonly raw: string; readonly ok: false; readonly message: string };

/** Splits at line ends, tabs, semicolons, and commas that a space or a plus follows; leaves empty lines out. */
export function splitNumbers(text: string): readonly string[] {
  return text
    .split(/[\n\r\t;]+|,(?=[\s+])/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Reads each line; `region` is the country of numbers without a country code. */
export function readNumbers(text: string, region: string | null): readonly TypedNumber[] {
  const country = region !== null && isRegion(region) ? region : undefined;
  return splitNumbers(text).map((raw) => {
    const read = parseNumber(raw, country);
    if (!read.ok) return { raw, ok: false, message: read.message };
    return {
      raw,
      ok: true,
      number: toE164(read.number),
      international: toInternational(read.number),
      valid: read.valid,
    };
  });
}
