// The words of reading a cell: what is known beforehand, and one number in the cell with the ways to read it.

import type { NumberReading, Refusal } from './numberReading.ts';
import type { Region } from './numberValue.ts';

/** What is known of the country of a number that is written without one. */
export type KnownCountry = {
  /** The country of the row, else of the file, else of the desk. */
  readonly region: Region | undefined;
  /** The row names an unknown country, or two, so what `region` makes of the number is in doubt. */
  readonly isUnsure?: boolean;
  /** The other country that the row names: digits without a + are read there, too, whatever they are in `region`. */
  readonly also?: Region | undefined;
  /** Countries to try for digits that are not valid in `region`, such as those of the numbers on the list. */
  readonly others?: readonly Region[];
};

/** Its row names an unknown country or two; it was found among words; it is taken for another ending of the number before it. */
export type Unsure = 'country' | 'words' | 'ending';

/** One number that stands in a cell. */
export type Mention = {
  /** As it is written there. */
  readonly text: string;
  /** Every plausible way to read it, likeliest first; empty when there is none. */
  readonly readings: readonly NumberReading[];
  /** The digits behind the number that a switchboard asks for. */
  readonly extension: string | null;
  /** Why it is looked up, but is never sure; null: by where it stands it is. */
  readonly unsure: Unsure | null;
  /** Why it has no reading, or why the cell as a whole has none; null when the cell is a number. */
  readonly refusal: Refusal | null;
};
