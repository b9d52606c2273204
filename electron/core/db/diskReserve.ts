/**
 * A file beside the database that only takes up room. Even to read a database, SQLite needs a little space for what its
 * connections share. When a full disk refuses that, the reserve is given up, so that "is this number blocked?" has an
 * answer.
 */
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const reserveName = 'desk.reserve';
const reserveBytes = 256 * 1024;
/** With less free space than this, the reserve would take what the work needs. */
const leastFree = 4 * reserveBytes;

const pathIn = (dir: string): string => join(dir, reserveName);

/** Creates the reserve, if it is not there and the disk has room. */
export function keepReserve(dir: string): void {
  const path = pathIn(dir);
  try {
    if (existsSync(path)) return;
    const { bavail, bsize } = statfsSync(dir);
    if (bavail * bsize >= leastFree) writeFileSync(path, Buffer.alloc(reserveBytes), { mode: 0o600, flag: 'wx' });
  } catch {
    // Without the reserve everything works, except on a full disk.
    rmSync(path, { force: true });
  }
}

/** Gives the reserve up; answers whether there was one. */
export function giveUpReserve(dir: string): boolean {
  const path = pathIn(dir);
  const isThere = existsSync(path);
  rmSync(path, { force: true });
  return isThere;
}
