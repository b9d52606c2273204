// Weya in the sandbox, over HTTP: no add without a real call, an e-mail for each one, 400 with two meanings.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TenantView } from '../../../electron/sandbox/controlTypes.ts';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { dig, vendorClient, type VendorCall } from '../../support/vendorClient.ts';

let sandbox: Sandbox;
let tenant: TenantView;
let call: VendorCall;

const CALL = { batchId: '64e5f12345abcdef98765432', requestUUID: '550e8400-e29b-41d4-a716-446655440000' };

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  tenant = sandbox.control.createTenant({ vendor: 'weya', callReferences: [CALL] });
  call = vendorClient(tenant);
});

const add = (body: unknown) => call('POST', '/api/dnc/add', body);

test('an add answers no id, counts a mail, and the list has the number without its plus', async () => {
  const reply = await add({ phoneNumber: '+1 212-555-1234', type: 'customer_request', ...CALL });
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual({
    message: 'Phone number added to DNC successfully',
    status: true,
    code: 200,
    errorMessage: '',
  });
  expect(sandbox.control.tenant({ tenant: tenant.id }).emails).toBe(1);
  const listed = await call('GET', '/api/dnc/list?search=12125551234');
  expect(dig(listed.body, 'data')).toMatchObject({
    dncList: [{ phoneNumber: '12125551234', type: 'customer_request', orgId: tenant.organisation, ...CALL }],
    pagination: { total: 1, page: 1, limit: 10, totalPages: 1 },
  });
  expect(dig(listed.body, 'data', 'dncList', 0, 'transcription')).toContain('private transcript');
});

test('400 for a missing field and for a duplicate, and no mail for either', async () => {
  await add({ phoneNumber: '12125551234', ...CALL });
  expect(await add({ phoneNumber: '+12125551234', ...CALL })).toMatchObject({
    status: 400,
    body: { status: false, code: 400, errorMessage: 'Phone number already exists in DNC for this organization' },
  });
  expect((await add({ phoneNumber: '12125551235', batchId: CALL.batchId })).status).toBe(400);
  expect((await add({ ...CALL })).status).toBe(400);
  expect((await add({ phoneNumber: 'call me', ...CALL })).status).toBe(400);
  expect(sandbox.control.tenant({ tenant: tenant.id }).emails).toBe(1);
});

test('404 for an unknown batch, a call of another batch, and a batch whose user is gone', async () => {
  expect(await add({ phoneNumber: '12125551234', ...CALL, batchId: 'none' })).toMatchObject({
    status: 404,
    body: { message: 'Batch not found' },
  });
  expect(await add({ phoneNumber: '12125551234', ...CALL, requestUUID: 'none' })).toMatchObject({ status: 404 });
  const late = { batchId: 'batch-2', requestUUID: 'call-9' };
  sandbox.control.addCallReferences({ tenant: tenant.id, callReferences: [late] });
  expect((await add({ phoneNumber: '12125551234', ...late })).status).toBe(200);
  sandbox.control.orphanBatch({ tenant: tenant.id, batchId: late.batchId });
  expect(await add({ phoneNumber: '12125551235', ...late })).toMatchObject({
    status: 404,
    body: { message: 'User not found for the batch' },
  });
});

test('pages of ten, searched by phone, type and call', async () => {
  const records = Array.from({ length: 23 }, (_, index) => ({
    number: `+1212555${1000 + index}`,
    label: index % 2 ? 'complaint' : 'manual',
    requestUUID: `call-${index}`,
  }));
  sandbox.control.addRecords({ tenant: tenant.id, records });
  const second = await call('GET', '/api/dnc/list?page=3');
  expect(dig(second.body, 'data', 'pagination')).toEqual({ total: 23, page: 3, limit: 10, totalPages: 3 });
  expect(dig(second.body, 'data', 'dncList', 'length')).toBe(3);
  const total = async (search: string) =>
    dig((await call('GET', `/api/dnc/list?search=${search}`)).body, 'data', 'pagination', 'total');
  expect(await total('COMPLAINT')).toBe(11);
  expect(await total('call-22')).toBe(1);
  expect(await total('%2B12125551000')).toBe(0);
  expect((await call('GET', '/api/dnc/list?page=0')).status).toBe(400);
});

test('a removal by id tells apart a bad id, another organisation, and nothing', async () => {
  await add({ phoneNumber: '12125551234', ...CALL });
  const id = String(dig((await call('GET', '/api/dnc/list')).body, 'data', 'dncList', 0, '_id'));
  const stranger = vendorClient(sandbox.control.createTenant({ vendor: 'weya' }));
  expect((await call('DELETE', '/api/dnc/delete/not-an-id')).status).toBe(400);
  expect((await call('DELETE', `/api/dnc/delete/${'0'.repeat(24)}`)).status).toBe(404);
  expect((await stranger('DELETE', `/api/dnc/delete/${id}`)).status).toBe(403);
  expect((await call('DELETE', `/api/dnc/delete/${id}`)).status).toBe(200);
  expect((await call('DELETE', `/api/dnc/delete/${id}`)).status).toBe(404);
  expect((await call('POST', '/api/dnc/enable-disable', {})).status).toBe(404);
  expect((await call('GET', '/api/dnc/list', undefined, 'wrong')).status).toBe(401);
});
