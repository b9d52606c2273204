// A bug that no command catches ends the command line with one sentence, inside an installed app too, whose main process
// would show a window and go on.
import { expect, test } from 'vitest';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runNode } from '../../../scripts/tools.ts';

test.each([
  { bug: 'an error in a callback', code: "setTimeout(() => { throw new Error('no such thing'); }, 0);" },
  {
    bug: 'a promise that nobody awaits',
    code: "setTimeout(() => void Promise.reject(new Error('no such thing')), 0);",
  },
])('$bug ends the command with exit code 1', async ({ code }) => {
  const module = pathToFileURL(join(root, 'electron/hosts/cli/runCli.ts')).href;
  // `sandbox` would run until it is stopped.
  const script = `${code} const { runCli } = await import('${module}'); await runCli(['sandbox']);`;
  const done = await runNode(['--input-type=module', '--eval', script], { quiet: true });
  expect(done.code).toBe(1);
  expect(done.output).toContain('DNC Desk failed unexpectedly (no such thing).');
});

test('a command with nothing left to wait for has not answered: it ends with exit code 1, never with 0', async () => {
  const module = pathToFileURL(join(root, 'electron/hosts/cli/runCli.ts')).href;
  const script = `process.stdout.write = () => true; void import('${module}').then(({ runCli }) => runCli(['--help']));`;
  const done = await runNode(['--input-type=module', '--eval', script], { quiet: true });
  expect(done.code).toBe(1);
  expect(done.output).toContain('DNC Desk failed unexpectedly (the command ended without an answer).');
});
