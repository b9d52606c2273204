// The real keychain: GNOME's Secret Service on a session bus of its own, so that the test needs no desktop and touches
// nobody's tokens. Where this machine has no such service there is nothing to try, and the test says so.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const runner = fileURLToPath(new URL('../../support/keychainRun.ts', import.meta.url));
const isHere = (program: string) => spawnSync('which', [program], { stdio: 'ignore' }).status === 0;
const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((program) => !isHere(program));

let home = '';
let dirs: [string, string] = ['', ''];
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'dnc-desk-keychain-'));
  dirs = [mkdtempSync(join(home, 'one-')), mkdtempSync(join(home, 'two-'))];
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Each call is a session with a fresh daemon over the same key file: a restart of the computer. */
function inSession(step: 'save' | 'load' | 'remove'): unknown {
  const script =
    'printf the-login-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"';
  const command = ['--', 'sh', '-c', script, 'sh', process.execPath, runner, step, ...dirs];
  const text = execFileSync('dbus-run-session', command, {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_DATA_HOME: join(home, 'share'),
      XDG_CACHE_HOME: join(home, 'cache'),
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(text.trim().split('\n').at(-1) ?? '');
}

describe('the keychain of the system', () => {
  if (missing.length > 0) {
    test(`is not tried: this machine has no ${missing.join(' and no ')}`, () => {
      expect(missing).not.toEqual([]);
    });
    return;
  }

  test('keeps tokens over a restart, apart for each data directory, and forgets what is removed', () => {
    const kept = { kind: 'keychain', first: 'token-of-the-first', second: 'token-of-the-second' };
    expect(inSession('save')).toEqual(kept);
    expect(inSession('load')).toEqual(kept);
    expect(inSession('remove')).toEqual({ kind: 'keychain', second: 'token-of-the-second' });
    expect(inSession('load')).toEqual({ kind: 'keychain', second: 'token-of-the-second' });
    for (const dir of dirs) {
      expect(existsSync(join(dir, 'tokens.sealed'))).toBe(false);
      for (const name of readdirSync(dir)) expect(readFileSync(join(dir, name), 'utf8')).not.toContain('token-of');
    }
  });
});
