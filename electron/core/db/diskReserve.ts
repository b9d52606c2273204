/**
 * A file beside the database that holds nothing but room. A database cannot even be read without a little space for what its
 * connections share; when a full disk refuses that, the reserve is given up, so that "is this number blocked?" has an answer.
 */
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const reserveName = 'desk.reserve';
const reserveBytes = 256 * 1024;
/** With less than this on the disk, the reserve would take what the work needs. */
const leastFree = 4 * reserveBytes;

const pathIn = (dir: string): string => join(dir, reserveName);

/** Lays the reserve down, if it is not there and the disk has room. */
export function keepReserve(dir: string): void {
  const path = pathIn(dir);
  try {
    if (existsSync(path)) return;
    const { bavail, bsize } = statfsSync(dir);
    if (bavail * bsize >= leastFree) writeFileSync(path, Buffer.alloc(reserveBytes), { mode: 0o600, flag: 'wx' });
  } catch {
    // Without it everything works but on a full disk.
    rmSync(path, { force: true });
  }
}

/** Gives the reserve up; whether there was one. */
export function giveUpReserve(dir: string): boolean {
  const path = pathIn(dir);
  const isThere = existsSync(path);
  rmSync(path, { force: true });
  return isThere;
}
