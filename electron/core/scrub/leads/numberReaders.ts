/** The quick readers of plain numbers, by country. They learn numbering plans as they read, which is worth keeping. */
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import { type BulkReading, createBulkReader } from '../../../../shared/domain/numbers/numberBulk.ts';
import { type ByteReader, createByteReader } from '../../../../shared/domain/numbers/numberBytes.ts';
import { readRegionRules } from '../../../../shared/domain/numbers/numberPlan.ts';

export type NumberReaders = {
  readonly region: Region | undefined;
  /** Decides most North American numbers from their bytes. */
  readonly readBytes: ByteReader;
  /** Decides most plain numbers that have one reading alone. */
  readonly readPlain: (raw: string) => BulkReading | undefined;
  /** So many digits at least has every number that is written without a +; 0: not known. */
  readonly shortest: number;
};

export function createNumberReaders(region: Region | undefined): NumberReaders {
  const rules = region === undefined ? undefined : readRegionRules(region);
  // Elsewhere digits are put in front of local numbers, or dropped; a North American number has ten, whatever is in front.
  const isPlain = rules?.code === '1' && rules.nationalPrefix?.source === '^(?:1)';
  return {
    region,
    readBytes: createByteReader(rules?.code === '1' ? region : undefined),
    readPlain: createBulkReader(region),
    shortest: isPlain ? (rules.lengths[0] ?? 0) : 0,
  };
}

/** Each country has a megabyte or two of plans. */
const mostKept = 64;

/** The readers of a country. */
export type ReaderShelf = (region: Region | undefined) => NumberReaders;

/** Readers for the countries of one file; of a file with very many, the last ones have none that are quick. */
export function createReaderShelf(home: NumberReaders): ReaderShelf {
  const kept = new Map<Region | undefined, NumberReaders>([[home.region, home]]);
  return (region) => {
    let readers = kept.get(region);
    if (readers === undefined) {
      readers =
        kept.size < mostKept
          ? createNumberReaders(region)
          : { region, readBytes: () => 0, readPlain: () => undefined, shortest: 0 };
      kept.set(region, readers);
    }
    return readers;
  };
}
