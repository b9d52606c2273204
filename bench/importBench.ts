/** Importing a million rows in mixed spellings against the sqlite3 CLI reading the same file without any checking. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { writeMixedCsv } from './data.ts';
import type { BenchRow } from './report.ts';

type Imported = { ms: number; rssMb: number; lines: number; added: number };

/** Runs both, one after the other, on the same file. */
export async function benchImport(scratch: string, rows: number): Promise<BenchRow> {
  const file = join(scratch, `mixed-${rows}.csv`);
  await writeMixedCsv(file, rows, 7);
  const yardstickMs = timeSqlite(file, join(scratch, 'yardstick.sqlite'));
  const child = execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'importChild.ts'), file, join(scratch, 'import')],
    {
      encoding: 'utf8',
    },
  );
  const ours = JSON.parse(child) as Imported;
  return {
    work: `import ${rows.toLocaleString('en')} mixed rows`,
    ours: `${(ours.ms / 1000).toFixed(2)} s, ${Math.round(ours.rssMb)} MB`,
    yardstick: `sqlite3 .import, digits only: ${(yardstickMs / 1000).toFixed(2)} s`,
    ratio: ours.ms / yardstickMs,
    reach: '<= 0.7 x, < 300 MB',
    reached: ours.ms / yardstickMs <= 0.7 && ours.rssMb < 300,
    figures: { rows, ms: ours.ms, rssMb: ours.rssMb, yardstickMs, added: ours.added },
  };
}

/** Digits stripped with `replace`, typed insert, no validation: what a person would do by hand. */
function timeSqlite(csv: string, db: string): number {
  const strip = ['+', '(', ')', ' ', '-', '.'].reduce((sql, char) => `replace(${sql}, '${char}', '')`, 'phone');
  const script = [
    'CREATE TABLE raw (phone TEXT, reason TEXT, date TEXT);',
    'CREATE TABLE dnc (number INTEGER PRIMARY KEY, reason TEXT, date TEXT);',
    '.mode csv',
    `.import --skip 1 "${csv}" raw`,
    `INSERT OR IGNORE INTO dnc SELECT CAST(${strip} AS INTEGER), reason, date FROM raw;`,
    'SELECT count(*) FROM dnc;',
  ].join('\n');
  const started = performance.now();
  execFileSync('sqlite3', [db], { input: script });
  return performance.now() - started;
}
