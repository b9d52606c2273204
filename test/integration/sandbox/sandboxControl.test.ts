// The sandbox's control, in process and over HTTP: acts at the vendor's dashboard, keys, agents, the request log, and
// lists large enough for the figures of the desk.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { parseFaultPlan } from '../../../electron/sandbox/faultPlan.ts';
import { vendorAdapters } from '../../../electron/core/vendors/registry.ts';
import { startSandbox } from '../../../electron/sandbox/startSandbox.ts';
import { connectVendor, never } from '../../support/connectVendor.ts';
import { dig, vendorClient } from '../../support/vendorClient.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ clock: () => Date.UTC(2026, 0, 1), rateLimits: { yappr: null } });
});
afterAll(() => sandbox.close());

async function control(name: string, body: unknown, init: RequestInit = {}) {
  const response = await fetch(`${sandbox.url}/_control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...init,
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}

test('what a person does at the dashboard is seen through the API', () => {
  const { control: inProcess } = sandbox;
  const tenant = inProcess.createTenant({ vendor: 'yappr', agents: [{ id: 'a-1', name: 'Sales' }] });
  const { ids } = inProcess.addRecords({
    tenant: tenant.id,
    records: [{ number: '+972501234567', agents: ['a-1'], reason: 'by hand', expiresAt: '2027-01-01T00:00:00Z' }],
  });
  const by = { tenant: tenant.id, id: ids[0] };
  expect(inProcess.records(by)).toMatchObject([{ source: 'manual', expiresAt: Date.UTC(2027, 0, 1) }]);
  expect(inProcess.changeRecord({ ...by, agents: [], reason: null })).toMatchObject({ agents: [], reason: null });
  expect(inProcess.expireRecord(by).expiresAt).toBeLessThan(Date.UTC(2026, 0, 1));
  expect(inProcess.removeRecords({ tenant: tenant.id, number: '+972501234567' })).toEqual({ removed: 1 });
  expect(inProcess.tenant({ tenant: tenant.id })).toMatchObject({ recordCount: 0, version: 4 });
});

test('an act that names nothing throws, and a record that is there is skipped only when told', () => {
  const { control: inProcess } = sandbox;
  const tenant = inProcess.createTenant({ vendor: 'osvi', agents: [{ id: 'a-1', name: 'One' }] });
  const records = [{ number: '+919876543210', agents: ['a-1'] }];
  inProcess.addRecords({ tenant: tenant.id, records });
  expect(() => inProcess.addRecords({ tenant: tenant.id, records })).toThrow('already holds');
  expect(inProcess.addRecords({ tenant: tenant.id, records, skipExisting: true })).toEqual({ ids: [] });
  expect(() => inProcess.addRecords({ tenant: tenant.id, records: [{ number: '+919876543211' }] })).toThrow(
    'needs an agent',
  );
  expect(() => inProcess.changeRecord({ tenant: tenant.id, number: '+15550000000' })).toThrow('holds no record');
  expect(() => inProcess.tenant({ tenant: 'nobody' })).toThrow('no tenant nobody');
  expect(() => inProcess.createTenant({ vendor: 'osvi', token: tenant.token })).toThrow('already belongs');
});

test('a revoked token is refused until it is restored, and organisations see nothing of each other', async () => {
  const { control: inProcess } = sandbox;
  const one = inProcess.createTenant({ vendor: 'yappr' });
  const other = inProcess.createTenant({ vendor: 'yappr' });
  await vendorClient(one)('POST', '/do-not-call', { phone_number: '+972501234567' });
  expect(dig((await vendorClient(other)('GET', '/do-not-call')).body, 'data')).toEqual([]);
  inProcess.revokeToken({ tenant: one.id });
  expect((await vendorClient(one)('GET', '/do-not-call')).status).toBe(401);
  inProcess.restoreToken({ tenant: one.id });
  expect((await vendorClient(one)('GET', '/do-not-call')).status).toBe(200);
});

test('an agent renamed and paused', async () => {
  const tenant = sandbox.control.createTenant({ vendor: 'osvi', agents: [{ id: 'a-1', name: 'One' }] });
  const active = async () => (await vendorClient(tenant)('GET', '/v1/active_agents')).body;
  sandbox.control.changeAgent({ tenant: tenant.id, agent: 'a-1', name: 'Uno' });
  sandbox.control.addAgent({ tenant: tenant.id, id: 'a-2', name: 'Two' });
  expect(await active()).toMatchObject([{ name: 'Uno' }, { name: 'Two' }]);
  sandbox.control.changeAgent({ tenant: tenant.id, agent: 'a-1', active: false });
  expect(await active()).toMatchObject([{ name: 'Two' }]);
});

describe('the request log', () => {
  test('tells who asked what, in order, and counts the writes since a point', async () => {
    const tenant = sandbox.control.createTenant({ vendor: 'fluents' });
    const call = vendorClient(tenant);
    const { seq } = sandbox.control.lastSeq();
    await call('POST', '/v1/dnc_numbers/create', { phoneNumber: '+12125550142' });
    await call('POST', '/v1/dnc_numbers/create', {});
    await call('GET', '/v1/dnc_numbers/list?page=1');
    await call('GET', '/v1/dnc_numbers/list?page=1', undefined, null);
    expect(sandbox.control.requests({ sinceSeq: seq })).toMatchObject([
      { seq: seq + 1, tenant: tenant.id, method: 'POST', isWrite: true, changed: true, status: 201, fault: null },
      { seq: seq + 2, tenant: tenant.id, isWrite: true, changed: false, status: 400, body: {} },
      { seq: seq + 3, path: '/v1/dnc_numbers/list?page=1', isWrite: false, hasCredential: true },
      { seq: seq + 4, tenant: null, status: 401, hasCredential: false },
    ]);
    expect(sandbox.control.countWrites({ tenant: tenant.id, sinceSeq: seq })).toEqual({ writes: 2, changed: 1 });
    expect(sandbox.control.countWrites({ tenant: tenant.id, sinceSeq: seq + 2 })).toEqual({ writes: 0, changed: 0 });
  });
});

describe('over HTTP', () => {
  test('the same calls as JSON', async () => {
    const created = await control('createTenant', { vendor: 'osvi', id: 'by-http', agents: [{ id: 'a', name: 'A' }] });
    expect(created).toMatchObject({ status: 200, body: { id: 'by-http', baseUrl: sandbox.baseUrl('osvi') } });
    const records = [{ number: '+919876543210', agents: ['a'] }];
    expect(await control('addRecords', { tenant: 'by-http', records })).toMatchObject({ body: { ids: ['1'] } });
    expect(await control('records', { tenant: 'by-http' })).toMatchObject({ body: [{ number: '+919876543210' }] });
    const plan = { rules: [{ action: { do: 'unauthorized' } }] };
    expect(await control('setFaults', { tenant: 'by-http', plan })).toEqual({ status: 200, body: null });
    expect(await control('advanceClock', { ms: 1000 })).toMatchObject({ body: { now: Date.UTC(2026, 0, 1) + 1000 } });
    await control('advanceClock', { ms: -1000 });
  });

  test('what does not fit is refused with the reason', async () => {
    expect(await control('fly', {})).toMatchObject({ status: 404 });
    expect(await control('toString', {})).toMatchObject({ status: 404 });
    expect(await control('tenant', { tenant: 'nobody' })).toMatchObject({ status: 400 });
    expect(await control('tenant', { tenant: 'nobody', tennant: 1 })).toMatchObject({ status: 400 });
    expect(await control('tenants', {}, { headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 400 });
    expect(await control('tenants', {}, { method: 'PUT' })).toMatchObject({ status: 405 });
    expect((await fetch(`${sandbox.url}/nothing`)).status).toBe(404);
  });
});

test('100,000 records are loaded, listed to the last page and found', async () => {
  const tenant = sandbox.control.createTenant({ vendor: 'osvi', agents: [{ id: 'a', name: 'A' }] });
  const records = Array.from({ length: 100_000 }, (_, index) => ({
    number: `+91${9_000_000_000 + index}`,
    agents: ['a'],
  }));
  sandbox.control.addRecords({ tenant: tenant.id, records });
  const call = vendorClient(tenant);
  const seen = new Set<unknown>();
  for (let page = 1; page <= 1000; page += 1) {
    const data = dig((await call('GET', `/v1/dnd_numbers?agent_uuid=a&per_page=100&page=${page}`)).body, 'data');
    if (Array.isArray(data)) for (const entry of data) seen.add(dig(entry, 'phone'));
  }
  expect(seen.size).toBe(100_000);
  const found = await call('GET', '/v1/dnd_numbers?agent_uuid=a&search=9000099999');
  expect(dig(found.body, 'meta', 'total_count')).toBe(1);
});

test('the demo has an account at every vendor that answers to its token, the same ones each time', async () => {
  const [first, second] = await Promise.all([startSandbox(), startSandbox()]);
  const strip = (started: typeof first) => started.accounts.map((account) => ({ ...account, baseUrl: '' }));
  expect(strip(first)).toEqual(strip(second));
  expect(first.accounts.map(({ vendor }) => vendor)).toEqual(vendorAdapters.map(({ id }) => id));
  for (const account of first.accounts) {
    const { connection, close } = connectVendor(account);
    expect(await connection.test(never)).toMatchObject({ ok: true, status: 200 });
    await close();
    expect(first.control.tenant({ tenant: account.tenant }).recordCount).toBeGreaterThan(0);
  }
  await Promise.all([first.close(), second.close()]);
});

test('a port that is taken is an error of the start', async () => {
  await expect(createSandbox({ port: sandbox.port })).rejects.toThrow('EADDRINUSE');
});

test('a fault plan is read from text, and what does not fit is named', () => {
  expect(parseFaultPlan('[{"nth": 1, "action": {"do": "hugeBody"}}]')).toMatchObject({
    ok: true,
    plan: { seed: 1, rules: [{ action: { bytes: 52_428_800, commit: true } }] },
  });
  expect(parseFaultPlan('{"seed": 3, "rules": []}')).toMatchObject({ ok: true, plan: { seed: 3 } });
  const refused = (text: string) => {
    const result = parseFaultPlan(text);
    return result.ok ? 'read' : result.message;
  };
  expect(refused('{')).toBe('The fault plan is not valid JSON.');
  expect(refused('[{"action": {"do": "explode"}}]')).toMatch(/^The fault plan does not fit at rules.0.action/);
  expect(refused('[{"path": "(", "action": {"do": "unauthorized"}}]')).toContain('not a regular expression');
  expect(refused('[{"nht": 1, "action": {"do": "unauthorized"}}]')).toContain('nht');
});
