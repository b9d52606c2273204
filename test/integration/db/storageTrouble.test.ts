/**
 * Trouble with the disk in the middle of the work: nothing that was acknowledged is lost, nothing is half written, and the
 * person reads what happened. A real full disk where the machine lets a test mount one, a locked database everywhere.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDeskLog } from '../../../electron/hosts/deskLog.ts';
import { makeDataDir, runCli, runCliJson } from '../../support/cliProcess.ts';
import { openTestCore } from '../../support/core.ts';

let place: ReturnType<typeof makeDataDir>;
beforeEach(() => {
  place = makeDataDir();
});
afterEach(() => place.remove());

it('a database that another program holds refuses a call and fails a job, each with one sentence', async () => {
  const file = join(place.data, 'list.csv');
  writeFileSync(file, 'Phone\n+12125550110\n+12125550111\n');
  const core = await openTestCore(place.data);
  const { intake } = await core.client.intake.open({ from: { kind: 'path', path: file }, region: 'US' });
  const previewed = await core.client.intake.preview({
    intake,
    options: { mapping: [{ column: 0, field: 'phone' }] },
  });
  await core.client.jobs.wait({ job: previewed.job });
  const other = new Database(join(place.data, 'desk.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  const sentence = /^Another program is using the database .*\. Close it and try again\.$/;
  await expect(core.client.entries.add({ numbers: ['+12125550112'] })).rejects.toMatchObject({
    code: 'FAILED',
    message: expect.stringMatching(sentence) as string,
  });
  const { job } = await core.client.intake.apply({ intake });
  expect(await core.client.jobs.wait({ job })).toMatchObject({
    state: 'failed',
    message: expect.stringMatching(sentence) as string,
  });
  other.exec('ROLLBACK');
  other.close();
  await core.close();

  const again = await openTestCore(place.data);
  expect((await again.client.entries.list({ limit: 10 })).entries).toEqual([]);
  expect(await again.client.app.verify({})).toMatchObject({ ok: true });
  await again.close();
});

it('a log that cannot be written keeps nobody from working', () => {
  mkdirSync(join(place.data, 'desk.log'));
  const log = createDeskLog(place.data, false);
  expect(() => log.error('sync.failed', { account: 1 })).not.toThrow();
  log.close();
});

const why = findObstacle();
it.skipIf(why !== undefined)(
  `a full disk refuses what it cannot keep, and keeps what it said that it has${why === undefined ? '' : ` (not run: ${why})`}`,
  async () => {
    const disk = join(place.data, 'disk');
    mountDisk(disk);
    try {
      const data = join(disk, 'desk');
      expect((await runCli(['add', '+12125550110'], { data })).code).toBe(0);
      const filler = join(disk, 'filler');
      fill(filler);

      // More than fits into the room that was kept for the most urgent.
      const many = Array.from({ length: 300 }, (_, at) => `+1212555${2000 + at}`);
      const refused = await runCli(['add', ...many, '--reason', 'x'.repeat(2000)], { data });
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toMatch(
        /^The disk of .* is full\. Free some space and try again; nothing is half written\.\n$/,
      );

      // Reading needs a little room too: it was kept.
      expect(await runCli(['check', '+12125550110'], { data })).toMatchObject({ code: 3, stderr: '' });

      rmSync(filler);
      expect((await runCli(['check', '+12125550110'], { data })).code).toBe(3);
      expect((await runCli(['check', ...many], { data })).code).toBe(0);
      expect(await runCliJson(['verify'], { data })).toMatchObject({ ok: true, problems: [] });
    } finally {
      execFileSync('umount', [disk]);
    }
  },
);

it.skipIf(why !== undefined)(
  `an import that fills the disk leaves people able to ask, and is taken back once there is room${why === undefined ? '' : ` (not run: ${why})`}`,
  async () => {
    const disk = join(place.data, 'disk');
    mountDisk(disk);
    try {
      const data = join(disk, 'desk');
      expect((await runCli(['add', '+12125550110'], { data })).code).toBe(0);
      const file = join(place.data, 'many.csv');
      writeFileSync(file, `Phone\n${Array.from({ length: 60_000 }, (_, at) => `+1212${2_000_000 + at}\n`).join('')}`);
      const refused = await runCli(['import', file], { data });
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toMatch(/^The disk .*is full.*\.\n$/);

      const filler = join(disk, 'filler');
      fill(filler);
      const asked = await runCli(['check', '+12125550110', '+12129999999'], { data });
      expect(asked.code).toBe(3);
      expect(asked.stderr).toMatch(
        /^(The import of many\.csv \(batch 2\) was stopped half way\. The disk is full.*\n)?$/,
      );

      rmSync(filler);
      mountDisk(disk, 'remount,size=30m');
      await runCli(['status'], { data });
      expect(await runCliJson(['status'], { data })).toMatchObject({ entries: 1 });
      expect(await runCliJson(['verify'], { data })).toMatchObject({ ok: true, problems: [] });
    } finally {
      execFileSync('umount', [disk]);
    }
  },
);

/** Why a small disk of its own cannot be had for the test, or undefined. */
function findObstacle(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux may mount a small disk';
  const probe = makeDataDir();
  try {
    mountDisk(join(probe.data, 'disk'));
    execFileSync('umount', [join(probe.data, 'disk')]);
    return undefined;
  } catch {
    return 'this machine does not let a test mount a disk';
  } finally {
    probe.remove();
  }
}

function mountDisk(path: string, options = 'size=3m'): void {
  mkdirSync(path, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' });
}

/** Writes until the disk takes no more. */
function fill(path: string): void {
  for (let size = 4 * 1024 * 1024; size > 0; size = Math.floor(size / 2)) {
    try {
      writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // What went in before the end stays; the next, smaller piece takes the rest.
    }
  }
}
