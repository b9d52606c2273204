/**
 * What a person waits for: whole commands, each a fresh process, against the whole command of the tool that would be used instead;
 * and a scrub and a search in a desk that stays open. The other benches print the rest of the work so. Each is run in turns with its
 * yardstick, and the lowest of both is told, with the first of ours, which finds no page of the list in memory.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openSnapshot } from '../electron/core/db/handles.ts';
import { databaseName } from '../electron/core/db/openDatabase.ts';
import { ensureDesktopBuilt } from '../scripts/buildDesktop.ts';
import type { Bench, BenchContext } from './bench.ts';
import { listNumber } from './bigList.ts';
import { writeMixedCsv } from './data.ts';
import { sqliteImport } from './importBench.ts';
import { runChild, type Spent, timeCommand, toTime } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';
import type { BenchRow } from './report.ts';
import { writeLeads } from './scrubBench.ts';

export const commandBench: Bench = { name: 'command', run: benchCommands };

const root = join(import.meta.dirname, '..');
const turns = 3;
/** A number in use that lies between two of the list's. */
const stranger = 12_125_550_103;

/** The command line as bin/dnc-desk.mjs starts it, on this Node. */
const ours = (dataDir: string, ...args: readonly string[]): Spent =>
  timeCommand(process.execPath, [join(root, 'bin', 'dnc-desk.mjs'), '--data', dataDir, ...args]);

type Measured = {
  readonly work: string;
  readonly by: string;
  readonly most: number;
  /** As a bound in milliseconds besides, where there is one. */
  readonly mostMs?: number;
  readonly run: () => Spent;
  readonly yardstick: () => Spent;
};

async function benchCommands({ scratch, scale, listOf }: BenchContext): Promise<BenchRow[]> {
  await ensureDesktopBuilt();
  const dir = join(scratch, 'command');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const rows = 1_000_000 * scale;
  const [large, small] = [10_000_000 * scale, 2_000_000 * scale];
  const count = (value: number) => value.toLocaleString('en');
  const toLeads = (entries: number) => join(dir, `leads-${entries}.csv`);
  for (const entries of [large, small]) await writeLeads(toLeads(entries), rows, entries);
  const csv = join(dir, 'mixed.csv');
  await writeMixedCsv(csv, rows, 7);
  const duck = join(dir, 'dnc.duckdb');
  duckChild('make', duck, String(large));
  const plain = join(dir, 'dnc.sqlite');
  timeCommand('sqlite3', [plain], makePlain(small));
  const scrub = (entries: number): Spent => {
    const out = ['--clean', join(dir, 'clean.csv'), '--blocked', join(dir, 'blocked.csv'), '--force'];
    return ours(listOf(entries).dataDir, 'scrub', toLeads(entries), '--region', 'US', ...out);
  };
  const list = listOf(large);
  const measured: readonly Measured[] = [
    {
      work: `import ${count(rows)} mixed rows`,
      by: 'sqlite3 .import, digits only',
      most: 0.8,
      run() {
        const dataDir = join(dir, 'import');
        rmSync(dataDir, { recursive: true, force: true });
        mkdirSync(dataDir, { mode: 0o700 });
        return ours(dataDir, 'import', csv, '--region', 'US');
      },
      yardstick() {
        const database = join(dir, 'import.sqlite');
        rmSync(database, { force: true });
        return timeCommand('sqlite3', [database], sqliteImport(csv));
      },
    },
    {
      work: `scrub ${count(rows)} leads x ${count(large)} entries`,
      by: 'DuckDB with its own database file',
      most: 1,
      run: () => scrub(large),
      yardstick: () => duckChild('scrub', duck, toLeads(large), join(dir, 'duckdb.csv')),
    },
    {
      work: `scrub ${count(rows)} leads x ${count(small)} entries`,
      by: 'sqlite3, anti-join',
      most: 1,
      run: () => scrub(small),
      yardstick: () => timeCommand('sqlite3', [plain], antiJoin(toLeads(small), join(dir, 'anti.csv'))),
    },
    {
      work: `check one number at ${count(large)} entries`,
      by: 'sqlite3 "select …"',
      most: 4,
      mostMs: 150,
      run: () => ours(list.dataDir, 'check', `+${stranger}`),
      yardstick: () => timeCommand('sqlite3', [list.file, `SELECT 1 FROM entry WHERE number = ${stranger}`]),
    },
  ];
  const rowsOfCommands = measured.map(toRow);
  const warm = await timeWarmScrub({ leads: toLeads(large), dataDir: list.dataDir, duck, dir });
  return [
    ...rowsOfCommands,
    { ...warm, work: `scrub ${count(rows)} leads x ${count(large)} entries, in a desk that stays open` },
    ...(await timeSearches(list.dataDir, count(large))),
    weigh(join(dir, 'import', databaseName), join(dir, 'least.sqlite')),
  ];
}

type WarmScrub = { readonly leads: string; readonly dataDir: string; readonly duck: string; readonly dir: string };

/** The third scrub of one process, and of DuckDB's, without their starts. */
async function timeWarmScrub({ leads, dataDir, duck, dir }: WarmScrub): Promise<Omit<BenchRow, 'work'>> {
  const { againMs = 0, againCpuMs = 0 } = runChild('scrubChild.ts', [leads, dataDir, dir]).figures;
  const yardstick = runChild('duckChild.ts', ['again', duck, leads, join(dir, 'duckdb.csv')]);
  const { ms: yardstickMs, cpuMs: yardstickCpuMs } = yardstick;
  const ratio = againMs / yardstickMs;
  return {
    ours: `${toTime(againMs)} (processor ${toTime(againCpuMs)})`,
    yardstick: `DuckDB, its database open: ${toTime(yardstickMs)} (processor ${toTime(yardstickCpuMs)})`,
    ratio,
    reach: '<= 1 x',
    reached: ratio <= 1,
    figures: { againMs, againCpuMs, yardstickMs, yardstickCpuMs },
  };
}

/** The first page of a search and how many entries match, the first time that it is asked in a desk that is open. */
async function timeSearches(dataDir: string, size: string): Promise<BenchRow[]> {
  const core = await openBenchCore(dataDir);
  const rows: BenchRow[] = [];
  try {
    const sort = { by: 'createdAt', descending: true } as const;
    await core.client.entries.list({ filter: {}, sort, limit: 200 });
    for (const [what, search] of [
      ['a word of the reason', 'customer'],
      ['an author', 'Bench'],
      ['the last four digits', '1236'],
    ] as const) {
      const started = performance.now();
      const { matching } = await core.client.entries.list({ filter: { search }, sort, limit: 200 });
      const ms = performance.now() - started;
      rows.push({
        work: `search for ${what} at ${size} entries, in a desk that is open`,
        ours: toTime(ms),
        yardstick: '–',
        ratio: null,
        reach: '< 300 ms',
        reached: ms < 300,
        figures: { ms, matching },
      });
    }
  } finally {
    await core.close();
  }
  return rows;
}

/** What an imported list takes on the disk with its journal, against the smallest table of SQLite that holds what its rows say. */
function weigh(list: string, least: string): BenchRow {
  timeCommand('sqlite3', [least], makeLeast(list));
  const [bytes, leastBytes] = [statSync(list).size, statSync(least).size];
  const { db, close } = openSnapshot(list);
  const entries = db.prepare<[], number>('SELECT count(*) FROM entry').pluck().get() ?? 0;
  close();
  const each = (size: number) => `${Math.round(size / entries)} bytes`;
  return {
    work: `an entry on the disk with its journal, of ${entries.toLocaleString('en')}`,
    ours: each(bytes),
    yardstick: `a table of SQLite with the same fields: ${each(leastBytes)}`,
    ratio: bytes / leastBytes,
    reach: '<= 2 x',
    reached: bytes <= 2 * leastBytes,
    figures: { entries, bytes, leastBytes },
  };
}

const makeLeast = (list: string): string => `
  ATTACH '${list}' AS list;
  CREATE TABLE least (number INTEGER PRIMARY KEY, reason TEXT, requested_at INTEGER, line INTEGER);
  INSERT INTO least SELECT number, reason, requested_at, line FROM list.entry;`;

function toRow({ work, by, most, mostMs, run, yardstick }: Measured): BenchRow {
  const [own, others]: [Spent[], Spent[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    own.push(run());
    others.push(yardstick());
  }
  const lowest = (all: readonly Spent[], of: keyof Spent) => Math.min(...all.map((spent) => spent[of]));
  const [ms, cpuMs, firstMs] = [lowest(own, 'ms'), lowest(own, 'cpuMs'), own[0]?.ms ?? 0];
  const [yardstickMs, yardstickCpuMs] = [lowest(others, 'ms'), lowest(others, 'cpuMs')];
  const ratio = ms / yardstickMs;
  return {
    work: `${work}, whole command`,
    ours: `${toTime(ms)}, the first time ${toTime(firstMs)} (processor ${toTime(cpuMs)})`,
    yardstick: `${by}: ${toTime(yardstickMs)} (processor ${toTime(yardstickCpuMs)})`,
    ratio,
    reach: `<= ${most} x${mostMs === undefined ? '' : ` and < ${mostMs} ms`}`,
    reached: ratio <= most && ms < (mostMs ?? Infinity),
    figures: { ms, cpuMs, firstMs, yardstickMs, yardstickCpuMs },
  };
}

const duckChild = (...args: readonly string[]): Spent =>
  timeCommand(process.execPath, [join(import.meta.dirname, 'duckChild.ts'), ...args]);

const makePlain = (entries: number): string => `
  CREATE TABLE dnc (number INTEGER PRIMARY KEY);
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT ${entries})
  INSERT INTO dnc SELECT ${listNumber(0)} + 3 * i FROM n;`;

/** The leads that are not in the prepared table, by their last ten digits. */
function antiJoin(leads: string, out: string): string {
  const digits = ['+', '(', ')', ' ', '-', '.'].reduce((sql, char) => `replace(${sql}, '${char}', '')`, 'phone');
  return [
    '.mode csv',
    'CREATE TEMP TABLE raw (id TEXT, name TEXT, phone TEXT, city TEXT, state TEXT);',
    `.import --skip 1 --schema temp "${leads}" raw`,
    `.output "${out}"`,
    `SELECT r.* FROM raw r LEFT JOIN dnc ON dnc.number = 10000000000 + CAST(substr(${digits}, -10) AS INTEGER) WHERE dnc.number IS NULL;`,
  ].join('\n');
}
