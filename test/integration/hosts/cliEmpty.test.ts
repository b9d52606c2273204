// A command that lists says where there is nothing to list, beside its result: who counts lines counts none.
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { endAll, makeDataDir, runCli } from '../../support/cliProcess.ts';

const places: ReturnType<typeof makeDataDir>[] = [];
afterEach(() => {
  endAll();
  for (const place of places.splice(0)) place.remove();
});

function makeData(): string {
  const place = makeDataDir();
  places.push(place);
  return join(place.data, 'desk');
}

const lists = [
  ['list'],
  ['batches'],
  ['accounts'],
  ['accounts', 'questions'],
  ['conflicts'],
  ['tokens'],
  ['asked'],
  ['checks'],
  ['registries'],
] as const;

test('what is empty is said in a sentence on stderr', { timeout: 120_000 }, async () => {
  const data = makeData();
  await runCli(['settings', '--region', 'US'], { data });
  for (const command of lists) {
    const said = await runCli([...command], { data });
    expect(said, command.join(' ')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/^\S.*\.\n$/) as string,
    });
    const asked = await runCli([...command, '--json'], { data });
    expect([asked.stderr, typeof JSON.parse(asked.stdout)], command.join(' ')).toEqual(['', 'object']);
  }
});

test('who lists or exports those that want no texts is told that those who want neither calls nor texts are apart', async () => {
  const data = makeData();
  const said = 'Who asked to stop both calls and texts is not among them: --channel both.\n';
  await runCli(['add', '+12125550123', '--confirm-invalid', '--channel', 'both'], { data });
  expect(await runCli(['list', '--channel', 'text'], { data })).toMatchObject({
    code: 0,
    stdout: '',
    stderr: `No entry fits.\n${said}`,
  });
  expect((await runCli(['export', '-', '--channel', 'text'], { data })).stderr).toBe(said);
  expect(await runCli(['list', '--channel', 'both'], { data })).toMatchObject({ stderr: '' });
});
