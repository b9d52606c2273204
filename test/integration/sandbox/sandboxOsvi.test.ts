// OSVI in the sandbox, over HTTP, as its documents say: one list per agent, strict about everything.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantView } from '../../../electron/sandbox/controlTypes.ts';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { dig, vendorClient, type VendorCall } from '../../support/vendorClient.ts';

let sandbox: Sandbox;
let tenant: TenantView;
let call: VendorCall;

beforeAll(async () => {
  sandbox = await createSandbox({ clock: () => Date.UTC(2026, 5, 12, 4, 0, 0) });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  const agents = [
    { id: 'agent_one', name: 'Outbound 1' },
    { id: 'agent_two', name: 'Outbound 2' },
    { id: 'agent_off', name: 'Paused', active: false },
  ];
  tenant = sandbox.control.createTenant({ vendor: 'osvi', agents });
  call = vendorClient(tenant);
});

const add = (phone: string, agent = 'agent_one') => call('POST', '/v1/dnd_numbers', { agent_uuid: agent, phone });

describe('add', () => {
  test('ten Indian digits become +91 and the time carries +05:30', async () => {
    const body = { agent_uuid: 'agent_one', phone: '9876543210', reason: 'customer opted out' };
    expect(await call('POST', '/v1/dnd_numbers', body)).toMatchObject({
      status: 201,
      body: {
        success: true,
        data: {
          id: 1,
          agent_uuid: 'agent_one',
          phone: '+919876543210',
          reason: 'customer opted out',
          created_at: '2026-06-12T09:30:00+05:30',
        },
      },
    });
  });

  test('other spellings reach the same number, and a second add is a 422', async () => {
    await add('9876543210');
    for (const phone of ['+91 98765 43210', '919876543210', '09876543210']) {
      expect(await add(phone)).toMatchObject({
        status: 422,
        body: { success: false, error: 'Validation failed: Phone is already on the DND list for this agent' },
      });
    }
    expect(await add('9876543210', 'agent_two')).toMatchObject({ status: 201 });
    expect(await add('12125551234')).toMatchObject({ body: { data: { phone: '+12125551234' } } });
  });

  test('what is missing, wrong or unknown is refused as documented', async () => {
    const missing = 'param is missing or the value is empty: ';
    expect(await call('POST', '/v1/dnd_numbers', { phone: '9876543210' })).toMatchObject({
      status: 400,
      body: { success: false, error: `${missing}agent_uuid`, details: null },
    });
    expect(await call('POST', '/v1/dnd_numbers', { agent_uuid: 'agent_one' })).toMatchObject({
      status: 400,
      body: { error: `${missing}phone` },
    });
    expect(await add('9876543210', 'agent_none')).toMatchObject({
      status: 404,
      body: { success: false, error: 'agent_not_found', details: null },
    });
    expect(await call('POST', '/v1/dnd_numbers', {}, null)).toMatchObject({
      status: 401,
      body: { success: false, error: 'Invalid API token' },
    });
    expect(await call('POST', '/v1/dnd_numbers', {}, 'some-other-token')).toMatchObject({ status: 401 });
    expect(await call('GET', '/v1/dnd_lists')).toMatchObject({ status: 404 });
    expect(await call('PATCH', '/v1/dnd_numbers')).toMatchObject({ status: 404 });
  });

  test('the other error shape, where the account answers in it', async () => {
    sandbox.control.changeSettings({ tenant: tenant.id, settings: { errorShape: 'errors' } });
    await add('9876543210');
    const reply = await add('9876543210');
    expect(reply.status).toBe(422);
    expect(reply.body).toEqual({
      success: false,
      errors: ['Validation failed: Phone is already on the DND list for this agent'],
    });
  });
});

describe('list', () => {
  const list = (query: string) => call('GET', `/v1/dnd_numbers?${query}`);

  test('pages of one agent, newest first, at most 100 on a page', async () => {
    const records = Array.from({ length: 230 }, (_, index) => ({
      number: `+9198765${10000 + index}`,
      agents: ['agent_one'],
    }));
    sandbox.control.addRecords({ tenant: tenant.id, records });
    await add('9000000001', 'agent_two');

    const first = await list('agent_uuid=agent_one');
    expect(dig(first.body, 'meta')).toEqual({ current_page: 1, total_pages: 10, total_count: 230, per_page: 25 });
    expect(dig(first.body, 'data', 0, 'phone')).toBe('+919876510229');
    const third = await list('agent_uuid=agent_one&page=3&per_page=500');
    expect(dig(third.body, 'meta')).toEqual({ current_page: 3, total_pages: 3, total_count: 230, per_page: 100 });
    expect(dig(third.body, 'data', 'length')).toBe(30);
    expect(dig((await list('agent_uuid=agent_one&page=11')).body, 'data')).toEqual([]);
    expect(dig((await list('agent_uuid=agent_one&search=76510007')).body, 'data', 'length')).toBe(1);
  });

  test('needs an agent, and a page that is a number', async () => {
    expect((await list('')).status).toBe(400);
    expect((await list('agent_uuid=agent_none')).status).toBe(404);
    expect((await list('agent_uuid=agent_one&page=0')).status).toBe(400);
    expect((await list('agent_uuid=agent_one&per_page=many')).status).toBe(400);
  });
});

describe('remove', () => {
  const remove = (query: string) => call('DELETE', `/v1/dnd_numbers?${query}`);

  test('by agent and phone, and a number that is not there is not an unknown agent', async () => {
    await add('9876543210');
    expect((await remove('agent_uuid=agent_one')).status).toBe(400);
    expect((await remove('phone=9876543210')).status).toBe(400);
    expect(await remove('agent_uuid=agent_none&phone=9876543210')).toMatchObject({
      body: { error: 'agent_not_found' },
    });
    expect(await remove('agent_uuid=agent_one&phone=%2B919876543210')).toMatchObject({
      status: 200,
      body: { success: true },
    });
    const again = await remove('agent_uuid=agent_one&phone=9876543210');
    expect(again.status).toBe(404);
    expect(dig(again.body, 'error')).not.toBe('agent_not_found');
    expect(sandbox.control.records({ tenant: tenant.id })).toEqual([]);
  });
});

describe('agents', () => {
  test('a bare array of the active ones; an inactive one is still on the account, a deleted one is not', async () => {
    expect((await call('GET', '/v1/active_agents')).body).toEqual([
      { agent_id: 'agent_one', name: 'Outbound 1', status: 'active' },
      { agent_id: 'agent_two', name: 'Outbound 2', status: 'active' },
    ]);
    expect((await add('9876543210', 'agent_off')).status).toBe(201);
    await add('9876543210', 'agent_two');
    sandbox.control.removeAgent({ tenant: tenant.id, agent: 'agent_two' });
    expect((await add('9876543211', 'agent_two')).status).toBe(404);
    expect((await call('GET', '/v1/dnd_numbers?agent_uuid=agent_two')).status).toBe(404);
    expect(sandbox.control.records({ tenant: tenant.id, agent: 'agent_two' })).toEqual([]);
  });
});
