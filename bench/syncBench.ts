/**
 * `sync` of a list that is in step, as the command line runs it: how often the vendor's list is read, what is written
 * there, and the most memory that the command used. The sandbox is in this process, the command in one of its own.
 */
import { join } from 'node:path';
import { createSandbox } from '../electron/sandbox/createSandbox.ts';
import { ensureDesktopBuilt } from '../scripts/buildDesktop.ts';
import type { SyncResult } from '../shared/contract/sync.ts';
import type { Bench, BenchContext } from './bench.ts';
import { toTime } from './measure.ts';
import type { BenchRow } from './report.ts';
import { builtCli, runCommand, smallYoung } from './runCommand.ts';

export const syncBench: Bench = { name: 'sync', run: async (context) => [await benchSync(context)] };

/** As it is shipped: with the sources, Node would keep what it reads of TypeScript. */
const cli = [smallYoung, builtCli];
const token = 'weya_bench_workspace_token';
const chunk = 10_000;

/** On Weya, which names no rate limit: with Yappr's 60 requests per minute, the limit itself would be measured. */
async function benchSync({ scratch, scale }: BenchContext): Promise<BenchRow> {
  const records = 100_000 * scale;
  await ensureDesktopBuilt();
  const sandbox = await createSandbox();
  try {
    const { control } = sandbox;
    control.createTenant({ vendor: 'weya', id: 'bench', token });
    for (let from = 0; from < records; from += chunk) {
      const count = Math.min(chunk, records - from);
      const numbers = Array.from({ length: count }, (_, i) => ({ number: `+1212${2_000_000 + from + i}` }));
      control.addRecords({ tenant: 'bench', records: numbers });
    }
    const data = join(scratch, 'sync');
    const url = `${sandbox.url}/weya`;
    await runCommand(cli, data, ['accounts', 'add', 'weya', '--name', 'Weya', '--url', url, '--token-stdin'], token);
    const first = await runCommand(cli, data, ['sync']);
    const sinceSeq = control.lastSeq().seq;
    const again = await runCommand(cli, data, ['sync']);
    const asked = control.requests({ tenant: 'bench', sinceSeq });
    const scans = asked.filter(({ path }) => new URL(path, url).searchParams.get('page') === '1').length;
    const { writes } = control.countWrites({ tenant: 'bench', sinceSeq });
    const [{ scanned = 0, outcome = 'failed' } = {}] = again.document as Partial<SyncResult>[];
    if (scanned !== records || outcome !== 'done') throw new Error(`The sync read ${scanned} records: ${outcome}`);
    return {
      work: `sync, ${records.toLocaleString('en')} records in step`,
      ours: `${scans} scan, ${writes} writes, ${Math.round(again.rssMb)} MB, ${toTime(again.ms)} (processor ${toTime(again.cpuMs)})`,
      yardstick: '–',
      ratio: null,
      reach: 'one scan, 0 writes, < 200 MB',
      reached: scans === 1 && writes === 0 && again.rssMb < 200,
      figures: {
        records,
        scans,
        requests: asked.length,
        writes,
        ms: again.ms,
        cpuMs: again.cpuMs,
        rssMb: again.rssMb,
        firstMs: first.ms,
        firstRssMb: first.rssMb,
      },
    };
  } finally {
    await sandbox.close();
  }
}
