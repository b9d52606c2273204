/**
 * A disk that gets full at random moments of the work, and has room again: whatever was acknowledged is there afterwards, and
 * the history is whole. On a small disk of its own, which only root on Linux may mount.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../electron/sandbox/randomness.ts';
import { makeDataDir, openTestCore } from '../support/core.ts';

export type FullReport = {
  readonly seed: number;
  readonly rounds: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly lost: readonly string[];
  readonly problems: readonly string[];
};

const wordsPerReason = 300;

/** Why a small disk cannot be had here, or undefined. */
export async function findObstacle(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux may mount a small disk';
  const place = await makeDataDir();
  try {
    mountDisk(place.dataDir);
    execFileSync('umount', [place.dataDir]);
    return undefined;
  } catch {
    return 'this machine does not let a small disk be mounted';
  } finally {
    await place.remove();
  }
}

/** Fills the disk up and frees it again `rounds` times, adding and releasing numbers all the while. */
export async function fillDisk(rounds: number, seed: number): Promise<FullReport> {
  const random = seededRandom(seed);
  const place = await makeDataDir();
  mountDisk(place.dataDir);
  const dataDir = join(place.dataDir, 'desk');
  mkdirSync(dataDir);
  const filler = join(place.dataDir, 'filler');
  /** What was acknowledged last of each number: blocked or not. */
  const said = new Map<string, boolean>();
  let refused = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const core = await openTestCore(dataDir);
      const isFull = random() < 0.8;
      if (isFull) fill(filler, random);
      for (let step = 0; step < 6; step++) {
        const first = Math.floor(random() * 400);
        const numbers = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, at) => `+1212555${1000 + first + at}`);
        const isRemoval = random() < 0.25;
        const reason = 'a reason '.repeat(1 + Math.floor(random() * (wordsPerReason / 2)));
        try {
          if (isRemoval) await core.client.entries.remove({ numbers, why: 'asked back' });
          else await core.client.entries.add({ numbers, reason });
          for (const number of numbers) if (!isRemoval || said.has(number)) said.set(number, !isRemoval);
        } catch {
          refused += 1;
        }
      }
      await core.close().catch(() => undefined);
      rmSync(filler, { force: true });
    }
    const core = await openTestCore(dataDir);
    const lost: string[] = [];
    for (const [number, isBlocked] of said) {
      const [answer] = await core.client.entries.check({ numbers: [number] });
      if (answer?.blocked !== isBlocked) lost.push(number);
    }
    const { problems } = await core.client.app.verify();
    await core.close();
    return { seed, rounds, acknowledged: said.size, refused, lost, problems };
  } finally {
    execFileSync('umount', [place.dataDir]);
    await place.remove();
  }
}

function mountDisk(path: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', path], { stdio: 'ignore' });
}

/** Leaves a random little of the disk free, or nothing. */
function fill(path: string, random: () => number): void {
  for (let size = 2 * 1024 * 1024; size > 2 ** Math.floor(random() * 18); size = Math.floor(size / 2)) {
    try {
      writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // What went in before the end stays; the next, smaller piece takes some of the rest.
    }
  }
}
