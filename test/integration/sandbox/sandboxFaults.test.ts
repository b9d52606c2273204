// Every fault of a fault plan, over HTTP: what the client is given, and whether the request took effect.
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TenantView } from '../../../electron/sandbox/controlTypes.ts';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import type { FaultPlanInput } from '../../../electron/sandbox/faultPlan.ts';
import { dig, vendorClient, type VendorCall } from '../../support/vendorClient.ts';

type Action = FaultPlanInput['rules'][number]['action'];

const NOW = Date.UTC(2026, 0, 1);
const CALL = { batchId: 'batch', requestUUID: 'call' };

let sandbox: Sandbox;
let tenant: TenantView;
let call: VendorCall;

beforeAll(async () => {
  sandbox = await createSandbox({ clock: () => NOW, rateLimits: { yappr: null } });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  tenant = sandbox.control.createTenant({ vendor: 'yappr' });
  call = vendorClient(tenant);
});

const faults = (action: Action, rule: Partial<FaultPlanInput['rules'][number]> = {}) =>
  sandbox.control.setFaults({ tenant: tenant.id, plan: { rules: [{ times: 1, ...rule, action }] } });
const add = (number = '+972501234567') => call('POST', '/do-not-call', { phone_number: number });
const held = () => sandbox.control.records({ tenant: tenant.id }).length;
const lastRequest = () => sandbox.control.requests({ tenant: tenant.id }).at(-1);

describe('the connection is lost', () => {
  for (const [action, effect] of [
    [{ do: 'dropBeforeCommit' }, 0],
    [{ do: 'dropAfterCommit' }, 1],
    [{ do: 'dropMidBody' }, 1],
    [{ do: 'dropMidBody', commit: false }, 0],
  ] as const) {
    test(`${JSON.stringify(action)} leaves ${effect} records`, async () => {
      faults(action);
      await expect(add()).rejects.toThrow(/fetch failed|terminated/);
      expect(held()).toBe(effect);
      expect(lastRequest()).toMatchObject({ fault: action.do, status: null, isWrite: true, changed: effect === 1 });
      expect((await add()).status).toBe(effect === 1 ? 200 : 201);
    });
  }
});

describe('the server errs', () => {
  for (const status of [402, 500, 502, 504]) {
    test(`${status} before it takes effect, and after`, async () => {
      faults({ do: 'status', status });
      expect((await add()).status).toBe(status);
      expect(held()).toBe(0);
      faults({ do: 'status', status, when: 'after' });
      expect((await add()).status).toBe(status);
      expect(held()).toBe(1);
    });
  }

  test('429 with every kind of Retry-After', async () => {
    for (const [retryAfter, header] of [
      [7, '7'],
      [0, '0'],
      [-5, '-5'],
      [86_400, '86400'],
      ['soon', 'soon'],
      [{ dateInMs: 30_000 }, 'Thu, 01 Jan 2026 00:00:30 GMT'],
      [undefined, null],
    ] as const) {
      faults({ do: 'rateLimited', retryAfter });
      const reply = await add();
      expect([reply.status, reply.headers.get('Retry-After')]).toEqual([429, header]);
    }
    expect(held()).toBe(0);
  });

  test('a token refused in the middle', async () => {
    faults({ do: 'unauthorized' }, { nth: 2 });
    expect((await call('GET', '/do-not-call')).status).toBe(200);
    expect((await call('GET', '/do-not-call')).status).toBe(401);
    expect((await call('GET', '/do-not-call')).status).toBe(200);
  });
});

describe('the answer comes late', () => {
  test('the request takes effect at once, or only when the answer comes, or never', async () => {
    const slowly = async (commit: 'first' | 'last' | 'never') => {
      faults({ do: 'hang', ms: 60, commit });
      const before = held();
      const answer = call('POST', '/do-not-call', { phone_number: `+97250123456${commit.length}` });
      while (lastRequest()?.fault !== 'hang') await new Promise((resolve) => setTimeout(resolve, 1));
      const during = held() - before;
      const { status } = await answer;
      sandbox.control.reset();
      tenant = sandbox.control.createTenant({ vendor: 'yappr' });
      call = vendorClient(tenant);
      return { during, status };
    };
    expect(await slowly('first')).toEqual({ during: 1, status: 201 });
    expect(await slowly('last')).toEqual({ during: 0, status: 201 });
    expect(await slowly('never')).toEqual({ during: 0, status: 500 });
  });

  test('it takes effect even where the client has gone', async () => {
    faults({ do: 'hang', ms: 60, commit: 'last' });
    const gone = fetch(`${tenant.baseUrl}/do-not-call`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ phone_number: '+972501234567' }),
      signal: AbortSignal.timeout(20),
    });
    await expect(gone).rejects.toThrow(/timeout/i);
    await expect.poll(held).toBe(1);
  });
});

describe('the answer is not what it should be', () => {
  test('the previous answer, repeated', async () => {
    const first = await add('+972501234567');
    faults({ do: 'repeatPreviousAnswer' });
    const second = await add('+972501234568');
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(held()).toBe(2);
  });

  test('JSON cut off, a login page, success: false', async () => {
    faults({ do: 'truncatedJson' });
    const cut = await add();
    expect(cut.status).toBe(201);
    expect(cut.body).toBeTypeOf('string');
    faults({ do: 'htmlLogin' });
    const page = await call('GET', '/do-not-call');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    faults({ do: 'successFalse' });
    expect(await add('+972501234568')).toMatchObject({ status: 200, body: { success: false, status: false } });
    expect(held()).toBe(1);
  });

  test('a body without measure, read to its end or given up', async () => {
    faults({ do: 'hugeBody', bytes: 3_000_000 });
    const whole = await call('GET', '/do-not-call');
    expect(dig(whole.body, 'padding')).toHaveLength(3_000_000);
    faults({ do: 'hugeBody' });
    const response = await fetch(`${tenant.baseUrl}/do-not-call`, {
      headers: { authorization: `Bearer ${tenant.token}` },
    });
    await response.body?.cancel();
    expect((await call('GET', '/do-not-call')).status).toBe(200);
  });

  test('a redirect to another host, where the token may not follow', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere: Server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('{}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const address = elsewhere.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const location = `http://localhost:${port}/elsewhere`;
    for (const status of [307, 302]) {
      faults({ do: 'redirectTo', location, status });
      const reply = await add();
      expect([reply.status, reply.headers.get('location')]).toEqual([status, location]);
    }
    elsewhere.close();
    expect(seen).toEqual([]);
    expect(held()).toBe(0);
  });
});

describe('a list that cannot be trusted', () => {
  const scan = async (pages: number) => {
    const seen: string[] = [];
    for (let page = 0; page < pages; page += 1) {
      const data = dig((await call('GET', `/do-not-call?limit=2&offset=${page * 2}`)).body, 'data');
      if (Array.isArray(data)) seen.push(data.map((entry) => String(dig(entry, 'phone_number')).slice(-1)).join(''));
    }
    return seen;
  };
  beforeEach(() => {
    const records = [1, 2, 3, 4, 5].map((digit) => ({ number: `+97250123456${digit}` }));
    sandbox.control.addRecords({ tenant: tenant.id, records });
  });

  test('items that move between pages: one comes twice, one never', async () => {
    faults({ do: 'shiftPages' }, { from: 2, times: 1 });
    expect(await scan(3)).toEqual(['54', '43', '1']);
  });

  test('pages without end', async () => {
    faults({ do: 'endlessPages' }, { times: 100 });
    expect(await scan(4)).toEqual(['54', '32', '15', '43']);
  });

  test('the state of some writes ago, for lists and for look-ups', async () => {
    const [record] = sandbox.control.records({ tenant: tenant.id, number: '+972501234565' });
    sandbox.control.removeRecords({ tenant: tenant.id, number: '+972501234561' });
    sandbox.control.changeRecord({ tenant: tenant.id, id: record?.id, reason: 'changed' });
    await add('+972501234566');
    faults({ do: 'staleReads', writes: 2 }, { times: 3 });
    expect(await scan(1)).toEqual(['54']);
    expect((await call('GET', `/do-not-call/${record?.id}`)).body).toMatchObject({ reason: null });
    expect((await call('GET', '/do-not-call?phone=%2B972501234566')).status).toBe(404);
    expect(await scan(3)).toEqual(['65', '43', '2']);
    faults({ do: 'staleReads', writes: 3 }, { times: 3 });
    expect(await scan(3)).toEqual(['54', '32', '1']);
  });

  test('a list that is suddenly empty', async () => {
    faults({ do: 'emptyList' });
    expect(await scan(1)).toEqual(['']);
    expect(await scan(1)).toEqual(['54']);
  });

  test('the totals of a vendor that counts its pages', async () => {
    const weya = sandbox.control.createTenant({ vendor: 'weya', callReferences: [CALL] });
    const list = vendorClient(weya);
    sandbox.control.setFaults({ tenant: weya.id, plan: { rules: [{ action: { do: 'endlessPages' } }] } });
    for (const page of [1, 50]) {
      const pagination = dig((await list('GET', `/api/dnc/list?page=${page}`)).body, 'data', 'pagination');
      expect(pagination).toMatchObject({ page, totalPages: page + 1 });
    }
  });
});

test('a planned fault is chosen by vendor, tenant, method, path, position and seed', async () => {
  const own = await createSandbox({
    rateLimits: { yappr: null },
    faults: {
      seed: 7,
      rules: [
        { vendor: 'osvi', action: { do: 'unauthorized' } },
        { method: ['POST', 'DELETE'], path: '^/do-not-call', nth: [2, 4], action: { do: 'status', status: 500 } },
        { path: '^/agents', probability: 0.5, action: { do: 'status', status: 503 } },
        { method: 'GET', path: '[?]phone=', from: 2, until: 3, action: { do: 'htmlLogin' } },
      ],
    },
  });
  const client = vendorClient(own.control.createTenant({ vendor: 'yappr', id: 'a' }));
  const statuses = async (method: string, path: string, times: number, body?: unknown) => {
    const seen: number[] = [];
    for (let index = 0; index < times; index += 1) seen.push((await client(method, path, body)).status);
    return seen;
  };
  const body = { phone_number: '+972501234567' };
  expect(await statuses('POST', '/do-not-call', 5, body)).toEqual([201, 500, 200, 500, 200]);
  expect(await statuses('GET', '/do-not-call?phone=%2B972501234568', 4)).toEqual([404, 200, 200, 404]);
  const first = await statuses('GET', '/agents', 20);
  expect(new Set(first)).toEqual(new Set([200, 503]));
  const osvi = vendorClient(own.control.createTenant({ vendor: 'osvi' }));
  expect((await osvi('GET', '/v1/active_agents')).status).toBe(401);
  await own.close();

  const plan = {
    seed: 7,
    rules: [{ path: '^/agents', probability: 0.5, action: { do: 'status', status: 503 } as const }],
  };
  sandbox.control.setFaults({ tenant: tenant.id, plan });
  const again: number[] = [];
  for (let index = 0; index < 20; index += 1) again.push((await call('GET', '/agents')).status);
  expect(again).toEqual(first);
});
