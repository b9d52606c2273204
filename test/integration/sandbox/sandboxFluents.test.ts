// Fluents in the sandbox, over HTTP: one list per environment, no remove, and the readings of what is not documented.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TenantView } from '../../../electron/sandbox/controlTypes.ts';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { dig, vendorClient, type VendorCall } from '../../support/vendorClient.ts';

let sandbox: Sandbox;
let tenant: TenantView;
let call: VendorCall;

beforeAll(async () => {
  sandbox = await createSandbox({ clock: () => Date.UTC(2026, 0, 1) });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  tenant = sandbox.control.createTenant({ vendor: 'fluents' });
  call = vendorClient(tenant);
});

const LIST = '/v1/dnc_numbers/list?type=all&size=2&sort_column=createdAt&sort_desc=true&filters=';
const create = (body: unknown) => call('POST', '/v1/dnc_numbers/create', body);

test('an add answers the record', async () => {
  const reply = await create({ phoneNumber: '(212) 555-0142', userId: 'user-1', reason: 'asked' });
  expect(reply).toMatchObject({
    status: 201,
    body: {
      phoneNumber: '+12125550142',
      userId: 'user-1',
      reason: 'asked',
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    },
  });
  expect((await create({ phoneNumber: '+12125550143' })).body).toMatchObject({ userId: null, reason: null });
});

test('what is missing or wrong is a 400 in the documented shape; there is no remove', async () => {
  const shape = { error: 'Bad Request', statusCode: 400 };
  expect(await create({})).toMatchObject({ status: 400, body: shape });
  expect(await create({ phoneNumber: 5 })).toMatchObject({ status: 400, body: shape });
  expect(await create({ phoneNumber: '+1 call me' })).toMatchObject({ status: 400, body: shape });
  expect(await create({ phoneNumber: '+12125550142', userId: 5 })).toMatchObject({ status: 400, body: shape });
  expect((await call('POST', '/v1/dnc_numbers/create', {}, 'wrong')).status).toBe(401);
  expect((await call('DELETE', '/v1/dnc_numbers/1')).status).toBe(404);
  expect((await call('DELETE', '/v1/dnc_numbers?phoneNumber=%2B12125550142')).status).toBe(404);
});

test('a duplicate makes a second record, is refused, or answers the first, as the account is set', async () => {
  const first = await create({ phoneNumber: '+12125550142' });
  expect(dig((await create({ phoneNumber: '+12125550142' })).body, 'id')).not.toBe(dig(first.body, 'id'));
  sandbox.control.changeSettings({ tenant: tenant.id, settings: { onDuplicate: 'refuse' } });
  expect((await create({ phoneNumber: '+12125550142' })).status).toBe(400);
  sandbox.control.changeSettings({ tenant: tenant.id, settings: { onDuplicate: 'return' } });
  expect(dig((await create({ phoneNumber: '+12125550142' })).body, 'id')).toBe(dig(first.body, 'id'));
  expect(sandbox.control.records({ tenant: tenant.id })).toHaveLength(2);
});

test('a bulk add answers only the records it made', async () => {
  const phoneNumbers = [
    { phoneNumber: '+12125550142', reason: 'asked' },
    { phoneNumber: 'nonsense' },
    { phoneNumber: '+12125550143' },
  ];
  const reply = await call('POST', '/v1/dnc_numbers/bulk', { phoneNumbers, userId: 'user-1' });
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject([
    { phoneNumber: '+12125550142', reason: 'asked', userId: 'user-1' },
    { phoneNumber: '+12125550143', reason: null, userId: 'user-1' },
  ]);
  expect((await call('POST', '/v1/dnc_numbers/bulk', { phoneNumbers: [] })).status).toBe(400);
  expect((await call('POST', '/v1/dnc_numbers/bulk', { phoneNumbers: [{ reason: 'x' }] })).status).toBe(400);
  const tooMany = Array.from({ length: 1001 }, (_, index) => ({ phoneNumber: `+1212555${1000 + index}` }));
  expect((await call('POST', '/v1/dnc_numbers/bulk', { phoneNumbers: tooMany })).status).toBe(400);
});

test('a list needs every parameter and comes in each of the three envelopes', async () => {
  const numbers = ['+12125550141', '+12125550142', '+12125550143'];
  sandbox.control.addRecords({ tenant: tenant.id, records: numbers.map((number) => ({ number })) });
  for (const name of ['type', 'page', 'size', 'sort_column', 'sort_desc', 'filters']) {
    const query = new URLSearchParams(LIST.split('?')[1]);
    query.set('page', '1');
    query.delete(name);
    expect((await call('GET', `/v1/dnc_numbers/list?${query}`)).status).toBe(400);
  }
  const first = await call('GET', `${LIST}&page=1`);
  expect(first.body).toMatchObject({
    items: [{ phoneNumber: '+12125550143' }, { phoneNumber: '+12125550142' }],
    has_more: true,
  });
  sandbox.control.changeSettings({ tenant: tenant.id, settings: { pageShape: 'data' } });
  expect((await call('GET', `${LIST}&page=2`)).body).toMatchObject({
    data: [{ phoneNumber: '+12125550141' }],
    has_more: false,
  });
  sandbox.control.changeSettings({ tenant: tenant.id, settings: { pageShape: 'bare' } });
  expect((await call('GET', `${LIST}&page=2`)).body).toMatchObject([{ phoneNumber: '+12125550141' }]);
  expect((await call('GET', `${LIST}&page=3`)).body).toEqual([]);
});

test('a list belongs to the environment of the key', async () => {
  await create({ phoneNumber: '+12125550142' });
  const other = vendorClient(sandbox.control.createTenant({ vendor: 'fluents' }));
  expect(dig((await other('GET', `${LIST}&page=1`)).body, 'items')).toEqual([]);
});
