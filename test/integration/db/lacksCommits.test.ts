// A database that lacks commits says so, and until a person decides nothing is sent and no number is called callable.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { restore } from '../../../electron/core/backup/restore.ts';
import { openTestCore, type TestCore } from '../../support/core.ts';
import { runCli } from '../../support/cliProcess.ts';
import { dropCommits, readCommits } from '../../model/walFile.ts';
import { migrationsDir } from '../../support/migrations.ts';

const blocked = '+12125550101';
const later = '+12125550102';
const names = ['desk.sqlite', 'desk.sqlite-wal', 'desk.head'];
const noOne = { salt: '', ends: [] };

describe('a database that lacks commits', () => {
  let dir: string;
  let crashed: string;
  let open: TestCore[];
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'dnc-desk-lack-'));
    crashed = mkdtempSync(join(tmpdir(), 'dnc-desk-lack-'));
    open = [];
    const desk = await start(dir);
    await desk.client.accounts.add({
      vendor: 'weya',
      name: 'Weya',
      baseUrl: 'http://127.0.0.1:9',
      token: 'a token',
      settings: {},
    });
    await desk.client.entries.add({ numbers: [blocked] });
    await desk.client.entries.add({ numbers: [later] });
    // What kill -9 leaves behind.
    for (const name of names) copyFileSync(join(dir, name), join(crashed, name));
  });
  afterEach(async () => {
    for (const desk of open) await desk.close();
    for (const each of [dir, crashed]) rmSync(each, { recursive: true, force: true });
  });

  const start = async (at: string) => {
    const desk = await openTestCore(at);
    open.push(desk);
    return desk;
  };
  const end = async (desk: TestCore) => {
    open = open.filter((each) => each !== desk);
    await desk.close();
  };
  const lackOf = async ({ client }: TestCore) => (await client.app.info()).lack;
  const callable = async ({ client }: TestCore, number: string) =>
    (await client.entries.check({ numbers: [number] }))[0]?.callable;
  /** Turns a bit in the newest commit of the log. */
  const turnBit = () => {
    const wal = join(crashed, 'desk.sqlite-wal');
    const { ends } = readCommits(wal);
    const bytes = readFileSync(wal);
    const at = (ends.at(-2) ?? 0) + 300;
    bytes[at] = (bytes[at] ?? 0) ^ 16;
    writeFileSync(wal, bytes);
  };

  test('a crash alone lacks nothing', async () => {
    const desk = await start(crashed);
    expect(await lackOf(desk)).toBeNull();
    expect(await callable(desk, later)).toBe(false);
  });

  test('a bit that turned in the log takes the last commits with it: that is said, and nothing is called callable or sent', async () => {
    turnBit();
    const desk = await start(crashed);
    expect(await lackOf(desk)).toMatch(
      /^The end of the database is missing.*between \d+ \w+ \d{4}, \d\d:\d\d:\d\d and \d+ \w+ \d{4}, .*in the time of UTC \(one write to the list\).*restore.*go-on/,
    );
    // It was blocked, and the list has lost it.
    expect(await desk.client.entries.check({ numbers: [later, blocked] })).toMatchObject([
      {
        number: later,
        blocked: false,
        callable: false,
        why: expect.stringMatching(/^In doubt: The end of the database/),
      },
      { number: blocked, blocked: true, callable: false },
    ]);
    // Nor is a vendor asked by hand, and what an account's last test said stands.
    for (const ask of [
      () => desk.client.sync.run({}),
      () => desk.client.accounts.test({ account: 1 }),
      () => desk.client.accounts.targets({ account: 1, refresh: true }),
      () => desk.client.sync.checkNow({ account: 1, scope: '', number: blocked }),
    ])
      await expect(ask()).rejects.toMatchObject({
        code: 'NEEDS_PERSON',
        message: expect.stringMatching(/^The end of/),
      });
    expect((await desk.client.accounts.list())[0]?.lastTest).toBeNull();
    // A new block is taken at any time, and does not make good what is missing.
    await desk.client.entries.add({ numbers: ['+12125550103'] });
    await end(desk);
    const again = await start(crashed);
    expect(await lackOf(again)).toMatch(/one write to the list/);

    expect(await again.client.app.goOn()).toEqual({ wasLacking: true });
    expect([await lackOf(again), await callable(again, later)]).toEqual([null, true]);
    await end(again);
    expect(await lackOf(await start(crashed))).toBeNull();
  });

  test('what was noted about vendors counts too', async () => {
    const desk = open[0];
    if (desk === undefined) throw new Error('The desk is open');
    await desk.client.accounts.update({ account: 1, paused: true });
    await desk.client.accounts.remove({ account: 1 });
    for (const name of names) copyFileSync(join(dir, name), join(crashed, name));
    expect(dropCommits(join(crashed, 'desk.sqlite-wal'), noOne, 1)).toBe(1);
    expect(await lackOf(await start(crashed))).toMatch(/what was noted about vendors, not the list/);
  });

  test('an older database in its place is noticed, and a restore is not', async () => {
    const [desk] = open;
    const { path } = (await desk?.client.app.backup({})) ?? { path: '' };
    await desk?.client.entries.add({ numbers: ['+12125550103'] });
    if (desk !== undefined) await end(desk);
    copyFileSync(path, join(dir, 'desk.sqlite'));
    const lacking = await start(dir);
    expect(await lackOf(lacking)).toMatch(/one write to the list/);
    await end(lacking);
    expect(restore({ from: path, file: join(dir, 'desk.sqlite'), migrationsDir, now: 5 })).toMatchObject({ ok: true });
    expect(await lackOf(await start(dir))).toBeNull();
  });

  test('a head file that is damaged, half written or gone says nothing', async () => {
    const head = join(crashed, 'desk.head');
    const bytes = readFileSync(head);
    const newest = bytes.lastIndexOf('"turn"');
    for (const damaged of [
      Buffer.alloc(0),
      bytes.subarray(0, newest),
      Buffer.from(bytes).fill(0, newest, newest + 9),
    ]) {
      writeFileSync(head, damaged);
      const desk = await start(crashed);
      expect(await lackOf(desk)).toBeNull();
      await end(desk);
    }
    rmSync(head);
    await end(await start(crashed));
    expect(existsSync(head)).toBe(true);
  });

  test('the command line says it with every command, and check is no yes', async () => {
    turnBit();
    const check = await runCli(['check', later], { data: crashed });
    expect(check).toMatchObject({ code: 4, stderr: expect.stringMatching(/^The end of the database is missing/) });
    expect((await runCli(['sync'], { data: crashed })).code).toBe(4);
    expect((await runCli(['go-on'], { data: crashed })).code).toBe(0);
    expect(await runCli(['check', later], { data: crashed })).toMatchObject({ code: 0, stderr: '' });
  });
});
