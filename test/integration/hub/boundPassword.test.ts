/**
 * The password of a desk's login goes to the place that it was given for, and to no server that asks for it as it is: whatever a backup
 * says, and whoever listens on this computer. The stranger is a server that writes down what it is sent.
 */
import { copyFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepSums } from '../../../electron/core/db/tableSums.ts';
import type { WritableDb } from '../../../electron/core/db/handles.ts';
import { connectPg } from '../../../electron/core/hub/pg/connect.ts';
import type { HubDesk } from '../../support/hubDesks.ts';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, useHubs, viewOf } from '../../support/useHubs.ts';

/** AuthenticationCleartextPassword, AuthenticationMD5Password with a salt, AuthenticationSASL with SCRAM-SHA-256. */
const asks = {
  clear: Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]),
  md5: Buffer.from([0x52, 0, 0, 0, 12, 0, 0, 0, 5, 1, 2, 3, 4]),
  scram: Buffer.concat([Buffer.from([0x52, 0, 0, 0, 23, 0, 0, 0, 10]), Buffer.from('SCRAM-SHA-256\0\0')]),
} as const;

let stranger: Server;
let heard: Buffer[];
let answers: Buffer[];

beforeEach(async () => {
  [heard, answers] = [[], [asks.clear]];
  stranger = createServer((socket) => {
    const left = [...answers];
    socket.on('error', () => {});
    socket.on('data', (data) => {
      heard.push(data);
      const next = left.shift();
      if (next === undefined) socket.destroy();
      else socket.write(next);
    });
  });
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
});
afterEach(() => void stranger.close());

const strangePort = () => (stranger.address() as AddressInfo).port;
/** Password messages (`p`), of which the first of SCRAM names the login alone. */
const passwords = () => heard.filter((data) => data[0] === 0x70).map((data) => data.toString('latin1'));

describe('a server without TLS', () => {
  const password = 'secret-of-the-login';
  const place = () => ({ host: '127.0.0.1', port: strangePort(), database: 'dnc', login: 'tom', ca: null });

  it.each(['clear', 'md5'] as const)('that asks for the password (%s) is not told it', async (how) => {
    answers = [asks[how]];
    await expect(connectPg(place(), password)).rejects.toThrow(/asks for the password itself.*No password was sent/);
    expect(passwords()).toEqual([]);
  });

  it('that begins with SCRAM and then asks for the password is not told it either', async () => {
    answers = [asks.scram, asks.clear];
    await expect(connectPg(place(), password)).rejects.toThrow(/No password was sent/);
    expect(passwords().join('')).not.toContain(password);
    expect(passwords()).toHaveLength(1);
  });
});

describe.skipIf(noPostgres !== undefined)('a list that names another place', () => {
  const { makeHub, proxy } = useHubs();

  /** The desk restores its own backup, in which somebody changed the row of the shared list. */
  async function restoreChanged(desk: HubDesk, change: string): Promise<void> {
    const { path } = await desk.client.app.backup({});
    const changed = `${path}.changed.sqlite`;
    copyFileSync(path, changed);
    const db = new Database(changed);
    keepSums(db as unknown as WritableDb);
    db.prepare(`UPDATE hub SET ${change}`).run();
    db.pragma('journal_mode = DELETE');
    db.close();
    await desk.client.backups.restore({ from: { kind: 'path', path: changed } });
  }

  it('by a changed backup reaches nobody there, says so, and goes on with a new line', async () => {
    const hub = await makeHub();
    const tom = await hub.join('Tom');
    await tom.block('+12125550101');
    await restoreChanged(tom, `port = ${strangePort()}`);
    await expect(exchange(tom)).rejects.toThrow(/was given for 127\.0\.0\.1:\d+\/.* it is not sent there/);
    expect(heard).toEqual([]);
    expect(await viewOf(tom)).toMatchObject({
      state: 'problem',
      sentence: expect.stringContaining('dnc-desk hub join'),
    });
    expect(await tom.isBlocked('+12125550101')).toBe(true);
    await tom.client.hub.leave();
    await tom.client.hub.join({ line: await hub.invite('Tom again') });
    await exchange(tom);
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep' });
  });

  it.each([`login = 'mia'`, `ca = 'another'`, `database = 'another'`, `host = 'localhost'`])(
    'by a changed %s is as another place',
    async (change) => {
      const tom = await (await makeHub()).join('Tom', 'desk', { port: proxy().port });
      await restoreChanged(tom, change);
      await expect(exchange(tom)).rejects.toThrow(/it is not sent there/);
    },
  );

  it('by a backup of our own is the place that it was, and nothing is asked', async () => {
    const tom = await (await makeHub()).join('Tom');
    await restoreChanged(tom, 'port = port');
    await exchange(tom);
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep' });
  });

  it('takes no password of before, which was bound to its place by the first exchange', async () => {
    const hub = await makeHub();
    const tom = await hub.join('Tom');
    await tom.close();
    await forgetPlace(tom);
    await tom.reopen();
    await exchange(tom);
    expect(await tom.ports.secrets?.load(`hub:${secretIdOf(tom)}`)).toContain('"bound"');
    await restoreChanged(tom, `port = ${strangePort()}`);
    await expect(exchange(tom)).rejects.toThrow(/it is not sent there/);
    expect(heard).toEqual([]);
  });

  it('takes no password of before where a restore is the first that this version does', async () => {
    const hub = await makeHub();
    const tom = await hub.join('Tom');
    await exchange(tom);
    await forgetPlace(tom);
    await restoreChanged(tom, `port = ${strangePort()}`);
    await expect(exchange(tom)).rejects.toThrow(/was kept by an earlier version.* it is not sent there/);
    expect(heard).toEqual([]);
    await tom.client.hub.leave();
    await tom.client.hub.join({ line: await hub.invite('Tom again') });
    await exchange(tom);
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep' });
  });
});

async function forgetPlace(desk: HubDesk): Promise<void> {
  const { secrets } = desk.ports;
  if (secrets === undefined) throw new Error('The desk has no secrets');
  const name = `hub:${secretIdOf(desk)}`;
  const { password } = JSON.parse((await secrets.load(name)) ?? '') as { password: string };
  await secrets.save(name, password);
}

function secretIdOf({ dataDir }: HubDesk): string {
  const db = new Database(`${dataDir}/desk.sqlite`, { readonly: true });
  try {
    return db.prepare<[], string>('SELECT secret_id FROM hub').pluck().get() ?? '';
  } finally {
    db.close();
  }
}
