// Home over a real desk and a real sandbox of a vendor: its sentence, what needs a person, the clock, the week, and the sample.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const day = 86_400_000;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let sandbox: Sandbox;
let desk: TestCore;

beforeEach(async () => {
  folder = await makeDataDir();
  sandbox = await createSandbox({ clock: Date.now });
  desk = await openTestCore(folder.dataDir);
});
afterEach(async () => {
  await desk.close();
  await sandbox.close();
  await folder.remove();
});

async function connect(): Promise<number> {
  const { baseUrl, token } = sandbox.control.createTenant({ vendor: 'yappr', agents: [], rateLimit: null });
  const account = { vendor: 'yappr', name: 'Yappr', baseUrl, token, everyMinutes: 15 };
  return (await desk.client.accounts.add(account)).id;
}

async function sync(): Promise<void> {
  const { job } = await desk.client.sync.run({});
  await desk.client.jobs.wait({ job });
}

const readKeys = async () => (await desk.client.home.state()).needs.map(({ key }) => key);

test('a new desk has three doors, each gone once it was used', async () => {
  const { home } = desk.client;
  expect(await home.state()).toMatchObject({
    doors: ['list', 'vendor', 'sample'],
    standing: { tone: 'alone', sentence: 'No number is blocked yet' },
    needs: [],
  });
  await connect();
  expect((await home.state()).doors).toEqual(['list']);
  await desk.client.entries.add({ numbers: ['+12125550101'] });
  expect((await home.state()).doors).toEqual([]);
});

test('the sample list comes on an empty list alone, and goes in one step', async () => {
  const { home, entries } = desk.client;
  expect((await home.addSample()).changed).toBe(200);
  expect(await home.state()).toMatchObject({ sample: { count: 200 }, doors: ['vendor'] });
  await expect(home.addSample()).rejects.toMatchObject({ code: 'NEEDS_PERSON' });
  await home.clearSample();
  expect((await home.state()).sample).toBeNull();
  expect((await entries.list({})).matching).toBe(0);
  await expect(home.clearSample()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a block that a vendor does not have yet is told at once, and it is safe to dial only once it was read back', async () => {
  const { home, entries } = desk.client;
  await connect();
  expect((await home.state()).standing).toMatchObject({
    tone: 'unknown',
    sentence: 'Not known to be safe: Yappr was never read to the end',
  });
  await entries.add({ numbers: ['+12125550101', '+12125550102'] });
  const before = await home.state();
  expect(before.standing).toMatchObject({
    tone: 'unsafe',
    sentence: '2 numbers are blocked here and not yet at Yappr, which may call',
  });
  expect(before.clock).toMatchObject({ open: 2, overdue: 0, deadline: '10 business days' });
  expect(before.clock.days.at(-1)).toMatchObject({ came: 2, open: 2 });
  await sync();
  const after = await home.state();
  expect(after.standing).toMatchObject({ tone: 'safe', sentence: 'Safe to dial: 1 of 1 account in step' });
  expect(after.standing.since).not.toBeNull();
  expect(after.clock).toMatchObject({ open: 0 });
  expect(after.clock.days.at(-1)).toMatchObject({ came: 2, open: 0 });
  expect(after.week).toEqual({ added: { manual: 2, import: 0, api: 0, vendor: 0 }, released: 0 });

  // A release that waits lets nobody be called.
  await entries.remove({ numbers: ['+12125550101'], why: 'called back' });
  expect(await home.state()).toMatchObject({ standing: { tone: 'safe' }, week: { released: 1 } });
});

test('a request is overdue by the rule that is set, and cannot be put off', async () => {
  const { home, entries, app } = desk.client;
  await connect();
  const requestedAt = new Date(Date.now() - 8 * day).toISOString().slice(0, 10);
  await entries.add({ numbers: ['+12125550101'], requestedAt });
  expect(await readKeys()).not.toContain('overdue');
  await app.saveSettings({ deadline: { days: 5, counting: 'days', holidays: 'none' } });
  expect((await home.state()).clock).toMatchObject({ overdue: 1, deadline: '5 days', source: null });
  expect(await readKeys()).toContain('overdue');
  await expect(home.putOff({ key: 'overdue' })).rejects.toMatchObject({ code: 'NEEDS_PERSON' });

  // The line leads to the numbers themselves.
  const line = (await home.state()).needs.find(({ key }) => key === 'overdue');
  expect(line?.place).toMatchObject({ screen: 'list', params: { open: 'overdue' } });
  await sync();
  expect(await readKeys()).not.toContain('overdue');
});

test('the list shows which numbers are open: the same that Home counts, in every way that a filter is used', async () => {
  const { home, entries, bulk } = desk.client;
  const id = await connect();
  await entries.add({ numbers: ['+12125550101'] });
  await sync();
  await entries.add({ numbers: ['+12125550102'], reason: 'asked on the phone' });
  await entries.add({ numbers: ['+12125550103'], requestedAt: '2026-01-05' });
  // A release that waits is no open request.
  await entries.remove({ numbers: ['+12125550101'], why: 'called back' });
  const list = async (filter: object, sort: 'number' | 'createdAt' = 'number') => {
    const { entries: rows, matching } = await entries.list({ filter, sort: { by: sort, descending: true } });
    expect(matching).toBe(rows.length);
    return rows.map(({ number }) => number);
  };
  const both = ['+12125550103', '+12125550102'];
  expect((await home.state()).clock).toMatchObject({ open: 2, overdue: 1 });
  expect(await list({ open: 'any' })).toEqual(both);
  expect(await list({ open: 'any' }, 'createdAt')).toEqual(both);
  expect(await list({ open: id })).toEqual(both);
  expect(await list({ open: id + 1 })).toEqual([]);
  expect(await list({ open: 'overdue' })).toEqual(['+12125550103']);
  expect(await list({ open: 'today' })).toEqual([]);
  expect(await list({ open: 'any', search: 'phone' })).toEqual(['+12125550102']);
  expect(await list({ open: 'any', search: '0103' })).toEqual(['+12125550103']);
  expect(await list({ open: 'any', states: ['removed'] })).toEqual([]);

  const chunks: string[] = [];
  for await (const chunk of await entries.export({ filter: { open: 'overdue' }, format: 'csv' })) chunks.push(chunk);
  expect(
    chunks
      .join('')
      .match(/\+1212555\d{4}/g)
      ?.every((number) => number === '+12125550103'),
  ).toBe(true);
  const previewed = await bulk.preview({
    of: { kind: 'filter', filter: { open: 'overdue' } },
    act: { kind: 'remove' },
  });
  await desk.client.jobs.wait({ job: previewed.job });
  expect(await bulk.summary({ bulk: previewed.bulk })).toMatchObject({
    label: '1 number (overdue)',
    groups: { change: 1 },
  });
  await sync();
  expect(await list({ open: 'any' })).toEqual([]);
});

test('what can wait is gone until tomorrow, also after a restart', async () => {
  const { home } = desk.client;
  await home.addSample();
  await connect();
  expect(await readKeys()).toEqual(['sample']);
  const { until } = await home.putOff({ key: 'sample' });
  expect(Date.parse(until)).toBeGreaterThan(Date.now());
  expect(Date.parse(until)).toBeLessThanOrEqual(Date.now() + day);
  expect(await home.state()).toMatchObject({ needs: [], waiting: 1 });
  await desk.close();
  desk = await openTestCore(folder.dataDir);
  expect((await desk.client.home.state()).waiting).toBe(1);
  expect(await readKeys()).not.toContain('sample');
  // Put off by mistake: it is there again at once.
  expect(await desk.client.home.takeUp()).toEqual({ lines: 1 });
  expect(await desk.client.home.state()).toMatchObject({ waiting: 0 });
  expect(await readKeys()).toContain('sample');
  await expect(desk.client.home.putOff({ key: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a vendor whose token is gone is told first, with the door to its account', async () => {
  const id = await connect();
  await sync();
  expect(await readKeys()).toEqual([]);
  await desk.close();
  // This desk keeps its tokens in memory alone.
  desk = await openTestCore(folder.dataDir);
  const { standing, needs } = await desk.client.home.state();
  expect(standing.tone).not.toBe('safe');
  expect(needs[0]).toMatchObject({ place: { screen: 'accounts', rest: [String(id)] }, canWait: false });
});

test('what only changes a block that a vendor has is neither owed nor late', async () => {
  const { home, entries } = desk.client;
  await connect();
  const requestedAt = new Date(Date.now() - 60 * day).toISOString().slice(0, 10);
  await entries.add({ numbers: ['+12125550101'], requestedAt, reason: 'asked' });
  expect((await home.state()).clock).toMatchObject({ open: 1, overdue: 1 });
  await sync();
  await entries.edit({ numbers: ['+12125550101'], patch: { reason: 'asked on the phone' } });
  expect((await desk.client.app.status()).waiting).toBe(1);
  expect(await home.state()).toMatchObject({ standing: { tone: 'safe' }, clock: { open: 0, overdue: 0 } });
});

test('a number with a question is open only while its vendor may call it', async () => {
  const { home, entries, conflicts } = desk.client;
  const { baseUrl, token, id } = sandbox.control.createTenant({ vendor: 'yappr', agents: [], rateLimit: null });
  const account = { vendor: 'yappr', name: 'Yappr', baseUrl, token, everyMinutes: 15, putsBack: false };
  await desk.client.accounts.add(account);
  await entries.add({ numbers: ['+12125550101', '+12125550102'] });
  await sync();
  sandbox.control.removeRecords({ tenant: id, number: '+12125550101' });
  await sync();
  expect((await conflicts.list({})).conflicts).toHaveLength(1);
  expect(await home.state()).toMatchObject({
    standing: { tone: 'unsafe', sentence: '1 number is blocked here and may be called by Yappr' },
    clock: { open: 1 },
  });
});
