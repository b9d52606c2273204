// A vendor that shows numbers without their plus: "6463551234" is New Zealand's +64 6 355 1234, and New York's +1 646 355 1234 as it
// is dialled at home. Which of them a record is, its id says, and the request about it.
import { describe, expect, it, test } from 'vitest';
import type { VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor } from '../../support/vendors.ts';

const newYork = '+16463551234';
const newZealand = '+6463551234';
const stage = useSyncStage();

const connect = async (vendor: VendorName, numbersAs: 'digits' | 'e164' = 'digits') => {
  const { id, tenant } = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
  stage.sandbox.control.changeSettings({ tenant, settings: { numbersAs } });
  return { id, tenant };
};
const at = (tenant: string, number: string) => stage.sandbox.control.records({ tenant, number });
const stateOf = (number: string) => stage.desk.records.rowsFor(toNumber(number)).map(({ state }) => state);
const questions = () =>
  stage.desk.conflicts.list({ limit: 100 }).conflicts.map(({ kind, number }) => `${kind} ${number}`);

describe.each(['osvi', 'yappr'] as const)('%s, both on the list', (vendor) => {
  test('the release of one leaves the record of the other', async () => {
    const { id, tenant } = await connect(vendor, 'e164');
    stage.desk.add(newYork);
    stage.desk.add(newZealand);
    await stage.desk.sync(id);
    stage.sandbox.control.changeSettings({ tenant, settings: { numbersAs: 'digits' } });
    await stage.desk.sync(id);
    stage.desk.remove(newYork);
    expect(await stage.desk.sync(id)).toMatchObject({ removed: 1 });
    expect(at(tenant, newYork)).toHaveLength(0);
    expect(at(tenant, newZealand)).toHaveLength(1);
    expect(stateOf(newZealand)).toEqual(['inStep']);
    expect(questions()).toEqual([]);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
  });

  it.each([
    [newYork, newZealand],
    [newZealand, newYork],
  ])('%s is gone there, and %s is not', async (gone, there) => {
    const { id, tenant } = await connect(vendor);
    for (const number of [there, gone]) {
      stage.desk.add(number);
      await stage.desk.sync(id);
    }
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
    stage.sandbox.control.removeRecords({ tenant, number: gone });
    await stage.desk.sync(id);
    expect(questions()).toEqual([`goneThere ${gone}`]);
    expect(stateOf(there)).toEqual(['inStep']);
  });
});

test('Fluents: both are added once, and no more with each sync', async () => {
  const { id, tenant } = await connect('fluents');
  stage.desk.add(newYork);
  stage.desk.add(newZealand);
  for (let time = 0; time < 3; time += 1) await stage.desk.sync(id);
  expect(at(tenant, newYork)).toHaveLength(1);
  expect(at(tenant, newZealand)).toHaveLength(1);
  expect([...stateOf(newYork), ...stateOf(newZealand)]).toEqual(['inStep', 'inStep']);
  expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
});
