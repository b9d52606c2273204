/** Proves a list of ten million entries against its journal, as a whole command: this takes time, but little memory. */
import { join } from 'node:path';
import { ensureDesktopBuilt } from '../scripts/buildDesktop.ts';
import type { Bench, BenchContext } from './bench.ts';
import { toTime } from './measure.ts';
import type { BenchRow } from './report.ts';
import { runCommand } from './runCommand.ts';

export const verifyBench: Bench = { name: 'verify', run: async (context) => [await benchVerify(context)] };

const cli = join(import.meta.dirname, '..', 'out', 'command', 'cli.cjs');

async function benchVerify({ listOf, scale }: BenchContext): Promise<BenchRow> {
  await ensureDesktopBuilt();
  const entries = 10_000_000 * scale;
  const { ms, cpuMs, rssMb, document } = await runCommand(cli, listOf(entries).dataDir, ['verify']);
  const { ok, problems } = document as { readonly ok: boolean; readonly problems: readonly string[] };
  if (!ok) throw new Error(problems.join('\n'));
  return {
    work: `verify ${entries.toLocaleString('en')} entries, whole command`,
    ours: `${toTime(ms)} (processor ${toTime(cpuMs)}), ${Math.round(rssMb)} MB`,
    yardstick: '–',
    ratio: null,
    reach: '<= 20 s, < 300 MB',
    reached: ms <= 20_000 && rssMb < 300,
    figures: { entries, ms, cpuMs, rssMb },
  };
}
