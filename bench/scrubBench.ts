/**
 * Cleans a million mixed leads against ten million entries, CSV to CSV. The yardstick is DuckDB on two threads: it
 * keeps the same numbers in a table, strips the leads to digits and writes the rows that are not in it. Ours also
 * judges, explains and writes the blocked rows, hashes all three files and certifies. Then as many leads of a customer
 * database, whose rows have one to three numbers in eight columns, against the time of those with one.
 */
import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { toWaitRows } from './askMeanwhile.ts';
import type { Bench, BenchContext } from './bench.ts';
import { listNumber } from './bigList.ts';
import { createRandom, spellNumber } from './data.ts';
import { runChild, type Spent, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const scrubBench: Bench = { name: 'scrub', run: benchScrub };

async function benchScrub({ scratch, scale, listOf }: BenchContext): Promise<BenchRow[]> {
  const rows = 1_000_000 * scale;
  const entries = 10_000_000 * scale;
  const dir = join(scratch, 'scrub');
  mkdirSync(dir, { recursive: true });
  const leads = join(dir, 'leads.csv');
  await writeLeads(leads, rows, entries);
  const { dataDir } = listOf(entries);
  // The better of two runs each, so that neither pays for the other's files in memory.
  const yardsticks = [await timeDuckDb(leads, entries, dir), await timeDuckDb(leads, entries, dir)];
  const yardstickMs = Math.min(...yardsticks.map(({ ms }) => ms));
  const yardstickCpuMs = Math.min(...yardsticks.map(({ cpuMs }) => cpuMs));
  const ours = runChild('scrubChild.ts', [leads, dataDir, dir]);
  const { firstMs = 0, firstCpuMs = 0, againMs = 0, againCpuMs = 0 } = ours.figures;
  const ratio = againMs / yardstickMs;
  const row = {
    work: `scrub ${rows.toLocaleString('en')} mixed leads against ${entries.toLocaleString('en')} entries`,
    ours: `${toTime(againMs)} in a desk that stays open, ${toTime(firstMs)} at first (processor ${toTime(againCpuMs)}, ${toTime(firstCpuMs)}), ${Math.round(ours.rssMb)} MB`,
    yardstick: `DuckDB, 2 threads, digits only: ${toTime(yardstickMs)} (processor ${toTime(yardstickCpuMs)})`,
    ratio,
    reach: '<= 1.5 x',
    reached: ratio <= 1.5,
    figures: {
      rows,
      entries,
      bytes: statSync(leads).size,
      yardstickMs,
      yardstickCpuMs,
      rssMb: ours.rssMb,
      ...ours.figures,
    },
  };
  const wide = join(dir, 'customers.csv');
  await writeRows(wide, wideHeader, rows, entries, toWideRow);
  const eight = runChild('scrubChild.ts', [wide, dataDir, dir]);
  const wideMs = eight.figures['againMs'] ?? 0;
  const wideRow = {
    work: `scrub as many with one to three numbers in eight phone columns`,
    ours: `${toTime(wideMs)} in a desk that stays open, ${toTime(eight.figures['firstMs'] ?? 0)} at first, ${Math.round(eight.rssMb)} MB`,
    yardstick: `one phone column: ${toTime(againMs)}`,
    ratio: wideMs / againMs,
    reach: '<= 2.5 x',
    reached: wideMs / againMs <= 2.5,
    figures: { rows, bytes: statSync(wide).size, rssMb: eight.rssMb, ...eight.figures },
  };
  return [row, wideRow, ...toWaitRows(ours.figures, 'scrub', `the scrub of ${rows.toLocaleString('en')} leads`)];
}

const wideHeader =
  'Id,First Name,Last Name,Company Name,Business Number,Business Fax,Mobile,Home,Work,Other,Assistant,,City,State';

type RowMaker = (row: number, phone: () => string, random: () => number) => string;

const toWideRow: RowMaker = (row, phone, random) => {
  const cells = Array.from({ length: 8 }, () => '');
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) cells[Math.floor(random() * cells.length)] = phone();
  return `${row},Person,Number ${row},Company ${row % 1000},${cells.join(',')},New York,NY`;
};

/** Leads with one phone column. */
export function writeLeads(path: string, rows: number, entries: number): Promise<void> {
  return writeRows(
    path,
    'Id,Name,Phone,City,State',
    rows,
    entries,
    (row, phone) => `${row},Person ${row},${phone()},New York,NY`,
  );
}

/**
 * Leads of a campaign: two in five have numbers from the area codes of the list (a third of these are on it), the rest
 * have others.
 */
async function writeRows(path: string, header: string, rows: number, entries: number, toRow: RowMaker): Promise<void> {
  const random = createRandom(23);
  const span = listNumber(entries) - listNumber(0);
  const phone = () => {
    const near = listNumber(0) + Math.floor(random() * span);
    const far = 13_120_000_000 + Math.floor(random() * 600) * 10_000_000 + 2_000_000 + Math.floor(random() * 8_000_000);
    const digits = String(random() < 0.4 ? near : far);
    return spellNumber(Math.floor(random() * 6), digits.slice(1, 4), digits.slice(4, 7), digits.slice(7));
  };
  const out = createWriteStream(path);
  let chunk = `${header}\n`;
  for (let row = 0; row < rows; row++) {
    chunk += `${toRow(row, phone, random)}\n`;
    if (chunk.length > 1 << 20) {
      if (!out.write(chunk)) await once(out, 'drain');
      chunk = '';
    }
  }
  out.end(chunk);
  await once(out, 'close');
}

/** Wall and processor time of only the statement; the table of numbers exists before. */
async function timeDuckDb(leads: string, entries: number, dir: string): Promise<Spent> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const quote = (path: string) => `'${path.replaceAll("'", "''")}'`;
  await connection.run(`CREATE TABLE dnc AS SELECT ${listNumber(0)} + 3 * range AS number FROM range(${entries})`);
  const started = performance.now();
  const used = process.cpuUsage();
  await connection.run(
    `COPY (
       SELECT l.* FROM read_csv(${quote(leads)}, all_varchar = true, header = true) l
       ANTI JOIN dnc ON dnc.number = 10000000000 + TRY_CAST(right(regexp_replace(l.Phone, '[^0-9]', '', 'g'), 10) AS BIGINT)
     ) TO ${quote(join(dir, 'duckdb.csv'))} (HEADER)`,
  );
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(used);
  connection.closeSync();
  instance.closeSync();
  return { ms, cpuMs: (user + system) / 1000 };
}
