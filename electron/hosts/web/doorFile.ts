/**
 * How a browser gets the link that signs its page in. Other users of this machine can read the arguments of every program,
 * so the browser is given the name of a file that only this person can read, and which sends it on. Its link works once
 * and for as long as the file is there.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const prefix = 'open-';
const suffix = '.html';

/** Long enough for a browser to start. */
export const doorFileMs = 60_000;

export type DoorFiles = {
  /** Writes a file that sends a browser to `link` and is gone after a minute; its path, or undefined where none can be written. */
  readonly write: (link: string) => string | undefined;
  /** Removes what is still there. */
  readonly close: () => void;
};

/**
 * The door files of one data directory. What an earlier host left there is removed.
 * @param after runs `act` after `ms`
 */
export function createDoorFiles(
  dataDir: string,
  after: (ms: number, act: () => void) => unknown = (ms, act) => setTimeout(act, ms).unref(),
): DoorFiles {
  const remove = (name: string): void => rmSync(join(dataDir, name), { force: true });
  const removeAll = (): void => readdirSync(dataDir).filter(isDoorFile).forEach(remove);
  removeAll();
  return {
    write(link) {
      const name = `${prefix}${randomBytes(16).toString('hex')}${suffix}`;
      const path = join(dataDir, name);
      try {
        writeFileSync(path, toPage(link), { mode: 0o600, flag: 'wx' });
      } catch {
        remove(name);
        return undefined;
      }
      after(doorFileMs, () => remove(name));
      return path;
    },
    close: removeAll,
  };
}

const isDoorFile = (name: string): boolean => name.startsWith(prefix) && name.endsWith(suffix);

function toPage(link: string): string {
  const address = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>DNC Desk</title>',
    '<meta name="referrer" content="no-referrer">',
    `<meta http-equiv="refresh" content="0;url=${address}">`,
    `<p><a href="${address}">Open DNC Desk</a></p></html>\n`,
  ].join('\n');
}
