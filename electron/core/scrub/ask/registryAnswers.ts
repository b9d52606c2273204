/**
 * What the registries say of the numbers of one scrub, at its date. As in `check`, a country whose registry was never
 * loaded is not asked. An area that is not loaded, a damaged file and a version that is too old never make a number
 * clear.
 */
import { callingCodeOf, type Region, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import {
  nameRegistry,
  type RegistryAge,
  type RegistryDays,
  type RegistryVersion,
  toRegistryAge,
  toRegistryCountry,
} from '../../../../shared/domain/registries/registry.ts';
import type { RegistryLookup } from '../../registries/lookup.ts';

/** `name`: the list that answered. */
export type RegistrySays =
  | { readonly state: 'listed' | 'stale'; readonly name: string }
  | { readonly state: 'clear' | 'notCovered' | 'notAsked' };

export type RegistryAnswers = {
  /** Writes a code for each of the numbers, to be given to `say`. */
  readonly findMany: (numbers: Float64Array, codes: Uint16Array, count: number) => void;
  readonly say: (number: number, code: number) => RegistrySays;
  /** The countries with a loaded registry. */
  readonly countries: readonly Region[];
  /** False: no registry that is loaded can list the number. */
  readonly mayList: (number: number) => boolean;
  /** Every version that answers, with its age at the date of the scrub. */
  readonly versions: () => readonly (RegistryVersion & { readonly age: RegistryAge; readonly name: string })[];
  /** Keeps what was read in memory until the returned function is called. */
  readonly hold: () => () => void;
};

const clear: RegistrySays = { state: 'clear' };
const notCovered: RegistrySays = { state: 'notCovered' };
const notAsked: RegistrySays = { state: 'notAsked' };

/** Undefined when no registry is loaded: then nothing is said. `at`: epoch milliseconds. */
export function createRegistryAnswers(
  lookup: RegistryLookup,
  days: RegistryDays,
  at: number,
): RegistryAnswers | undefined {
  if (lookup.isEmpty) return undefined;
  const known: (RegistrySays | undefined)[] = [];
  // The plan is asked once per area code of the US and Canada.
  const isOurs = new Map<number, boolean>();

  function isAsked(number: number): boolean {
    const area = number >= 1e10 && number < 2e10 ? Math.floor(number / 1e7) : -1;
    let asked = isOurs.get(area);
    if (asked === undefined || area === -1) {
      const country = toRegistryCountry(toPhoneNumber(number));
      asked = country !== undefined && lookup.countries.has(country);
      isOurs.set(area, asked);
    }
    return asked;
  }

  function read(code: number): RegistrySays {
    const verdict = lookup.verdict(code);
    if (verdict.kind === 'notCovered') return notCovered;
    const name = nameRegistry(verdict.list);
    if (verdict.kind === 'listed') return { state: 'listed', name };
    return toRegistryAge(verdict, at, days).state === 'stale' ? { state: 'stale', name } : clear;
  }

  const countries = [...lookup.countries];
  const callingCodes = new Set(countries.map((country) => Number(callingCodeOf(country))));

  return {
    countries,
    mayList(number) {
      let leading = number;
      while (leading >= 100) leading = Math.floor(leading / 10);
      return callingCodes.has(leading) || callingCodes.has(Math.floor(leading / 10));
    },
    findMany: (numbers, codes, count) => lookup.findMany(numbers, codes, count),
    say(number, code) {
      const says = (known[code] ??= read(code));
      return says === notCovered && !isAsked(number) ? notAsked : says;
    },
    versions: () =>
      lookup.versions().map((version) => ({
        ...version,
        name: nameRegistry(version.list),
        age: toRegistryAge(version, at, days),
      })),
    hold: () => lookup.hold(),
  };
}
