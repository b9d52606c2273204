/** What the hub does not take of a desk, and what a lead is asked: no block is lost by it, and nothing is asked for ever. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { databaseName } from '../../../electron/core/db/openDatabase.ts';
import type { HubDesk } from '../../support/hubDesks.ts';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, useHubs, viewOf } from '../../support/useHubs.ts';

const number = '+12125550101';
const baseUrl = 'http://127.0.0.1:9';
const demote = "UPDATE dnc.member SET role = 'desk' WHERE name = 'Mia'";

describe.skipIf(noPostgres !== undefined)('what the hub does not take', () => {
  const { makeHub, proxy } = useHubs();

  const connect = (desk: HubDesk, name: string) =>
    desk.client.accounts.add({ vendor: 'yappr', name, token: name, settings: {}, baseUrl, everyMinutes: 0 });
  const holdsAt = async (desk: HubDesk, target: string) =>
    (await desk.client.entries.check({ numbers: [number], target }))[0]?.blocked;

  it('a narrowing by a login that is no lead’s any more: the block is whole again, and what it says and blocks besides stays', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    for (const name of ['One', 'Two']) await connect(mia, name);
    await mia.client.entries.add({ numbers: [number], targets: ['One'] });
    await exchange(mia);
    await hub.ask(demote);
    await mia.client.entries.edit({ numbers: [number], patch: { reason: 'asked again' }, targets: ['Two'] });
    await exchange(mia);
    for (const target of ['One', 'Two']) expect(await holdsAt(mia, target), target).toBe(true);
    expect((await mia.client.entries.get({ number })).entry?.reason).toBe('asked again');
    expect(await viewOf(mia)).toMatchObject({ state: 'inStep', waiting: 0 });
    const tom = await hub.join('Tom');
    expect(await tom.export()).toMatch(/asked again/);
  });

  it('a lead is asked about such a narrowing as about a release, once, and what is only widened asks nobody', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const lea = await hub.join('Lea', 'lead');
    for (const name of ['One', 'Two']) await connect(mia, name);
    await mia.client.entries.add({ numbers: [number], targets: ['One', 'Two'] });
    await exchange(mia, lea);
    await hub.ask(demote);
    await mia.client.entries.edit({ numbers: [number], patch: {}, targets: ['Two'] });
    await mia.client.entries.add({ numbers: ['+12125550102'] });
    await exchange(mia, lea);
    const { requests } = await viewOf(lea);
    expect(requests).toMatchObject([
      {
        number,
        sentence: `Mia released or narrowed +1 212 555 0101 (its block was narrowed). It stays blocked for all that it was: another desk changed it meanwhile, or Mia is no lead any more.`,
      },
    ]);
    const { id = '', version = 0 } = requests[0] ?? {};
    await lea.client.hub.answer({ id, answer: 'keep', version });
    await exchange(lea, mia);
    for (const desk of [mia, lea]) expect(await viewOf(desk)).toMatchObject({ state: 'inStep', requestCount: 0 });
    for (const target of ['One', 'Two']) expect(await holdsAt(mia, target), target).toBe(true);
  });

  it('a release, and the desk is closed before it has taken it back', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead', { port: proxy().port });
    await mia.block(number);
    await exchange(mia);
    await hub.ask(demote);
    await mia.client.entries.remove({ numbers: [number], why: 'a mistake' });
    let closed: Promise<void> | undefined;
    const until = async () => {
      closed = mia.close();
      await pause(100);
    };
    proxy().cut({ when: 'held', text: 'e.number = ANY', until });
    await exchange(mia).catch(() => {});
    await closed;
    await mia.reopen();
    await exchange(mia);
    expect(await mia.isBlocked(number)).toBe(true);
    expect(await viewOf(mia)).toMatchObject({ requestCount: 1, problem: null });
  });

  it('a character that PostgreSQL does not keep: the block and the question are shared without it', async () => {
    const hub = await makeHub();
    const lea = await hub.join('Lea', 'lead');
    const tom = await hub.join('Tom');
    await tom.client.entries.add({ numbers: [number], reason: 'a\0b' });
    await exchange(tom, lea);
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep', refusedCount: 0 });
    expect(await lea.isBlocked(number)).toBe(true);
    await tom.client.entries.remove({ numbers: [number], why: 'a\0b' });
    await exchange(tom, lea);
    expect(await viewOf(lea)).toMatchObject({ problem: null, requestCount: 1 });
  });

  it('a number that the hub answers with an error: the rest is in step, and that one is named', async () => {
    const hub = await makeHub();
    const tom = await hub.join('Tom');
    await hub.ask('ALTER TABLE dnc.entry ADD CONSTRAINT untaken CHECK (number <> 12125550101) NOT VALID');
    await tom.block(number, '+12125550102');
    await exchange(tom);
    expect(await viewOf(tom)).toMatchObject({
      state: 'problem',
      sentence: '1 number is not shared; here the block holds. All else is in step with the shared list.',
      refused: [{ number }],
    });
  });

  it('a block for 150 agents is shared as one for a single agent is', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    const { id } = await connect(mia, 'One');
    await mia.close();
    const agents = Array.from({ length: 150 }, (_, at) => `Agent ${at}`);
    const db = new Database(join(mia.dataDir, databaseName));
    const insert = db.prepare(
      "INSERT INTO target (account_id, kind, remote_id, name, state) VALUES (?, 'agent', ?, ?, 'active')",
    );
    for (const name of agents) insert.run(id, randomUUID(), name);
    db.close();
    await mia.reopen();
    await mia.client.entries.add({ numbers: [number], targets: agents.map((name) => `One/${name}`) });
    await exchange(mia, tom);
    expect(await viewOf(mia)).toMatchObject({ refusedCount: 0 });
    expect(await tom.isBlocked(number)).toBe(true);
  });

  it('what is asked about a number is answered by its release, also by a lead who had not heard of it', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    await mia.block(number);
    await exchange(mia, tom);
    await tom.client.entries.remove({ numbers: [number], why: 'a typing mistake' });
    await exchange(tom);
    await mia.client.entries.remove({ numbers: [number], why: 'asked to be called' });
    await exchange(mia, tom);
    for (const desk of [mia, tom]) {
      expect(await desk.isBlocked(number)).toBe(false);
      expect(await viewOf(desk)).toMatchObject({ requestCount: 0 });
    }
  });

  it('a login that only looks asks nobody for a release, and is told so', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const rea = await hub.join('Rea', 'reader');
    await mia.block(number);
    await exchange(mia, rea);
    await expect(rea.client.entries.remove({ numbers: [number], why: 'a mistake' })).rejects.toThrow(
      /your login only looks/,
    );
    await rea.block('+12125550102');
    await exchange(rea);
    expect(await viewOf(rea)).toMatchObject({
      requestCount: 0,
      sentence: expect.stringMatching(/^1 number is blocked here alone/),
    });
  });
});
