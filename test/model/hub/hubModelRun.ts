/**
 * One process's share of a run of the model of several desks: so many scenarios from a seed. On failure it prints the seed, fast-check's
 * path and the shrunk scenario, and ends with 1. Started by scripts/hubModel.ts; `node hubModelRun.ts SEED RUNS [PATH | noShrink]` by hand.
 */
import fc from 'fast-check';
import { openHubArena } from './hubArena.ts';
import { hubScenarios } from './hubScenarios.ts';
import { runHubScenario } from './runHubScenario.ts';
import { tellRun } from '../tellRun.ts';

const [seed = '1', runs = '100', path] = process.argv.slice(2);
const arena = await openHubArena();
let requests = 0;
const started = performance.now();
const details = await fc.check(
  fc.asyncProperty(hubScenarios, async (scenario) => {
    const outcome = await runHubScenario(arena, scenario);
    requests += outcome.requests;
    if (outcome.violations.length > 0) throw new Error(outcome.violations.join('\n'));
  }),
  {
    seed: Number(seed),
    numRuns: Number(runs),
    // A smaller scenario is worth some minutes.
    interruptAfterTimeLimit: 180_000 + Number(runs) * 5000,
    ...(path === undefined || path === 'noShrink' ? { endOnFailure: path === 'noShrink' } : { path }),
  },
);
await arena.close();
tellRun(details, 'test:hub', requests, started);
