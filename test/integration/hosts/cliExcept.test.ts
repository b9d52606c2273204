/** Everywhere except an account, on the command line: said as a place, checked, scrubbed and found. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StartedSandbox, startSandbox } from '../../../electron/sandbox/startSandbox.ts';
import { endAll, makeDataDir, runCli, runCliJson } from '../../support/cliProcess.ts';

const place = makeDataDir();
const at = { data: join(place.data, 'desk'), cwd: place.data };
const number = '+12125550177';
let sandbox: StartedSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: { yappr: null } });
  for (const { vendor, baseUrl, token } of sandbox.accounts.slice(0, 2)) {
    const args = ['accounts', 'add', vendor, '--name', `At ${vendor}`, '--url', baseUrl, '--token-stdin'];
    expect(await runCli(args, { ...at, input: token })).toMatchObject({ code: 0 });
  }
});
afterAll(async () => {
  endAll();
  await sandbox.close();
  place.remove();
});

it('blocks everywhere else, in check and scrub, and is found by what it excepts', async () => {
  const [free, held] = sandbox.accounts.slice(0, 2).map(({ vendor }) => `At ${vendor}`);
  const where = `everywhere except ${free}`;
  expect(await runCli(['add', number, '--scope', where], at)).toMatchObject({ code: 0, stderr: '' });
  expect(await runCli(['check', number, '--target', free ?? ''], at)).toMatchObject({ code: 0 });
  expect(await runCli(['check', number, '--target', held ?? ''], at)).toMatchObject({
    code: 3,
    stdout: expect.stringContaining(`blocked ${where}`) as string,
  });
  expect(await runCliJson(['list', '--excepted', free ?? ''], at)).toMatchObject({ entries: [{ number }] });
  expect(await runCliJson(['list', '--excepted', held ?? ''], at)).toMatchObject({ entries: [] });
  writeFileSync(join(place.data, 'leads.csv'), `Phone\n${number}\n`);
  const split = async (target = '', name = '') => {
    const halves = ['--clean', `${name}-clean.csv`, '--blocked', `${name}-blocked.csv`];
    return await runCliJson(['scrub', 'leads.csv', ...halves, '--target', target], at);
  };
  expect(await split(free, 'free')).toMatchObject({ clean: 1, blocked: 0 });
  expect(await split(held, 'held')).toMatchObject({ clean: 0, blocked: 1 });
  expect(readFileSync(join(place.data, 'held-blocked.csv'), 'utf8')).toContain(where);
});
