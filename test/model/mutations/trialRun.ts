/**
 * `node trialRun.ts TRIALS`: runs trials (JSON) one after the other until the first violation, and prints as JSON what found
 * it, exactly enough to run that one case again. Ends with 1 when something was found.
 */
import fc from 'fast-check';
import { openArena } from '../arena.ts';
import { runScenario } from '../runScenario.ts';
import { allScenarios } from '../scenarios.ts';
import { stories } from '../stories.ts';
import { listSweepCases } from '../sweepCases.ts';
import { type HubArena, openHubArena } from '../hub/hubArena.ts';
import { hubScenarios } from '../hub/hubScenarios.ts';
import { hubStories } from '../hub/hubStories.ts';
import { runHubScenario } from '../hub/runHubScenario.ts';
import { type Finding, readTrials, type Trial } from './trials.ts';

const arena = await openArena();
let hubArena: HubArena | undefined;

async function tryOut(trial: Trial): Promise<Finding | undefined> {
  if ('hubStory' in trial || 'hubSeed' in trial) return await tryOutDesks((hubArena ??= await openHubArena()), trial);
  if ('story' in trial) {
    for (const { name, scenario } of stories.filter((one) => one.name.includes(trial.story))) {
      const [violation] = (await runScenario(arena, scenario)).violations;
      if (violation !== undefined) return { trial: { story: name }, violation };
    }
    return undefined;
  }
  if ('stride' in trial) {
    for (const { name, scenario } of (await listSweepCases(arena)).filter((_, at) => at % trial.stride === trial.at)) {
      const [violation] = (await runScenario(arena, scenario)).violations;
      if (violation !== undefined) return { trial, violation: `${name}: ${violation}` };
    }
    return undefined;
  }
  let violation = '';
  const { counterexamplePath } = await fc.check(
    fc.asyncProperty(allScenarios, async (scenario) => {
      const [first] = (await runScenario(arena, scenario)).violations;
      if (first === undefined) return;
      violation = first;
      throw new Error(first);
    }),
    { seed: trial.seed, path: String(trial.from), numRuns: trial.runs, endOnFailure: true },
  );
  return counterexamplePath === null
    ? undefined
    : { trial: { seed: trial.seed, from: Number(counterexamplePath), runs: 1 }, violation };
}

async function tryOutDesks(
  desks: HubArena,
  trial: Extract<Trial, { hubStory: string } | { hubSeed: number }>,
): Promise<Finding | undefined> {
  if ('hubStory' in trial) {
    for (const { name, scenario } of hubStories.filter((one) => one.name.includes(trial.hubStory))) {
      const [violation] = (await runHubScenario(desks, scenario)).violations;
      if (violation !== undefined) return { trial: { hubStory: name }, violation };
    }
    return undefined;
  }
  let violation: string | undefined;
  await fc.check(
    fc.asyncProperty(hubScenarios, async (scenario) => {
      [violation] = (await runHubScenario(desks, scenario)).violations;
      if (violation !== undefined) throw new Error(violation);
    }),
    { seed: trial.hubSeed, numRuns: trial.runs, endOnFailure: true },
  );
  return violation === undefined ? undefined : { trial, violation };
}

let found: Finding | undefined;
for (const trial of readTrials(process.argv[2] ?? '[]')) {
  found = await tryOut(trial).catch((error: unknown) => ({ trial, violation: `it broke: ${String(error)}` }));
  if (found !== undefined) break;
}
await arena.close();
await hubArena?.close();
if (found !== undefined) console.log(JSON.stringify(found));
process.exit(found === undefined ? 0 : 1);
