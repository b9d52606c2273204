/**
 * Another user of this machine reads the arguments and the environment of the browser that the desk starts, the folder
 * of the data, and the log, and would sign in with what is there.
 */
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDoorFiles } from '../../electron/hosts/web/doorFile.ts';
import { endAll, makeDataDir, runCli, signIn, startCli, startServe } from '../support/cliProcess.ts';
import { launchChromium } from '../support/chromium.ts';

let place: ReturnType<typeof makeDataDir>;
let data: string;
beforeEach(() => {
  place = makeDataDir();
  data = join(place.data, 'desk');
});
afterEach(() => {
  endAll();
  place.remove();
});

/** A browser that writes down how it was started, which is what `ps` shows to everybody. */
function plantBrowser(): { readonly env: Readonly<Record<string, string>>; readonly seen: () => Promise<string> } {
  const bin = join(place.data, 'bin');
  const log = join(place.data, 'seen');
  mkdirSync(bin);
  writeFileSync(join(bin, 'google-chrome'), `#!/bin/sh\n{ echo "$@"; env; } > ${log}.new\nmv ${log}.new ${log}\n`);
  chmodSync(join(bin, 'google-chrome'), 0o755);
  return {
    env: { CI: 'false', DISPLAY: ':0', PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    seen: async () => {
      while (!existsSync(log)) await wait(10);
      return readFileSync(log, 'utf8');
    },
  };
}

/** A web host that opens a browser. */
async function serveOpen(env: Readonly<Record<string, string>>) {
  const ready = /^DNC Desk is ready: (http:\/\/127\.0\.0\.1:\d+)\/#token=(\S+)$/m;
  const running = await startCli(['serve'], { data, env }, ready);
  const [, origin = '', token = ''] = running.match;
  return { ...running, origin, token };
}

describe('the browser that is started', () => {
  it('has the name of a file that only its user can read, and neither the link nor the passphrase', async () => {
    const { env, seen } = plantBrowser();
    const desk = await serveOpen(env);
    const shown = await seen();
    const [, address = ''] = /^--app=(file:\S+)$/m.exec(shown) ?? [];
    expect(shown).not.toMatch(/token|127\.0\.0\.1|passphrase/i);
    const file = fileURLToPath(address);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(file.startsWith(`${data}/`)).toBe(true);
    const [, token = ''] = /#token=([\w-]+)/.exec(readFileSync(file, 'utf8')) ?? [];
    // It is a link of its own: the one that was printed still works.
    expect(token).not.toBe(desk.token);
    expect(await signIn({ origin: desk.origin, token })).toBeTypeOf('string');
    expect(await signIn(desk)).toBeTypeOf('string');
    await desk.stop();
    expect(existsSync(file)).toBe(false);
  });

  it('gets such a file from a second start too, which the first one removes', async () => {
    const first = await startServe({ data });
    const { env, seen } = plantBrowser();
    const second = await runCli(['serve'], { data, env });
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining(`${first.origin}/#token=`) as string });
    const shown = await seen();
    expect(shown).not.toMatch(/token=|127\.0\.0\.1/);
    const [, address = ''] = /^--app=(file:\S+)$/m.exec(shown) ?? [];
    expect(readFileSync(fileURLToPath(address), 'utf8')).toContain(`${first.origin}/#token=`);
    await first.stop();
    expect(readdirSync(data).filter((name) => name.endsWith('.html'))).toEqual([]);
  });

  it('comes from the file to the page, signed in', async () => {
    const { env, seen } = plantBrowser();
    const desk = await serveOpen(env);
    const [, address = ''] = /^--app=(file:\S+)$/m.exec(await seen()) ?? [];
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    expect(page.url()).toMatch(new RegExp(`^${desk.origin}/#/`));
    await browser.close();
    await desk.stop();
  });
});

describe('the file', () => {
  it('is gone after a minute, and what a killed host left is gone at the next start', () => {
    mkdirSync(data);
    writeFileSync(join(data, 'open-00ff.html'), 'left');
    const timers: { readonly ms: number; readonly act: () => void }[] = [];
    const files = createDoorFiles(data, (ms, act) => timers.push({ ms, act }));
    expect(readdirSync(data)).toEqual([]);
    const file = files.write('http://127.0.0.1:4000/#token=abc');
    expect(readdirSync(data)).toHaveLength(1);
    expect(timers.map(({ ms }) => ms)).toEqual([60_000]);
    timers[0]?.act();
    expect(existsSync(file ?? '')).toBe(false);
  });
});

it('a link that strangers guess leaves one line a minute in the log, not one a guess', async () => {
  const desk = await startServe({ data });
  for (let guess = 0; guess < 200; guess += 1)
    await fetch(`${desk.origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: `guess-${guess}` }),
    });
  desk.child.kill();
  await once(desk.child, 'close');
  const lines = readFileSync(join(data, 'desk.log'), 'utf8').split('\n');
  expect(lines.filter((line) => line.includes('web.linkRefused'))).toHaveLength(1);
});
