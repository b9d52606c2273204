/**
 * A million rows as a workbook, exported from the list and imported: how long this takes, and how much memory at most.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeWorkbook } from '../electron/core/files/write/workbookFile.ts';
import type { Bench, BenchContext } from './bench.ts';
import { eachMixedNumber } from './data.ts';
import { type ChildSpent, runChild, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const xlsxBench: Bench = { name: 'xlsx', run: async (context) => benchXlsx(context) };

const largestMb = 400;

async function benchXlsx({ scratch, scale, listOf }: BenchContext): Promise<BenchRow[]> {
  const rows = 1_000_000 * scale;
  const file = join(scratch, 'list.xlsx');
  const written = runChild('xlsxChild.ts', [listOf(rows).dataDir, file]);
  // The archive is whole, and its parts are what their checksums say.
  execFileSync('unzip', ['-tq', file]);
  const mixed = join(scratch, 'mixed.xlsx');
  await pipeline(writeWorkbook('List', ['Phone', 'Reason'], eachRow(rows)), createWriteStream(mixed));
  const read = runChild('importChild.ts', [mixed, join(scratch, 'xlsx-import')]);
  return [
    toRow(`export ${rows.toLocaleString('en')} entries as XLSX`, rows, written),
    toRow(`import ${rows.toLocaleString('en')} mixed rows of an XLSX`, rows, read),
  ];
}

async function* eachRow(rows: number): AsyncGenerator<string[]> {
  for (const number of eachMixedNumber(rows, 11)) yield [number, 'asked on the phone'];
}

function toRow(work: string, rows: number, { ms, cpuMs, rssMb, figures }: ChildSpent): BenchRow {
  return {
    work,
    ours: `${Math.round(rssMb)} MB, ${toTime(ms)} (processor ${toTime(cpuMs)})`,
    yardstick: '–',
    ratio: null,
    reach: `< ${largestMb} MB`,
    reached: rssMb < largestMb,
    figures: { rows, ms, cpuMs, rssMb, ...figures },
  };
}
