// A check without a desk answers what the desk answers, or leaves it to the desk.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkAlone } from '../../../electron/core/compose/checkAlone.ts';
import { databaseName } from '../../../electron/core/db/openDatabase.ts';
import { systemClock } from '../../../electron/hosts/systemClock.ts';
import { makeDataDir, openTestCore } from '../../support/core.ts';
import { migrationsDir } from '../../support/migrations.ts';

const day = 86_400_000;

describe('a check without a desk', () => {
  let made: Awaited<ReturnType<typeof makeDataDir>>;
  let folder: Awaited<ReturnType<typeof makeDataDir>>;
  beforeAll(async () => {
    made = await makeDataDir();
    const { client, close } = await openTestCore(made.dataDir);
    await client.app.saveSettings({ region: 'US' });
    await client.entries.add({ numbers: ['+12125550101', '+543411234567'], reason: 'asked on the phone' });
    await client.entries.add({ numbers: ['+12125550102'], expires: new Date(Date.now() + day).toISOString() });
    await client.entries.add({ numbers: ['+12125550103'] });
    await client.entries.remove({ numbers: ['+12125550103'], why: 'asked to be called' });
    await client.accounts.add({
      vendor: 'weya',
      name: 'Weya',
      baseUrl: 'http://127.0.0.1:9',
      token: 'a token',
      settings: {},
    });
    await client.entries.add({ numbers: ['+12125550104'], targets: ['Weya'] });
    await close();
  });
  afterAll(() => made.remove());
  beforeEach(async () => {
    folder = await makeDataDir();
    cpSync(made.dataDir, folder.dataDir, { recursive: true });
  });
  afterEach(() => folder.remove());

  const ask = (numbers: readonly string[], more: { region?: string; target?: string } = {}) =>
    checkAlone(
      { dataDir: folder.dataDir, migrationsDir, systemZone: () => 'UTC', clock: systemClock },
      { numbers, registries: true, ...more },
    );
  const change = (sql: string): void => {
    const db = new Database(join(folder.dataDir, databaseName));
    db.exec(sql);
    db.close();
  };

  test.each([
    { numbers: ['+12125550101', '212-555-0102', '(212) 555-0103', '+12125550199'] },
    // One that is read in two ways, one that is another form of a blocked one, and one that is in no use.
    { numbers: ['972501234567', '+5493411234567', '2125550100x7', '+19995550101'] },
    { numbers: ['020 7946 0018'], region: 'GB' },
    { numbers: ['+12125550104', '+12125550101'], target: 'Weya' },
    { numbers: ['+12125550104'] },
  ])('answers about $numbers as the desk does', async ({ numbers, ...more }) => {
    const alone = ask(numbers, more);
    const { client, close } = await openTestCore(folder.dataDir);
    const byDesk = await client.entries.check({ numbers, ...more });
    await close();
    expect(alone).toEqual(byDesk);
  });

  test('is left to the desk where it is refused, or where vendors may call meanwhile', () => {
    expect(ask(['twelve'])).toBeUndefined();
    expect(ask(['+12125550101'], { target: 'Nobody' })).toBeUndefined();
    change(`INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at)
      VALUES (1, '', 12125550101, 'goneThere', 'w', '[[0,null]]', 5)`);
    expect(ask(['+12125550101'])).toBeUndefined();
    expect(ask(['+12125550102'])?.[0]).toMatchObject({ blocked: true, callable: false });
  });

  test.each([
    ['an import that was killed', `UPDATE batch SET state = 'applying' WHERE id = 1`],
    [
      'a list that is shared',
      `INSERT INTO hub (one, host, port, database, login, secret_id, desk, name, role, epoch, rev)
       VALUES (1, 'h', 1, 'd', 'l', 's', 'k', 'n', 'desk', 'e', 0)`,
    ],
    ['a trigger of somebody else', 'CREATE TRIGGER stranger AFTER INSERT ON entry BEGIN SELECT 1; END'],
    ['an older schema', 'PRAGMA user_version = 5'],
    ['a database of somebody else', 'PRAGMA user_version = 0'],
    [
      'a missing end',
      `DROP TRIGGER journal_no_delete;
       DELETE FROM journal WHERE id = (SELECT max(id) FROM journal);
       CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'The journal is append-only'); END`,
    ],
  ])('is left to the desk that finds %s', (_, sql) => {
    expect(ask(['+12125550199'])?.[0]).toMatchObject({ callable: true });
    change(sql);
    expect(ask(['+12125550199'])).toBeUndefined();
  });

  test('is left to the desk where the database is gone, or is none', async () => {
    writeFileSync(join(folder.dataDir, databaseName), 'no database');
    expect(() => ask(['+12125550199'])).toThrow(/not a database/);
    await folder.remove();
    expect(ask(['+12125550199'])).toBeUndefined();
  });
});
