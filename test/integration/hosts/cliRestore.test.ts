/** A backup can take the place of the list, and only a sound one; the list as it was is kept. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endAll, makeDataDir, runCli, runCliJson, startServe } from '../../support/cliProcess.ts';

let place: ReturnType<typeof makeDataDir>;
let data: string;
let backup: string;
const [kept, later] = ['+12125550101', '+12125550102'];
const codeOf = async (...args: string[]) => (await runCli(args, { data })).code;
const listed = async () => (await runCli(['export', '-'], { data })).stdout;

beforeEach(async () => {
  place = makeDataDir();
  data = join(place.data, 'desk');
  backup = join(place.data, 'kept.sqlite');
  expect(await codeOf('add', kept, '--reason', 'asked on the phone')).toBe(0);
  expect(await codeOf('backup', backup)).toBe(0);
  expect(await codeOf('add', later)).toBe(0);
});
afterEach(() => {
  endAll();
  place.remove();
});

it('names what the backup lacks, and lets it stay blocked unless a person says otherwise', async () => {
  expect(await codeOf('add', '+12125550103', '--reason', 'asked by letter')).toBe(0);
  const preview = await runCli(['restore', backup, '--dry-run'], { data });
  expect(preview.stdout).toContain(
    '2 numbers are blocked now and not in the backup, or for less; 2 would stay blocked.',
  );
  expect(preview.stdout).toMatch(/\+12125550103 Blocked everywhere since .*, because: asked by letter/);
  expect(await codeOf('check', later)).toBe(3);

  const restored = await runCliJson(['restore', backup, '--release', later], { data });
  expect(restored).toMatchObject({ entries: 1, count: 2, stay: 1, batch: expect.any(Number) });
  expect([await codeOf('check', later), await codeOf('check', '+12125550103')]).toEqual([0, 3]);
  const { history } = (await runCliJson(['history', '+12125550103'], { data })) as { history: { sentence: string }[] };
  expect(history).toHaveLength(1);
  expect(await codeOf('verify')).toBe(0);
  expect((await runCli(['batches'], { data })).stdout).toContain('1 number kept when kept.sqlite was restored');
});

it('brings the list back as it was, and keeps the one it replaced', async () => {
  const now = await listed();
  const restored = (await runCliJson(['restore', backup, '--release-all'], { data })) as {
    entries: number;
    kept: string;
  };
  expect(restored).toMatchObject({ entries: 1, kept: expect.stringContaining('before-restore') });
  expect(await codeOf('check', kept)).toBe(3);
  expect(await codeOf('check', later)).toBe(0);
  expect(await codeOf('verify')).toBe(0);
  expect(readdirSync(data).filter((name) => name.startsWith('restoring'))).toEqual([]);

  // The restore is taken back by restoring what it replaced.
  expect(await codeOf('restore', restored.kept)).toBe(0);
  expect(await listed()).toBe(now);
});

it('works when the list is damaged, which is what it is for', async () => {
  const database = join(data, 'desk.sqlite');
  const bytes = readFileSync(database);
  writeFileSync(database, bytes.fill(1, 0, 4096));
  expect(await codeOf('check', kept)).toBe(1);
  const run = await runCli(['restore', backup], { data });
  expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('cannot be read') });
  expect(await codeOf('check', kept)).toBe(3);
});

it('works in an empty data directory', async () => {
  data = join(place.data, 'other');
  expect(await runCliJson(['restore', backup], { data })).toEqual({
    entries: 1,
    accounts: 0,
    lack: null,
    besides: [],
    kept: null,
  });
  expect(await codeOf('check', kept)).toBe(3);
});

it('refuses what is no sound backup, and changes nothing', async () => {
  const before = await listed();
  const damaged = join(place.data, 'damaged.sqlite');
  writeFileSync(damaged, readFileSync(backup).fill(255, 5000, 9000));
  const text = join(place.data, 'notes.txt');
  writeFileSync(text, 'no database at all');
  for (const file of [damaged, text, join(place.data, 'missing.sqlite'), place.data]) {
    const run = await runCli(['restore', file], { data });
    expect([file, run.code, run.stdout]).toEqual([file, 2, '']);
    expect(run.stderr).toMatch(/^.+\n$/);
    expect(run.stderr).not.toMatch(/restoring-|another data directory/);
  }
  expect(await listed()).toBe(before);
  expect(existsSync(join(data, 'replaced'))).toBe(false);
});

it('goes through a desk that runs: its page, its connections and its answers go on with the backup', async () => {
  const desk = await startServe({ data });
  const preview = await runCliJson(['restore', backup, '--dry-run'], { data });
  expect(preview).toMatchObject({ entries: 1, count: 1, stay: 1, kept: null });
  const restored = await runCliJson(['restore', backup, '--release-all'], { data });
  expect(restored).toMatchObject({ entries: 1, stay: 0, kept: expect.stringContaining('before-restore') });
  expect([await codeOf('check', kept), await codeOf('check', later)]).toEqual([3, 0]);
  expect(await codeOf('add', later)).toBe(0);
  expect(await codeOf('verify')).toBe(0);
  expect(await desk.stop()).toBe(0);
  expect([await codeOf('check', kept), await codeOf('check', later), await codeOf('verify')]).toEqual([3, 3, 0]);
});

it('lists the backups and says of each whether it is whole', async () => {
  expect(await codeOf('backup')).toBe(0);
  const { backups: whole } = (await runCliJson(['backups'], { data })) as { backups: { name: string }[] };
  expect(whole).toMatchObject([{ kind: 'manual', check: { ok: true, entries: 2 } }]);
  const file = join(data, 'backups', whole[0]?.name ?? '');
  writeFileSync(file, readFileSync(file).fill(255, 5000, 9000));
  expect(await runCliJson(['backups'], { data }, 1)).toMatchObject({ backups: [{ check: { ok: false } }] });
});

it('a desk whose list is damaged is served all the same: its page can restore, and nothing else is answered', async () => {
  const database = join(data, 'desk.sqlite');
  writeFileSync(database, readFileSync(database).fill(1, 0, 4096));
  const desk = await startServe({ data });
  expect(desk.stderr()).toContain('is damaged');
  expect(await runCli(['check', kept], { data })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('is damaged'),
  });
  expect(await codeOf('restore', backup)).toBe(0);
  expect(await codeOf('check', kept)).toBe(3);
  await desk.stop();
});
