// What a vendor forbids: a record that it does not take, an agent's list that it does not show, a key that only reads. One
// refusal is no trouble of the rest.
import { describe, expect, it } from 'vitest';
import { agentsFor, capabilitiesOf, listFor, vendors } from '../../support/vendors.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const anna = '+12125551234';
const ben = '+12125551235';
const many = Array.from({ length: 9 }, (_, n) => `+1212555200${n}`);

const stage = useSyncStage();

const numbersAt = (tenant: string) =>
  stage.sandbox.control
    .records({ tenant })
    .map(({ number, agents }) => `${number}${agents.length > 0 ? `@${agents.join('+')}` : ''}`)
    .toSorted();
const forbid = (tenant: string, path: string, method: string | string[], more = {}) =>
  stage.sandbox.control.setFaults({
    tenant,
    plan: { rules: [{ path, method, action: { do: 'status', status: 403 }, ...more }] },
  });
const statesOf = (e164: string) =>
  stage.desk.records.rowsFor(toNumber(e164)).map(({ targetName, state }) => `${targetName}: ${state}`);

describe('one agent whose list the token may not read', () => {
  it('is trouble of that list alone: the other agents get theirs, and the run says which has not', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a', 'b', 'c'] });
    stage.desk.add(anna);
    stage.desk.add(ben);
    forbid(tenant, 'agent_uuid=b', 'GET');
    const result = await stage.desk.sync(id);
    expect(result.error).toContain('Agent b');
    expect(numbersAt(tenant)).toEqual(expect.arrayContaining([`${anna}@a`, `${anna}@c`, `${ben}@a`, `${ben}@c`]));
    const [account] = await stage.desk.status.listAccounts();
    expect(account).toMatchObject({ state: 'needsYou', sentence: expect.stringContaining('Agent b') });
  });

  it('keeps nothing from being released on the others', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a', 'b'] });
    stage.desk.add(anna);
    stage.desk.add(ben);
    await stage.desk.sync(id);
    forbid(tenant, 'agent_uuid=b', ['GET', 'DELETE']);
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([`${anna}@b`, `${ben}@a`, `${ben}@b`]);
    stage.sandbox.control.setFaults({ tenant, plan: null });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', removed: 1 });
    expect(numbersAt(tenant)).toEqual([`${ben}@a`, `${ben}@b`]);
  });

  it('a list that the token may not read at all stops the account', async () => {
    const { id, tenant } = await stage.desk.connect('weya');
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b1', requestUUID: 'u1' }] });
    stage.desk.add(anna, { callReference: { batchId: 'b1', requestUuid: 'u1' } });
    forbid(tenant, '/api/dnc/list', 'GET');
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed', writes: 0, waiting: 1 });
    expect(numbersAt(tenant)).toEqual([]);
  });
});

describe.each(vendors)('%s forbids one write', (vendor) => {
  it('and that record is parked with what it said; the others go on', async () => {
    const { id, tenant } = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b1', requestUUID: 'u1' }] });
    const callReference = { batchId: 'b1', requestUuid: 'u1' };
    for (const number of [anna, ben]) stage.desk.add(number, { callReference });
    forbid(tenant, '.', 'POST', capabilitiesOf(vendor).addMany > 1 ? { nth: [1, 2] } : { nth: 1 });
    const result = await stage.desk.sync(id);
    expect(result).toMatchObject({ outcome: 'done', parked: 1 });
    expect(numbersAt(tenant).map((text) => text.slice(0, 12))).toEqual([ben]);
    expect(stage.desk.records.rowsFor(toNumber(anna))).toMatchObject([
      { state: 'parked', sentence: expect.stringContaining('does not allow'), scope: listFor(vendor, 'a') },
    ]);
  });
});

describe('a key that may read and not write', () => {
  async function connectReadOnly() {
    const account = await stage.desk.connect('yappr');
    const { token } = stage.sandbox.control.addToken({
      tenant: account.tenant,
      scopes: ['do_not_call:read', 'agents:read'],
    });
    await stage.desk.accounts.update(account.id, { token });
    return account;
  }

  it('passes a test that says what it does not know', async () => {
    const { id } = await connectReadOnly();
    const tested = await stage.desk.accounts.test(id);
    expect(tested).toMatchObject({ ok: true, value: { ok: true } });
    expect(tested.ok && tested.value.sentence).toContain('whether it may add numbers is seen with the first add');
  });

  it('parks what it may not add after a few refusals, leaves the rest waiting, and a new key tries all again', async () => {
    const { id, tenant, token } = await connectReadOnly();
    for (const number of many) stage.desk.add(number);
    const result = await stage.desk.sync(id);
    expect(result).toMatchObject({ outcome: 'failed', parked: 3, waiting: 6, writes: 3 });
    expect(result.error).toContain('does not allow');
    expect(statesOf(many[0] ?? '')).toEqual(['yappr: parked']);
    await stage.desk.accounts.update(id, { token });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', parked: 0, waiting: 0 });
    expect(numbersAt(tenant)).toEqual(many);
  });

  it('is told in the words of the vendor by the log of the run', async () => {
    const { id } = await connectReadOnly();
    stage.desk.add(anna);
    await stage.desk.sync(id);
    const [run] = stage.desk.runs.list({ account: id, limit: 1 }).runs;
    const log = stage.desk.runs.get({ run: run?.id ?? 0, show: 'writes', offset: 0, limit: 10 });
    expect(log).toMatchObject({
      value: {
        requests: [{ problem: expect.stringMatching(/does not allow this to the key\. It said: “.+”/) as unknown }],
      },
    });
  });
});
