/** How long the desk keeps others waiting while a file is read and while it is applied: the first page and a check, asked all the time. */
import { join } from 'node:path';
import type { Bench, BenchContext } from './bench.ts';
import { writeMixedCsv } from './data.ts';
import { runChild, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const busyBench: Bench = { name: 'busy', run: benchBusy };

const phases = ['preview', 'apply'] as const;
const questions = ['page', 'check'] as const;

async function benchBusy({ scratch, scale }: BenchContext): Promise<BenchRow[]> {
  const rows = 1_000_000 * scale;
  const file = join(scratch, `busy-${rows}.csv`);
  await writeMixedCsv(file, rows, 9);
  const { figures } = runChild('busyChild.ts', [file, join(scratch, 'busy')]);
  return phases.flatMap((phase) =>
    questions.map((question): BenchRow => {
      const of = (what: string) => figures[`${phase}.${question}.${what}`] ?? Number.NaN;
      return {
        work: `${question === 'page' ? 'first page' : 'check'} during the ${phase} of ${rows.toLocaleString('en')} rows`,
        ours: `${toTime(of('p50'))}, 99 in 100 in ${toTime(of('p99'))}, at most ${toTime(of('max'))}`,
        yardstick: '–',
        ratio: null,
        reach: '< 50 ms',
        reached: of('p99') < 50,
        figures: { rows, p50Ms: of('p50'), p99Ms: of('p99'), maxMs: of('max'), asked: of('asked') },
      };
    }),
  );
}
