/** Runs one scenario from an empty desk to the settled end. What it violated comes back as sentences; none is success. */
import type { Arena } from './arena.ts';
import { checkAdds, checkBlocks } from './invariants.ts';
import { observe } from './ask.ts';
import { checkNoSecondAdd, checkOwners } from './owners.ts';
import { perform } from './perform.ts';
import type { Scenario } from './scenario.ts';
import { settle } from './settle.ts';
import { openWorld, type World } from './world.ts';

export type Outcome = {
  readonly violations: readonly string[];
  /** Every request and answer, in order. */
  readonly trace: readonly string[];
  readonly requests: number;
  /** How many requests each `sync` command made, in order. */
  readonly requestsOfRuns: readonly number[];
};

/**
 * Real milliseconds, of which a scenario takes some hundred on a machine that does nothing else: beyond it something waits
 * for what never comes.
 */
const patienceMs = 40_000;

/** Runs it, and calls it a violation when it does not come to an end. */
export async function runScenario(
  arena: Arena,
  scenario: Scenario,
  look?: (world: World) => Promise<void>,
): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Outcome>((resolve) => {
    timer = setTimeout(
      () =>
        resolve({ violations: ['the scenario does not come to an end'], trace: [], requests: 0, requestsOfRuns: [] }),
      patienceMs,
    );
  });
  try {
    return await Promise.race([runToEnd(arena, scenario, look), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** `look`: called on the settled world before it is closed. */
async function runToEnd(
  arena: Arena,
  scenario: Scenario,
  look: (world: World) => Promise<void> = () => Promise.resolve(),
): Promise<Outcome> {
  const world = await openWorld(arena, scenario);
  try {
    await observe(world, 'the start');
    for (const command of scenario.commands) {
      await perform(world, command);
      if (command.do === 'sync' || command.do === 'syncAll' || command.do === 'kill')
        await checkBlocks(world, command.do);
      for (const account of world.accounts) {
        checkAdds(world, account);
        checkOwners(world, account);
        checkNoSecondAdd(world, account);
      }
      if (world.violations.length > 0) break;
    }
    if (world.violations.length === 0) await settle(world);
    if (world.violations.length === 0) await look(world);
  } finally {
    await world.close();
  }
  const { violations, trace, requestsOfRuns } = world;
  return { violations, trace, requests: trace.length, requestsOfRuns };
}
