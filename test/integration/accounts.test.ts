// Connecting vendors: what is refused with which sentence, where the token goes, and what a new account is owed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSyncProcedures } from '../../electron/core/sync/procedures.ts';
import type { Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { createTestClock, type TestClock } from '../support/desk.ts';
import { openSyncDesk, startSandbox, type SyncDesk } from '../support/syncDesk.ts';

let clock: TestClock;
let sandbox: Sandbox;
let desk: SyncDesk;

beforeEach(async () => {
  clock = createTestClock();
  sandbox = await startSandbox(clock);
  desk = openSyncDesk({ sandbox, clock });
});
afterEach(async () => {
  await desk.close();
  await sandbox.close();
});

const account = {
  vendor: 'osvi',
  name: 'Main',
  settings: {},
  token: 'abcdefgh12345678',
  adopt: 'target',
  everyMinutes: 15,
} as const;

describe('what is refused', () => {
  it.each([
    ['an unknown vendor', { ...account, vendor: 'acme' }, 'no vendor named acme'],
    ['an address that is none', { ...account, baseUrl: 'osvi' }, 'not a web address'],
    ['an address without https', { ...account, baseUrl: 'http://api.osvi.ai' }, 'https://'],
    ['a vendor without an address', { ...account, vendor: 'weya' }, 'enter the base URL'],
    ['a name with a slash', { ...account, name: 'a/b' }, 'slash'],
    ['an unknown setting', { ...account, settings: { colour: 'red' } }, 'no setting named colour'],
  ])('%s', async (_name, input, message) => {
    expect(await desk.accounts.add(input)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
    expect(await desk.status.listAccounts()).toEqual([]);
  });

  it('a second account of the same name', async () => {
    await desk.connect('osvi', { name: 'Main' });
    const tenant = sandbox.control.tenant({ tenant: 'Main' });
    expect(await desk.accounts.add({ ...account, baseUrl: tenant.baseUrl })).toMatchObject({
      ok: false,
      message: expect.stringContaining('already'),
    });
  });
});

describe('a connected account', () => {
  it('knows its agents, keeps its token out of the database, and tells a good token from a bad one', async () => {
    const { id, token, tenant } = await desk.connect('yappr', { name: 'Sales', agents: ['x', 'y'] });
    expect(await desk.accounts.test(id)).toMatchObject({ ok: true, value: { ok: true } });
    expect(await desk.accounts.targets(id, false)).toMatchObject({
      value: [{ label: 'Sales' }, { label: 'Sales / Agent x' }, { label: 'Sales / Agent y' }],
    });
    desk.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(join(desk.dir, 'desk.sqlite')).includes(token)).toBe(false);
    expect(desk.secrets.held.get(`account:${id}`)).toBe(token);
    sandbox.control.revokeToken({ tenant, token });
    expect(await desk.accounts.test(id)).toMatchObject({
      value: { ok: false, sentence: expect.stringContaining('refused') },
    });
    expect((await desk.status.listAccounts())[0]).toMatchObject({
      lastTest: { ok: false },
      state: 'never',
      hasToken: true,
    });
  });

  it('owes every entry that covers it from the moment it is made', async () => {
    for (let n = 10; n < 60; n += 1) desk.add(`+121255512${n}`);
    const { id } = await desk.connect('fluents');
    expect(desk.store.outbox.counts(id).waiting).toBe(50);
    const weya = await desk.connect('weya');
    expect(desk.store.outbox.counts(weya.id)).toMatchObject({ needsInput: 50, waiting: 0 });
    expect((await desk.status.listAccounts())[1]).toMatchObject({
      needsCallReference: 50,
      mails: 0,
      state: 'needsYou',
    });
  });

  it('is forgotten here and nothing is removed there', async () => {
    const { id, tenant } = await desk.connect('fluents');
    desk.add('+12125551234');
    await desk.sync(id);
    expect(await desk.accounts.remove(id)).toMatchObject({ ok: true });
    expect(await desk.status.listAccounts()).toEqual([]);
    expect(desk.secrets.held.size).toBe(0);
    expect(sandbox.control.records({ tenant })).toHaveLength(1);
    expect(desk.entry('+12125551234')?.removed).toBeNull();
  });
});

describe('the calls of the contract', () => {
  const context = { context: { host: 'cli' } } as const;
  const procedures = () =>
    createSyncProcedures({
      accounts: desk.accounts,
      status: desk.status,
      runner: desk.runner,
      actions: desk.actions,
      conflicts: desk.conflicts,
      runs: desk.runs,
      scanFiles: desk.scanFiles,
      jobs: desk.jobs,
      listRunnable: () => desk.store.accounts.list(),
    });

  it('run all accounts side by side as one job, and keep its results', async () => {
    await desk.connect('fluents');
    await desk.connect('osvi', { agents: ['a'] });
    desk.add('+12125551234');
    const { sync, accounts } = procedures();
    const { job } = await call(sync.run, {}, context);
    await desk.jobs.wait(job);
    const results = await call(sync.results, { job }, context);
    expect(results).toMatchObject([
      { account: 'fluents', writes: 1, added: 1, outcome: 'done' },
      { account: 'osvi', writes: 1, added: 1, outcome: 'done' },
    ]);
    expect(await call(accounts.list, undefined, context)).toMatchObject([{ state: 'inStep' }, { state: 'inStep' }]);
    expect((await call(accounts.vendors, undefined, context)).map(({ id }) => id)).toEqual([
      'osvi',
      'fluents',
      'weya',
      'yappr',
    ]);
  });

  it('answer what a person can do something about in a sentence', async () => {
    const { sync, conflicts } = procedures();
    await expect(call(sync.run, {}, context)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('connect one first'),
    });
    await expect(call(conflicts.resolve, { ids: [7], choice: 'keepOurs' }, context)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const { id } = await desk.connect('fluents');
    await expect(
      call(sync.checkNow, { account: id, scope: '', number: '+12125551234' }, context),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('look at one record now', async () => {
    const { id, tenant } = await desk.connect('yappr');
    desk.add('+12125551234');
    sandbox.control.addRecords({ tenant, records: [{ number: '+12125551234' }] });
    const { sync } = procedures();
    const seen = await call(sync.checkNow, { account: id, scope: '', number: '+12125551234' }, context);
    expect(seen.sentence).toContain('next sync');
    await desk.sync(id);
    expect((await call(sync.checkNow, { account: id, scope: '', number: '+12125551234' }, context)).sentence).toBe(
      'yappr has it as it is here.',
    );
  });
});
