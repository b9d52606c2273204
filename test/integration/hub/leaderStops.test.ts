/**
 * A desk that is stopped or killed while it tells a vendor: another one goes on when the lease has run out, no record is made twice, and
 * one that wakes much later writes nothing any more, at the vendor or at the hub. Real processes, PostgreSQL and HTTP.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { makeDataDir } from '../../support/core.ts';
import type { DeskReply } from '../../support/hubDeskChild.ts';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

const leaseMs = 1500;
const timeoutMs = 300;
const numbers = Array.from({ length: 40 }, (_, at) => `+121255501${String(at).padStart(2, '0')}`);

type Child = {
  readonly process: ChildProcess;
  readonly call: (path: string, input?: unknown) => Promise<unknown>;
  readonly end: () => Promise<void>;
};

async function startDesk(): Promise<Child> {
  const { dataDir, remove } = await makeDataDir();
  const args = [dataDir, String(leaseMs), String(timeoutMs)];
  const child = fork(join(import.meta.dirname, '../../support/hubDeskChild.ts'), args, { execArgv: process.execArgv });
  const waiting = new Map<number, (answer: DeskReply) => void>();
  const answered = (id: number) => new Promise<DeskReply>((resolve) => waiting.set(id, resolve));
  child.on('message', (answer: DeskReply) => waiting.get(answer.id)?.(answer));
  await answered(0);
  let calls = 0;
  return {
    process: child,
    async call(path, input = {}) {
      const id = ++calls;
      const done = answered(id);
      child.send({ id, path: path.split('.'), input });
      const { value, error } = await done;
      if (error !== undefined) throw new Error(error);
      return value;
    },
    async end() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await ended;
      }
      await remove();
    },
  };
}

describe.skipIf(noPostgres !== undefined)('a desk that tells a vendor and is not there any more', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let sandbox: Sandbox;
  let mia: Child;
  let tom: HubDesk;

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach(async () => {
    hub = await createTestHub(server);
    sandbox = await createSandbox({ clock: Date.now });
    mia = await startDesk();
    tom = await hub.join('Tom');
  });
  afterEach(async () => {
    await mia?.end();
    await hub?.close();
    await sandbox?.close();
  });

  it.each(['SIGSTOP', 'SIGKILL'] as const)('%s in the middle of a push', async (signal) => {
    await mia.call('app.saveSettings', { author: 'Mia' });
    await mia.call('hub.join', { line: await hub.invite('Mia', 'lead') });
    await mia.call('hub.sync');
    const { id: tenant, token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr' });
    await mia.call('accounts.add', { vendor: 'yappr', name: 'The vendor', token, baseUrl, settings: {} });
    await tom.client.hub.sync();
    const account = (await tom.client.accounts.list())[0]?.id ?? 0;
    await tom.client.accounts.update({ account, token });
    const there = () => sandbox.control.records({ tenant }).map(({ number }) => number);
    const slow = { do: 'hang', ms: 50, commit: 'first' } as const;
    sandbox.control.setFaults({ tenant, plan: { rules: [{ method: 'POST', action: slow }] } });
    await mia.call('entries.add', { numbers });
    await mia.call('hub.sync');
    const { job } = (await mia.call('sync.run')) as { job: string };
    expect(job).not.toBe('');
    await expect.poll(() => there().length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(4);
    mia.process.kill(signal);
    await wait(20);
    expect(there().length).toBeLessThan(numbers.length);
    const sync = async () => {
      const started = await tom.client.sync.run({});
      await tom.client.jobs.wait(started);
      return (await tom.client.sync.results(started))[0];
    };
    expect(await sync()).toMatchObject({ outcome: 'cancelled', writes: 0 });
    await wait(leaseMs);
    sandbox.control.setFaults({ tenant, plan: { rules: [] } });
    expect(await sync()).toMatchObject({ outcome: 'done', conflicts: 0, waiting: 0 });
    expect(there().toSorted()).toEqual(numbers);
    if (signal === 'SIGKILL') return;
    await wait(leaseMs);
    const { writes } = sandbox.control.countWrites({ tenant });
    const atHub = () => hub.ask<{ fence: number; rev: number }>('SELECT fence, rev FROM dnc.lease');
    const before = await atHub();
    mia.process.kill('SIGCONT');
    await wait(500);
    await mia.call('hub.sync');
    expect(sandbox.control.countWrites({ tenant }).writes).toBe(writes);
    expect(await atHub()).toEqual(before);
    expect(there().toSorted()).toEqual(numbers);
    expect(await mia.call('accounts.list')).toMatchObject([{ lead: { name: 'Tom', isHere: false }, waiting: 0 }]);
  });
});
