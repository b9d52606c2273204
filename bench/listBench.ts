/**
 * The list at ten million entries, as the window asks for it: the first page after a start, any position, searches, and how
 * long a search that looks at every entry keeps others waiting.
 */
import { openBenchCore } from './openBenchCore.ts';
import type { Bench, BenchContext } from './bench.ts';
import { listNumber } from './bigList.ts';
import { createRandom } from './data.ts';
import { percentile, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

type Core = Awaited<ReturnType<typeof openBenchCore>>;
type ListInput = Parameters<Core['client']['entries']['list']>[0];

const limit = 200;
const repeats = 40;
const byNumber = { by: 'number', descending: false } as const;
const newestFirst = { by: 'createdAt', descending: true } as const;

export const listBench: Bench = { name: 'list', run: benchList };

async function benchList({ listOf, scale }: BenchContext): Promise<BenchRow[]> {
  const entries = 10_000_000 * scale;
  const { dataDir } = listOf(entries);
  const size = entries.toLocaleString('en');
  const started = performance.now();
  const core = await openBenchCore(dataDir);
  try {
    await core.client.entries.list({ filter: {}, sort: newestFirst, limit });
    const firstMs = performance.now() - started;
    // A person who looks at the first page gives the core time to prepare for jumps.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const random = createRandom(5);
    const anywhere = () => Math.floor(random() * (entries - limit));
    const prefix = () => String(listNumber(anywhere())).slice(0, 4 + Math.floor(random() * 6));
    const rows = [
      toRow(`first page after start at ${size} entries`, firstMs, firstMs, 1000, {}),
      await timeMany(core, `any position by number at ${size} entries`, () => ({
        filter: {},
        sort: byNumber,
        offset: anywhere(),
        limit,
      })),
      await timeMany(core, `any position by time at ${size} entries`, () => ({
        filter: {},
        sort: newestFirst,
        offset: anywhere(),
        limit,
      })),
      await timeMany(core, `search by the first digits at ${size} entries`, () => ({
        filter: { search: `+${prefix()}` },
        sort: byNumber,
        limit,
      })),
      await timeMany(core, `search without country code at ${size} entries`, () => ({
        filter: { search: String(listNumber(anywhere())).slice(1, 7) },
        sort: byNumber,
        limit,
      })),
    ];
    const scans: readonly (readonly [string, string])[] = [
      ['a text', 'customer'],
      ['the last four digits', '1236'],
    ];
    for (const [what, search] of scans)
      rows.push(await timeScan(core, `search for ${what} at ${size} entries`, search));
    return rows;
  } finally {
    await core.close();
  }
}

/** The same kind of question many times: none may take longer than 50 ms. */
async function timeMany(core: Core, work: string, ask: () => ListInput): Promise<BenchRow> {
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const started = performance.now();
    await core.client.entries.list(ask());
    times.push(performance.now() - started);
  }
  const p99 = percentile(times, 0.99);
  return toRow(work, p99, percentile(times, 0.5), 50, {});
}

/** How long the search takes, and how long a check has to wait meanwhile. */
async function timeScan(core: Core, work: string, search: string): Promise<BenchRow> {
  const waits: number[] = [];
  const searching = { isOver: false };
  const started = performance.now();
  const searched = core.client.entries.list({ filter: { search }, sort: newestFirst, limit }).then((page) => {
    searching.isOver = true;
    return page.matching;
  });
  while (!searching.isOver) {
    const asked = performance.now();
    await core.client.entries.check({ numbers: ['+12125550000'], region: 'US' });
    await new Promise((resolve) => setTimeout(resolve, 1));
    waits.push(performance.now() - asked);
  }
  const matching = await searched;
  const took = performance.now() - started;
  const p99 = percentile(waits, 0.99);
  return {
    ...toRow(work, p99, percentile(waits, 0.5), 50, { tookMs: took, matching }),
    ours: `${toTime(took)}; meanwhile a check in ${toTime(percentile(waits, 0.5))}, at most ${toTime(p99)}`,
  };
}

function toRow(
  work: string,
  worst: number,
  median: number,
  reach: number,
  figures: Readonly<Record<string, number>>,
): BenchRow {
  return {
    work,
    ours: worst === median ? toTime(worst) : `${toTime(median)}, at most ${toTime(worst)}`,
    yardstick: '–',
    ratio: null,
    reach: reach === 1000 ? '< 1 s' : `< ${reach} ms`,
    reached: worst < reach,
    figures: { medianMs: median, p99Ms: worst, ...figures },
  };
}
