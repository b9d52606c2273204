/**
 * The retry budget: at one fault in ten requests, an operation costs at most 1.2 times what it costs without faults, and all of
 * them arrive. It costs one request, or two at a vendor whose answer to an add names no record, which is then looked up.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Arena, openArena } from './arena.ts';
import { addsOneByOne, agentsFor, vendorsThat } from '../support/vendors.ts';
import { runSync } from './runSync.ts';
import { callReferences, openWorld, type World } from './world.ts';

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(async () => {
  await arena.close();
});

/** Requests about single records: the list and the agents are read whatever is owed. */
function countWorked(world: World, sinceSeq: number): number {
  const lines = world.arena.sandbox.control.requests({ sinceSeq });
  return lines.filter(({ isWrite, path }) => isWrite || /[?&](search|phone)=/.test(path)).length;
}

it.each(vendorsThat(addsOneByOne))(
  'an operation at %s costs at most 1.2 times what it costs without faults',
  async (vendor) => {
    const numbers = Array.from({ length: 200 }, (_, at) => `+1212555${1000 + at}`);
    const world = await openWorld(arena, {
      seed: 3,
      accounts: [{ vendor, adopt: 'target', settings: {}, records: [], rests: false }],
      commands: [],
      decisions: ['keepOurs'],
    });
    const [account] = world.accounts;
    const { control } = arena.sandbox;
    if (account === undefined) throw new Error('no account');
    await runSync(world, account);
    const { batchId, requestUUID } = callReferences[0] ?? { batchId: '', requestUUID: '' };
    const add = (some: readonly string[]) =>
      world.life.client.entries.add({
        numbers: [...some],
        confirmInvalid: true,
        callReference: { batchId, requestUuid: requestUUID },
      });
    const lists = Math.max(1, agentsFor(vendor, ['first', 'second']).length);
    const { seq: first } = control.lastSeq();
    await add(['+12125559999']);
    await runSync(world, account);
    const price = countWorked(world, first);
    expect([lists, 2 * lists]).toContain(price);
    await add(numbers);
    const operations = numbers.length * price;
    const { seq } = control.lastSeq();
    const rules = [
      { probability: 0.05, action: { do: 'dropAfterCommit' as const } },
      { probability: 0.05, action: { do: 'status' as const, status: 503 } },
    ];
    control.setFaults({ tenant: account.tenant, plan: { seed: 9, rules } });
    for (let run = 0; run < 5; run += 1) {
      const before = control.lastSeq().seq;
      await runSync(world, account);
      expect(countWorked(world, before)).toBeLessThanOrEqual(operations * 1.2 + 10);
    }
    control.setFaults({ tenant: account.tenant, plan: null });
    await runSync(world, account);
    expect(countWorked(world, seq)).toBeLessThanOrEqual(operations * 1.25);
    expect(control.records({ tenant: account.tenant })).toHaveLength((numbers.length + 1) * lists);
    expect(world.violations).toEqual([]);
    await world.close();
  },
);
