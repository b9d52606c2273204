/** Proves a list of ten million entries against its journal: this takes time, but little memory. */
import type { Bench, BenchContext } from './bench.ts';
import { runChild, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const verifyBench: Bench = { name: 'verify', run: (context) => Promise.resolve([benchVerify(context)]) };

function benchVerify({ listOf, scale }: BenchContext): BenchRow {
  const entries = 10_000_000 * scale;
  const { ms, cpuMs, rssMb } = runChild('verifyChild.ts', [listOf(entries).file]);
  return {
    work: `verify ${entries.toLocaleString('en')} entries`,
    ours: `${toTime(ms)} (processor ${toTime(cpuMs)}), ${Math.round(rssMb)} MB`,
    yardstick: '–',
    ratio: null,
    reach: '< 300 MB',
    reached: rssMb < 300,
    figures: { entries, ms, cpuMs, rssMb },
  };
}
