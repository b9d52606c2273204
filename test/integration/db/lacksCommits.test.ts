// A database that lacks commits says so, and until a person decides nothing is sent and no number is called callable.
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestCore, type TestCore } from '../../support/core.ts';
import { runCli } from '../../support/cliProcess.ts';
import { dropCommits, readCommits } from '../../model/walFile.ts';

const blocked = '+12125550101';
const later = '+12125550102';
const lost = '+12125550103';
const killedRestore = join(import.meta.dirname, '../../support/killedRestore.ts');
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

  /** Makes a backup, writes once more, makes another, and puts the first in the place of the database. */
  const loseTheLast = async (): Promise<{ readonly older: string; readonly newest: string }> => {
    const [desk] = open;
    if (desk === undefined) throw new Error('The desk is open');
    const older = (await desk.client.app.backup({})).path;
    await desk.client.entries.add({ numbers: [lost] });
    const newest = (await desk.client.app.backup({})).path;
    await end(desk);
    copyFileSync(older, join(dir, 'desk.sqlite'));
    return { older, newest };
  };
  const restoreIn = async (path: string) => {
    const desk = await start(dir);
    const from = { kind: 'path', path } as const;
    const preview = await desk.client.backups.preview({ from });
    const restored = await desk.client.backups.restore({ from });
    expect(preview.lack).toBe(restored.lack);
    return { desk, restored };
  };

  test('a backup that is as old as the database does not make good what is missing: it is said, and stays in doubt', async () => {
    const { older } = await loseTheLast();
    const { desk, restored } = await restoreIn(older);
    expect(restored).toMatchObject({
      present: 'read',
      lack: expect.stringMatching(
        /^What was written between .*one write to the list.*neither.*nor in this backup.*go-on/,
      ),
    });
    expect(await desk.client.entries.check({ numbers: [lost] })).toMatchObject([{ callable: false }]);
    await end(desk);
    const again = await start(dir);
    expect(await lackOf(again)).toMatch(/one write to the list/);
    await again.client.app.goOn();
    expect([await lackOf(again), await callable(again, lost)]).toEqual([null, true]);
  });

  test('a newer backup does, also when the desk was used meanwhile', async () => {
    const { newest } = await loseTheLast();
    const desk = await start(dir);
    expect(await lackOf(desk)).toMatch(/one write to the list/);
    await desk.client.entries.add({ numbers: ['+12125550104'] });
    await end(desk);
    const { desk: again, restored } = await restoreIn(newest);
    expect(restored.lack).toBeNull();
    expect(await lackOf(again)).toBeNull();
    expect(
      (await again.client.entries.check({ numbers: [blocked, later, lost, '+12125550104'] })).map(
        (each) => each.blocked,
      ),
    ).toEqual([true, true, true, true]);
    await end(again);
    expect(await lackOf(await start(dir))).toBeNull();
  });

  test.each([
    ['its end was missing already', async () => end(await start(dir))],
    ['it is damaged', async () => writeFileSync(join(dir, 'desk.sqlite'), Buffer.alloc(120_000, 0x55))],
    ['it is gone', async () => rmSync(join(dir, 'desk.sqlite'))],
  ])('an older backup in the place of a list of which %s leaves it in doubt', async (_, spoil) => {
    const { older, newest } = await loseTheLast();
    await spoil();
    for (const suffix of ['-wal', '-shm']) rmSync(join(dir, `desk.sqlite${suffix}`), { force: true });
    const restored = await runCli(['restore', older], { data: dir });
    expect(restored).toMatchObject({ code: 0, stderr: expect.stringMatching(/neither in the list.*go-on/) });
    expect(await runCli(['check', lost], { data: dir })).toMatchObject({ code: 4 });
    // What is blocked in it is, and the one that has it all ends the doubt.
    expect((await runCli(['check', blocked], { data: dir })).code).toBe(3);
    expect(await runCli(['restore', newest], { data: dir })).toMatchObject({ code: 0, stderr: '' });
    expect([(await runCli(['check', lost], { data: dir })).code]).toEqual([3]);
  });

  test('of a damaged list that nothing was noted of, nothing says that a backup has it all', async () => {
    const { newest } = await loseTheLast();
    writeFileSync(join(dir, 'desk.sqlite'), Buffer.alloc(120_000, 0x55));
    for (const name of ['desk.sqlite-wal', 'desk.sqlite-shm', 'desk.head']) rmSync(join(dir, name), { force: true });
    const restored = await runCli(['restore', newest], { data: dir });
    expect(restored).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/writes to the list/),
    });
    expect((await runCli(['check', '+12125550109'], { data: dir })).code).toBe(4);
  });

  test('a restore that is killed on either side of the rename leaves the doubt', async () => {
    const { older } = await loseTheLast();
    await end(await start(dir));
    for (const step of ['before', 'after']) {
      const copy = mkdtempSync(join(tmpdir(), 'dnc-desk-lack-'));
      cpSync(dir, copy, { recursive: true });
      const child = spawn(process.execPath, [killedRestore, copy, older, step], { stdio: 'ignore' });
      await new Promise((resolve) => child.once('close', resolve));
      expect((await runCli(['check', lost], { data: copy })).code).toBe(4);
      const desk = await start(copy);
      expect([step, await lackOf(desk)]).toEqual([step, expect.stringMatching(/one write to the list/)]);
      await end(desk);
      rmSync(copy, { recursive: true });
    }
  });

  test('a file that is no desk takes no place, an empty one neither', async () => {
    const empty = join(crashed, 'empty.sqlite');
    writeFileSync(empty, '');
    expect(await runCli(['restore', empty], { data: crashed })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('empty.sqlite is no backup of DNC Desk; nothing was changed.'),
    });
    expect(await runCli(['check', later], { data: crashed })).toMatchObject({ code: 3 });
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
