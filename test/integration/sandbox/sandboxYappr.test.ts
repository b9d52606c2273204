// Yappr in the sandbox, over HTTP: one record per number, global or for some agents, scopes, expiry, 60 a minute.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantView } from '../../../electron/sandbox/controlTypes.ts';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { dig, vendorClient, type VendorCall } from '../../support/vendorClient.ts';

const NOW = Date.UTC(2026, 4, 10, 8, 14, 22, 123);
const SALES = '7e8a91c1-0000-4c11-9a00-000000000001';
const RENEWALS = '7e8a91c1-0000-4c11-9a00-000000000002';
const PAUSED = '7e8a91c1-0000-4c11-9a00-000000000003';

let sandbox: Sandbox;
let tenant: TenantView;
let call: VendorCall;
let now = NOW;

beforeAll(async () => {
  sandbox = await createSandbox({ clock: () => now });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  now = NOW;
  const agents = [
    { id: SALES, name: 'Sales agent' },
    { id: RENEWALS, name: 'Renewals agent' },
    { id: PAUSED, name: 'Paused agent', active: false },
  ];
  tenant = sandbox.control.createTenant({ vendor: 'yappr', agents });
  call = vendorClient(tenant);
});

const add = (body: object) => call('POST', '/do-not-call', { phone_number: '+972501234567', ...body });

describe('add', () => {
  test('a new entry is a 201 with the documented record', async () => {
    const reply = await add({ phone_number: '0501234567', reason: 'Customer requested removal' });
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      company_id: tenant.organisation,
      phone_number: '+972501234567',
      reason: 'Customer requested removal',
      source: 'api',
      expires_at: null,
      agents: [],
      created_by: null,
      created_at: '2026-05-10T08:14:22.123Z',
    });
  });

  test('adding again, in any spelling, answers 200 and changes nothing', async () => {
    const first = await add({ reason: 'first' });
    const again = await add({ phone_number: '972501234567', reason: 'second', agent_ids: [SALES] });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
  });

  test('a scoped entry answers the agents in full', async () => {
    const reply = await add({ agent_ids: [SALES] });
    expect(dig(reply.body, 'agents')).toMatchObject([{ id: SALES, name: 'Sales agent', is_active: true }]);
    expect(dig(reply.body, 'agents', 0, 'system_prompt')).toContain('private prompt');
  });

  test('no number, a past expiry, an unknown or inactive agent: 400', async () => {
    const bad = [
      { phone_number: undefined },
      { phone_number: 'call me' },
      { expires_at: '2026-05-10T08:14:22Z' },
      { expires_at: 'tomorrow' },
      { agent_ids: ['7e8a91c1-0000-4c11-9a00-00000000ffff'] },
      { agent_ids: [SALES, PAUSED] },
      { agent_ids: SALES },
      { reason: 5 },
    ];
    for (const body of bad) expect(await add(body)).toMatchObject({ status: 400, body: { code: expect.any(String) } });
    expect(sandbox.control.records({ tenant: tenant.id })).toEqual([]);
  });
});

describe('read', () => {
  test('a list is {data}, most recent first, by limit and offset', async () => {
    const numbers = [1, 2, 3, 4, 5].map((digit) => ({ number: `+97250123456${digit}` }));
    sandbox.control.addRecords({ tenant: tenant.id, records: numbers });
    const phones = async (query: string) => {
      const data = dig((await call('GET', `/do-not-call?${query}`)).body, 'data');
      return Array.isArray(data) ? data.map((entry) => String(dig(entry, 'phone_number')).slice(-1)).join('') : data;
    };
    expect(await phones('')).toBe('54321');
    expect(await phones('limit=2&offset=2')).toBe('32');
    expect(await phones('limit=2&offset=9')).toBe('');
    expect((await call('GET', '/do-not-call?limit=none')).status).toBe(400);
    sandbox.control.changeSettings({ tenant: tenant.id, settings: { ignoresPaging: true } });
    expect(await phones('limit=2&offset=2')).toBe('54321');
  });

  test('one entry by id and by phone, and 404 for neither', async () => {
    const id = String(dig((await add({})).body, 'id'));
    expect(await call('GET', `/do-not-call/${id}`)).toMatchObject({ status: 200, body: { id } });
    expect(await call('GET', '/do-not-call?phone=%2B972501234567')).toMatchObject({ status: 200, body: { id } });
    expect(await call('GET', '/do-not-call?phone=%2B972501234568')).toMatchObject({ status: 404 });
    expect(await call('GET', '/do-not-call/none')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test('an expired entry stays on the list', async () => {
    await add({ expires_at: '2026-05-11T00:00:00Z' });
    now += 86_400_000;
    expect(dig((await call('GET', '/do-not-call')).body, 'data', 0, 'expires_at')).toBe('2026-05-11T00:00:00.000Z');
  });

  test('agents by limit and offset, a deleted one gone from the list but spelled out in its records', async () => {
    await add({ agent_ids: [RENEWALS] });
    expect(dig((await call('GET', '/agents?limit=2&offset=1')).body, 'data')).toMatchObject([
      { id: RENEWALS, is_active: true },
      { id: PAUSED, is_active: false },
    ]);
    sandbox.control.removeAgent({ tenant: tenant.id, agent: RENEWALS });
    expect(dig((await call('GET', '/agents')).body, 'data', 'length')).toBe(2);
    expect(dig((await call('GET', '/do-not-call')).body, 'data', 0, 'agents')).toMatchObject([{ is_active: false }]);
    sandbox.control.changeSettings({ tenant: tenant.id, settings: { deletedAgents: 'dropped' } });
    expect(dig((await call('GET', '/do-not-call')).body, 'data', 0, 'agents')).toEqual([]);
    expect((await call('GET', '/agents?limit=101')).status).toBe(400);
  });
});

describe('change and remove', () => {
  test('PATCH changes what it names, never the number', async () => {
    const id = String(dig((await add({ reason: 'first', agent_ids: [SALES] })).body, 'id'));
    const patch = (body: object) => call('PATCH', `/do-not-call/${id}`, body);
    expect(await patch({ expires_at: '2027-01-01T00:00:00+02:00' })).toMatchObject({
      status: 200,
      body: { reason: 'first', expires_at: '2026-12-31T22:00:00.000Z', agents: [{ id: SALES }] },
    });
    expect((await patch({ agent_ids: [], reason: null, expires_at: null })).body).toMatchObject({
      reason: null,
      expires_at: null,
      agents: [],
    });
    expect((await patch({ expires_at: '2020-01-01T00:00:00Z' })).status).toBe(400);
    expect((await patch({ agent_ids: [PAUSED] })).status).toBe(400);
    expect((await patch({ phone_number: '+972501234568' })).status).toBe(400);
    expect((await call('PATCH', '/do-not-call/none', {})).status).toBe(404);
  });

  test('DELETE is permanent', async () => {
    const id = String(dig((await add({})).body, 'id'));
    expect((await call('DELETE', `/do-not-call/${id}`)).status).toBe(200);
    expect((await call('DELETE', `/do-not-call/${id}`)).status).toBe(404);
  });
});

test('a key with the read scope reads, and INSUFFICIENT_SCOPE is its answer to anything else', async () => {
  const { token } = sandbox.control.addToken({ tenant: tenant.id, scopes: ['do_not_call:read'] });
  expect((await call('GET', '/do-not-call', undefined, token)).status).toBe(200);
  for (const [method, path] of [
    ['POST', '/do-not-call'],
    ['PATCH', '/do-not-call/x'],
    ['DELETE', '/do-not-call/x'],
    ['GET', '/agents'],
  ] as const) {
    expect(await call(method, path, method === 'GET' ? undefined : {}, token)).toMatchObject({
      status: 401,
      body: { code: 'INSUFFICIENT_SCOPE' },
    });
  }
});

test('60 requests a minute for each key, counted down in the headers, then 429 with Retry-After', async () => {
  for (let used = 1; used <= 60; used += 1) {
    const reply = await call('GET', '/do-not-call');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('X-RateLimit-Remaining')).toBe(String(60 - used));
  }
  now += 15_500;
  const refused = await call('GET', '/do-not-call');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('Retry-After')).toBe('45');
  expect(refused.headers.get('X-RateLimit-Limit')).toBe('60');
  expect(refused.headers.get('X-RateLimit-Reset')).toBe(String(Math.ceil((NOW + 60_000) / 1000)));
  const { token } = sandbox.control.addToken({ tenant: tenant.id });
  expect((await call('GET', '/do-not-call', undefined, token)).status).toBe(200);
  now += 44_500;
  expect((await call('GET', '/do-not-call')).status).toBe(200);

  sandbox.control.setRateLimit({ tenant: tenant.id, rateLimit: null });
  const free = await call('GET', '/do-not-call');
  expect(free.headers.get('X-RateLimit-Limit')).toBeNull();
});
