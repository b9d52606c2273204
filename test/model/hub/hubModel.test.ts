/**
 * Several desks that share a list and a vendor, against everything that can go wrong between them, on a real PostgreSQL. A small share of
 * what `npm run test:hub` runs; both print the seed that reproduces a failure.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPostgres } from '../../support/startPostgres.ts';
import { type HubArena, openHubArena } from './hubArena.ts';
import { hubScenarios } from './hubScenarios.ts';
import { hubStories } from './hubStories.ts';
import { runHubScenario } from './runHubScenario.ts';

describe.skipIf(noPostgres !== undefined)('desks that share a list', () => {
  let arena: HubArena;
  beforeAll(async () => {
    arena = await openHubArena();
  });
  afterAll(async () => {
    await arena?.close();
  });

  it.each(hubStories)('$name', async ({ scenario }) => {
    expect((await runHubScenario(arena, scenario)).violations).toEqual([]);
  });

  it('lose no block and are equal in the end, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(hubScenarios, async (scenario) => {
        expect((await runHubScenario(arena, scenario)).violations).toEqual([]);
      }),
      { numRuns: 3, seed: 20_261_129 },
    );
  });
});
