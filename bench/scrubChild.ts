// Scrubs one lead file against a list, three times in one desk, in a process of its own so that its memory can be
// measured: LEADS DATADIR OUT.
import { join } from 'node:path';
import { askMeanwhile } from './askMeanwhile.ts';
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [path, dataDir, out] = process.argv.slice(2);
if (path === undefined || dataDir === undefined || out === undefined) throw new Error('scrubChild LEADS DATADIR OUT');
const { client, close } = await openBenchCore(dataDir);
const to = { clean: join(out, 'clean.csv'), blocked: join(out, 'blocked.csv') };

type Job = { readonly job: string };

async function scrubOnce(meanwhile: (job: Job) => Promise<void> = async () => {}) {
  const started = performance.now();
  const used = process.cpuUsage();
  const { scrub, columns } = await client.scrub.open({ from: { kind: 'path', path: path ?? '' }, region: 'US' });
  const mapping = columns.map(({ column, field }) => ({ column, field }));
  const { job } = await client.scrub.start({ scrub, options: { mapping, region: 'US' }, to, replace: true });
  await meanwhile({ job });
  const { state, message } = await client.jobs.wait({ job });
  if (state !== 'done') throw new Error(message);
  const { rows } = await client.scrub.result({ scrub });
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(used);
  await client.scrub.discard({ scrub });
  return { ms, cpuMs: (user + system) / 1000, clean: rows.clean, blocked: rows.blocked };
}

const tell = startMeasure();
const first = await scrubOnce();
let waits: Record<string, number> = {};
const second = await scrubOnce(async (job) => {
  waits = await askMeanwhile(client, 'scrub', job);
});
const again = await scrubOnce();
tell({
  firstMs: first.ms,
  firstCpuMs: first.cpuMs,
  secondMs: second.ms,
  againMs: again.ms,
  againCpuMs: again.cpuMs,
  clean: first.clean,
  blocked: first.blocked,
  ...waits,
});
await close();
