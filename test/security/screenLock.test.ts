// A locked screen: a page is answered nothing, whoever calls, guessing gets slow and stays so over restarts, work goes on, and the
// command line of the same person opens it.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCore } from '../../electron/core/createCore.ts';
import type { CallContext } from '../../electron/core/desk/rpc.ts';
import { openSecrets } from '../../electron/core/secrets/openSecrets.ts';
import { createHostPorts } from '../../electron/hosts/hostPorts.ts';
import { contract, type DeskClient } from '../../shared/contract/contract.ts';
import { makeDataDir, readAll } from '../support/core.ts';
import { createTestClock, quietLog, type TestClock } from '../support/desk.ts';
import { migrationsDir } from '../support/migrations.ts';

const pin = '4711-a';
const number = '+12125550101';

let place: Awaited<ReturnType<typeof makeDataDir>>;
let clock: TestClock;
let close: () => Promise<void>;
/** As the page of a browser, the page of the window, and the command line call. */
let web: DeskClient;
let electron: DeskClient;
let cli: DeskClient;

beforeEach(async () => {
  place = await makeDataDir();
  clock = createTestClock();
  await start();
  await cli.entries.add({ numbers: [number], reason: 'asked' });
});
afterEach(async () => {
  await close();
  await place.remove();
});

async function start(): Promise<void> {
  const { dataDir } = place;
  const secrets = await openSecrets({ dataDir, keychain: null });
  const ports = { ...createHostPorts(), systemZone: () => 'UTC', clock, log: quietLog, secrets };
  const made = await createCore({ dataDir, migrationsDir, host: 'cli', ports });
  if (!made.ok) throw new Error(made.message);
  const { core } = made;
  const client = (host: CallContext['host']): DeskClient => createRouterClient(core.router, { context: { host } });
  [web, electron, cli] = [client('web'), client('electron'), client('cli')];
  close = async () => {
    await core.close();
    await ports.dispatcher.destroy();
  };
}

async function restart(): Promise<void> {
  await close();
  await start();
}

const locked = { code: 'LOCKED', status: 423, message: expect.stringContaining('give the PIN') };
const wrong = (how: RegExp) => ({ code: 'BAD_INPUT', message: expect.stringMatching(how) });

test('without a PIN nothing is locked, and nothing can be', async () => {
  expect(await web.lock.state()).toEqual({ hasPin: false, minutes: 0, isLocked: false, waitSeconds: 0 });
  await expect(web.lock.lock()).rejects.toMatchObject(wrong(/There is no PIN yet/));
  await expect(web.lock.set({ minutes: 5 })).rejects.toMatchObject(wrong(/Choose a PIN/));
  await expect(web.lock.set({ pin: '123', minutes: 5 })).rejects.toThrow();
  clock.forward(86_400_000);
  expect((await web.entries.list({})).matching).toBe(1);
});

test('a locked desk answers a page nothing, by any call of the contract; the command line goes on', async () => {
  await web.lock.set({ pin, minutes: 0 });
  await web.lock.lock();
  for (const page of [web, electron]) {
    for (const [area, calls] of Object.entries(contract)) {
      if (area === 'lock') continue;
      for (const name of Object.keys(calls)) {
        const call = (page as unknown as Record<string, Record<string, (input?: unknown) => Promise<unknown>>>)[area]?.[
          name
        ];
        await expect(call?.({}), `${area}.${name}`).rejects.toMatchObject(locked);
      }
    }
    await expect(page.lock.set({ pin: 'mine now', minutes: 0 })).rejects.toMatchObject(wrong(/not the PIN/));
  }
  expect(await cli.entries.check({ numbers: [number] })).toMatchObject([{ blocked: true }]);
  clock.forward(60_000);
  expect(await web.lock.unlock({ pin })).toMatchObject({ isLocked: false });
  expect((await web.entries.list({})).matching).toBe(1);
});

test('it locks after the minutes that a person chose, without the page’s help, and input begins them anew', async () => {
  await web.lock.set({ pin, minutes: 5 });
  clock.forward(4 * 60_000);
  await web.lock.touch();
  clock.forward(4 * 60_000);
  // What the page asks by itself is no input.
  expect((await web.entries.list({})).matching).toBe(1);
  clock.forward(60_000);
  await expect(web.entries.list({})).rejects.toMatchObject(locked);
  // Too late.
  expect(await web.lock.touch()).toMatchObject({ isLocked: true });
  await expect(web.entries.list({})).rejects.toMatchObject(locked);
});

test('work that was begun goes on, and a file that is being written is whole', async () => {
  await web.lock.set({ pin, minutes: 0 });
  const file = await web.entries.export({ format: 'csv' });
  await web.lock.lock();
  expect(await readAll(file)).toContain(number);
});

test('each wrong PIN after three takes longer, also after a restart, and many at once gain nothing', async () => {
  await web.lock.set({ pin, minutes: 0 });
  await web.lock.lock();
  for (let tries = 0; tries < 2; tries++)
    await expect(web.lock.unlock({ pin: 'guess' })).rejects.toMatchObject(wrong(/^This is not the PIN\. Try again\.$/));
  const guesses = ['a', 'b', 'c', pin].map((guess) => web.lock.unlock({ pin: guess }).catch((error: unknown) => error));
  const answers = await Promise.all(guesses);
  expect(answers[0]).toMatchObject(wrong(/The next one is taken in 5 seconds/));
  // Not even the right one.
  for (const answer of answers.slice(1)) expect(answer).toMatchObject(wrong(/^Too many wrong PINs: wait 5 seconds/));
  await restart();
  expect(await web.lock.state()).toMatchObject({ isLocked: true, waitSeconds: 5 });
  await expect(web.lock.unlock({ pin })).rejects.toMatchObject(wrong(/Too many/));
  clock.forward(5000);
  await expect(web.lock.unlock({ pin: 'guess' })).rejects.toMatchObject(wrong(/in 10 seconds/));
  // A clock that is set back does not lock anybody out for a year.
  clock.setBy(-365 * 86_400_000);
  expect((await web.lock.state()).waitSeconds).toBe(10);
  clock.setBy(365 * 86_400_000);
  clock.forward(10_000);
  expect(await web.lock.unlock({ pin })).toMatchObject({ isLocked: false, waitSeconds: 0 });
});

test('a desk with a PIN starts locked; the PIN is nowhere, and its file is the owner’s alone', async () => {
  await web.lock.set({ pin, minutes: 5 });
  const path = join(place.dataDir, 'screen.lock');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  for (const name of readdirSync(place.dataDir, { recursive: true, encoding: 'utf8' })) {
    const file = join(place.dataDir, name);
    if (statSync(file).isFile()) expect(readFileSync(file, 'latin1'), name).not.toContain(pin);
  }
  await restart();
  await expect(web.entries.list({})).rejects.toMatchObject(locked);
  expect(await web.lock.unlock({ pin })).toMatchObject({ isLocked: false, minutes: 5 });
});

test('a page needs the PIN to change or remove it; the command line does not', async () => {
  await web.lock.set({ pin, minutes: 5 });
  await expect(web.lock.set({ pin: 'another', minutes: 0 })).rejects.toMatchObject(wrong(/not the PIN/));
  await expect(web.lock.remove({ current: 'guess' })).rejects.toMatchObject(wrong(/not the PIN/));
  expect(await web.lock.set({ minutes: 9, current: pin })).toMatchObject({ minutes: 9 });
  expect(await web.lock.set({ pin: 'another', minutes: 9, current: pin })).toMatchObject({ hasPin: true });
  await web.lock.lock();
  await expect(web.lock.unlock({ pin })).rejects.toMatchObject(wrong(/not the PIN/));
  expect(await web.lock.unlock({ pin: 'another' })).toMatchObject({ isLocked: false });
  await web.lock.lock();
  expect(await cli.lock.remove({})).toEqual({ hasPin: false, minutes: 0, isLocked: false, waitSeconds: 0 });
  expect((await web.entries.list({})).matching).toBe(1);
});

test('a file of the PIN that is damaged locks, and says how it is put right', async () => {
  await close();
  writeFileSync(join(place.dataDir, 'screen.lock'), '{"version":1');
  await start();
  await expect(web.entries.list({})).rejects.toMatchObject(locked);
  await expect(web.lock.unlock({ pin })).rejects.toMatchObject(wrong(/is damaged.*dnc-desk screen-lock off/));
  expect(await cli.lock.remove({})).toMatchObject({ hasPin: false });
});
