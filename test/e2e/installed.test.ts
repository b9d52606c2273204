// The command line of a real package, by its launcher: on the runtime that is shipped, with its fuses, without a screen. Runs
// where DNC_DESK_INSTALLED is the launcher's path (.github/workflows/ci.yml, after `npm run package`); elsewhere the name of
// the group says why it does not. test/integration/project/packaging.test.ts tries the same on Node.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const launcher = process.env['DNC_DESK_INSTALLED'] ?? '';
const why = launcher === '' ? ' (not run here: DNC_DESK_INSTALLED names no launcher)' : '';
if (why !== '') console.log(`The installed command line${why}`);

const number = '+12125551234';

describe.runIf(launcher !== '')(`the installed command line${why}`, () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'desk-installed-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs one command as a shell does; a batch file needs one. */
  function run(args: readonly string[], input = ''): { code: number | null; out: string; err: string } {
    const isBatch = launcher.endsWith('.cmd');
    const all = ['--data', join(folder, 'data'), ...args];
    const { status, stdout, stderr } = spawnSync(
      isBatch ? `"${launcher}"` : launcher,
      isBatch ? all.map((one) => `"${one}"`) : all,
      {
        input,
        encoding: 'utf8',
        shell: isBatch,
        timeout: 60_000,
        env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
      },
    );
    return { code: status, out: stdout, err: stderr };
  }

  test('a number is blocked, backed up, released and blocked again by a restore', () => {
    expect(run(['add', number, '--reason', 'asked on the phone'])).toMatchObject({ code: 0 });
    expect(run(['--json', 'check', number])).toMatchObject({ code: 3, out: expect.stringContaining('"blocked":true') });
    const backup = join(folder, 'backup.sqlite');
    expect(run(['backup', backup])).toMatchObject({ code: 0 });
    expect(run(['remove', number, '--why', 'a test'])).toMatchObject({ code: 0 });
    expect(run(['check', number])).toMatchObject({ code: 0 });
    expect(run(['restore', backup])).toMatchObject({ code: 0 });
    expect(run(['check', number])).toMatchObject({ code: 3 });
    expect(run(['verify'])).toMatchObject({ code: 0 });
  });

  test('a token is read from standard input, and an address among the arguments is only an argument', () => {
    const added = run(
      ['accounts', 'add', 'osvi', '--name', 'A', '--url', 'http://127.0.0.1:9/', '--token-stdin'],
      'a token\n',
    );
    // Whatever it answers about the vendor, it has read a token.
    expect(added.err).not.toMatch(/stdin|no token/i);
    expect([0, 1]).toContain(added.code);
  });

  test('bad usage is told with its exit code', () => {
    expect(run(['nonsense'])).toMatchObject({ code: 2, err: expect.stringContaining('nonsense') });
  });
});
