/**
 * Two-way sync against everything that can go wrong, by random scenarios over a real core, real HTTP and a real database.
 * A small share of what `npm run test:model` runs; both print the seed that reproduces a failure.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Arena, openArena } from './arena.ts';
import { loadTargets } from './grid.ts';
import { runScenario } from './runScenario.ts';
import type { Scenario } from './scenario.ts';
import { allScenarios, calmScenarios, orderlyScenarios } from './scenarios.ts';
import { stories } from './stories.ts';
import { listSweepCases } from './sweepCases.ts';
import { endFor, type TargetRow } from './statements.ts';
import type { World } from './world.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena.close();
});

it('loses no block and comes to rest, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(allScenarios, async (scenario) => {
      expect((await runScenario(arena, scenario)).violations).toEqual([]);
    }),
    { numRuns: 15, seed: 20_260_503 },
  );
});

it.each(stories)('$name', async ({ scenario }) => {
  expect((await runScenario(arena, scenario)).violations).toEqual([]);
});

it('does the same with the same seed, request by request', async () => {
  await fc.assert(
    fc.asyncProperty(orderlyScenarios, async (scenario) => {
      const first = await runScenario(arena, scenario);
      const second = await runScenario(arena, scenario);
      expect(second.trace).toEqual(first.trace);
    }),
    { numRuns: 3, seed: 7 },
  );
});

/** Who is blocked where and until when, here and at the vendors; not in which order it came about. */
async function endState(scenario: Scenario): Promise<unknown> {
  let state: unknown;
  const { violations } = await runScenario(arena, scenario, async (world) => {
    state = describeEnd(world, await loadTargets(world));
  });
  expect(violations).toEqual([]);
  return state;
}

function describeEnd(world: World, targets: readonly TargetRow[]): unknown {
  // "Everywhere" and then "at this account" is two holds in one order and one in the other: only who is blocked counts.
  const here = [...world.known].map(([number, { holds, isRemoved }]) => {
    const ends = [null, ...targets].map((caller) => String(endFor(holds, caller, targets)));
    return [number, isRemoved, ends.join()];
  });
  const there = world.accounts.map(({ tenant, vendor }) => [
    vendor,
    world.arena.sandbox.control
      .records({ tenant })
      .map(({ number, agents, expiresAt }) => `${number} ${agents.toSorted().join()} ${expiresAt}`)
      .toSorted(),
  ]);
  return { here: here.toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))), there };
}

it('ends in the same state whatever the order of accounts and batches', async () => {
  await fc.assert(
    fc.asyncProperty(calmScenarios, async ({ forwards, backwards }) => {
      expect(await endState(backwards)).toEqual(await endState(forwards));
    }),
    { numRuns: 4, seed: 11 },
  );
});

it('stands a fault or a kill at any request', async () => {
  const cases = await listSweepCases(arena);
  // A prime stride reaches every fault and every request in turn.
  for (const { name, scenario } of cases.filter((_, at) => at % 307 === 0))
    expect([name, ...(await runScenario(arena, scenario)).violations]).toEqual([name]);
});
