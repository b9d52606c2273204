/** The list of a million entries as a workbook: how long it takes, and the most memory that it needs. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Bench, BenchContext } from './bench.ts';
import { runChild, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const xlsxBench: Bench = { name: 'xlsx', run: async (context) => [benchXlsx(context)] };

const largestMb = 400;

function benchXlsx({ scratch, scale, listOf }: BenchContext): BenchRow {
  const rows = 1_000_000 * scale;
  const file = join(scratch, 'list.xlsx');
  const ours = runChild('xlsxChild.ts', [listOf(rows).dataDir, file]);
  // The archive is whole, and its parts are what their checksums say.
  execFileSync('unzip', ['-tq', file]);
  return {
    work: `export ${rows.toLocaleString('en')} entries as XLSX`,
    ours: `${Math.round(ours.rssMb)} MB, ${toTime(ours.ms)} (processor ${toTime(ours.cpuMs)})`,
    yardstick: '–',
    ratio: null,
    reach: `< ${largestMb} MB`,
    reached: ours.rssMb < largestMb,
    figures: { rows, ms: ours.ms, cpuMs: ours.cpuMs, rssMb: ours.rssMb, ...ours.figures },
  };
}
