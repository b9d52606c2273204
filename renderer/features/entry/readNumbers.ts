/**
 * Reads what was typed or pasted into "Numbers", line by line, as the core will read it (`readCell`), so that a verdict
 * stands beside each number at once. Only the core knows whether a number is on the list already, and what it would be
 * in another country.
 */
import { type Region, toE164, toInternational } from '../../../shared/domain/numbers/number.ts';
import { isRegion } from '../../../shared/domain/numbers/numberProblem.ts';
import { type Mention, readCell, toPlausible } from '../../../shared/domain/numbers/readings.ts';
import { findDoubt, type TextDoubt } from '../../../shared/domain/numbers/textDoubt.ts';

/** One number of a line, or a line without any. `line` is the text for the core, `raw` the part that is meant. */
export type TypedNumber = { readonly line: string; readonly raw: string } & (
  | {
      readonly ok: true;
      /** The likeliest reading. */
      readonly number: string;
      readonly international: string;
      readonly valid: boolean;
      /** Null: it is blocked as it stands. */
      readonly doubt: TextDoubt | null;
    }
  | { readonly ok: false; readonly message: string }
);

/** Splits at line ends, tabs, semicolons, and commas before a space or a plus; leaves out empty lines. */
export function splitNumbers(text: string): readonly string[] {
  return text
    .split(/[\n\r\t;]+|,(?=[\s+])/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Reads each line; `region` is the country of numbers without a country code. A line may hold several numbers. */
export function readNumbers(text: string, region: string | null): readonly TypedNumber[] {
  const country = region !== null && isRegion(region) ? region : undefined;
  return splitNumbers(text).flatMap((line) => {
    const mentions = readCell(line, { region: country });
    return mentions.map((mention) => toTyped(line, mentions.length === 1 ? line : mention.text, mention, country));
  });
}

function toTyped(line: string, raw: string, mention: Mention, region: Region | undefined): TypedNumber {
  const [first] = toPlausible(mention);
  if (first === undefined) return { line, raw, ok: false, message: mention.refusal?.message ?? '' };
  return {
    line,
    raw,
    ok: true,
    number: toE164(first.number),
    international: toInternational(first.number),
    valid: first.valid,
    doubt: findDoubt([mention], region) ?? null,
  };
}

/** The text in which one number is written the way the person chose to read it. */
export function withReading(text: string, { line, raw }: Pick<TypedNumber, 'line' | 'raw'>, reading: string): string {
  return text.replace(text.includes(raw) ? raw : line, () => reading);
}
