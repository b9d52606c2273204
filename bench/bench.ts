/**
 * What a benchmark is: one file that measures one kind of work and answers rows of the table. `run.ts` lists them; a
 * yardstick is measured in the same run as the product, so that a busy machine slows both.
 */
import type { BenchRow } from './report.ts';

export type BenchContext = {
  /** A directory for this run's files; deleted afterwards. */
  readonly scratch: string;
  /** 1, or 0.01 with `--small`: multiply the sizes by it. */
  readonly scale: number;
  /**
   * A data directory with a list of that many entries: US numbers, three apart, from +1 212 000 0000 on (`listNumber`). Built
   * once a run and shared, so only read it; copy it to write.
   */
  readonly listOf: (entries: number) => BuiltList;
};

export type BuiltList = { readonly dataDir: string; readonly file: string; readonly buildMs: number };

export type Bench = {
  /** As in `npm run bench -- NAME`, and the name of its file in bench/results. */
  readonly name: string;
  /** Left out of `--small`: at a hundredth of the size it would show nothing. */
  readonly onlyLarge?: boolean;
  readonly run: (context: BenchContext) => Promise<readonly BenchRow[]>;
};
