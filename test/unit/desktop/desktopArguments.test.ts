// What the desktop reads of its command line, and that `--cli --` runs a command instead of opening a window.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { findCliArguments, findDataOption } from '../../../electron/desktop/arguments.ts';
import { createElectronDouble } from '../../support/electronDouble.ts';

describe('the arguments of the desktop', () => {
  test.each([
    { argv: ['/opt/DNC Desk/dnc-desk-app'], command: undefined },
    { argv: ['electron', '.', '--data=/d'], command: undefined },
    { argv: ['app', '--cli', '--', 'check', '+12125551234'], command: ['check', '+12125551234'] },
    { argv: ['app', '--no-sandbox', '--cli', '--'], command: [] },
    { argv: ['app', '--cli', '--', 'add', '--', '+12125551234'], command: ['add', '--', '+12125551234'] },
    // Only a launcher writes both; a file that is called so asks for nothing.
    { argv: ['app', '--cli'], command: undefined },
    { argv: ['app', '--', '--cli', '--', 'check'], command: undefined },
    { argv: ['--'], command: undefined },
  ])('$argv', ({ argv, command }) => expect(findCliArguments(argv)).toEqual(command));

  test('a data directory is read as it is written', () => {
    expect(findDataOption(['app', '--data', '/d'])).toBe('/d');
    expect(findDataOption(['app', '--data=/d'])).toBe('/d');
    expect(findDataOption(['app', '--data', '--other'])).toBeUndefined();
  });
});

describe('the main module', () => {
  const { argv } = process;
  afterEach(() => {
    process.argv = argv;
    vi.resetModules();
    vi.doUnmock('electron');
    vi.doUnmock('../../../electron/hosts/cli/runCli.ts');
  });

  test('runs a command and touches nothing of Electron: no window, no lock, no schemes', async () => {
    const electron = createElectronDouble();
    const ran: (readonly string[])[] = [];
    vi.doMock('electron', () => electron);
    vi.doMock('../../../electron/hosts/cli/runCli.ts', () => ({
      runCli: (args: readonly string[]) => Promise.resolve(void ran.push(args)),
    }));
    process.argv = ['/opt/DNC Desk/dnc-desk-app', '--no-sandbox', '--cli', '--', 'verify', '--json'];
    await import('../../../electron/desktop/main.ts');
    expect(ran).toEqual([['verify', '--json']]);
    expect(electron.log).toMatchObject({ windows: [], children: [], quits: 0, schemes: [], sandboxed: false });
  });
});
