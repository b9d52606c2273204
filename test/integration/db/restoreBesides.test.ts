/**
 * What a restore does about all that is not the list: tokens and the gate of a backup that may be anybody's, what programs handed in and is
 * not answered yet, certificates, and accounts that look alike.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GatePort } from '../../../electron/core/gate/gateService.ts';
import { findToken } from '../../../electron/core/gate/openToken.ts';
import { openDeskView } from '../../../electron/core/gate/deskView.ts';
import { systemClock } from '../../../electron/hosts/systemClock.ts';
import { runCli } from '../../support/cliProcess.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const number = '+12125550101';
type Place = Awaited<ReturnType<typeof makeDataDir>>;
let places: Place[];
let open: TestCore[];
beforeEach(() => {
  places = [];
  open = [];
});
afterEach(async () => {
  for (const desk of open) await desk.close();
  for (const place of places) await place.remove();
});

async function makeDesk() {
  const place = await makeDataDir();
  places.push(place);
  return start(place);
}
async function start(place: Place) {
  let port: GatePort | undefined;
  const desk = await openTestCore(place.dataDir, {
    openGate: ({ gate }) => {
      port = gate;
      return { close: async () => {} };
    },
  });
  open.push(desk);
  const { client } = desk;
  return {
    place,
    client,
    port: () => port,
    backUp: async () => {
      const path = join(place.outDir, `${readdirSync(place.outDir).length}.sqlite`);
      await client.app.backup({ path });
      return path;
    },
    restore: async (path: string) => {
      const from = { kind: 'path', path } as const;
      const { besides: foreseen } = await client.backups.preview({ from });
      const { besides } = await client.backups.restore({ from });
      expect(besides).toEqual(foreseen);
      return besides;
    },
    states: async () => (await client.gate.tokens()).map(({ name, state }) => `${name} ${state}`).toSorted(),
    opens: (token: string) => {
      const { dataDir } = place;
      const view = openDeskView({ dataDir, systemZone: () => 'UTC', clock: systemClock, lack: () => null });
      try {
        return findToken(token, view.see(), Date.now()) !== undefined;
      } finally {
        view.close();
      }
    },
    end: async () => {
      open = open.filter((each) => each !== desk);
      await desk.close();
    },
  };
}

test("another desk's tokens open nothing, and its gate does not listen, until a person says so", async () => {
  const theirs = await makeDesk();
  const { token } = await theirs.client.gate.makeToken({ name: 'Stranger', scopes: ['read'] });
  await theirs.client.gate.saveSettings({ listen: true, port: 4801 });
  const path = await theirs.backUp();
  const ours = await makeDesk();
  await ours.client.entries.add({ numbers: [number] });
  const told = (await ours.restore(path)).join(' ');
  expect(told).toMatch(/do(es)? not know open nothing before you confirm.*Stranger \(dnc_/);
  expect(told).toContain('127.0.0.1:4801');
  expect([await ours.states(), ours.opens(token), ours.port()?.hasTokens()]).toEqual([
    ['Stranger asleep'],
    false,
    false,
  ]);
  expect((await ours.client.gate.state()).settings.listen).toBe(false);
  // A start knows nothing more.
  await ours.end();
  const again = await start(ours.place);
  expect([await again.states(), again.opens(token)]).toEqual([['Stranger asleep'], false]);
  const [{ id } = { id: 0 }] = await again.client.gate.tokens();
  expect(await again.client.gate.confirmToken({ id })).toMatchObject({ state: 'works' });
  expect([again.opens(token), again.port()?.hasTokens()]).toEqual([true, true]);
  expect(await again.client.app.verify()).toEqual({ ok: true, problems: [] });
  // Confirmed once, it is one of this desk.
  expect(await again.restore(path)).toEqual([expect.stringContaining('127.0.0.1:4801')]);
  expect(await again.states()).toEqual(['Stranger works']);
});

test('an own backup brings its own tokens and its gate as they were, also where the list is damaged', async () => {
  const desk = await makeDesk();
  const { token } = await desk.client.gate.makeToken({ name: 'Dialer', scopes: ['check'] });
  await desk.client.gate.saveSettings({ listen: true, port: 4802 });
  const path = await desk.backUp();
  expect(await desk.restore(path)).toEqual([]);
  expect([await desk.states(), desk.opens(token)]).toEqual([['Dialer works'], true]);
  const { token: later } = await desk.client.gate.makeToken({ name: 'Later', scopes: ['check'] });
  const newer = await desk.backUp();
  // Now the older one has no such token, and the newer one brings it back.
  expect(await desk.restore(path)).toEqual([expect.stringMatching(/have to be made again: Later \(/)]);
  expect(await desk.restore(newer)).toEqual([]);
  expect([desk.opens(token), desk.opens(later), (await desk.client.gate.state()).settings.listen]).toEqual([
    true,
    true,
    true,
  ]);
  await desk.end();
  writeFileSync(join(desk.place.dataDir, 'desk.sqlite'), Buffer.alloc(50_000, 0x55));
  expect((await runCli(['restore', newer], { data: desk.place.dataDir })).code).toBe(0);
  const again = await start(desk.place);
  expect([again.opens(token), again.opens(later), (await again.client.gate.state()).settings.listen]).toEqual([
    true,
    true,
    true,
  ]);
});

test('a token that was revoked here stays so; on a new computer it is asked about', async () => {
  const desk = await makeDesk();
  const { token, row } = await desk.client.gate.makeToken({ name: 'Dialer', scopes: ['check'] });
  const path = await desk.backUp();
  await desk.client.gate.revokeToken({ id: row.id });
  expect(await desk.restore(path)).toEqual([]);
  expect([await desk.states(), desk.opens(token)]).toEqual([['Dialer revoked'], false]);
  const elsewhere = await makeDesk();
  await elsewhere.restore(path);
  expect([await elsewhere.states(), elsewhere.opens(token)]).toEqual([['Dialer asleep'], false]);
});

test('what a program handed in and nobody could read is asked about after a restore, and certificates are kept', async () => {
  const desk = await makeDesk();
  const { row } = await desk.client.gate.makeToken({ name: 'Agent', scopes: ['add'] });
  const path = await desk.backUp();
  desk.port()?.takeAll([{ token: row.id, asked: { number: '2125550199 or 98' } }]);
  const asked = async () => (await desk.client.callForms.asked()).length;
  expect(await asked()).toBe(1);
  const file = join(desk.place.dataDir, 'desk.sqlite');
  const db = new Database(file);
  db.prepare(
    `INSERT INTO scrub_certificate (at, author, head_seq, sha256, certificate) VALUES (5, 'Dana', 0, 'abc', '{}')`,
  ).run();
  db.close();
  expect(await desk.restore(path)).toEqual([expect.stringContaining('1 question about what programs handed in')]);
  expect(await asked()).toBe(1);
  const after = new Database(file, { readonly: true });
  expect(after.prepare('SELECT count(*) FROM scrub_certificate').pluck().get()).toBe(1);
  after.close();
  // Once: it is there already.
  await desk.restore(path);
  expect(await asked()).toBe(1);
  expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
});

test('a call form that differs is named', async () => {
  const desk = await makeDesk();
  const path = await desk.backUp();
  const { presets } = await desk.client.callForms.list();
  const [{ about: _about, source: _source, ...form } = presets[0]!] = presets;
  await desk.client.callForms.save(form);
  expect(await desk.restore(path)).toEqual([expect.stringMatching(/were otherwise: Retell/)]);
});

test('vendors that are told nothing after it are named before, and what is set otherwise', async () => {
  const desk = await makeDesk();
  const { client } = desk;
  const connect = (name: string, port: number) =>
    client.accounts.add({ vendor: 'yappr', name, baseUrl: `http://127.0.0.1:${port}`, token: 't', settings: {} });
  const kept = await connect('Line', 9);
  const path = await desk.backUp();
  expect(await desk.restore(path)).toEqual([]);
  await client.accounts.update({ account: kept.id, name: 'Line of the day' });
  await connect('Night', 10);
  await client.app.saveSettings({ zone: 'Asia/Tokyo' });
  expect(await desk.restore(path)).toEqual([
    expect.stringMatching(/^An account that is connected now and not in the backup .*: Night\. .* may call, until/),
    'Set as in the backup after it, and otherwise now: the time zone in which days end (Settings).',
  ]);
});

test('an exception for a removed account does not move to the one that was connected again', async () => {
  const desk = await makeDesk();
  const { client } = desk;
  const account = { vendor: 'yappr', name: 'Line', baseUrl: 'http://127.0.0.1:9', token: 't', settings: {} } as const;
  const first = await client.accounts.add(account);
  const [line] = await client.accounts.targets({ account: first.id });
  if (line === undefined) throw new Error('The account is a target');
  await client.entries.add({ numbers: [number], holds: [{ place: 'everywhere', until: null, except: [line.id] }] });
  await client.accounts.remove({ account: first.id });
  await client.accounts.add(account);
  const blocked = async () => (await client.entries.check({ numbers: [number], target: 'Line' }))[0]?.blocked;
  expect(await blocked()).toBe(true);
  const removed = await client.entries.remove({ numbers: [number], why: 'asked back' });
  const path = await desk.backUp();
  await client.batches.undo({ batch: removed.batch ?? 0 });
  expect(await blocked()).toBe(true);
  await desk.restore(path);
  expect(await blocked()).toBe(true);
  expect((await client.entries.get({ number })).entry?.holds).toMatchObject([
    { place: 'everywhere', except: [line.id] },
  ]);
});

test('an exception for an account that took the name of a renamed one does not move to that', async () => {
  const desk = await makeDesk();
  const { client } = desk;
  const account = { vendor: 'yappr', name: 'Line', baseUrl: 'http://127.0.0.1:9', token: 't', settings: {} } as const;
  const first = await client.accounts.add(account);
  const [line] = await client.accounts.targets({ account: first.id });
  const path = await desk.backUp();
  await client.accounts.update({ account: first.id, name: 'Old line' });
  const second = await client.accounts.add(account);
  const [other] = await client.accounts.targets({ account: second.id });
  if (line === undefined || other === undefined) throw new Error('An account is a target');
  await client.entries.add({ numbers: [number], holds: [{ place: 'everywhere', until: null, except: [other.id] }] });
  const blocked = async (target: string) => (await client.entries.check({ numbers: [number], target }))[0]?.blocked;
  expect(await blocked('Old line')).toBe(true);
  await desk.restore(path);
  expect(await blocked('Line')).toBe(true);
  const holds = (await client.entries.get({ number })).entry?.holds;
  expect(holds).toMatchObject([{ place: 'everywhere', until: null, name: 'everywhere' }]);
});
