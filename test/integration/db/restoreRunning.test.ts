/**
 * A restore under a desk that runs: calls that come meanwhile wait and are answered from the backup; whoever follows the desk is told
 * to fetch everything; work that may not be broken off refuses it; and a restore that fails leaves the list open as it was.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenGate } from '../../../electron/core/compose/composeDesk.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const [kept, later, released] = ['+12125550101', '+12125550102', '+12125550103'] as const;
let place: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
let backup: string;
const blockedOf = async (...numbers: string[]) =>
  (await desk.client.entries.check({ numbers })).map(({ blocked }) => blocked);
const restoring = () => readdirSync(place.dataDir).filter((name) => name.includes('restoring'));

beforeEach(async () => {
  place = await makeDataDir();
  desk = await openTestCore(place.dataDir);
  const { entries, app } = desk.client;
  await entries.add({ numbers: [kept, released] });
  backup = (await app.backup({})).path;
  await entries.add({ numbers: [later] });
  await entries.remove({ numbers: [released], why: 'asked back' });
});
afterEach(async () => {
  await desk.close();
  await place.remove();
});

test('the preview says what differs and changes nothing', async () => {
  const name = backup.split('/').at(-1) ?? '';
  const { backups } = desk.client;
  expect(await backups.list()).toMatchObject({ closed: null, backups: [{ name, kind: 'manual' }] });
  expect(await backups.check({ name })).toEqual({ ok: true, entries: 2 });
  const before = await desk.client.app.status();
  expect(await backups.preview({ from: { kind: 'backup', name } })).toMatchObject({
    entries: 2,
    present: 'read',
    comparison: {
      lacking: { count: 1, first: [{ number: later }] },
      stay: 1,
      added: { count: 1 },
      changed: { count: 0 },
      removed: { count: 1, first: [{ number: released, sentence: expect.stringContaining('asked back') }] },
    },
  });
  expect([await desk.client.app.status(), restoring()]).toEqual([before, []]);
});

test('calls wait for the list that comes, followers fetch it, and the one that was replaced can come back', async () => {
  const { client } = desk;
  const events = await client.app.watch();
  await events.next();
  const restored = client.backups.restore({ from: { kind: 'path', path: backup } });
  const answers: Promise<boolean[]>[] = [];
  const asking = setInterval(() => answers.push(blockedOf(kept, later)), 2);
  const { accounts, kept: aside, batch } = await restored;
  clearInterval(asking);
  expect([accounts, typeof batch]).toEqual([0, 'number']);
  // Whenever they were asked: before, meanwhile or after, what is blocked is blocked.
  for (const answer of await Promise.all(answers)) expect(answer).toEqual([true, true]);
  for await (const _ of events);
  expect((await (await client.app.watch()).next()).value).toMatchObject({ type: 'changed' });
  expect(await blockedOf(kept, later, released)).toEqual([true, true, true]);
  expect(await client.app.verify()).toEqual({ ok: true, problems: [] });

  await client.backups.restore({ from: { kind: 'path', path: aside ?? '' }, releaseAll: true });
  expect(await blockedOf(kept, later, released)).toEqual([true, true, false]);
  expect(await client.backups.list()).toMatchObject({
    backups: [{ kind: 'before-restore' }, { kind: 'before-restore' }, { kind: 'manual' }],
  });
  expect(restoring()).toEqual([]);
});

test('one that fails leaves the list as it was, and open', async () => {
  const { client } = desk;
  const damaged = join(place.outDir, 'damaged.sqlite');
  writeFileSync(damaged, readFileSync(backup).fill(255, 5000, 9000));
  const missing = join(place.outDir, 'missing.sqlite');
  for (const path of [damaged, missing])
    await expect(client.backups.restore({ from: { kind: 'path', path } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(client.backups.restore({ from: { kind: 'backup', name: '../../desk.sqlite' } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  // A folder is in the place where the copy of the list would go: the restore fails once the list is closed.
  const folder = join(place.dataDir, 'desk.sqlite.restoring');
  mkdirSync(join(folder, 'x'), { recursive: true });
  await expect(client.backups.restore({ from: { kind: 'path', path: backup } })).rejects.toMatchObject({
    code: 'FAILED',
    message: expect.stringMatching(/^Nothing was restored\. /),
  });
  expect(await blockedOf(kept, later, released)).toEqual([true, true, false]);
  expect(await client.entries.add({ numbers: ['+12125550104'] })).toMatchObject({ changed: 1 });
});

test('an import that is under way refuses it, and so does another restore', async () => {
  const { client } = desk;
  const from = { kind: 'path', path: backup } as const;
  const text = Array.from({ length: 20_000 }, (_, index) => `+1212${5_600_000 + index}`).join('\n');
  const { intake } = await client.intake.open({ from: { kind: 'text', text, name: 'many.csv' } });
  const { job: preview } = await client.intake.preview({
    intake,
    options: { mapping: [{ column: 0, field: 'phone' }] },
  });
  await client.jobs.wait({ job: preview });
  const { job } = await client.intake.apply({ intake });
  const refused = { code: 'NEEDS_PERSON', message: expect.stringMatching(/many\.csv.* is under way/) };
  await expect(client.backups.restore({ from })).rejects.toMatchObject(refused);
  expect(await client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  const both = await Promise.allSettled([client.backups.restore({ from }), client.backups.restore({ from })]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await client.app.status()).toMatchObject({ entries: 20_003 });
});

test('a row of the list that cannot be read stays blocked, and does not keep the backup from its place', async () => {
  await desk.client.entries.add({ numbers: ['+12125550105'], expires: '2099-01-01' });
  const file = join(place.dataDir, 'desk.sqlite');
  const beside = new Database(file);
  expect(
    beside.prepare(`UPDATE scope SET holds = replace(holds, '[[', '[{') WHERE holds LIKE '%4070%'`).run().changes,
  ).toBe(1);
  beside.close();
  const from = { kind: 'path', path: backup } as const;
  expect(await desk.client.backups.restore({ from })).toMatchObject({ present: 'read', comparison: { stay: 2 } });
  expect(await blockedOf(kept, later, '+12125550105')).toEqual([true, true, true]);
  expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
});

test('programs are answered from the list that is open, and from no backup that is only looked at', async () => {
  await desk.close();
  const seen: string[] = [];
  const openGate: OpenGate = () => {
    seen.push('opened');
    return { close: async () => void seen.push('closed') };
  };
  desk = await openTestCore(place.dataDir, { openGate });
  const from = { kind: 'path', path: backup } as const;
  await desk.client.backups.preview({ from });
  expect(seen).toEqual(['opened']);
  await desk.client.backups.restore({ from });
  expect(seen).toEqual(['opened', 'closed', 'opened']);
});

test('what was redacted since the backup is not brought back by it', async () => {
  const { client } = desk;
  const [asked, secret] = ['+12125550106', 'Ruth Example of Elm Street'];
  await client.entries.add({ numbers: [asked], reason: secret });
  const { path } = await client.app.backup({});
  await client.entries.redact({ numbers: [asked] });
  const restored = await client.backups.restore({ from: { kind: 'path', path } });
  expect(restored).toMatchObject({ redacted: 1, unredacted: [] });
  expect((await client.entries.get({ number: asked })).entry).toMatchObject({ reason: '[redacted]', removed: null });
  expect(await client.app.verify()).toEqual({ ok: true, problems: [] });
  await desk.close();
  expect(readFileSync(join(place.dataDir, 'desk.sqlite')).includes(secret)).toBe(false);
});
