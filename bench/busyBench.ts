/**
 * Measures how long the desk keeps others waiting while a file is read and applied: it asks for the first page and a
 * check all the time.
 */
import { join } from 'node:path';
import { toWaitRows } from './askMeanwhile.ts';
import type { Bench, BenchContext } from './bench.ts';
import { writeMixedCsv } from './data.ts';
import { runChild } from './measure.ts';
import type { BenchRow } from './report.ts';

export const busyBench: Bench = { name: 'busy', run: benchBusy };

async function benchBusy({ scratch, scale }: BenchContext): Promise<BenchRow[]> {
  const rows = 1_000_000 * scale;
  const file = join(scratch, `busy-${rows}.csv`);
  await writeMixedCsv(file, rows, 9);
  const { figures } = runChild('busyChild.ts', [file, join(scratch, 'busy')]);
  return ['preview', 'apply'].flatMap((phase) =>
    toWaitRows(figures, phase, `the ${phase} of ${rows.toLocaleString('en')} rows`),
  );
}
