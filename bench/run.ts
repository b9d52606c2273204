/**
 * `npm run bench [import|check] [--small]`: the figures of the product, each against a yardstick of the same run, printed as
 * a table and kept in bench/results for machines. `--small` is a hundredth of the size, to see that it runs.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCheck } from './checkBench.ts';
import { benchImport } from './importBench.ts';
import { type BenchRow, toTable } from './report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { small: { type: 'boolean', default: false } },
});
const scale = values.small ? 0.01 : 1;
const benches: Readonly<Record<string, (scratch: string) => Promise<BenchRow[]>>> = {
  import: async (scratch) => [await benchImport(scratch, 1_000_000 * scale)],
  check: (scratch) => benchCheck(scratch, 10_000_000 * scale),
};
const wanted = positionals.length === 0 ? Object.keys(benches) : positionals;
const results = join(import.meta.dirname, 'results');
const scratch = mkdtempSync(join(tmpdir(), 'dnc-desk-bench-'));
try {
  const rows: BenchRow[] = [];
  for (const name of wanted) {
    const bench = benches[name];
    if (bench === undefined)
      throw new Error(`There is no benchmark "${name}". There are: ${Object.keys(benches).join(', ')}.`);
    console.error(`Running ${name}…`);
    const made = await bench(scratch);
    rows.push(...made);
    mkdirSync(results, { recursive: true });
    const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
    writeFileSync(
      join(results, `${name}${values.small ? '-small' : ''}.json`),
      `${JSON.stringify({ machine, rows: made }, null, 2)}\n`,
    );
  }
  console.log(toTable(rows));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
