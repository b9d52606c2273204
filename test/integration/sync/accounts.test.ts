// Connecting vendors: what is refused with which sentence, where the token goes, and what a new account is owed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { createSyncProcedures } from '../../../electron/core/sync/procedures.ts';
import { oweMissing } from '../../../electron/core/sync/record/targets.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { vendors } from '../../support/vendors.ts';

const stage = useSyncStage();

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
    ['an unknown vendor', { ...account, vendor: 'no such vendor' }, 'no vendor named no such vendor'],
    ['an address that is none', { ...account, baseUrl: 'osvi' }, 'not a web address'],
    ['an address without https', { ...account, baseUrl: 'http://api.osvi.ai' }, 'https://'],
    ['a vendor without an address', { ...account, vendor: 'weya' }, 'enter the base URL'],
    ['a name with a slash', { ...account, name: 'a/b' }, 'slash'],
    ['the name of every account', { ...account, name: 'Everywhere' }, 'every account'],
    ['an unknown setting', { ...account, settings: { colour: 'red' } }, 'no setting named colour'],
  ])('%s', async (_name, input, message) => {
    expect(await stage.desk.accounts.add(input)).toMatchObject({
      ok: false,
      message: expect.stringContaining(message),
    });
    expect(await stage.desk.status.listAccounts()).toEqual([]);
  });

  it('a second account of the same name', async () => {
    await stage.desk.connect('osvi', { name: 'Main' });
    const tenant = stage.sandbox.control.tenant({ tenant: 'Main' });
    expect(await stage.desk.accounts.add({ ...account, baseUrl: tenant.baseUrl })).toMatchObject({
      ok: false,
      message: expect.stringContaining('already'),
    });
  });
});

describe('a connected account', () => {
  it('knows its agents, keeps its token out of the database, and tells a good token from a bad one', async () => {
    const { id, token, tenant } = await stage.desk.connect('yappr', { name: 'Sales', agents: ['x', 'y'] });
    expect(await stage.desk.accounts.test(id)).toMatchObject({ ok: true, value: { ok: true } });
    expect(await stage.desk.accounts.targets(id, false)).toMatchObject({
      value: [{ label: 'Sales' }, { label: 'Sales / Agent x' }, { label: 'Sales / Agent y' }],
    });
    stage.desk.db.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(join(stage.desk.dir, 'desk.sqlite')).includes(token)).toBe(false);
    expect([...stage.desk.secrets.held.values()].map((kept) => JSON.parse(kept) as unknown)).toMatchObject([{ token }]);
    stage.sandbox.control.revokeToken({ tenant, token });
    expect(await stage.desk.accounts.test(id)).toMatchObject({
      value: { ok: false, sentence: expect.stringContaining('refused') },
    });
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({
      lastTest: { ok: false },
      state: 'never',
      hasToken: true,
    });
  });

  it('owes every entry that covers it from the moment it is made', async () => {
    for (let n = 10; n < 60; n += 1) stage.desk.add(`+121255512${n}`);
    const { id } = await stage.desk.connect('fluents');
    expect(stage.desk.store.outbox.counts(id).waiting).toBe(50);
    const weya = await stage.desk.connect('weya');
    expect(stage.desk.store.outbox.counts(weya.id)).toMatchObject({ needsInput: 50, waiting: 0 });
    expect((await stage.desk.status.listAccounts())[1]).toMatchObject({
      needsCallReference: 50,
      mails: 0,
      state: 'needsYou',
    });
  });

  it('is forgotten here and nothing is removed there', async () => {
    const { id, tenant } = await stage.desk.connect('fluents');
    stage.desk.add('+12125551234');
    await stage.desk.sync(id);
    expect(await stage.desk.accounts.remove(id)).toMatchObject({ ok: true });
    expect(await stage.desk.status.listAccounts()).toEqual([]);
    expect(stage.desk.secrets.held.size).toBe(0);
    expect(stage.sandbox.control.records({ tenant })).toHaveLength(1);
    expect(stage.desk.entry('+12125551234')?.removed).toBeNull();
  });

  it('is owed nothing more when it is removed while a long list is compared', async () => {
    const { id } = await stage.desk.connect('fluents');
    stage.desk.add('+12120000000');
    stage.desk.db
      .prepare(
        `INSERT INTO entry (number, seq, scope_id, origin_id)
         WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 20010)
         SELECT number + n, seq, scope_id, origin_id FROM entry, more`,
      )
      .run();
    const comparing = oweMissing(stage.desk.store, id, '', toInstant(stage.clock.now()));
    // The first of two stretches is done; the second comes after a pause.
    expect(stage.desk.store.outbox.counts(id).waiting).toBe(20_000);
    expect(await stage.desk.accounts.remove(id)).toMatchObject({ ok: true });
    await comparing;
    expect(Object.values(stage.desk.store.outbox.counts(id))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('the calls of the contract', () => {
  const context = { context: { host: 'cli' } } as const;
  const procedures = () =>
    createSyncProcedures({
      accounts: stage.desk.accounts,
      sameQuestions: stage.desk.sameQuestions,
      preview: stage.desk.preview,
      status: stage.desk.status,
      runner: stage.desk.runner,
      standing: stage.desk.standing,
      actions: stage.desk.actions,
      conflicts: stage.desk.conflicts,
      runs: stage.desk.runs,
      scanFiles: stage.desk.scanFiles,
      jobs: stage.desk.jobs,
      listRunnable: () => stage.desk.store.accounts.list(),
    });

  it('run all accounts side by side as one job, and keep its results', async () => {
    await stage.desk.connect('fluents');
    await stage.desk.connect('osvi', { agents: ['a'] });
    stage.desk.add('+12125551234');
    const { sync, accounts } = procedures();
    const { job } = await call(sync.run, {}, context);
    await stage.desk.jobs.wait(job);
    const results = await call(sync.results, { job }, context);
    expect(results).toMatchObject([
      { account: 'fluents', writes: 1, added: 1, outcome: 'done' },
      { account: 'osvi', writes: 1, added: 1, outcome: 'done' },
    ]);
    expect(await call(accounts.list, undefined, context)).toMatchObject([{ state: 'inStep' }, { state: 'inStep' }]);
    expect((await call(accounts.vendors, undefined, context)).map(({ id }) => id)).toEqual(vendors);
  });

  it('answer what a person can do something about in a sentence', async () => {
    const { sync, conflicts } = procedures();
    await expect(call(sync.run, {}, context)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('connect one first'),
    });
    await expect(
      call(conflicts.resolve, { questions: [{ id: 7, version: 1 }], choice: 'keepOurs' }, context),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const { id } = await stage.desk.connect('fluents');
    await expect(
      call(sync.checkNow, { account: id, scope: '', number: '+12125551234' }, context),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('look at one record now', async () => {
    const { id, tenant } = await stage.desk.connect('yappr');
    stage.desk.add('+12125551234');
    stage.sandbox.control.addRecords({ tenant, records: [{ number: '+12125551234' }] });
    const { sync } = procedures();
    const seen = await call(sync.checkNow, { account: id, scope: '', number: '+12125551234' }, context);
    expect(seen.sentence).toContain('next sync');
    await stage.desk.sync(id);
    expect((await call(sync.checkNow, { account: id, scope: '', number: '+12125551234' }, context)).sentence).toBe(
      'yappr has it as it is here.',
    );
  });
});
