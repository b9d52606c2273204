/** A file of ten million rows: memory has to stay flat, which means far below the size of the file's own objects. */
import { join } from 'node:path';
import type { Bench, BenchContext } from './bench.ts';
import { writeMixedCsv } from './data.ts';
import { runChild, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const importLargeBench: Bench = {
  name: 'import-10m',
  onlyLarge: true,
  run: async (context) => [await benchImportLarge(context)],
};

async function benchImportLarge({ scratch, scale }: BenchContext): Promise<BenchRow> {
  const rows = 10_000_000 * scale;
  const file = join(scratch, `mixed-${rows}.csv`);
  await writeMixedCsv(file, rows, 8);
  const { ms, cpuMs, rssMb, figures } = runChild('importChild.ts', [file, join(scratch, 'import-10m')]);
  return {
    work: `import ${rows.toLocaleString('en')} mixed rows`,
    ours: `${toTime(ms)} (processor ${toTime(cpuMs)}), ${Math.round(rssMb)} MB`,
    yardstick: '–',
    ratio: null,
    reach: '< 1,000 MB',
    reached: rssMb < 1000,
    figures: { rows, ms, cpuMs, rssMb, ...figures },
  };
}
