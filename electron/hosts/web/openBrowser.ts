/**
 * Opens the page for the person at this machine: as an app window of Chrome or Edge where one is installed, else in the
 * default browser. What opens it is a file (doorFile.ts), the one argument of a program that is started without a shell:
 * other people on this machine can read a program's arguments, and its environment may be passed on to anything.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Env = Readonly<Record<string, string | undefined>>;
type Command = readonly [program: string, ...args: string[]];

const linuxBrowsers = [
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'chromium',
  'chromium-browser',
];

/** Whether a window that is opened here could be seen. */
export function canShowBrowser(env: Env = process.env, platform: NodeJS.Platform = process.platform): boolean {
  if (env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false') return false;
  if (platform === 'win32' || platform === 'darwin') return env['SSH_CONNECTION'] === undefined;
  return Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

/** Which programs to try, in this order, to show what is at `address`. */
export function planBrowsers(
  address: string,
  exists: (path: string) => boolean = isProgram,
  env: Env = process.env,
  platform: NodeJS.Platform = process.platform,
): readonly Command[] {
  const asApp = `--app=${address}`;
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    const places = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    const found = places.flatMap((place) => roots.map((root) => `${root}\\${place}`)).filter(exists);
    // `start` is not used: it is a word of the shell, which would interpret the link's characters.
    return [...found.map((path): Command => [path, asApp]), ['rundll32', 'url.dll,FileProtocolHandler', address]];
  }
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Microsoft Edge'].filter((app) =>
      exists(`/Applications/${app}.app/Contents/MacOS/${app}`),
    );
    return [...apps.map((app): Command => ['open', '-na', app, '--args', asApp]), ['open', address]];
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = linuxBrowsers.filter((name) => folders.some((folder) => exists(join(folder, name))));
  return [...found.map((name): Command => [name, asApp]), ['xdg-open', address]];
}

/** Shows a file; false if no program could be started. This process does not follow what becomes of the browser. */
export async function openBrowser(file: string): Promise<boolean> {
  const env = withoutOurs(process.env);
  for (const [program, ...args] of planBrowsers(pathToFileURL(file).href)) {
    const started = await new Promise<boolean>((resolve) => {
      const child = spawn(program, args, { stdio: 'ignore', detached: true, env });
      child.once('error', () => resolve(false));
      child.once('spawn', () => resolve(true));
      child.unref();
    });
    if (started) return true;
  }
  return false;
}

/** The environment without the desk's own settings: one of them is the passphrase of the tokens. */
function withoutOurs(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('DNC_DESK_')));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
