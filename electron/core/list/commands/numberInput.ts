/** Numbers and countries as a person gives them to a command about single numbers. */
import {
  createNumberParser,
  describeProblem,
  isRegion,
  parseE164,
  type ParsedNumber,
  type PhoneNumber,
  type Region,
} from '../../../../shared/domain/numbers/number.ts';
import { type Mention, readCell, toSure } from '../../../../shared/domain/numbers/readings.ts';
import { type Answer, refuse } from '../../answer.ts';
import type { JudgeDeps, ListDeps } from './listDeps.ts';
import { numberInputWords as say } from '../../../../shared/words/core/list.ts';

/** The country in which numbers are read: the one given, else the desk's. */
export function parseRegion(given: string | undefined, desk: string | null): Answer<Region | undefined> {
  const region = given ?? desk ?? undefined;
  if (region === undefined) return { ok: true, value: undefined };
  if (isRegion(region)) return { ok: true, value: region };
  return refuse(say.isNotACountryCode(region), 'region');
}

/** `parseNumber` for a desk that is asked thousands of times per second: it keeps the parsers of the last countries. */
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

/** The most parsers that are kept: each holds the numbering plans that it met, about a megabyte. */
const mostParsers = 4;

/**
 * The one number that a text is beyond doubt, as nearly all are, found in the fast way. Undefined: `readMentions` has
 * to look at it in every plausible way.
 */
export function readPlain(
  deps: Pick<JudgeDeps, 'readNumber'>,
  raw: string,
  region: Region | undefined,
): PhoneNumber | undefined {
  const parsed = deps.readNumber(raw, region);
  return parsed.ok && parsed.valid ? parsed.number : undefined;
}

/**
 * The numbers that stand in a text, read in every plausible way. Text that is not valid in its region is tried in other
 * countries.
 */
export function readMentions(
  deps: Pick<JudgeDeps, 'otherCountries'>,
  raw: string,
  region: Region | undefined,
): readonly Mention[] {
  const here = readCell(raw, { region });
  const isHome = here.every(({ readings }) => readings.some(({ valid }) => valid));
  const all = region === undefined || isHome ? here : readCell(raw, { region, others: deps.otherCountries() });
  // `+1 212 555 0102 / 212-555-0102` is one number, written twice.
  const numbers = new Set(all.map((mention) => toSure(mention)?.number));
  return numbers.size === 1 && !numbers.has(undefined) ? all.slice(0, 1) : all;
}

/** The same deps for one question about many texts: the countries on the list are looked up once. */
export function forOneQuestion<D extends Pick<JudgeDeps, 'otherCountries'>>(deps: D): D {
  let countries: readonly Region[] | undefined;
  return { ...deps, otherCountries: () => (countries ??= deps.otherCountries()) };
}

/** Why a text without any reading is no number. */
export function describeUnreadable(mentions: readonly Mention[]): string {
  return mentions.find(({ refusal }) => refusal !== null)?.refusal?.message ?? describeProblem('empty');
}

/** Numbers that the contract has checked to be E.164. */
export function toNumbers(texts: readonly string[]): Answer<readonly PhoneNumber[]> {
  const numbers = new Set<PhoneNumber>();
  for (const text of texts) {
    const number = parseE164(text);
    if (number === undefined) return refuse(say.isNotAPhoneNumber(text), 'numbers');
    numbers.add(number);
  }
  return { ok: true, value: [...numbers].toSorted((a, b) => a - b) };
}
