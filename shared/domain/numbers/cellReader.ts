// The phone cells of many rows: what is plain is read quickly, everything else in every plausible way. Rows may be of several
// countries, each of which keeps the numbering plans that it met.

import { createNumberParser, type ParsedNumber } from './number.ts';
import type { Region } from './numberValue.ts';
import { type KnownCountry, type Mention, readCell } from './readings.ts';

export type CellReader = {
  /** The number of a cell where it is plain; as `parseNumber`. */
  readonly parse: (raw: string) => ParsedNumber;
  /** All numbers of a cell, in every plausible way. */
  readonly readAll: (raw: string) => readonly Mention[];
};

export type CellReaders = {
  /** For rows that say nothing of their country. */
  readonly home: CellReader;
  /** For rows of a country; `unknown`: of one that nobody knows, which leaves the home reading in doubt. */
  readonly of: (country: Region | 'unknown') => CellReader;
};

/** A file of more countries than this reads the numbering plans of some again. */
const mostReaders = 40;

/** Make them once per file and let them go with it. */
export function createCellReaders({ region, others }: Omit<KnownCountry, 'isUnsure'>): CellReaders {
  const withOthers = others === undefined ? {} : { others };
  const create = (known: KnownCountry): CellReader => ({
    parse: createNumberParser(known.region),
    readAll: (raw) => readCell(raw, known),
  });
  const home = create({ region, ...withOthers });
  const unsure: CellReader = {
    // A number with its country code is what it says; any other is left to the full reading.
    parse: createNumberParser(undefined),
    readAll: (raw) => readCell(raw, { region, isUnsure: true, ...withOthers }),
  };
  const known = new Map<Region, CellReader>();
  return {
    home,
    of(country) {
      if (country === 'unknown') return unsure;
      if (country === region) return home;
      let reader = known.get(country);
      if (reader === undefined) {
        if (known.size >= mostReaders) known.clear();
        reader = create({ region: country, ...withOthers });
        known.set(country, reader);
      }
      return reader;
    },
  };
}
