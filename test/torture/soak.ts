/**
 * A desk that stays open and works for minutes: what it holds in memory, its open files and its log stay as they were after
 * the first tenth of the time.
 */
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { openDesk } from '../../electron/hosts/openDesk.ts';
import { createSandbox } from '../../electron/sandbox/createSandbox.ts';
import { seededRandom } from '../../electron/sandbox/randomness.ts';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { makeDataDir, readAll } from '../support/core.ts';

/** Megabytes, counts and bytes. */
export type SoakSample = {
  readonly minute: number;
  readonly heapMb: number;
  readonly rssMb: number;
  readonly handles: number;
  readonly logBytes: number;
};
export type SoakReport = { readonly seed: number; readonly rounds: number; readonly samples: readonly SoakSample[] };

/**
 * Works for `minutes`, on the same two thousand numbers again and again, and takes ten samples. Run it with --expose-gc.
 * @param syncs whether each round syncs too, which takes as long as the vendor's documented rate
 */
export async function soak(
  minutes: number,
  seed: number,
  tell: (sample: SoakSample) => void,
  syncs = true,
): Promise<SoakReport> {
  const random = seededRandom(seed);
  const place = await makeDataDir();
  const sandbox = await createSandbox({ rateLimits: { yappr: null } });
  const opened = await openDesk({ dataDir: place.dataDir, host: 'cli', listenAfterMs: 2 ** 30 });
  if (!opened.ok) throw new Error(opened.message);
  const { desk } = opened;
  const client: DeskClient = createRouterClient(desk.router, { context: { host: 'cli' } });
  const samples: SoakSample[] = [];
  const started = performance.now();
  const passed = () => (performance.now() - started) / 60_000;
  let rounds = 0;
  try {
    const { baseUrl, token } = sandbox.control.createTenant({ vendor: 'yappr', agents: [], rateLimit: null });
    await client.accounts.add({ vendor: 'yappr', name: 'Yappr', baseUrl, token, everyMinutes: 0 });
    while (passed() < minutes) {
      await workOnce(client, place.dataDir, random);
      if (syncs) await client.jobs.wait(await client.sync.run({}));
      rounds += 1;
      if (passed() < (minutes * (samples.length + 1)) / 10) continue;
      const sample = takeSample(place.dataDir, passed());
      samples.push(sample);
      tell(sample);
    }
    return { seed, rounds, samples };
  } finally {
    await desk.close();
    await sandbox.close();
    await place.remove();
  }
}

async function workOnce(client: DeskClient, dir: string, random: () => number): Promise<void> {
  const numbers = Array.from({ length: 20 }, () => `+1212${5_550_000 + Math.floor(random() * 2000)}`);
  await client.entries.add({ numbers, reason: `asked ${Math.floor(random() * 5)}`, confirmInvalid: true });
  await client.entries.remove({ numbers: numbers.slice(0, 5), why: 'asked back' });
  await client.entries.check({ numbers });
  await client.entries.list({ limit: 100 });
  await readAll(await client.entries.export({ format: 'csv' }));
  const path = join(dir, 'some.csv');
  writeFileSync(path, `Phone\n${numbers.join('\n')}\n`);
  const { intake } = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
  const { job } = await client.intake.preview({ intake, options: { mapping: [{ column: 0, field: 'phone' }] } });
  await client.jobs.wait({ job });
  await client.intake.discard({ intake });
}

function takeSample(dir: string, minute: number): SoakSample {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const files = process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
  const logBytes = statSync(join(dir, 'desk.log'), { throwIfNoEntry: false })?.size ?? 0;
  return {
    minute: Math.round(minute * 10) / 10,
    heapMb: Math.round(heapUsed / 2 ** 20),
    rssMb: Math.round(rss / 2 ** 20),
    handles: files + process.getActiveResourcesInfo().length,
    logBytes,
  };
}
