/** Numbers and countries as a person gives them to a command about single numbers. */
import {
  createNumberParser,
  isRegion,
  parseE164,
  type ParsedNumber,
  parseNumber,
  type PhoneNumber,
  type Region,
} from '../../../../shared/domain/numbers/number.ts';
import { type Answer, type ListDeps, refuse } from './listDeps.ts';

/** The country to read numbers in: the one given, else the desk's. */
export function parseRegion(given: string | undefined, desk: string | null): Answer<Region | undefined> {
  const region = given ?? desk ?? undefined;
  if (region === undefined) return { ok: true, value: undefined };
  if (isRegion(region)) return { ok: true, value: region };
  return refuse(`"${region}" is not a country code. Write it as two letters, such as US or IL.`, 'region');
}

/** `parseNumber` for a desk that is asked thousands of times a second: it keeps the parsers of the last countries. */
export function createNumberReader(): ListDeps['readNumber'] {
  const parsers = new Map<Region | undefined, (raw: string) => ParsedNumber>();
  return (raw, region) => {
    let parser = parsers.get(region);
    if (parser === undefined) {
      if (parsers.size >= mostParsers) parsers.clear();
      parser = createNumberParser(region);
      parsers.set(region, parser);
    }
    return parser(raw);
  };
}

/** Each holds the numbering plans that it met, a megabyte or so. */
const mostParsers = 4;

/** One number in any common spelling; the refusal names the text, which is what the person sees. */
export function parseOneNumber(
  raw: string,
  region: Region | undefined,
  parse: ListDeps['readNumber'] = parseNumber,
): Answer<{ number: PhoneNumber; valid: boolean }> {
  const parsed = parse(raw, region);
  if (parsed.ok) return { ok: true, value: { number: parsed.number, valid: parsed.valid } };
  return refuse(`"${raw}": ${parsed.message}`, 'numbers');
}

/** Numbers that the contract has checked to be E.164. */
export function toNumbers(texts: readonly string[]): Answer<readonly PhoneNumber[]> {
  const numbers = new Set<PhoneNumber>();
  for (const text of texts) {
    const number = parseE164(text);
    if (number === undefined) return refuse(`"${text}" is not a phone number: write + and its digits.`, 'numbers');
    numbers.add(number);
  }
  return { ok: true, value: [...numbers].toSorted((a, b) => a - b) };
}
