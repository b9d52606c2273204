// `npm run test:hub -- [--runs N] [--seed S] [--path P]`: the model of several desks that share a list (docs/testing.md) with the given
// number of scenarios, 200 by default. A failure prints its seed and path, which reproduce it on any number of cores.
import { parseArgs } from 'node:util';
import { noPostgres } from '../test/support/startPostgres.ts';
import { runShares } from './pool.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } },
});
for (const [name, value] of Object.entries(values)) {
  if (/^-?\d+$/.test(value) || (name === 'path' && /^\d+(:\d+)*$/.test(value))) continue;
  console.error(`--${name} does not take "${value}".`);
  process.exit(2);
}
if (noPostgres !== undefined) process.exit(1);
/** Scenarios per process: each starts a PostgreSQL of its own and lets three desks join. */
const share = 50;
const runs = Number(values.runs ?? 200);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const run = (from: number, ...more: string[]): string[] => ['test/model/hub/hubModelRun.ts', String(from), ...more];
const shares =
  values.path === undefined
    ? Array.from({ length: Math.ceil(runs / share) }, (_, at) =>
        run(seed + at, String(Math.min(share, runs - at * share))),
      )
    : [run(seed, '1', values.path)];
const started = performance.now();
const held = await runShares(shares);
const seconds = Math.round((performance.now() - started) / 1000);
const what = values.path === undefined ? `${runs} scenarios of several desks from seed ${seed}` : 'that one scenario';
console.log(`${held ? 'held' : 'BROKEN'}: ${what} in ${seconds} s`);
process.exitCode = held ? 0 : 1;
