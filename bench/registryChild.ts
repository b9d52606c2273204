// Asks a registry and the list about the same leads (ask REGISTRIES DATABASE LEADS AREAS ENTRIES), or loads one file
// (load DATADIR FILE), in a process of its own so that its memory can be measured.
import { setTimeout as wait } from 'node:timers/promises';
import { loadCatalog } from '../electron/core/registries/catalog.ts';
import { createRegistryLookup } from '../electron/core/registries/lookup.ts';
import { openListSnapshot } from '../electron/core/scrub/ask/listSnapshot.ts';
import { listNumber } from './bigList.ts';
import { createRandom } from './data.ts';
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [work, ...rest] = process.argv.slice(2);
if (work === 'ask') ask(rest);
else await load(rest);

/** Milliseconds of processor time. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function ask([dir = '', database = '', leadCount = '0', areaCount = '0', entryCount = '0']: readonly string[]): void {
  const chunk = 10_000;
  const random = createRandom(5);
  // As in the benchmark of a scrub: two in five are numbers of the list, the rest come from the whole country.
  const span = listNumber(Number(entryCount)) - listNumber(0);
  const leads = Float64Array.from({ length: Number(leadCount) }, () =>
    random() < 0.4
      ? listNumber(0) + Math.floor(random() * span)
      : 10_000_000_000 +
        (200 + Math.floor(random() * Number(areaCount))) * 10_000_000 +
        Math.floor(random() * 10_000_000),
  );
  const tell = startMeasure();
  const codes = new Uint16Array(chunk);

  const startedCpu = process.cpuUsage();
  const started = performance.now();
  const lookup = createRegistryLookup({ dir, areas: loadCatalog(dir).areas });
  lookup.hold();
  let listed = 0;
  const askAll = (): void => {
    for (let at = 0; at < leads.length; at += chunk) {
      const part = leads.subarray(at, at + chunk);
      lookup.findMany(part, codes, part.length);
      for (let each = 0; each < part.length; each++) if (lookup.verdict(codes[each] ?? 0).kind === 'listed') listed++;
    }
  };
  askAll();
  const firstMs = performance.now() - started;
  const firstCpuMs = cpuSince(startedCpu);
  const againAt = performance.now();
  const againCpu = process.cpuUsage();
  askAll();
  const againMs = performance.now() - againAt;
  const manyNs = (cpuSince(againCpu) * 1e6) / leads.length;
  const findCpu = process.cpuUsage();
  for (const number of leads) if (lookup.find(number).kind === 'listed') listed++;
  const findNs = (cpuSince(findCpu) * 1e6) / leads.length;

  const snapshot = openListSnapshot(database);
  const listCpu = process.cpuUsage();
  const listAt = performance.now();
  let found = 0;
  for (let at = 0; at < leads.length; at += chunk)
    found += snapshot.find(leads.slice(at, at + chunk).toSorted()).length;
  const listMs = performance.now() - listAt;
  const listCpuMs = cpuSince(listCpu);
  snapshot.close();
  tell({ firstMs, firstCpuMs, againMs, manyNs, findNs, listMs, listCpuMs, listed: listed / 3, found });
}

async function load([dataDir = '', path = '']: readonly string[]): Promise<void> {
  const { client, close } = await openBenchCore(dataDir);
  // The first question to a desk reads the numbering plans, which is not part of the load.
  await client.entries.check({ numbers: ['+12125551234'] });
  const tell = startMeasure();
  const started = performance.now();
  const over = new AbortController();
  let otherCallMs = 0;
  const others = (async () => {
    while (!over.signal.aborted) {
      const asked = performance.now();
      await client.entries.check({ numbers: ['+12125551234'] });
      otherCallMs = Math.max(otherCallMs, performance.now() - asked);
      await wait(5);
    }
  })();
  const opened = await client.registries.open({ from: { kind: 'path', path } });
  const read = await client.jobs.wait({ job: opened.job });
  if (read.state !== 'done') throw new Error(read.message);
  const { job } = await client.registries.apply({ load: opened.load });
  const done = await client.jobs.wait({ job });
  if (done.state !== 'done') throw new Error(done.message);
  const loadMs = performance.now() - started;
  over.abort();
  await others;
  tell({ loadMs, otherCallMs });
  await close();
}
