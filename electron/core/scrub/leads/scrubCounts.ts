/** What a scrub counts on its way through the rows. */
import type { BlockKind } from './verdicts.ts';

/** What became of the rows: `rows` = `clean` + `blocked`, and `blocked` is the sum of `blockedBy`. */
export type ScrubCounts = {
  rows: number;
  clean: number;
  blocked: number;
  blockedBy: Record<BlockKind, number>;
  /** Clean rows in which cells were blanked, and those cells. */
  blankedRows: number;
  blankedCells: number;
  /** Clean rows with a number that no loaded registry covers, or that only an outdated version covers. */
  notCovered: number;
  stale: number;
  /** Clean rows in which it is not sure which number is meant. */
  inDoubt: number;
  /** Phone cells with a number that is possible but in no range in use; they were looked up as they stand. */
  notValid: number;
  /** Rows that name an unknown country, or two. */
  unknownCountries: number;
  /** By each column with words that nobody has explained: how many rows they block. */
  unexplained: Map<number, number>;
  /** By each column that was looked at besides: how many numbers were found in it. */
  found: ReadonlyMap<number, number>;
};

/** Counts of no rows. */
export function createCounts(): ScrubCounts {
  return {
    rows: 0,
    clean: 0,
    blocked: 0,
    blockedBy: {
      list: 0,
      conflict: 0,
      registry: 0,
      flagged: 0,
      unexplained: 0,
      notANumber: 0,
      inDoubt: 0,
      notCovered: 0,
    },
    unexplained: new Map(),
    blankedRows: 0,
    blankedCells: 0,
    notCovered: 0,
    stale: 0,
    inDoubt: 0,
    notValid: 0,
    unknownCountries: 0,
    found: new Map(),
  };
}
