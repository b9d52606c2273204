/** Runs one scenario of several desks from its start to the settled end. What it violated comes back as sentences; none is success. */
import type { HubArena } from './hubArena.ts';
import { checkRoom } from './hubRules.ts';
import type { HubScenario } from './hubScenario.ts';
import { openRoom, type Room } from './hubWorld.ts';
import { performHub } from './performHub.ts';
import { settleHub } from './settleHub.ts';
import { watchAlways } from './watchWrites.ts';

/** Real milliseconds: beyond it something waits for what never comes. */
const patienceMs = 120_000;

/** Answers what was violated, and how many requests the vendor got. */
export async function runHubScenario(
  arena: HubArena,
  scenario: HubScenario,
): Promise<{ readonly violations: readonly string[]; readonly requests: number }> {
  const room = await openRoom(arena, scenario);
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    room.violate('the scenario does not come to an end');
    late.resolve();
  }, patienceMs);
  try {
    await Promise.race([live(room), late.promise]);
    return { violations: room.violations, requests: arena.sandbox.control.requests({ tenant: room.tenant }).length };
  } finally {
    clearTimeout(timer);
    await room.close();
  }
}

async function live(room: Room): Promise<void> {
  for (const desk of room.desks) watchAlways(room, desk);
  for (const command of room.scenario.commands) {
    await performHub(room, command);
    await checkRoom(room, command.do);
    if (room.violations.length > 0) return;
  }
  await settleHub(room);
}
