/**
 * One process's share of a model run: so many scenarios from a seed. On failure it prints the seed, fast-check's path and
 * the shrunk scenario, and ends with 1. Started by scripts/model.ts; `node modelRun.ts SEED RUNS [PATH | noShrink]` by hand.
 */
import fc from 'fast-check';
import { openArena } from './arena.ts';
import { runScenario } from './runScenario.ts';
import { allScenarios } from './scenarios.ts';
import { tellRun } from './tellRun.ts';

const [seed = '1', runs = '100', path] = process.argv.slice(2);
const arena = await openArena();
let requests = 0;
const started = performance.now();
const details = await fc.check(
  fc.asyncProperty(allScenarios, async (scenario) => {
    const outcome = await runScenario(arena, scenario);
    requests += outcome.requests;
    if (outcome.violations.length > 0) throw new Error(outcome.violations.join('\n'));
  }),
  {
    seed: Number(seed),
    numRuns: Number(runs),
    ...(path === undefined || path === 'noShrink' ? { endOnFailure: path === 'noShrink' } : { path }),
  },
);
await arena.close();
tellRun(details, 'test:model', requests, started);
