/** Importing a million rows in mixed spellings against the sqlite3 CLI reading the same file without any checking. */
import { join } from 'node:path';
import { ensureDesktopBuilt } from '../scripts/buildDesktop.ts';
import type { Bench, BenchContext } from './bench.ts';
import { writeMixedCsv } from './data.ts';
import { runChild, type Spent, timeCommand, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';
import { builtCli, runCommand } from './runCommand.ts';

export const importBench: Bench = { name: 'import', run: async (context) => [await benchImport(context)] };

/**
 * Runs both, one after the other, on the same file. The memory is that of the command as it is shipped: with the sources, Node would
 * keep what it reads of TypeScript.
 */
async function benchImport({ scratch, scale }: BenchContext): Promise<BenchRow> {
  const rows = 1_000_000 * scale;
  const file = join(scratch, `mixed-${rows}.csv`);
  await writeMixedCsv(file, rows, 7);
  const small = join(scratch, 'mixed-small.csv');
  await writeMixedCsv(small, 5000, 9);
  const yardstick = timeSqlite(file, join(scratch, 'yardstick.sqlite'));
  const ours = runChild('importChild.ts', [file, join(scratch, 'import'), small]);
  await ensureDesktopBuilt();
  const shipped = await runCommand(builtCli, join(scratch, 'import-shipped'), ['import', file, '--region', 'US']);
  const ratio = ours.ms / yardstick.ms;
  return {
    work: `import ${rows.toLocaleString('en')} mixed rows, in a desk that has imported before`,
    ours: `${toTime(ours.ms)} (processor ${toTime(ours.cpuMs)}, of that the main thread ${toTime(ours.mainMs)}); as a command ${Math.round(shipped.rssMb)} MB`,
    yardstick: `sqlite3 .import, digits only: ${toTime(yardstick.ms)} (processor ${toTime(yardstick.cpuMs)})`,
    ratio,
    reach: '<= 0.5 x, < 300 MB',
    reached: ratio <= 0.5 && shipped.rssMb < 300,
    figures: {
      rows,
      ms: ours.ms,
      cpuMs: ours.cpuMs,
      mainMs: ours.mainMs,
      rssMb: shipped.rssMb,
      sourcesRssMb: ours.rssMb,
      yardstickMs: yardstick.ms,
      yardstickCpuMs: yardstick.cpuMs,
      ...ours.figures,
    },
  };
}

function timeSqlite(csv: string, db: string): Spent {
  return timeCommand('sqlite3', [db], sqliteImport(csv));
}

/** What a person would do by hand: digits stripped with `replace`, a typed insert, no validation. */
export function sqliteImport(csv: string): string {
  const strip = ['+', '(', ')', ' ', '-', '.'].reduce((sql, char) => `replace(${sql}, '${char}', '')`, 'phone');
  return [
    'CREATE TABLE raw (phone TEXT, reason TEXT, date TEXT);',
    'CREATE TABLE dnc (number INTEGER PRIMARY KEY, reason TEXT, date TEXT);',
    '.mode csv',
    `.import --skip 1 "${csv}" raw`,
    `INSERT OR IGNORE INTO dnc SELECT CAST(${strip} AS INTEGER), reason, date FROM raw;`,
    'SELECT count(*) FROM dnc;',
  ].join('\n');
}
