/**
 * The PIN of the screen's lock, as a hash in a file of its own in the data directory: no backup has it, and a restore does not
 * change it. Wrong tries are counted in the file before they are looked at, so that neither a restart nor many at once make
 * guessing faster.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Refusal, refuse } from '../answer.ts';
import { saveText } from '../files/write/durableFile.ts';
import type { Clock } from '../ports.ts';
import { pinFileWords as say } from '../../../shared/words/core/desk.ts';

export type PinFile = {
  readonly hasPin: () => boolean;
  /** The minutes that stand beside the PIN; 0: none, or the file cannot be read. */
  readonly minutes: () => number;
  /** For how many milliseconds no try is taken, after wrong ones. */
  readonly waitMs: () => number;
  /** Why this is not taken for the PIN; undefined: it is, or there is none. */
  readonly findWrong: (pin: string) => Promise<Refusal | undefined>;
  /** Keeps the minutes, and a new PIN where one is given. Refused where there would be none. */
  readonly save: (minutes: number, pin: string | undefined) => Promise<Refusal | undefined>;
  readonly remove: () => Promise<void>;
};

const stored = z.object({
  version: z.literal(1),
  minutes: z.number().int().min(0),
  salt: z.base64(),
  hash: z.base64(),
  /** Wrong tries in a row, and the instant (epoch ms) before which none is taken. */
  failures: z.number().int().min(0),
  until: z.number(),
});
type Stored = z.output<typeof stored>;

/** As for the sealed file of tokens: a third of a second and 32 MB for each try. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 };
const stretch = promisify<string, Buffer, number, object, Buffer>(scrypt);
const hashBytes = 32;

/** So many tries are taken at once; then each wrong one doubles the wait, from five seconds to a quarter of an hour. */
const freeTries = 3;
const [firstWaitMs, mostWaitMs] = [5000, 15 * 60_000];

const wrong = say.thisIsNotThePin;
const forgotten = say.whoeverForgotItRemoves;

/** Opens the file. One that cannot be read counts as a PIN that nobody knows. */
export function openPinFile(path: string, clock: Pick<Clock, 'now'>): PinFile {
  let kept = load(path);

  async function write(next: Stored): Promise<void> {
    await saveText(path, JSON.stringify(next));
    kept = next;
  }

  function waitMs(): number {
    if (kept === undefined || kept === 'damaged') return 0;
    // A clock that was set back lengthens no wait.
    return Math.min(Math.max(0, kept.until - clock.now()), toWait(kept.failures));
  }

  return {
    hasPin: () => kept !== undefined,
    minutes: () => (kept === undefined || kept === 'damaged' ? 0 : kept.minutes),
    waitMs,
    async findWrong(pin) {
      if (kept === undefined) return undefined;
      if (kept === 'damaged') return refuse(say.theFileOfThePin(path, forgotten), 'pin');
      const wait = waitMs();
      if (wait > 0) return refuse(say.tooManyWrongPins(describeWait(wait), forgotten), 'pin');
      const failures = kept.failures + 1;
      const { salt, hash } = kept;
      await write({ ...kept, failures, until: clock.now() + toWait(failures) });
      const given = await stretch(pin, Buffer.from(salt, 'base64'), hashBytes, cost);
      if (!timingSafeEqual(given, Buffer.from(hash, 'base64')))
        return refuse(waitMs() > 0 ? say.theNextOneIsTaken(wrong, describeWait(waitMs())) : wrong, 'pin');
      await write({ ...kept, failures: 0, until: 0 });
      return undefined;
    },
    async save(minutes, pin) {
      const known = kept === undefined || kept === 'damaged' ? undefined : kept;
      const hashed = pin === undefined ? known : await toHash(pin);
      if (hashed === undefined) return refuse(say.chooseAPin, 'pin');
      await write({ version: 1, minutes, salt: hashed.salt, hash: hashed.hash, failures: 0, until: 0 });
      return undefined;
    },
    async remove() {
      await rm(path, { force: true });
      kept = undefined;
    },
  };
}

function load(path: string): Stored | 'damaged' | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? undefined : 'damaged';
  }
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    return 'damaged';
  }
}

async function toHash(pin: string): Promise<Pick<Stored, 'salt' | 'hash'>> {
  const salt = randomBytes(16);
  const hash = await stretch(pin, salt, hashBytes, cost);
  return { salt: salt.toString('base64'), hash: hash.toString('base64') };
}

function toWait(failures: number): number {
  return failures < freeTries ? 0 : Math.min(mostWaitMs, firstWaitMs * 2 ** (failures - freeTries));
}

function describeWait(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? say.seconds(seconds) : say.minutes(Math.ceil(seconds / 60));
}
