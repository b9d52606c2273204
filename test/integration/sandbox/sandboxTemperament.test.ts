// What real services do and documents don't say: each temperament of the sandbox, seen by a client that knows only HTTP.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import type { TenantSettings, VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { vendorNames } from '../../../electron/sandbox/sandboxVendors.ts';
import { agentsFor, capabilitiesOf, vendorsThat } from '../../support/vendors.ts';

/** 3 May 2026, 12:00 UTC. */
const now = Date.UTC(2026, 4, 3, 12);
const number = '+972501234567';
const call = { batchId: 'b1', requestUUID: 'r1' };
const agent = 'agent-1';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ clock: () => now });
});
afterAll(async () => {
  await sandbox.close();
});

type Json = Record<string, unknown>;

/** A tenant of a vendor and the requests that one needs of it: add, list, remove. */
function open(vendor: VendorName, settings: Partial<TenantSettings> = {}) {
  const { id, token, baseUrl } = sandbox.control.createTenant({
    vendor,
    agents: [{ id: agent, name: 'Sales' }],
    callReferences: capabilitiesOf(vendor).needsCallReference ? [call] : [],
    rateLimit: null,
    settings: { region: 'IL', ...settings },
  });
  const headers = { 'api-token': token, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const send = async (method: string, path: string, body?: Json) => {
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, date: answer.headers.get('date'), body: (await answer.json()) as Json };
  };
  const forms: Record<
    string,
    { add: (text: string, more: Json) => ReturnType<typeof send>; list: (page: number) => string }
  > = {
    osvi: {
      add: (phone, more) => send('POST', '/v1/dnd_numbers', { agent_uuid: agent, phone, ...more }),
      list: (page) => `/v1/dnd_numbers?agent_uuid=${agent}&page=${page}&per_page=2`,
    },
    fluents: {
      add: (phoneNumber, more) => send('POST', '/v1/dnc_numbers/create', { phoneNumber, ...more }),
      list: (page) =>
        `/v1/dnc_numbers/list?type=global&page=${page}&size=2&sort_column=createdAt&sort_desc=false&filters=`,
    },
    weya: {
      add: (phoneNumber, more) => send('POST', '/api/dnc/add', { phoneNumber, ...call, ...more }),
      list: (page) => `/api/dnc/list?page=${page}&limit=2`,
    },
    yappr: {
      add: (phone_number, more) => send('POST', '/do-not-call', { phone_number, ...more }),
      list: (page) => `/do-not-call?limit=2&offset=${(page - 1) * 2}`,
    },
  };
  const form = forms[vendor];
  if (form === undefined) throw new Error(`no form for ${vendor}`);
  return {
    id,
    send,
    add: (text: string, more: Json = {}) => form.add(text, more),
    list: async (page = 1) => {
      const { body } = await send('GET', form.list(page));
      const data = body['data'];
      const items = body['items'] ?? (Array.isArray(data) ? data : (data as Json)['dncList']);
      return { items: items as Json[], text: JSON.stringify(body) };
    },
  };
}

const phoneOf = (record: Json | undefined): unknown =>
  record?.['phone'] ?? record?.['phoneNumber'] ?? record?.['phone_number'];
const idOf = (record: Json | undefined): unknown => record?.['id'] ?? record?.['_id'];

test.each(vendorNames)('%s writes numbers as its temperament says', async (vendor) => {
  for (const [numbersAs, text] of [
    ['e164', number],
    ['digits', '972501234567'],
    ['national', '0501234567'],
  ] as const) {
    const tenant = open(vendor, { numbersAs });
    await tenant.add(number);
    expect((await tenant.list()).items.map(phoneOf)).toEqual([text]);
  }
});

test.each(vendorNames)('%s has a number twice where it compares texts', async (vendor) => {
  const tenant = open(vendor, { comparesTexts: true, onDuplicate: 'refuse' });
  await tenant.add(number);
  await tenant.add('972501234567');
  await tenant.add('972501234567');
  expect((await tenant.list()).items.map((record) => String(phoneOf(record))).toSorted()).toEqual([
    number,
    '972501234567',
  ]);
});

test.each(vendorsThat(({ keeps }) => keeps.reason.how === 'kept'))(
  '%s cuts, folds, composes and escapes',
  async (vendor) => {
    const tenant = open(vendor, { reasonLength: 12, foldsSpaces: true, composesUnicode: true, escapesMarkup: true });
    await tenant.add(number, { reason: ' Cafe\u0301  &\tbar, at noon ' });
    expect((await tenant.list()).items.map(({ reason }) => reason)).toEqual(['Café &amp; bar, ']);
  },
);

test('an expiry is cut to whole seconds', async () => {
  const tenant = open('yappr', { expiryStepMs: 1000 });
  const { body } = await tenant.add(number, { expires_at: '2026-06-01T10:00:00.987Z' });
  expect(body['expires_at']).toBe('2026-06-01T10:00:00.000Z');
});

test('lists and answers leave out what they are told to', async () => {
  const tenant = open('yappr', { listsLeaveOut: ['reason', 'expiresAt', 'agents'], answersLeaveOut: ['createdAt'] });
  const { body } = await tenant.add(number, { reason: 'asked' });
  expect(Object.keys(body)).toContain('reason');
  expect(Object.keys(body)).not.toContain('created_at');
  const { items } = await tenant.list();
  for (const name of ['reason', 'expires_at', 'agents']) expect(Object.keys(items[0] ?? {})).not.toContain(name);
  expect(Object.keys(items[0] ?? {})).toContain('created_at');
});

test.each(vendorNames)('%s gives a number that was removed its old id again', async (vendor) => {
  for (const removedIds of ['again', 'revived', 'never'] as const) {
    const tenant = open(vendor, { removedIds });
    await tenant.add(number);
    const [first] = (await tenant.list()).items;
    sandbox.control.removeRecords({ tenant: tenant.id, number });
    sandbox.control.addRecords({ tenant: tenant.id, records: [{ number, agents: [...agentsFor(vendor, [agent])] }] });
    const [again] = (await tenant.list()).items;
    expect(idOf(again) === idOf(first)).toBe(removedIds !== 'never');
  }
});

test.each(vendorNames)('%s answers the whole list to every page, and counts or not', async (vendor) => {
  const numbers = [number, '+972529876543', '+97235551212'];
  for (const totals of ['absent', 'given'] as const) {
    const tenant = open(vendor, { ignoresPaging: true, totals });
    for (const one of numbers) await tenant.add(one);
    for (const page of [1, 2]) {
      const { items, text } = await tenant.list(page);
      expect(items).toHaveLength(3);
      expect(/"total(_count)?":3/.test(text)).toBe(totals === 'given');
    }
  }
});

test('each agent is spelled out with its prompt', async () => {
  const tenant = open('yappr', { promptBytes: 120_000 });
  await tenant.add(number, { agent_ids: [agent] });
  expect((await tenant.list()).text.length).toBeGreaterThan(120_000);
});

test.each(vendorNames)('%s tells the time by its own clock', async (vendor) => {
  expect((await open(vendor).add(number)).date).toBe(new Date(now).toUTCString());
  const hour = 3_600_000;
  expect((await open(vendor, { clockSkewMs: hour }).add(number)).date).toBe(new Date(now + hour).toUTCString());
  expect((await open(vendor, { saysDate: false }).add(number)).date).toBeNull();
});

test.each(vendorNames)('%s forbids writes, or one agent', async (vendor) => {
  const tenant = open(vendor, { forbidsWrites: true });
  expect((await tenant.add(number)).status).toBe(403);
  expect((await tenant.list()).items).toEqual([]);
  sandbox.control.changeSettings({ tenant: tenant.id, settings: { forbidsWrites: false, forbidsAgents: [agent] } });
  expect((await tenant.add(number, { agent_ids: [agent] })).status).toBe(403);
});

test('a token comes to open another organisation, and an agent comes back under its name', async () => {
  const [mine, other] = [open('yappr'), open('yappr')];
  sandbox.control.addRecords({ tenant: other.id, records: [{ number }] });
  sandbox.control.moveToken({ tenant: mine.id, to: other.id });
  expect((await mine.list()).items.map(phoneOf)).toEqual([number]);
  const made = sandbox.control.replaceAgent({ tenant: other.id, agent });
  const { agents } = sandbox.control.tenant({ tenant: other.id });
  expect(made.id).not.toBe(agent);
  expect(agents.map(({ name, deleted }) => [name, deleted])).toEqual([
    ['Sales', true],
    ['Sales', false],
  ]);
});

test('somebody acts there right before a request, and right after', async () => {
  const tenant = open('yappr');
  const added = { call: 'addRecords', input: { tenant: tenant.id, records: [{ number, source: 'auto' }] } };
  const removed = { call: 'removeRecords', input: { tenant: tenant.id, number } };
  sandbox.control.setFaults({
    tenant: tenant.id,
    plan: {
      rules: [
        { nth: 1, action: { do: 'meanwhile', calls: [added] } },
        { nth: 2, action: { do: 'meanwhile', when: 'after', calls: [removed, added, removed] } },
      ],
    },
  });
  const counts = [];
  for (const page of [1, 1, 1]) counts.push((await tenant.list(page)).items.length);
  expect(counts).toEqual([1, 1, 0]);
  expect(sandbox.control.requests({ tenant: tenant.id }).map(({ fault }) => fault)).toEqual([null, null, null]);
});

test('Retry-After holds an instant since 1970', async () => {
  const tenant = open('yappr');
  sandbox.control.setFaults({
    tenant: tenant.id,
    plan: { rules: [{ action: { do: 'rateLimited', retryAfter: { epochInMs: 60_000 } } }] },
  });
  const { baseUrl, token } = sandbox.control.tenant({ tenant: tenant.id });
  const answer = await fetch(`${baseUrl}/do-not-call`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.headers.get('retry-after')).toBe(String(now / 1000 + 60));
});
