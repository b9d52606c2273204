// What a vendor blocked for good on its own, met by an entry here that ends: the end here is not the end there.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { toInstant } from '../../shared/domain/instant.ts';
import { createTestClock, type TestClock } from '../support/desk.ts';
import { openSyncDesk, startSandbox, type SyncDesk } from '../support/syncDesk.ts';

const anna = '+12125551234';
const hour = 3_600_000;

let clock: TestClock;
let sandbox: Sandbox;
let desk: SyncDesk;

beforeEach(async () => {
  clock = createTestClock();
  sandbox = await startSandbox(clock);
  desk = openSyncDesk({ sandbox, clock });
});
afterEach(async () => {
  await desk.close();
  await sandbox.close();
});

const forAnHour = () => [{ place: 'everywhere', until: toInstant(clock.now() + hour) }] as const;
const numbersAt = (tenant: string) => sandbox.control.records({ tenant }).map(({ number }) => number);

async function letItEnd(account: number): Promise<void> {
  clock.forward(2 * hour);
  await desk.sync(account);
  await desk.sync(account);
}

describe('a block that a vendor without expiry has of its own', () => {
  it.each(['osvi', 'weya', 'fluents'] as const)('outlasts the end of ours at %s', async (vendor) => {
    const agents = vendor === 'osvi' ? ['a', 'b'] : [];
    const { id, tenant } = await desk.connect(vendor, { agents });
    sandbox.control.addRecords({ tenant, records: [{ number: anna, agents: agents.slice(0, 1) }] });
    desk.add(anna, { holds: forAnHour() });
    await desk.sync(id);

    await letItEnd(id);
    expect(numbersAt(tenant)).toEqual([anna]);
    expect(desk.entry(anna)?.holds.filter(({ until }) => until === null)).toHaveLength(1);
    expect(await desk.sync(id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
  });

  it.each(['osvi', 'weya'] as const)('outlasts it also where only a refused add at %s told of it', async (vendor) => {
    const agents = vendor === 'osvi' ? ['a'] : [];
    const { id, tenant } = await desk.connect(vendor, { agents });
    const callReference = { batchId: 'b1', requestUuid: 'u1' };
    if (vendor === 'weya')
      sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b1', requestUUID: 'u1' }] });
    await desk.sync(id);
    sandbox.control.addRecords({ tenant, records: [{ number: anna, agents }] });
    desk.add(anna, { holds: forAnHour(), callReference });
    await desk.sync(id, 'change');

    await letItEnd(id);
    expect(numbersAt(tenant)).toEqual([anna]);
  });

  it('does not make a block without end of our own, also where the answer to our add was lost', async () => {
    const { id, tenant } = await desk.connect('osvi', { agents: ['a'] });
    const plan = { rules: [{ method: 'POST', nth: 1, action: { do: 'dropAfterCommit' as const } }] };
    sandbox.control.setFaults({ tenant, plan });
    desk.add(anna, { holds: forAnHour() });
    await desk.sync(id);
    await desk.sync(id);
    expect(numbersAt(tenant)).toEqual([anna]);

    await letItEnd(id);
    expect(numbersAt(tenant)).toEqual([]);
  });
});
