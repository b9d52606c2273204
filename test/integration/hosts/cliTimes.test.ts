/** Times in lines that people read are those of the desk's zone; `--json` keeps instants, as programs compare them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endAll, makeDataDir, runCli, runCliJson } from '../../support/cliProcess.ts';

let place: ReturnType<typeof makeDataDir>;
const print = async (...args: string[]) => (await runCli(args, place)).stdout;

beforeEach(() => {
  place = makeDataDir();
});
afterEach(() => {
  endAll();
  place.remove();
});

it('history, batches and tokens tell when something was by the clock of the desk', async () => {
  await print('settings', '--zone', 'Asia/Kolkata', '--author', 'Dana');
  await print('add', '+12125551234');
  const { history } = (await runCliJson(['history', '+12125551234'], place)) as { history: { at: string }[] };
  expect(history).toEqual([expect.objectContaining({ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) })]);

  // The clock of India is five and a half hours ahead of UTC all year.
  const at = Date.parse(history[0]?.at ?? '');
  const there = new Date(at + 5.5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  expect(await print('history', '+12125551234')).toBe(`+12125551234 ${there} Blocked everywhere by Dana.\n`);
  expect(await print('batches')).toMatch(new RegExp(`^\\d+ ${there} add `));

  await print('tokens', 'add', 'Dialer', '--scope', 'check', '--expires', '2999-12-31');
  expect(await print('tokens')).toContain('; until 2999-12-31; ');
});

it.each(['', 'Atlantis/Harbour'])('the clock of a machine whose zone is %j is that of UTC', async (zone) => {
  await print('add', '+12125551234');
  const how = { ...place, env: { TZ: zone } };
  expect(await runCli(['check', '+12125551234'], how)).toMatchObject({ code: 3 });
  expect(await runCli(['add', '+12125551235', '--expires', '2999-12-31'], how)).toMatchObject({ code: 0 });
  expect(await runCli(['check', '+12125551235'], how)).toMatchObject({ code: 3 });
  expect((await runCli(['settings'], how)).stdout).toContain('UTC');
});
