// The error window of an installed app names a command that is there.
import { describe, expect, test } from 'vitest';
import { nameCommands, toCommandName } from '../../../electron/hosts/commandName.ts';

const nothing = (): boolean => false;

describe('how the command line is typed', () => {
  test.each([
    { where: 'the project', platform: 'linux', module: '/src/electron/hosts/commandName.ts', name: 'dnc-desk' },
    {
      where: 'macOS',
      platform: 'darwin',
      module: '/Applications/DNC Desk.app/Contents/Resources/app.asar/out/main/main.js',
      name: '"/Applications/DNC Desk.app/Contents/Resources/bin/dnc-desk"',
    },
    {
      where: 'Windows',
      platform: 'win32',
      module: 'C:\\Apps\\DNC Desk\\resources\\app.asar\\out\\main\\main.js',
      name: '"C:\\Apps\\DNC Desk\\resources\\bin\\dnc-desk.cmd"',
    },
    {
      where: 'a folder on Linux',
      platform: 'linux',
      module: '/home/a/release/resources/app.asar/out/main/main.js',
      name: '"/home/a/release/resources/bin/dnc-desk"',
    },
  ] as const)('in $where', ({ platform, module, name }) =>
    expect(toCommandName({ platform, module, env: {}, exists: nothing })).toBe(name),
  );

  test('after the deb was installed it is on the PATH, and an AppImage is called itself', () => {
    const module = '/opt/DNC Desk/resources/app.asar/out/main/main.js';
    const exists = (path: string): boolean => path === '/usr/bin/dnc-desk';
    expect(toCommandName({ platform: 'linux', module, env: {}, exists })).toBe('dnc-desk');
    const env = { APPIMAGE: '/home/a/DNC Desk.AppImage' };
    expect(toCommandName({ platform: 'linux', module, env, exists })).toBe('"/home/a/DNC Desk.AppImage" --cli --');
  });

  test('a message names it so, and its other words stay', () => {
    const message = 'The backup is /data/dnc-desk/b.sqlite: put it in place with dnc-desk restore; (dnc-desk.log)';
    expect(nameCommands('with dnc-desk restore', '"/$&/dnc-desk"')).toBe('with "/$&/dnc-desk" restore');
    expect(nameCommands(message, '"/x/dnc-desk"')).toBe(
      'The backup is /data/dnc-desk/b.sqlite: put it in place with "/x/dnc-desk" restore; (dnc-desk.log)',
    );
  });
});
