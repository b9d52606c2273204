// A row whose JSON is damaged: what happened to which number is said, it stays blocked, and the rest of the list is shown.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';

const [hurt, sound] = ['+12125550101', '+12125550102'] as const;
const said = /^The database is damaged: what it says of \+12125550101 \(.*\) cannot be read\..*Verify.*restore/;

let place: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
beforeEach(async () => {
  place = await makeDataDir();
  desk = await openTestCore(place.dataDir);
  const { id } = await desk.client.accounts.add({
    vendor: 'weya',
    name: 'Weya',
    baseUrl: 'http://127.0.0.1:9',
    token: 'a token',
    settings: {},
  });
  await desk.client.entries.add({ numbers: [hurt], targets: ['Weya'], reason: 'asked' });
  await desk.client.entries.add({ numbers: [sound] });
  await desk.close();
  expect(id).toBe(1);
});
afterEach(async () => {
  await desk.close();
  await place.remove();
});

/** What a disk does past the desk. */
async function damage(sql: string): Promise<void> {
  const db = new Database(join(place.dataDir, 'desk.sqlite'));
  db.exec(sql);
  db.close();
  desk = await openTestCore(place.dataDir);
}

const damages = {
  'where it is blocked': `UPDATE scope SET holds = replace(holds, '[[1', '[{1')`,
  'the facts at a vendor': `INSERT INTO remote (account_id, scope, number, base) VALUES (1, '', 12125550101, '{"reason')`,
  'an open question': `INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at)
    VALUES (1, '', 12125550101, 'goneThere', 'gone', '[[0,nu', 1)`,
};

test.for(Object.entries(damages))('%s: the list, the drawer, check and verify say so', async ([, sql]) => {
  await damage(sql);
  const { client } = desk;
  expect((await client.entries.list({})).entries).toMatchObject([
    { number: hurt, damage: expect.stringMatching(said) },
    { number: sound, state: 'blocked' },
  ]);
  expect((await client.entries.list({})).entries[1]).not.toHaveProperty('damage');
  expect(await client.entries.get({ number: hurt })).toMatchObject({ sentence: expect.stringMatching(said) });
  const [asked, other] = await client.entries.check({ numbers: [hurt, sound] });
  expect([asked?.blocked, asked?.callable, other?.blocked]).toEqual([true, false, true]);
  expect((await client.app.verify()).ok).toBe(false);
  expect(await readAll(await client.entries.export({ format: 'csv' }))).toMatch(/\+12125550101,.*\r\n\+12125550102,/);
});

test('where it is blocked cannot be read: for everybody it counts as blocked, and nobody changes it unawares', async () => {
  await damage(damages['where it is blocked']);
  const { client } = desk;
  expect(await client.entries.check({ numbers: [hurt] })).toMatchObject([
    { blocked: true, holds: [{ place: 'everywhere', until: null }], why: expect.stringMatching(said) },
  ]);
  expect(await readAll(await client.entries.export({ format: 'csv' }))).toMatch(
    /\+12125550101,everywhere,,"?Where this is blocked could not be read: the database is damaged\. .* asked/,
  );
  await expect(client.entries.edit({ numbers: [hurt], patch: { reason: 'new' } })).rejects.toMatchObject({
    code: 'FAILED',
    message: expect.stringMatching(said),
  });
  await expect(client.entries.remove({ numbers: [hurt], why: 'no' })).rejects.toThrow(said);
  // The rest of the list works.
  expect(await client.entries.edit({ numbers: [sound], patch: { reason: 'new' } })).toMatchObject({ changed: 1 });
});

test('what happened to it cannot be read: the drawer says so and has the rest', async () => {
  const db = new Database(join(place.dataDir, 'desk.sqlite'));
  const trigger = db
    .prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'journal_no_update'`)
    .pluck()
    .get();
  db.close();
  await damage(`DROP TRIGGER journal_no_update; UPDATE journal SET payload = x'017b7d' WHERE first_number = 12125550101;
    ${trigger ?? ''}`);
  expect(await desk.client.entries.get({ number: hurt })).toMatchObject({
    sentence: expect.stringMatching(said),
    history: [],
    entry: { state: 'blocked', reason: 'asked' },
  });
  const verdict = await desk.client.app.verify();
  expect(verdict.ok).toBe(false);
});

test('the settings of an account cannot be read: the desk opens, says which account, and shows the list', async () => {
  await damage(`UPDATE account SET settings = '{"x'`);
  const { client } = desk;
  const aboutAccount =
    /^The database is damaged: what it says of the account Weya \(its settings\) cannot be read\. Verify/;
  await expect(client.accounts.list()).rejects.toThrow(aboutAccount);
  expect((await client.entries.list({})).entries).toMatchObject([
    { number: hurt, damage: expect.stringMatching(aboutAccount), state: 'blocked' },
    { number: sound },
  ]);
  const { job } = await client.sync.run({}).catch((error: Error) => ({ job: error.message }));
  expect(job).toMatch(aboutAccount);
});
