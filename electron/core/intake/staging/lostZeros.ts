/**
 * Counts numbers that have lost their leading 0 to a spreadsheet. What is left is read as it stands, which gives the
 * same number where people write a leading 0. This is said of the file as a whole; no digit is added to any number.
 */
import { getCountryCallingCode } from 'libphonenumber-js/max';
import { nameRegion, writesTrunkZero } from '../../../../shared/domain/numbers/numberProblem.ts';
import { type ParsedNumber, type Region, isRegion } from '../../../../shared/domain/numbers/number.ts';
import { lostZerosWords as say } from '../../../../shared/words/core/intake.ts';

export type LostZeroCount = {
  readonly parse: (raw: string) => ParsedNumber;
  /** Counts a number that other code has read. */
  readonly note: (raw: string, parsed: ParsedNumber) => void;
  readonly remarks: () => readonly string[];
};

/** Counts while `parse` reads. Costs nothing for a country whose numbers are written without a leading 0. */
export function createLostZeroCount(region: Region | undefined, parse: (raw: string) => ParsedNumber): LostZeroCount {
  if (region === undefined || !isRegion(region) || !writesTrunkZero(region))
    return { parse, note: () => {}, remarks: () => [] };
  const code = getCountryCallingCode(region);
  let lost = 0;
  const note = (raw: string, parsed: ParsedNumber): void => {
    // A bare national number: digits alone, without the country code.
    if (parsed.ok && isDigit(raw.charCodeAt(0)) && /^\d+$/.test(raw) && String(parsed.number) === code + raw) lost++;
  };
  return {
    parse(raw) {
      const parsed = parse(raw);
      note(raw, parsed);
      return parsed;
    },
    note,
    remarks: () => (lost === 0 ? [] : [say.leading0AsASpreadsheet(lost, nameRegion(region))]),
  };
}

/** 1 to 9. */
const isDigit = (code: number): boolean => code > 0x30 && code <= 0x39;
