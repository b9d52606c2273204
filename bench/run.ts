/**
 * `npm run bench [-- NAME…] [--small]`: the figures of the product, each against a yardstick of the same run, printed as a
 * table and kept in bench/results for machines. `--small` is a hundredth of the size, to see that it runs.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { answerBench } from './answerBench.ts';
import { busyBench } from './busyBench.ts';
import { createBigLists } from './bigList.ts';
import { commandBench } from './commandBench.ts';
import { checkBench } from './checkBench.ts';
import { gateBench } from './gateBench.ts';
import { hubBench, hubOrderBench } from './hubBench.ts';
import { importBench } from './importBench.ts';
import { importLargeBench } from './importLargeBench.ts';
import { listBench } from './listBench.ts';
import { memoryBench } from './memoryBench.ts';
import { numberBench } from './numberBench.ts';
import { type BenchRow, toTable } from './report.ts';
import { registryBench } from './registryBench.ts';
import { scrubBench } from './scrubBench.ts';
import { syncBench } from './syncBench.ts';
import { syncLargeBench } from './syncLargeBench.ts';
import { verifyBench } from './verifyBench.ts';
import { xlsxBench } from './xlsxBench.ts';

/** In the order in which they run; each is one file. */
const benches: readonly Bench[] = [
  // Files in.
  importBench,
  importLargeBench,
  memoryBench,
  busyBench,
  numberBench,
  commandBench,
  // The list.
  checkBench,
  gateBench,
  listBench,
  verifyBench,
  // Vendors.
  syncBench,
  answerBench,
  syncLargeBench,
  // Desks.
  hubOrderBench,
  hubBench,
  // Files out.
  scrubBench,
  registryBench,
  xlsxBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { small: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  const known = benches.map(({ name }) => name).join(', ');
  console.error(`There is no benchmark "${unknown.join('", "')}". There are: ${known}.`);
  process.exit(2);
}
const wanted = benches.filter(({ name, onlyLarge = false }) =>
  positionals.length > 0 ? positionals.includes(name) : !(values.small && onlyLarge),
);
const results = join(import.meta.dirname, 'results');
const scratch = mkdtempSync(join(tmpdir(), 'dnc-desk-bench-'));
const context = { scratch, scale: values.small ? 0.01 : 1, listOf: createBigLists(scratch) };
try {
  const rows: BenchRow[] = [];
  for (const { name, run } of wanted) {
    console.error(`Running ${name}…`);
    const made = await run(context);
    rows.push(...made);
    mkdirSync(results, { recursive: true });
    const machine = {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      // What else was running: above the number of cores, times say less than ratios.
      load: loadavg()[0],
    };
    writeFileSync(
      join(results, `${name}${values.small ? '-small' : ''}.json`),
      `${JSON.stringify({ machine, rows: made }, null, 2)}\n`,
    );
  }
  console.log(toTable(rows));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
