// What a vendor blocked for good on its own, met by an entry here that ends: the end here is not the end there.
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, blocksForGood, vendorsThat } from '../../support/vendors.ts';

const anna = '+12125551234';
const hour = 3_600_000;

const stage = useSyncStage();
/** Whose refusal of an add is followed by a look at the number. */
const refusing = vendorsThat((can) => blocksForGood(can) && can.lookup && !can.addIsIdempotent);

const forAnHour = () => [{ place: 'everywhere', until: toInstant(stage.clock.now() + hour) }] as const;
const numbersAt = (tenant: string) => stage.sandbox.control.records({ tenant }).map(({ number }) => number);

async function letItEnd(account: number): Promise<void> {
  stage.clock.forward(2 * hour);
  await stage.desk.sync(account);
  await stage.desk.sync(account);
}

describe('a block that a vendor without expiry has of its own', () => {
  it.each(vendorsThat(blocksForGood))('outlasts the end of ours at %s', async (vendor) => {
    const agents = agentsFor(vendor, ['a', 'b']);
    const { id, tenant } = await stage.desk.connect(vendor, { agents });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents: agents.slice(0, 1) }] });
    stage.desk.add(anna, { holds: forAnHour() });
    await stage.desk.sync(id);

    await letItEnd(id);
    expect(numbersAt(tenant)).toEqual([anna]);
    expect(stage.desk.entry(anna)?.holds.filter(({ until }) => until === null)).toHaveLength(1);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
  });

  it.each(refusing)('outlasts it also where only a refused add at %s told of it', async (vendor) => {
    const agents = agentsFor(vendor, ['a']);
    const { id, tenant } = await stage.desk.connect(vendor, { agents });
    const callReference = { batchId: 'b1', requestUuid: 'u1' };
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b1', requestUUID: 'u1' }] });
    await stage.desk.sync(id);
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents: [...agents] }] });
    stage.desk.add(anna, { holds: forAnHour(), callReference });
    await stage.desk.sync(id, 'change');

    await letItEnd(id);
    expect(numbersAt(tenant)).toEqual([anna]);
  });

  it('does not make a block without end of our own, also where the answer to our add was lost', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'] });
    const plan = { rules: [{ method: 'POST', nth: 1, action: { do: 'dropAfterCommit' as const } }] };
    stage.sandbox.control.setFaults({ tenant, plan });
    stage.desk.add(anna, { holds: forAnHour() });
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([anna]);

    await letItEnd(id);
    expect(numbersAt(tenant)).toEqual([]);
  });
});
