/**
 * A million records at a vendor that shows a hundred a page: the first contact, and then a sync in step, in whose middle a
 * block is added: how long it waits until it leaves. The sandbox is in this process, the desk in one of its own; how long
 * the sandbox alone takes for the same pages is told beside it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createSandbox, type Sandbox } from '../electron/sandbox/createSandbox.ts';
import type { LoggedRequest } from '../electron/sandbox/requestLog.ts';
import type { Bench, BenchContext } from './bench.ts';
import { type ChildSpent, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';
import { openBenchCore } from './openBenchCore.ts';

export const syncLargeBench: Bench = {
  name: 'sync-1m',
  onlyLarge: true,
  run: async (context) => [await benchSyncLarge(context)],
};

const token = 'weya_bench_workspace_token';
const tenant = 'bench';
/** As `npm start` starts a desk (package.json). */
const smallYoung = '--max-semi-space-size=4';
const chunk = 10_000;
const added = '+13125550123';
const call = { batchId: '64e5f12345abcdef98765432', requestUUID: '550e8400-e29b-41d4-a716-446655440000' };

/** On Weya, which names no rate limit: with a limit, the limit itself would be measured. */
async function benchSyncLarge({ scratch, scale }: BenchContext): Promise<BenchRow> {
  const records = 1_000_000 * scale;
  const lines: LoggedRequest[] = [];
  const sandbox = await createSandbox({ log: (line) => lines.push(line) });
  try {
    fill(sandbox, records);
    const alone = await readAlone(sandbox, records);
    const data = join(scratch, 'sync-1m');
    process.env['DNC_DESK_PASSPHRASE'] = 'a passphrase for the bench';
    const core = await openBenchCore(data);
    await core.client.accounts.add({ vendor: 'weya', name: 'Weya', baseUrl: `${sandbox.url}/weya`, token });
    await core.close();
    lines.length = 0;
    const first = await runSync([data]);
    const firstRequests = lines.length;
    lines.length = 0;
    const again = await runSync([data, added]);
    const sent = lines.find(({ method }) => method === 'POST');
    const { addedAt = 0 } = again.figures;
    const waitedMs = (sent?.at ?? Number.NaN) - addedAt;
    const between = lines.filter(({ at, seq }) => at > addedAt && seq < (sent?.seq ?? 0)).length;
    const rssMb = Math.max(first.rssMb, again.rssMb);
    return {
      work: `sync, ${records.toLocaleString('en')} records: first contact, then in step`,
      ours: `${toTime(first.ms)}, ${firstRequests} requests, ${Math.round(first.rssMb)} MB; then ${toTime(again.ms)}, ${lines.length} requests, ${Math.round(again.rssMb)} MB; a block added in its middle leaves after ${waitedMs} ms and ${between} requests (the sandbox alone: ${toTime(alone)})`,
      yardstick: '–',
      ratio: null,
      reach: '< 250 MB; a block waits for one page',
      reached: rssMb < 250 && between <= 1,
      figures: {
        records,
        aloneMs: alone,
        firstMs: first.ms,
        firstCpuMs: first.cpuMs,
        firstRequests,
        firstRssMb: first.rssMb,
        againMs: again.ms,
        againCpuMs: again.cpuMs,
        againRequests: lines.length,
        againRssMb: again.rssMb,
        waitedMs,
        between,
      },
    };
  } finally {
    await sandbox.close();
  }
}

function fill({ control }: Sandbox, records: number): void {
  control.createTenant({ vendor: 'weya', id: tenant, token, callReferences: [call] });
  for (let from = 0; from < records; from += chunk) {
    const count = Math.min(chunk, records - from);
    const numbers = Array.from({ length: count }, (_, i) => ({ number: `+1212${2_000_000 + from + i}` }));
    control.addRecords({ tenant, records: numbers });
  }
}

/** How long (ms) the sandbox takes to answer all pages to a client that does nothing with them. */
async function readAlone({ url }: Sandbox, records: number): Promise<number> {
  const started = performance.now();
  for (let page = 1; page <= records / 100; page += 1) {
    const answer = await fetch(`${url}/weya/api/dnc/list?page=${page}&limit=100`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await answer.arrayBuffer();
  }
  return performance.now() - started;
}

async function runSync(args: readonly string[]): Promise<ChildSpent> {
  const child = spawn(process.execPath, [smallYoung, join(import.meta.dirname, 'syncLargeChild.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`The sync ended with ${String(code)}`);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as ChildSpent;
}
