// `npm run test:model -- [--runs N] [--seed S] [--path P]`: the model test of sync (docs/testing.md) with the given
// number of scenarios, 1,000 by default. A failure prints its seed and path, which reproduce it on any number of cores.
import { parseArgs } from 'node:util';
import { runShares } from './pool.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } },
});
for (const [name, value] of Object.entries(values)) {
  if (/^-?\d+$/.test(value) || (name === 'path' && /^\d+(:\d+)*$/.test(value))) continue;
  console.error(`--${name} does not take "${value}".`);
  process.exit(2);
}
/**
 * Scenarios per process: few enough that all cores end together, many enough that the start of a process does not
 * matter.
 */
const share = 250;
const runs = Number(values.runs ?? 1000);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const run = (at: number, count: number, ...path: string[]): string[] => [
  'test/model/modelRun.ts',
  String(at),
  String(count),
  ...path,
];
const shares =
  values.path === undefined
    ? Array.from({ length: Math.ceil(runs / share) }, (_, at) => run(seed + at, Math.min(share, runs - at * share)))
    : [run(seed, 1, values.path)];
const started = performance.now();
const held = await runShares(shares);
const seconds = Math.round((performance.now() - started) / 1000);
const what = values.path === undefined ? `${runs} scenarios from seed ${seed}` : 'that one scenario';
console.log(`${held ? 'held' : 'BROKEN'}: ${what} in ${seconds} s`);
process.exitCode = held ? 0 : 1;
