/**
 * A million records at a vendor that shows a hundred a page: the first contact, and then a sync in step, in whose middle a
 * block is added: how long it waits until it leaves. The sandbox is in this process, the desk in one of its own; how long
 * the sandbox alone takes for the same pages is told beside it.
 */
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { createSandbox, type Sandbox } from '../electron/sandbox/createSandbox.ts';
import type { LoggedRequest } from '../electron/sandbox/requestLog.ts';
import { ensureDesktopBuilt } from '../scripts/buildDesktop.ts';
import type { SyncResult } from '../shared/contract/sync.ts';
import type { Bench, BenchContext } from './bench.ts';
import { type Spent, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';
import { builtCli, runCommand, smallYoung, spawnBuilt } from './runCommand.ts';

export const syncLargeBench: Bench = {
  name: 'sync-1m',
  onlyLarge: true,
  run: async (context) => [await benchSyncLarge(context)],
};

const token = 'weya_bench_workspace_token';
const tenant = 'bench';
const chunk = 10_000;
const added = '+13125550123';
const call = { batchId: '64e5f12345abcdef98765432', requestUUID: '550e8400-e29b-41d4-a716-446655440000' };

/** On Weya, which names no rate limit: with a limit, the limit itself would be measured. */
async function benchSyncLarge({ scratch, scale }: BenchContext): Promise<BenchRow> {
  const records = 1_000_000 * scale;
  const lines: LoggedRequest[] = [];
  await ensureDesktopBuilt();
  const sandbox = await createSandbox({ log: (line) => lines.push(line) });
  try {
    fill(sandbox, records);
    const alone = await readAlone(sandbox, records);
    const data = join(scratch, 'sync-1m');
    const url = `${sandbox.url}/weya`;
    await runCommand(
      builtCli,
      data,
      ['accounts', 'add', 'weya', '--name', 'Weya', '--url', url, '--token-stdin', '--every', '0'],
      token,
    );
    lines.length = 0;
    const first = await syncServed(data, () => Promise.resolve());
    const firstRequests = lines.length;
    lines.length = 0;
    const again = await syncServed(data, async () => {
      while (lines.length < firstRequests / 2) await later(20);
      const ids = ['--batch-id', call.batchId, '--request-uuid', call.requestUUID];
      await runCommand(builtCli, data, ['add', added, '--confirm-invalid', ...ids]);
    });
    const addedAt = await whenAdded(data);
    const sent = lines.find(({ method }) => method === 'POST');
    const waitedMs = (sent?.at ?? Number.NaN) - addedAt;
    const between = lines.filter(({ at, seq }) => at > addedAt && seq < (sent?.seq ?? 0)).length;
    const rssMb = Math.max(first.rssMb, again.rssMb);
    return {
      work: `sync of a served desk, ${records.toLocaleString('en')} records: first contact, then in step`,
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

/**
 * One `sync` at a desk that is served in a process of its own, with `meanwhile` beside it. Answers how long the sync took, and what the
 * desk's process used from its start to its end.
 */
async function syncServed(data: string, meanwhile: () => Promise<void>): Promise<Spent & { readonly rssMb: number }> {
  const desk = await spawnBuilt(builtCli, data, [smallYoung], ['serve', '--no-open']);
  const started = performance.now();
  const [{ document }] = await Promise.all([runCommand(builtCli, data, ['sync']), meanwhile()]);
  const ms = performance.now() - started;
  const [{ outcome = 'failed' } = {}] = document as Partial<SyncResult>[];
  if (outcome !== 'done') throw new Error(`The sync ended: ${outcome}`);
  return { ...(await desk.stop()), ms };
}

/** When the desk says that the number was blocked (epoch milliseconds). */
async function whenAdded(data: string): Promise<number> {
  const { document } = await runCommand(builtCli, data, ['list', '--search', added]);
  const [{ createdAt = '' } = {}] = (document as { entries: { createdAt?: string }[] }).entries;
  return Date.parse(createdAt);
}
