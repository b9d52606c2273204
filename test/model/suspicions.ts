/**
 * A reading that is called suspicious has missed many numbers. Where nobody has taken anything off the vendor's list, it
 * concluded more than it saw.
 */
import type { Account, World } from './world.ts';

export function checkSuspicion(world: World, account: Account, outcome: string): void {
  if (outcome !== 'suspicious' || account.lied) return;
  const { tenant, vendor } = account;
  const { control } = world.arena.sandbox;
  const wasTaken = control.changes({ tenant }).some(({ before, after }) => before !== null && after === null);
  const { agents } = control.tenant({ tenant });
  // Agents that rest or go take their lists out of sight.
  if (wasTaken || agents.some(({ active, deleted }) => !active || deleted)) return;
  world.violate(`the desk suspects the list of ${vendor}, from which nobody has taken anything`);
}
