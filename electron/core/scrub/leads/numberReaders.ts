/**
 * The quick readers of plain numbers, one set per country. They learn numbering plans as they read, so they are kept.
 */
import { callingCodeOf, type Region } from '../../../../shared/domain/numbers/number.ts';
import { type BulkReading, createBulkReader, type KnownPlans } from '../../../../shared/domain/numbers/numberBulk.ts';
import { type ByteReader, createByteReader } from '../../../../shared/domain/numbers/numberBytes.ts';
import { readRegionRules, type RegionRules } from '../../../../shared/domain/numbers/numberPlan.ts';

export type NumberReaders = {
  readonly region: Region | undefined;
  /** Decides most North American numbers from their bytes. */
  readonly readBytes: ByteReader;
  /** Decides most plain numbers that have only one reading. */
  readonly readPlain: (raw: string) => BulkReading | undefined;
  /**
   * Whether digits without a + can be a number of the country, by their count and their first digit: `never`, hardly
   * ever (`seldom`), or not told by this (`open`).
   */
  readonly expect: (count: number, first: number) => 'never' | 'seldom' | 'open';
};

/** @param plans compiled plans that readers of several countries share */
export function createNumberReaders(region: Region | undefined, plans: KnownPlans = new Map()): NumberReaders {
  const rules = region === undefined ? undefined : readRegionRules(region);
  return {
    region,
    readBytes: createByteReader(rules?.code === '1' ? region : undefined),
    readPlain: createBulkReader(region, plans),
    expect: createExpectation(rules),
  };
}

/** With at most this many digits, a North American number lacks its area code. */
const mostLocal = 9;

/**
 * In North America a number has ten digits, or seven where the whole country shares an area code, and only a 1 in
 * front. Elsewhere digits are put in front of local numbers, or dropped, so that counting them tells nothing.
 */
function createExpectation(rules: RegionRules | undefined): NumberReaders['expect'] {
  if (rules?.code !== '1' || rules.nationalPrefix?.source !== '^(?:1)') return () => 'open';
  const { lengths } = rules;
  return (count, first) => {
    if (count > mostLocal || first === 0) return 'open';
    return lengths.includes(count) || (first === 1 && lengths.includes(count - 1)) ? 'seldom' : 'never';
  };
}

/** The most readers that are kept: each country takes some hundred kilobytes. */
const mostKept = 64;

/** The readers of a country. */
export type ReaderShelf = (region: Region | undefined) => NumberReaders;

/** Readers for the countries of one file. In a file with very many countries, the last ones have no quick readers. */
export function createReaderShelf(home: NumberReaders): ReaderShelf {
  const plans: KnownPlans = new Map();
  const kept = new Map<Region | undefined, NumberReaders>([[home.region, home]]);
  // Outside North America only numbers written with +1 are read from bytes, the same everywhere.
  let abroad: ByteReader | undefined;

  function make(region: Region | undefined): NumberReaders {
    if (kept.size >= mostKept) return { region, readBytes: () => 0, readPlain: () => undefined, expect: () => 'open' };
    if (region !== undefined && callingCodeOf(region) === '1') return createNumberReaders(region, plans);
    abroad ??= createByteReader(undefined);
    return { region, readBytes: abroad, readPlain: createBulkReader(region, plans), expect: () => 'open' };
  }

  return (region) => {
    let readers = kept.get(region);
    if (readers === undefined) kept.set(region, (readers = make(region)));
    return readers;
  };
}
