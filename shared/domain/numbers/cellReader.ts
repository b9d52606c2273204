// The phone cells of many rows: plain numbers are read quickly, everything else in every plausible way. Rows may be of
// several countries; each country keeps the numbering plans that it met.

import { createNumberParser, describeProblem, type ParsedNumber } from './number.ts';
import type { Region } from './numberValue.ts';
import { type KnownCountry, type Mention, readCell } from './readings.ts';

export type CellReader = {
  /** The number of a cell, if it is plain; answers as `parseNumber`. */
  readonly parse: (raw: string) => ParsedNumber;
  /** All numbers of a cell, in every plausible way. */
  readonly readAll: (raw: string) => readonly Mention[];
};

export type CellReaders = {
  /** The file's country. */
  readonly region: Region | undefined;
  /** For rows that do not name their country. */
  readonly home: CellReader;
  /**
   * For rows of a country. `unknown`: the row names an unknown country, so that even the home reading is in doubt. `also`: the
   * row names this one, too, and every reading is in doubt.
   */
  readonly of: (country: Region | 'unknown', also?: Region | null) => CellReader;
};

/** With more countries than this in one file, the numbering plans of some are read again. */
const mostReaders = 40;

/** Left to the full reading. */
const undecided: ParsedNumber = { ok: false, code: 'ambiguous', message: describeProblem('ambiguous') };

/** Makes the readers of one file; drop them with it. */
export function createCellReaders({ region, others }: Omit<KnownCountry, 'isUnsure' | 'also'>): CellReaders {
  const withOthers = others === undefined ? {} : { others };
  const create = (known: KnownCountry): CellReader => ({
    parse: createNumberParser(known.region),
    readAll: (raw) => readCell(raw, known),
  });
  const home = create({ region, ...withOthers });
  const unsure: CellReader = {
    // A number with its country code means what it says; any other is left to the full reading.
    parse: createNumberParser(undefined),
    readAll: (raw) => readCell(raw, { region, isUnsure: true, ...withOthers }),
  };
  const known = new Map<string, CellReader>();
  const createBoth = (one: Region, also: Region): CellReader => ({
    parse: (raw) => (raw.trim().startsWith('+') ? unsure.parse(raw) : undecided),
    readAll: (raw) => readCell(raw, { region: one, also, isUnsure: true, ...withOthers }),
  });
  return {
    region,
    home,
    of(country, also = null) {
      if (country === 'unknown') return unsure;
      if (country === region && also === null) return home;
      const key = `${country} ${also ?? ''}`;
      let reader = known.get(key);
      if (reader === undefined) {
        if (known.size >= mostReaders) known.clear();
        reader = also === null ? create({ region: country, ...withOthers }) : createBoth(country, also);
        known.set(key, reader);
      }
      return reader;
    },
  };
}
