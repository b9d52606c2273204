// Tokens go to the vendor and the address that they were given for, whatever happens to the account: another address, a
// colleague's backup, a desk of before that named tokens by the account's number.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { restore } from '../../../electron/core/backup/restore.ts';
import { databaseName } from '../../../electron/core/db/openDatabase.ts';
import type { Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { createTestClock, refusalOf, type TestClock } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';
import { createMemorySecrets } from '../../support/memorySecrets.ts';
import { openSyncDesk, startSandbox, type SyncDesk } from '../../support/syncDesk.ts';

let clock: TestClock;
let sandbox: Sandbox;
let desk: SyncDesk;
let stranger: Server;
/** What the stranger was sent. */
let stolen: string[];

beforeEach(async () => {
  clock = createTestClock();
  sandbox = await startSandbox(clock);
  desk = openSyncDesk({ sandbox, clock });
  stolen = [];
  stranger = createServer((request, response) => {
    stolen.push(JSON.stringify(request.headers));
    response.end('{}');
  });
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
});
afterEach(async () => {
  await desk.close();
  await sandbox.close();
  stranger.close();
});

const strangeUrl = () => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
const stateOf = async (id: number) => {
  const row = (await desk.status.listAccounts()).find((each) => each.id === id);
  return { hasToken: row?.hasToken, sentence: row?.sentence };
};

describe('an account that gets another address', () => {
  test('asks for the token, and the old one never goes there', async () => {
    const { id } = await desk.connect('yappr');
    expect(refusalOf(await desk.accounts.update(id, { baseUrl: strangeUrl() }))).toContain(
      'enter the one for http://127',
    );
    // Even where the address changed some other way, as by a hand in the database.
    desk.db.prepare('UPDATE account SET base_url = ? WHERE id = ?').run(strangeUrl(), id);
    expect(await stateOf(id)).toMatchObject({
      hasToken: false,
      sentence: expect.stringContaining('was given for another address'),
    });
    expect((await desk.sync(id)).outcome).toBe('failed');
    expect((await desk.accounts.test(id)).ok).toBe(true);
    expect(stolen).toEqual([]);
  });

  test('takes another path of the same vendor without asking, and another address with a token', async () => {
    const { id, token } = await desk.connect('yappr');
    const url = desk.store.accounts.load(id)?.baseUrl ?? '';
    expect((await desk.accounts.update(id, { baseUrl: url, name: 'Same' })).ok).toBe(true);
    expect((await desk.accounts.update(id, { baseUrl: strangeUrl(), token: 'another' })).ok).toBe(true);
    await desk.accounts.test(id);
    expect(stolen.join(' ')).toContain('another');
    expect(stolen.join(' ')).not.toContain(token);
  });
});

describe('a backup that is restored', () => {
  /** The present list is replaced by this desk's own backup, as `restore` does it. */
  async function restoreOver(backupOf: SyncDesk): Promise<void> {
    const backup = join(backupOf.dir, 'backup.sqlite');
    await backupOf.db.backup(backup);
    const { dir, secrets } = desk;
    await desk.close(true);
    const restored = restore({
      from: backup,
      file: join(dir, databaseName),
      migrationsDir,
      now: clock.now(),
      isRead: true,
    });
    expect(restored).toMatchObject({ ok: true, accounts: 1 });
    desk = openSyncDesk({ sandbox, clock, dir, secrets });
  }

  test('of a colleague gets none of our tokens, whatever the numbers of its accounts', async () => {
    const { id, token } = await desk.connect('yappr');
    const colleague = openSyncDesk({ sandbox, clock });
    const theirs = await colleague.connect('yappr', { name: 'theirs' });
    expect(theirs.id).toBe(id);
    colleague.db.prepare('UPDATE account SET base_url = ?').run(strangeUrl());
    await restoreOver(colleague);
    await colleague.close();
    expect((await desk.sync(id)).outcome).toBe('failed');
    expect(await stateOf(id)).toMatchObject({ sentence: expect.stringContaining('came with the backup') });
    desk.accounts.confirmAddress(id);
    expect(await stateOf(id)).toMatchObject({
      hasToken: false,
      sentence: expect.stringContaining('not on this machine'),
    });
    expect((await desk.sync(id)).outcome).toBe('failed');
    expect(stolen.join(' ')).not.toContain(token);
    expect(stolen).toEqual([]);
  });

  test('of our own asks for each address once, and finds its token again', async () => {
    const { id } = await desk.connect('yappr');
    expect((await desk.sync(id)).outcome).toBe('done');
    await restoreOver(desk);
    const before = await desk.sync(id);
    expect([before.outcome, before.error]).toEqual(['failed', expect.stringContaining('say under Accounts whether')]);
    expect((await desk.status.listAccounts())[0]).toMatchObject({ isAddressConfirmed: false, state: 'needsYou' });
    desk.accounts.confirmAddress(id);
    expect((await desk.status.listAccounts())[0]).toMatchObject({ isAddressConfirmed: true, hasToken: true });
    expect((await desk.sync(id)).outcome).toBe('done');
  });
});

describe('a token of before, which has only the number of its account', () => {
  /** As a desk of before kept it: the account's row is migrated with the address that it had. */
  async function connectAsBefore(): Promise<{ id: number; secrets: ReturnType<typeof createMemorySecrets> }> {
    const { id, token } = await desk.connect('yappr');
    desk.secrets.held.clear();
    desk.secrets.held.set(`account:${id}`, token);
    desk.db.exec('UPDATE account SET numbered_token_url = base_url');
    return { id, secrets: desk.secrets };
  }

  test('goes on working, and is bound from then on', async () => {
    const { id, secrets } = await connectAsBefore();
    expect((await desk.sync(id)).outcome).toBe('done');
    expect([...secrets.held.keys()]).toEqual([`account:${desk.store.accounts.load(id)?.secretId}`]);
    expect((await desk.sync(id)).outcome).toBe('done');
  });

  test('is not taken for another address', async () => {
    const { id } = await connectAsBefore();
    desk.db.prepare('UPDATE account SET base_url = ?').run(strangeUrl());
    expect((await desk.sync(id)).outcome).toBe('failed');
    expect(stolen).toEqual([]);
  });

  test('is forgotten with the account', async () => {
    const { id, secrets } = await connectAsBefore();
    await desk.accounts.remove(id);
    expect(secrets.held.size).toBe(0);
  });
});

test('two accounts have ids of their own, which say nothing', async () => {
  const [one, other] = [await desk.connect('yappr'), await desk.connect('fluents')];
  const ids = [one, other].map(({ id }) => desk.store.accounts.load(id)?.secretId ?? '');
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(ids).size).toBe(2);
});
