/**
 * What a benchmark is: one file that measures one kind of work and answers rows of the table. `run.ts` lists them. A
 * yardstick is measured in the same run as the product, so that a busy machine slows both.
 */
import type { BenchRow } from './report.ts';

export type BenchContext = {
  /** A directory for this run's files; deleted afterwards. */
  readonly scratch: string;
  /** 1, or 0.01 with `--small`: multiply the sizes by it. */
  readonly scale: number;
  /**
   * A data directory with a list of `entries` entries: US numbers, three apart, from +1 212 000 0000 on (`listNumber`).
   * It is built once per run and shared, so only read it; copy it to write.
   */
  readonly listOf: (entries: number) => BuiltList;
};

export type BuiltList = { readonly dataDir: string; readonly file: string; readonly buildMs: number };

export type Bench = {
  /** The name as in `npm run bench -- NAME`, and of its file in bench/results. */
  readonly name: string;
  /** Left out by `--small`: at a hundredth of the size it would show nothing. */
  readonly onlyLarge?: boolean;
  readonly run: (context: BenchContext) => Promise<readonly BenchRow[]>;
};
