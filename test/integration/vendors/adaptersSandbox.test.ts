// Every adapter against the sandbox, which was written from the vendors' documents and not from the adapters: what each
// vendor can do goes round once, over real HTTP.
import { noDetails } from '../../../shared/domain/entry/details.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import {
  type ConnectedVendor,
  connectVendor,
  never,
  num,
  remote,
  scanAll,
  valueOf,
  wanted,
} from '../../support/connectVendor.ts';
import { agentsFor, listFor, noRateLimits, vendors } from '../../support/vendors.ts';

const NOW = Date.UTC(2026, 4, 3, 14);
const LATER = '2027-01-01T00:00:00.000Z' as never;
const CALL = { batchId: 'batch-1', requestUuid: 'call-1' };

let sandbox: Sandbox;
const open: ConnectedVendor[] = [];
beforeAll(async () => {
  sandbox = await createSandbox({ clock: () => NOW, rateLimits: noRateLimits });
});
afterAll(() => sandbox.close());
afterEach(async () => {
  await Promise.all(open.splice(0).map((vendor) => vendor.close()));
});

type NewTenant = Parameters<Sandbox['control']['createTenant']>[0];

function start(input: NewTenant, settings: Record<string, string> = {}) {
  const tenant = sandbox.control.createTenant(input);
  const { vendor, baseUrl, token } = tenant;
  const connected = connectVendor({ vendor, baseUrl, token, settings, now: () => NOW });
  open.push(connected);
  return { tenant, ...connected, held: () => sandbox.control.records({ tenant: tenant.id }) };
}

/** Numbers of a block in use, as many as wanted. */
const numbers = (count: number) => Array.from({ length: count }, (_, at) => `+1212555${String(at).padStart(4, '0')}`);

describe('OSVI', () => {
  const agents = [
    { id: 'agent_one', name: 'Sales' },
    { id: 'agent_two', name: 'Support' },
  ];
  const ours = wanted('+919876543210', { scope: 'agent_one', reason: 'asked on the phone' });

  test('add, look up, scan and remove stay with one agent', async () => {
    const { connection, held } = start({ vendor: 'osvi', agents });
    const added = valueOf(await connection.add(ours, never));
    expect(added).toMatchObject({ scope: 'agent_one', number: ours.number, fields: ours.fields });
    expect(await connection.add(ours, never)).toMatchObject({
      ok: false,
      class: 'alreadyThere',
      effect: 'notDone',
      status: 422,
    });
    expect(valueOf(await connection.add({ ...ours, scope: 'agent_two' }, never))?.scope).toBe('agent_two');
    expect(valueOf(await connection.lookup('agent_one', ours.number, never))).toEqual(added);
    expect(valueOf(await scanAll(connection, 'agent_one')).records).toEqual([added]);
    expect(await connection.remove(remote('+919876543210', { scope: 'agent_one' }), never)).toMatchObject({ ok: true });
    expect(valueOf(await connection.lookup('agent_one', ours.number, never))).toBeNull();
    expect(held()).toMatchObject([{ agents: ['agent_two'] }]);
    expect(await connection.remove(remote('+919876543210', { scope: 'agent_one' }), never)).toMatchObject({
      ok: false,
      class: 'notFound',
    });
  });

  test.each(['error', 'errors'] as const)('errors of the shape {%s} are told apart', async (errorShape) => {
    const { connection } = start({ vendor: 'osvi', agents, settings: { errorShape } });
    await connection.add(ours, never);
    expect(await connection.add(ours, never)).toMatchObject({ class: 'alreadyThere', effect: 'notDone' });
  });

  test('an agent that is deleted is gone; one that is inactive is just not listed', async () => {
    const { tenant, connection } = start({ vendor: 'osvi', agents });
    await connection.add(ours, never);
    sandbox.control.changeAgent({ tenant: tenant.id, agent: 'agent_one', active: false });
    expect(valueOf(await connection.listTargets(never)).map(({ remoteId }) => remoteId)).toEqual(['agent_two']);
    expect(valueOf(await scanAll(connection, 'agent_one')).records).toHaveLength(1);
    sandbox.control.removeAgent({ tenant: tenant.id, agent: 'agent_one' });
    const gone = { ok: false, class: 'rejected', effect: 'notDone', listGone: true };
    expect(await scanAll(connection, 'agent_one')).toMatchObject(gone);
    expect(await connection.lookup('agent_one', ours.number, never)).toMatchObject(gone);
    expect(await connection.add(ours, never)).toMatchObject(gone);
    expect(await connection.remove(remote('+919876543210', { scope: 'agent_one' }), never)).toMatchObject(gone);
  });

  test.each(['newestFirst', 'oldestFirst'] as const)('a list of 250, %s, comes in three pages', async (order) => {
    const { tenant, connection } = start({ vendor: 'osvi', agents, settings: { order } });
    sandbox.control.addRecords({
      tenant: tenant.id,
      records: numbers(250).map((number) => ({ number, agents: ['agent_one'] })),
    });
    const scan = valueOf(await scanAll(connection, 'agent_one'));
    expect(scan.pages).toBe(3);
    expect(new Set(scan.records.map(({ number }) => number)).size).toBe(250);
  });
});

describe('Fluents', () => {
  const ours = wanted('+12125551234', { reason: 'asked' });

  test('add one, add many, and find all of them by the scan', async () => {
    const { connection, held } = start({ vendor: 'fluents' });
    const one = valueOf(await connection.add(ours, never));
    const many = valueOf(
      await connection.addMany([wanted('+12125551235'), wanted('+442071234567', { reason: 'b' })], never),
    );
    expect(many).toHaveLength(2);
    const scan = valueOf(await scanAll(connection));
    expect(scan.records).toEqual(expect.arrayContaining([one, ...many]) as unknown);
    expect(held()).toHaveLength(3);
  });

  test.each(['items', 'data', 'bare'] as const)(
    'a list of 250 as %s is read whole, with has_more and without',
    async (pageShape) => {
      for (const saysHasMore of [true, false]) {
        const { tenant, connection } = start({ vendor: 'fluents', settings: { pageShape, saysHasMore } });
        sandbox.control.addRecords({ tenant: tenant.id, records: numbers(250).map((number) => ({ number })) });
        expect(new Set(valueOf(await scanAll(connection)).records.map(({ number }) => number)).size).toBe(250);
      }
    },
  );

  test.each([
    ['refuse', { ok: false, class: 'alreadyThere', effect: 'unknown' }],
    ['return', { ok: true, status: 201 }],
  ] as const)('a second add where Fluents would %s it', async (onDuplicate, result) => {
    const { connection, held } = start({ vendor: 'fluents', settings: { onDuplicate } });
    await connection.add(ours, never);
    expect(await connection.add(ours, never)).toMatchObject(result);
    expect(held()).toHaveLength(1);
  });

  test('no removal leaves the desk, and none is tried', async () => {
    const { connection, tenant } = start({ vendor: 'fluents' });
    const added = valueOf(await connection.add(ours, never));
    const { seq } = sandbox.control.lastSeq();
    expect(await connection.remove(remote('+12125551234', { remoteId: added?.remoteId ?? null }), never)).toMatchObject(
      { class: 'unsupported' },
    );
    expect(sandbox.control.requests({ tenant: tenant.id, sinceSeq: seq })).toEqual([]);
  });
});

describe('Weya', () => {
  const input: NewTenant = {
    vendor: 'weya',
    callReferences: [{ batchId: CALL.batchId, requestUUID: CALL.requestUuid }],
  };
  const ours = wanted('+12125551234', {
    callReference: CALL,
    details: { ...noDetails, category: 'complaint' },
    reason: 'stays here',
  });

  test('an add with its call; the duplicate is a claim that the look-up confirms', async () => {
    const { connection, tenant, held } = start(input);
    expect(valueOf(await connection.add(ours, never))).toBeNull();
    expect(held()).toMatchObject([{ number: '+12125551234', label: 'complaint', reason: null }]);
    expect(await connection.add(ours, never)).toMatchObject({
      ok: false,
      class: 'alreadyThere',
      effect: 'unknown',
      status: 400,
    });
    expect(valueOf(await connection.lookup('', ours.number, never))).toMatchObject({ remoteId: held()[0]?.id });
    expect(sandbox.control.tenant({ tenant: tenant.id }).emails).toBe(1);
  });

  test('a call that Weya does not know needs another one', async () => {
    const { connection, tenant } = start(input);
    const unknownCall = { ...CALL, requestUuid: 'nobody' };
    expect(await connection.add({ ...ours, callReference: unknownCall }, never)).toMatchObject({
      class: 'needsInput',
      effect: 'notDone',
      status: 404,
    });
    sandbox.control.orphanBatch({ tenant: tenant.id, batchId: CALL.batchId });
    expect(await connection.add(ours, never)).toMatchObject({ class: 'needsInput', status: 404 });
    expect(await connection.add({ ...ours, callReference: null }, never)).toMatchObject({
      class: 'needsInput',
      status: null,
    });
  });

  test('a removal by number, a second one, and one of another organisation', async () => {
    const { connection, held } = start(input);
    await connection.add(ours, never);
    const remoteId = held()[0]?.id ?? '';
    expect(await start(input).connection.remove(remote('+12125551234', { remoteId }), never)).toMatchObject({
      class: 'rejected',
      status: 403,
    });
    expect(await connection.remove(remote('+12125551234'), never)).toMatchObject({ ok: true });
    expect(held()).toEqual([]);
    expect(await connection.remove(remote('+12125551234', { remoteId }), never)).toMatchObject({
      class: 'notFound',
      effect: 'notDone',
    });
  });

  test('a scan of 250 keeps no recording and no transcript', async () => {
    const { connection, tenant } = start(input);
    sandbox.control.addRecords({ tenant: tenant.id, records: numbers(250).map((number) => ({ number })) });
    const scan = valueOf(await scanAll(connection));
    expect(scan).toMatchObject({ pages: 3, unreadable: [] });
    expect(new Set(scan.records.map(({ number }) => number)).size).toBe(250);
    expect(JSON.stringify(scan)).not.toMatch(/recording|transcript/);
    expect(valueOf(await connection.test(never))).toEqual({
      sentence: 'Weya accepts the token; its list holds 250 numbers.',
      targets: null,
      records: 250,
    });
  });
});

describe('Yappr', () => {
  const A = '00000000-0000-4c11-9a00-000000000001';
  const B = '00000000-0000-4c11-9a00-000000000002';
  const input: NewTenant = {
    vendor: 'yappr',
    agents: [
      { id: A, name: 'Sales' },
      { id: B, name: 'Support', active: false },
    ],
  };
  const ours = wanted('+972501234567', { reason: 'asked', until: LATER, agents: [A] });

  test('a record goes round with reason, expiry and agents, and a second add changes nothing', async () => {
    const { connection, held } = start(input);
    const added = valueOf(await connection.add(ours, never));
    expect(added?.fields).toEqual(ours.fields);
    expect(await connection.add(wanted('+972501234567'), never)).toMatchObject({ ok: true, status: 200, value: added });
    expect(valueOf(await connection.lookup('', ours.number, never))).toEqual(added);
    expect(valueOf(await scanAll(connection)).records).toEqual([added]);
    const wider = valueOf(
      await connection.update(remote('+972501234567'), { agents: null, until: null, reason: 'again' }, never),
    );
    expect(wider?.fields).toEqual({ reason: 'again', until: null, agents: null });
    expect(held()).toMatchObject([{ agents: [], expiresAt: null, reason: 'again' }]);
    expect(await connection.remove(remote('+972501234567'), never)).toMatchObject({ ok: true });
    expect(held()).toEqual([]);
    expect(
      await connection.remove(remote('+972501234567', { remoteId: added?.remoteId ?? null }), never),
    ).toMatchObject({ class: 'notFound' });
    expect(await connection.update(remote('+972501234567'), { reason: 'x' }, never)).toMatchObject({
      class: 'notFound',
    });
  });

  test('a past expiry, an inactive and an unknown agent are refused', async () => {
    const { connection, held } = start(input);
    const past = '2026-01-01T00:00:00.000Z' as never;
    for (const bad of [{ until: past }, { agents: [B] }, { agents: ['nobody'] }]) {
      expect(await connection.add(wanted('+972501234567', bad), never)).toMatchObject({
        class: 'rejected',
        effect: 'notDone',
        status: 400,
      });
    }
    expect(held()).toEqual([]);
  });

  test('a key without the right to write, or to see agents, says which', async () => {
    const { connection } = start({ ...input, scopes: ['do_not_call:read'] });
    expect(await connection.add(ours, never)).toMatchObject({
      class: 'forbidden',
      message: expect.stringContaining('do_not_call:manage') as unknown,
    });
    expect(await connection.listTargets(never)).toMatchObject({ class: 'forbidden' });
    expect(valueOf(await connection.test(never))).toMatchObject({
      targets: null,
      sentence: expect.stringContaining('agents:read') as unknown,
    });
    expect(await start({ ...input, scopes: ['agents:read'] }).connection.test(never)).toMatchObject({
      class: 'forbidden',
    });
  });

  test.each(['data', 'items', 'bare'] as const)(
    'a list of 250 as %s is read whole, with paging and without',
    async (pageShape) => {
      for (const ignoresPaging of [false, true]) {
        const { tenant, connection } = start({ ...input, settings: { pageShape, ignoresPaging } });
        sandbox.control.addRecords({
          tenant: tenant.id,
          records: numbers(250).map((number) => ({ number, agents: [A] })),
        });
        const { records } = valueOf(await scanAll(connection));
        expect(records).toHaveLength(250);
        expect(JSON.stringify(records)).not.toMatch(/prompt|webhook/);
      }
    },
  );

  test('a vendor that cuts pages shorter than asked for is read whole', async () => {
    const { tenant, connection } = start({ ...input, settings: { maxPageSize: 20 } });
    sandbox.control.addRecords({ tenant: tenant.id, records: numbers(50).map((number) => ({ number })) });
    expect(valueOf(await scanAll(connection)).records).toHaveLength(50);
  });

  test('a list of exactly the size asked for, without paging, is read to its end', async () => {
    const { tenant, connection } = start({ ...input, settings: { ignoresPaging: true } });
    sandbox.control.addRecords({ tenant: tenant.id, records: numbers(100).map((number) => ({ number })) });
    expect(valueOf(await scanAll(connection)).records).toHaveLength(100);
  });

  test('150 agents come in two pages', async () => {
    const agents = Array.from({ length: 150 }, (_, at) => ({ id: `agent-${at}`, name: `Agent ${at}` }));
    const { connection } = start({ vendor: 'yappr', agents });
    expect(valueOf(await connection.listTargets(never))).toHaveLength(150);
  });

  test('the sixty-first request of a minute is told when to come back', async () => {
    const { connection } = start({ ...input, rateLimit: { limit: 1, windowMs: 60_000 } });
    await connection.lookup('', ours.number, never);
    const answer = await connection.lookup('', ours.number, never);
    expect(answer).toMatchObject({ ok: false, class: 'rateLimited', effect: 'notDone' });
    expect(answer.ok ? '' : answer.retryAt).toBe(new Date(NOW + 60_000).toISOString());
  });
});

describe('a token', () => {
  const startWithAgent = (vendor: string) => ({
    ...start({ vendor, agents: agentsFor(vendor, ['a']).map((id) => ({ id, name: 'A' })) }),
    scope: listFor(vendor, 'a'),
  });

  test.each(vendors)('%s: revoked, everything is a matter of the account, and nothing was done', async (vendor) => {
    const { tenant, connection, held, scope } = startWithAgent(vendor);
    expect(valueOf(await connection.test(never)).sentence).toMatch(/accepts the (token|key).*\.$/);
    sandbox.control.revokeToken({ tenant: tenant.id });
    const auth = { ok: false, class: 'auth', effect: 'notDone', status: 401 };
    const ours = { ...wanted('+12125551234', { callReference: CALL }), scope };
    expect(await connection.test(never)).toMatchObject(auth);
    expect(await connection.scan(scope, null, never)).toMatchObject(auth);
    expect(await connection.add(ours, never)).toMatchObject(auth);
    expect(held()).toEqual([]);
  });

  test.each(vendors)('%s: no trace holds it, or a whole number', async (vendor) => {
    const { tenant, connection, traces, scope } = startWithAgent(vendor);
    await connection.test(never);
    await connection.add(
      { ...wanted('+12125551234', { callReference: CALL, reason: 'private reason' }), scope },
      never,
    );
    await connection.lookup(scope, num('+12125551234'), never);
    await connection.remove(remote('+12125551234', { scope }), never);
    expect(traces.length).toBeGreaterThan(1);
    expect(JSON.stringify(traces)).not.toContain(tenant.token);
    expect(JSON.stringify(traces)).not.toMatch(/2125551234|private reason/);
  });
});
