// Phone numbers: the one way from what people, files and vendors write to `PhoneNumber`, for callers that want one
// number or none. readings.ts tells what else a cell may mean.

import { createBulkReader } from './numberBulk.ts';
import { describeProblem, isRegion, type NumberProblem } from './numberProblem.ts';
import { describeAmbiguous, isGuess } from './numberReading.ts';
import { readCell, type Searched } from './readings.ts';
import type { PhoneNumber, Region } from './numberValue.ts';

export { describeProblem, isNumberProblem, isRegion, NUMBER_PROBLEMS, type NumberProblem } from './numberProblem.ts';
export {
  callingCodeOf,
  describeNumber,
  parseE164,
  type PhoneNumber,
  phoneNumbersBetween,
  type Region,
  toE164,
  toInternational,
  toShownNumber,
  toPhoneNumber,
} from './numberValue.ts';

/**
 * `valid` is false for a number with a possible length in no range that is in use: it is kept only if a person confirms
 * it. `extension` holds the digits that were split off. `message` is a sentence without the number.
 */
export type ParsedNumber =
  | { readonly ok: true; readonly number: PhoneNumber; readonly valid: boolean; readonly extension: string | null }
  | { readonly ok: false; readonly code: NumberProblem; readonly message: string };

/**
 * Reads one phone number in any common spelling, or says why it is none. Pure; never throws; never guesses:
 *
 * 1. With `+`, or a `tel:` link with a context, it is international; `region` does not matter.
 * 2. Without, a number that is valid in `region` (national, with the region's own country code, or with its
 *    international prefix) is that number: in the US `972 501 2345` is Dallas, not Israel.
 * 3. `00` and `011` in front are international prefixes everywhere, unless rule 2 applied.
 * 4. Digits that with a `+` in front are a possible number, and have at least 11 digits, are that number: in the US
 *    `972501234567` is Israel. If they also have the length of an ordinary number of the region and only the foreign
 *    reading is valid, or the length of neither, they are refused as `ambiguous`. Brackets, or a first group that is
 *    not the country code, rule this reading out.
 * 5. A number in a form that has ended is the one that it became (sameSubscriber.ts).
 * 6. What is left is a possible number of the region (`valid: false`), or is refused with the reason. A second plausible
 *    reading of any kind (readings.ts) is a refusal.
 *
 * Without `region` only rules 1, 3 and 4 apply, 4 for valid numbers alone; the rest is `needsRegion`.
 * Vanity letters are refused, not converted, and an unknown region is treated as none.
 */
export function parseNumber(raw: string, region?: Region): ParsedNumber {
  return parseKnown(raw, { region: toKnown(region) });
}

const toKnown = (region: Region | undefined): Region | undefined =>
  region !== undefined && isRegion(region) ? region : undefined;

function parseKnown(raw: string, known: Searched): ParsedNumber {
  const [mention, ...more] = readCell(raw, known);
  if (mention === undefined) return refuse('empty');
  if (mention.refusal !== null) return { ok: false, ...mention.refusal };
  const [reading, ...others] = mention.readings;
  if (reading === undefined) return refuse('notPossible');
  if (more.length > 0) return refuse('severalNumbers');
  if (others.length > 0 || isGuess(reading)) return refuse('ambiguous', describeAmbiguous(mention.readings));
  return { ok: true, number: reading.number, valid: reading.valid, extension: mention.extension };
}

function refuse(code: NumberProblem, message = describeProblem(code)): ParsedNumber {
  return { ok: false, code, message };
}

/**
 * `parseNumber` for many rows of one region: the same answers, some fifty times as fast for plain numbers. Make one per
 * import or stream and drop it afterwards; it holds, in compiled form, the numbering plans that it met.
 * @param few so many are read one by one: that is done sooner than a plan is compiled
 */
export function createNumberParser(region?: Region, few = fewNumbers): (raw: string) => ParsedNumber {
  const known = toKnown(region);
  return createParser(known, few, (raw) => parseNumber(raw, known));
}

/**
 * The same for who asks only whether a text is a number: with a region, digits that are none for whatever reason are `notPossible`.
 * Most cells of a file are none, and to say why takes longer than to read them.
 */
export function createNumberTest(region?: Region, few = fewNumbers): (raw: string) => ParsedNumber {
  const known = toKnown(region);
  return createParser(known, few, (raw) => parseKnown(raw, { region: known, isSearched: known !== undefined }));
}

const fewNumbers = 100;

function createParser(
  region: Region | undefined,
  few: number,
  parse: (raw: string) => ParsedNumber,
): (raw: string) => ParsedNumber {
  let asked = 0;
  let readPlain: ReturnType<typeof createBulkReader> | undefined;
  return (raw) => {
    if (asked < few) {
      asked += 1;
      return parse(raw);
    }
    readPlain ??= createBulkReader(region);
    const plain = readPlain(raw);
    return plain === undefined ? parse(raw) : { ok: true, number: plain.number, valid: plain.valid, extension: null };
  };
}
