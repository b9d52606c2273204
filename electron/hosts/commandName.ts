/** How a person types the command line here. Messages call it `dnc-desk`; an installed app may have it elsewhere. */
import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { commandNameWords as say } from '../../shared/words/hosts.ts';

/** What the answer depends on; a test passes its own. */
export type CommandSurroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The path of this module, inside the archive where the app is installed. */
  readonly module: string;
  readonly exists: (path: string) => boolean;
};

const here = (): CommandSurroundings => ({
  platform: process.platform,
  env: process.env,
  module: import.meta.filename,
  exists: existsSync,
});

const plain = 'dnc-desk';

/**
 * The command as it is typed in a terminal: `dnc-desk` where that is on the PATH (a deb, or the project's own folder), else
 * the launcher of the installed app, quoted; for an AppImage the image itself with `--cli --`.
 */
export function toCommandName({ platform, env, module, exists }: CommandSurroundings = here()): string {
  const path = platform === 'win32' ? win32 : posix;
  const end = module.indexOf(`${path.sep}app.asar${path.sep}`);
  if (end < 0) return plain;
  if (platform === 'linux') {
    const image = env['APPIMAGE'];
    if (image !== undefined && image !== '') return say.cli(image);
    if (exists('/usr/bin/dnc-desk')) return plain;
  }
  return `"${path.join(module.slice(0, end), 'bin', platform === 'win32' ? 'dnc-desk.cmd' : plain)}"`;
}

/** A message in which every command of `dnc-desk` is written as it is typed here. */
export function nameCommands(message: string, command: string = toCommandName()): string {
  return message.replaceAll(/\bdnc-desk (?=[a-z])/g, () => `${command} `);
}
