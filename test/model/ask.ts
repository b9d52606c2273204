/** How commands speak to the desk: a refusal in words is an answer, any other error a violation; and what it shows since. */
import { ORPCError } from '@orpc/client';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { loadTargets, lookAtList } from './grid.ts';
import { findWeakened, type Snapshot } from './statements.ts';
import type { World } from './world.ts';

/** The answer, or undefined when the desk refused in words. Anything else that it throws is a violation. */
export async function ask<T>(world: World, call: (client: DeskClient) => Promise<T>): Promise<T | undefined> {
  try {
    return await call(world.life.client);
  } catch (error) {
    if (error instanceof ORPCError && error.defined) return undefined;
    world.violate(
      `a call failed unexpectedly: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return undefined;
  }
}

/** Looks at the list again; whatever got weaker since the last look is a violation. */
export async function observe(world: World, during: string): Promise<Snapshot> {
  const seen = await lookAtList(world);
  // Most of the time nothing moved at all, and then nobody has to know what covers what.
  const targets = findWeakened(world.known, seen, []).length === 0 ? [] : await loadTargets(world);
  for (const weaker of findWeakened(world.known, seen, targets)) world.violate(`${weaker} (${during})`);
  world.known = seen;
  return seen;
}

/** Accounts, agents and cases are named by index, modulo how many there are. */
export function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}
