/** What is no command: exit code 2 and one sentence, before anything is opened. Help is no failure. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeDataDir, runCli } from '../../support/cliProcess.ts';

const place = makeDataDir();
const data = join(place.data, 'never-made');
afterAll(() => place.remove());

it.each([
  [['chek', '+12125551234'], /^Unknown command 'chek' \(Did you mean check\?\)\n$/],
  [['check'], /^Missing required argument 'number'\n$/],
  [['check', '+12125551234', '--colour'], /^Unknown option '--colour'/],
  [['remove', '+12125551234'], /^Required option '--why <text>' not specified\n$/],
  [['list', '--limit', 'many'], /--limit/],
  [['serve', '--port', '70000'], /--port/],
  [['add', '+12125551234', '--batch-id', 'b'], /--batch-id and --request-uuid go together/],
  [['add', '+12125551234', '--region', 'USA'], /two letters/],
  [['export', 'x', '--format', 'pdf'], /Allowed choices/i],
  [['conflicts', 'resolve', '1', 'maybe'], /keep-ours, take-theirs or edit/],
  [['conflicts', 'resolve', '1', 'edit', '--batch-id', 'b'], /--batch-id and --request-uuid go together/],
  [['accounts', 'add', 'osvi', '--name', 'A', '--url', '', '--token-stdin'], /--url .* The address is empty/],
  [['accounts', 'frobnicate'], /^Too many arguments/],
  [['sandbox', '--faults', '{"rules": 1}'], /^The fault plan does not fit/],
  [['sandbox', '--faults', 'no-such-plan.json'], /no-such-plan\.json/],
  [[], /^Usage: dnc-desk/],
])('%j', async (args, said) => {
  const run = await runCli(args, { data });
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(said);
  expect(existsSync(data)).toBe(false);
});

it('help goes to stdout', async () => {
  expect(await runCli(['--help'], { data })).toMatchObject({ code: 0, stderr: '' });
  expect((await runCli(['check', '--help'], { data })).stdout).toContain('--target');
});
