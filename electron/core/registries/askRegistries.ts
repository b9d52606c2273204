/**
 * What the registries say of one number, for a person: the verdict of the lookup, the age of the version behind it, and
 * a sentence. A country whose registry was never loaded is not asked: the desk does not know whether its register
 * applies.
 */
import type { RegistryAnswer } from '../../../shared/contract/registries.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { parseInstant, toInstant } from '../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import {
  nameRegistry,
  nationalLists,
  type RegistryDays,
  type RegistryVersion,
  toListCountry,
  toRegistryAge,
  toRegistryCountry,
} from '../../../shared/domain/registries/registry.ts';
import type { RegistryLookup } from './lookup.ts';
import { askRegistriesWords as say } from '../../../shared/words/core/registries.ts';

/**
 * Null: no registry of the number's country is loaded. `at` is epoch milliseconds; the age of a version is its age at
 * that time.
 */
export type AskRegistries = (number: PhoneNumber, at: number) => RegistryAnswer | null;

/** Asks what is loaded at the time of the question. */
export function createAskRegistries(parts: {
  readonly lookup: () => RegistryLookup;
  readonly days: () => RegistryDays;
  readonly toDay: DayWriter;
}): AskRegistries {
  const { lookup, days, toDay } = parts;
  return (number, at) => {
    const asked = lookup();
    if (asked.isEmpty) return null;
    const verdict = asked.find(number);
    if (verdict.kind === 'notCovered') return toNotCovered(number, verdict.why, asked);
    const name = nameVersion(verdict, toDay);
    const about = { list: verdict.list, version: verdict.version };
    if (verdict.kind === 'listed') return { ...about, state: 'listed', sentence: say.listedInThe(name) };
    const allowed = days();
    const age = toRegistryAge(verdict, at, allowed);
    if (age.state !== 'stale') return { ...about, state: 'clear', sentence: say.notListedInThe(name) };
    const sentence = say.theDoesNotListIt(name, age.days, allowed[toListCountry(verdict.list)]);
    return { ...about, state: 'stale', sentence };
  };
}

function nameVersion({ list, version }: Pick<RegistryVersion, 'list' | 'version'>, toDay: DayWriter): string {
  // Noon, so that it is the same day in every zone except the outermost.
  const noon = parseInstant(`${version}T12:00:00Z`) ?? toInstant(0);
  return say.of(nameRegistry(list), toDay(noon));
}

function toNotCovered(
  number: PhoneNumber,
  why: 'noRegistry' | 'areaNotLoaded' | 'damaged',
  asked: RegistryLookup,
): RegistryAnswer | null {
  const country = toRegistryCountry(number);
  if (country === undefined || !asked.countries.has(country)) return null;
  const list = nationalLists[country];
  const about = { list, version: null };
  const areaCode = country === 'US' || country === 'CA' ? say.areaCode(String(number).slice(1, 4)) : undefined;
  const name = nameRegistry(list);
  if (why === 'damaged')
    return {
      ...about,
      state: 'damaged',
      sentence: say.theCannotBeReadBecause(name, areaCode),
    };
  const sentence =
    areaCode !== undefined
      ? say.theIsNotLoadedFor(name, areaCode)
      : asked.versions().some((version) => version.list === list)
        ? say.theNumberWasNotAmong(name)
        : say.theIsNotLoadedNobody(name);
  return { ...about, state: 'notCovered', sentence };
}
