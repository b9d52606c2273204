/** What goes wrong on a supervisor's machine, seen from the command line: one sentence, the right exit code, nothing lost. */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskWords } from '../../../shared/words/hosts.ts';
import { endAll, makeDataDir, runCli, runCliJson } from '../../support/cliProcess.ts';

let place: ReturnType<typeof makeDataDir>;
let data: string;
/** What the command says that begins the list. */
let begun: string;
beforeEach(() => {
  place = makeDataDir();
  data = join(place.data, 'desk');
  begun = `${openDeskWords.aNewListBegins(data)}\n`;
});
afterEach(() => {
  endAll();
  place.remove();
});

function put(name: string, content: string): string {
  const path = join(place.data, name);
  writeFileSync(path, content);
  return path;
}

it('a dozen commands at once all get their turn', async () => {
  const numbers = Array.from({ length: 12 }, (_, index) => `+121255501${10 + index}`);
  const runs = await Promise.all(numbers.map((number) => runCli(['add', number], { data })));
  expect(runs.map(({ code }) => code)).toEqual(runs.map(() => 0));
  // One of them begins the list, and says so.
  expect(runs.map(({ stderr }) => stderr).filter((said) => said !== '')).toEqual([begun]);
  expect(await runCliJson(['status'], { data })).toMatchObject({ entries: 12 });
});

it.skipIf(process.platform === 'win32')(
  'what is kept is private, also in a directory that others may read',
  async () => {
    const shared = join(place.data);
    await runCli(['add', '+12125550110'], { data: shared });
    await runCli(['backup'], { data: shared });
    const [backup = ''] = readdirSync(join(shared, 'backups'));
    for (const file of [join(shared, 'desk.sqlite'), join(shared, 'backups', backup)])
      expect(statSync(file).mode & 0o077).toBe(0);
  },
);

it('what others wrote does not steer the terminal', async () => {
  await runCli(['add', '+12125550110', '--reason', 'two\nlines \u001b[31mred'], { data });
  const { stdout } = await runCli(['list'], { data });
  expect(stdout).toMatch(/^\+12125550110 .* because two\\u000alines \\u001b\[31mred\n$/);
  expect(await runCliJson(['list'], { data })).toMatchObject({ entries: [{ reason: 'two\nlines \u001b[31mred' }] });
});

it('a text that is too long is named', async () => {
  const run = await runCli(['add', '+12125550110', '--reason', 'x'.repeat(2001)], { data });
  expect(run).toMatchObject({ code: 2, stderr: `${begun}The reason is too large: at most 2,000 characters.\n` });
});

it('a country that is none is named, and not passed over', async () => {
  expect((await runCli(['settings'], { data })).code).toBe(0);
  const run = await runCli(['check', '2125550110', '--region', 'UK'], { data });
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/^There is no country "UK": .*\.\n$/);
});

describe('a list that is gone', () => {
  it.each([
    ['removed', (file: string) => rmSync(file)],
    ['emptied', (file: string) => writeFileSync(file, '')],
  ])('because it was %s is not begun anew where there are backups: no number becomes callable', async (_how, harm) => {
    await runCli(['add', '+12125550110'], { data });
    const { path } = (await runCliJson(['backup'], { data })) as { path: string };
    harm(join(data, 'desk.sqlite'));
    const check = await runCli(['check', '+12125550110'], { data });
    expect(check).toMatchObject({ code: 1, stdout: '' });
    expect(check.stderr).toContain(`The newest whole backup is ${path}`);
    expect((await runCli(['restore', path], { data })).code).toBe(0);
    expect((await runCli(['check', '+12125550110'], { data })).code).toBe(3);
  });
});

describe('a file', () => {
  it.skipIf(process.platform === 'win32')('that is a pipe is refused and not waited for', async () => {
    const pipe = join(place.data, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    const run = await runCli(['import', pipe], { data });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr.replace(begun, '')).toMatch(/^"pipe\.csv" is not a regular file.*\n$/);
  });

  it('whose mapping fits nothing changes nothing', async () => {
    const file = put('list.csv', 'Phone,Notes\n+12125550110,one\n+12125550111,two\n');
    const asked = await runCli(['import', file, '--map', 'phone="Notes"'], { data });
    expect(asked).toMatchObject({ code: 4, stdout: '' });
    expect(asked.stderr).toMatch(
      /"Phone" is not read and holds 2 numbers, .* Answer with --also "Phone" or --leave-out "Phone"/,
    );
    const run = await runCli(['import', file, '--map', 'phone="Notes"', '--leave-out', 'Phone'], { data });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(
      /^2 rejected: .*\nNothing of "list\.csv" can be imported, as every line is rejected: .*\n$/,
    );
    expect(await runCliJson(['batches'], { data })).toEqual([]);
  });

  it('without a column of numbers is refused with its columns and the way to name one', async () => {
    const run = await runCli(['import', put('people.csv', 'Name,City\nBob,Rome\nAl,Oslo\n')], { data });
    expect(run).toMatchObject({
      code: 2,
      stderr: `${begun}No column of "people.csv" was recognised as phone numbers: name it with --map phone="Column"; there are "Name", "City".\n`,
    });
  });
});
