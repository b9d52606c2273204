/**
 * One process's share of a run of the model of several desks: so many scenarios from a seed. On failure it prints the seed, fast-check's
 * path and the shrunk scenario, and ends with 1. Started by scripts/hubModel.ts; `node hubModelRun.ts SEED RUNS [PATH | noShrink]` by hand.
 */
import fc from 'fast-check';
import { openHubArena } from './hubArena.ts';
import { hubScenarios } from './hubScenarios.ts';
import { runHubScenario } from './runHubScenario.ts';

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
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (details.failed) {
  const violation =
    details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  console.error(
    [
      `The model found a violation: npm run test:hub -- --seed ${details.seed} --path ${details.counterexamplePath}`,
      violation,
      JSON.stringify(details.counterexample?.[0], undefined, 1),
    ].join('\n'),
  );
} else console.log(`${details.numRuns} scenarios, ${requests} requests, ${seconds} s (seed ${details.seed})`);
process.exit(details.failed ? 1 : 0);
