/** What a desk holds of finished imports: ten large files in one desk, none of them closed by the page. */
import { join } from 'node:path';
import type { Bench, BenchContext } from './bench.ts';
import { runChild } from './measure.ts';
import { writeMixedCsv } from './data.ts';
import type { BenchRow } from './report.ts';

export const memoryBench: Bench = {
  name: 'memory',
  onlyLarge: true,
  run: async (context) => [await benchMemory(context)],
};

const imports = 10;

async function benchMemory({ scratch, scale }: BenchContext): Promise<BenchRow> {
  const rows = 150_000 * scale;
  const files = Array.from({ length: imports }, (_, at) => join(scratch, `memory-${at}.csv`));
  for (const [at, file] of files.entries()) await writeMixedCsv(file, rows, 100 + at);
  const { figures, rssMb } = runChild('memoryChild.ts', [join(scratch, 'memory'), ...files]);
  const { second = Number.NaN, last = Number.NaN } = figures;
  const ratio = last / second;
  return {
    work: `memory of a desk after ${imports} imports of ${rows.toLocaleString('en')} rows`,
    ours: `${last.toFixed(1)} MB held`,
    yardstick: `after two of them: ${second.toFixed(1)} MB`,
    ratio,
    reach: '<= 1.2 x',
    reached: ratio <= 1.2,
    figures: { rows, rssMb, ...figures },
  };
}
