/** In which country the numbers of a row are read: the one that the row names, else the file's. */
import type { SaidCountry } from '../../../../shared/domain/columns/rowCountry.ts';
import { callingCodeOf, type Region } from '../../../../shared/domain/numbers/number.ts';
import { readOldNational } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import type { KnownCountry } from '../../../../shared/domain/numbers/readings.ts';
import { createElsewhereTest, type ElsewhereTest } from '../ask/elsewhere.ts';
import type { NumberReaders, ReaderShelf } from './numberReaders.ts';

export type RowCountry = {
  readonly known: KnownCountry;
  readonly readers: NumberReaders;
  /** Names the other countries worth trying for digits that are not valid at home. */
  readonly elsewhere: ElsewhereTest;
  /** False: these digits, which may or may not be a number at home, are none that is listed. */
  readonly mayStandHere: (digits: string) => boolean;
};

export type RowCountries = {
  readonly region: Region | undefined;
  /** The country of rows that name none. */
  readonly home: RowCountry;
  /** The country that a row gives. */
  readonly of: (said: SaidCountry) => RowCountry;
};

export type CountrySources = {
  readonly region: Region | undefined;
  readonly shelf: ReaderShelf;
  /** One country per calling code of which the lists have numbers. */
  readonly listed: readonly Region[];
  /** False: the number is on no list that is asked. */
  readonly mayBeListed: (number: number) => boolean;
};

/** Finds the country of each row. `listed`: countries of numbers that some list holds. */
export function createRowCountries({ region, shelf, listed, mayBeListed }: CountrySources): RowCountries {
  // What is said in the same words is the same object (rowCountry.ts).
  const bySaid = new WeakMap<SaidCountry, RowCountry>();
  const made = new Map<string, RowCountry>();
  const codeOf = (of: Region | undefined): string => (of === undefined ? '' : callingCodeOf(of));

  function make(of: Region | undefined, isUnsure: boolean, also?: Region): RowCountry {
    const key = `${of ?? ''}${isUnsure ? '?' : ''}${also ?? ''}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const others = listed.filter((other) => codeOf(other) !== codeOf(of));
    // Without a country, only a whole international number is one.
    const here = createElsewhereTest([of ?? 'US'], mayBeListed);
    const country: RowCountry = {
      known: { region: of, isUnsure, also },
      readers: shelf(of),
      elsewhere: createElsewhereTest(others, mayBeListed),
      mayStandHere: (digits) => here(digits).length > 0 || (of !== undefined && readOldNational(digits, of).length > 0),
    };
    made.set(key, country);
    return country;
  }

  function find({ region: said, also }: SaidCountry): RowCountry {
    if (said === null) return home;
    if (said === 'unknown') return make(region, true);
    return also === null ? make(said, false) : make(said, true, also);
  }

  const home = make(region, false);
  return {
    region,
    home,
    of(said) {
      const known = bySaid.get(said);
      if (known !== undefined) return known;
      const country = find(said);
      bySaid.set(said, country);
      return country;
    },
  };
}
