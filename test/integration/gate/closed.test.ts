/** A desk that cannot be sure of its list calls no number callable: 503, and "blocked" in the body. */
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAnswers } from '../../../electron/core/gate/log/readAnswers.ts';
import { openSecrets } from '../../../electron/core/secrets/openSecrets.ts';
import { makeDataDir } from '../../support/core.ts';
import { type GateDesk, openGateDesk } from '../../support/gateDesk.ts';

const check = { numbers: ['+12125550102'] };

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: GateDesk | undefined;
beforeEach(async () => {
  folder = await makeDataDir();
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  await folder.remove();
});

const open = async (): Promise<GateDesk> => (desk = await openGateDesk(folder.dataDir));
const close = async (): Promise<void> => {
  await desk?.close();
  desk = undefined;
};
const file = (): string => join(folder.dataDir, 'desk.sqlite');
const closed = (why: RegExp) => ({
  status: 503,
  headers: { 'content-type': 'application/problem+json', 'retry-after': '30' },
  body: { blocked: true, verdict: 'blocked', detail: expect.stringMatching(why) as string },
});

describe('nothing is called callable', () => {
  test('while an account was not in step for as long as Settings says; a new block is still taken', async () => {
    const { ask, token, client } = await open();
    const own = await token('check,add,read');
    expect(await ask('check', { token: own, body: check })).toMatchObject({ status: 200 });
    const other = new Database(file());
    other.exec(`INSERT INTO account (id, vendor, name, base_url, every_minutes, created_at)
      VALUES (1, 'osvi', 'OSVI', 'https://x.example', 0, 5)`);
    expect(await ask('check', { token: own, body: check })).toMatchObject(
      closed(/too old: it was not in step with OSVI for 24 hours/),
    );
    expect(await ask('entries', { token: own })).toMatchObject({
      status: 503,
      body: { detail: expect.stringMatching(/too old/) as string },
    });
    expect(await ask('requests', { token: own, body: { number: '+12125550103' } })).toMatchObject({ status: 200 });
    const run = (ended: number) =>
      other.exec(
        `INSERT INTO sync_run (account_id, trigger, started_at, ended_at, outcome) VALUES (1, 'manual', 5, ${ended}, 'done')`,
      );
    run(Date.now() - 25 * 3_600_000);
    expect(await ask('check', { token: own, body: check })).toMatchObject(closed(/too old/));
    // A clock that was set back makes a reading in the future of an old one.
    run(Date.now() + 3_600_000);
    expect(await ask('check', { token: own, body: check })).toMatchObject(closed(/too old/));
    run(Date.now() - 23 * 3_600_000);
    expect(await ask('check', { token: own, body: check })).toMatchObject({ status: 200 });
    await client.gate.saveSettings({ freshHours: 5 });
    expect(await ask('check', { token: own, body: check })).toMatchObject(closed(/for 5 hours/));
    await client.gate.saveSettings({ freshHours: null });
    expect(await ask('check', { token: own, body: check })).toMatchObject({ status: 200 });
    other.close();
  });

  test('while the end of the database is missing, until a person goes on', async () => {
    const { token, client } = await open();
    const own = await token('check,add');
    await client.entries.add({ numbers: ['+12125550101'] });
    await close();
    copyFileSync(file(), `${file()}.old`);
    await (await open()).client.entries.add({ numbers: check.numbers });
    await close();
    rmSync(`${file()}-wal`, { force: true });
    copyFileSync(`${file()}.old`, file());
    const again = await open();
    expect(await again.ask('check', { token: own, body: check })).toMatchObject(
      closed(/The end of the database is missing/),
    );
    expect(await again.ask('requests', { token: own, body: { number: '+12125550109' } })).toMatchObject({
      status: 200,
    });
    await again.client.app.goOn();
    await expect
      .poll(async () => (await again.ask('check', { token: own, body: check })).status, { timeout: 30_000 })
      .toBe(200);
  });

  test('while the tokens of vendors are locked', async () => {
    const secrets = await openSecrets({
      dataDir: folder.dataDir,
      passphrase: 'a passphrase for tests',
      keychain: null,
    });
    await secrets.save('account:1', 'secret');
    const { ask, token, client } = await open();
    const own = await token('check');
    expect(await ask('check', { token: own, body: check })).toMatchObject(closed(/are locked/));
    await client.app.unlock({ passphrase: 'a passphrase for tests' });
    await expect
      .poll(async () => (await ask('check', { token: own, body: check })).status, { timeout: 30_000 })
      .toBe(200);
  });

  test('where a page of the database is damaged', async () => {
    const { token, client } = await open();
    const own = await token('check');
    await client.entries.add({
      numbers: Array.from({ length: 5000 }, (_, at) => `+1212556${String(at).padStart(4, '0')}`),
    });
    await close();
    const sqlite = new Database(file());
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    const pages = sqlite
      .prepare(`SELECT pageno FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf'`)
      .pluck()
      .all() as number[];
    sqlite.close();
    const again = await open();
    const bytes = Buffer.alloc(4096, 0xff);
    const handle = openSync(file(), 'r+');
    for (const page of pages) writeSync(handle, bytes, 0, 4096, (page - 1) * 4096);
    closeSync(handle);
    expect(await again.ask('check', { token: own, body: { numbers: ['+12125561234'] } })).toMatchObject(
      closed(/damaged/),
    );
  });

  test('where answers cannot be logged: the end of the log is damaged', async () => {
    const { ask, token } = await open();
    const own = await token('check');
    expect(await ask('check', { token: own, body: check })).toMatchObject({ status: 200 });
    await close();
    const answers = join(folder.dataDir, 'answers');
    const [segment = ''] = readdirSync(answers).filter((name) => name.endsWith('.log'));
    const path = join(answers, segment);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"callable"', '"blocked!"'));
    const again = await open();
    expect(again.port).toBe(0);
    expect((await again.client.gate.state()).listening).toMatchObject({
      state: 'failed',
      sentence: /log of answers is damaged/,
    });
  });
});

test('a half line that a crash left at the end of the log is cut off, and the chain goes on', async () => {
  const { ask, token } = await open();
  const own = await token('check');
  await ask('check', { token: own, body: check });
  await close();
  const answers = join(folder.dataDir, 'answers');
  const [segment = ''] = readdirSync(answers).filter((name) => name.endsWith('.log'));
  appendFileSync(join(answers, segment), 'half of a li');
  const again = await open();
  expect(await again.ask('check', { token: own, body: check })).toMatchObject({ status: 200 });
  await expect(again.client.app.verify()).resolves.toEqual({ ok: true, problems: [] });
});

test('what is taken out of the log, or changed in it, shows', async () => {
  const { ask, token } = await open();
  const own = await token('check');
  for (let at = 0; at < 4; at++) await ask('check', { token: own, body: check });
  await close();
  const answers = join(folder.dataDir, 'answers');
  const [segment = ''] = readdirSync(answers).filter((name) => name.endsWith('.log'));
  const path = join(answers, segment);
  const whole = readFileSync(path, 'utf8');
  const lines = whole.trimEnd().split('\n');
  const problemsOf = async (text: readonly string[]) => {
    writeFileSync(path, `${text.join('\n')}\n`);
    return verifyAnswers(answers);
  };
  expect(await problemsOf(lines.map((line) => line.replace('"n":3', '"n":3 ')))).toEqual([
    expect.stringMatching(/Record 3 of the log of answers .* does not fit its hash/),
  ]);
  expect(await problemsOf(lines.filter((_, at) => at !== 2))).toEqual([
    expect.stringMatching(/Records 3 to 3 .* are missing/),
  ]);
  expect(await problemsOf(lines)).toEqual([]);
});

test('a backup from before a token was revoked does not bring it back to life', async () => {
  const { token, client } = await open();
  const own = await token('check', { name: 'Old dialer' });
  await client.gate.makeToken({ name: 'Another', scopes: ['check'] });
  const { path } = await client.app.backup({});
  const row = (await client.gate.tokens()).find(({ name }) => name === 'Old dialer');
  await client.gate.revokeToken({ id: row?.id ?? 0 });
  await close();
  for (const name of ['desk.sqlite', 'desk.sqlite-wal', 'desk.sqlite-shm', 'desk.head'])
    rmSync(join(folder.dataDir, name), { force: true });
  copyFileSync(path, file());
  const again = await open();
  expect(await again.ask('check', { token: own, body: check })).toMatchObject({ status: 401 });
  expect((await again.client.gate.tokens()).find(({ name }) => name === 'Old dialer')).toMatchObject({
    state: 'revoked',
  });
});
