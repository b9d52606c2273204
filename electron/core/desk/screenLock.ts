/**
 * The lock of the screen: whether pages are answered. The core counts the minutes without input by itself. With a PIN a desk
 * starts locked, so that starting it anew opens nothing.
 */
import { join } from 'node:path';
import type { LockState } from '../../../shared/contract/lock.ts';
import { type Answer, refuse, type Refusal } from '../answer.ts';
import type { Clock } from '../ports.ts';
import { openPinFile } from './pinFile.ts';
import { screenLockWords as say } from '../../../shared/words/core/desk.ts';

/** The PIN, as the caller gave it; null: the caller need not know it. */
type Given = string | undefined | null;

export type ScreenLock = {
  /** Whether pages are answered nothing now. The minutes without input are looked at here. */
  readonly isLocked: () => boolean;
  readonly state: () => LockState;
  /** Somebody is at the desk. */
  readonly touch: () => void;
  /** Refused where there is no PIN. */
  readonly lock: () => Answer<LockState>;
  readonly unlock: (pin: string) => Promise<Answer<LockState>>;
  /** Sets the minutes, and a PIN where one is given. `current`: the PIN that there is. */
  readonly set: (wanted: {
    readonly pin?: string | undefined;
    readonly minutes: number;
    readonly current: Given;
  }) => Promise<Answer<LockState>>;
  readonly remove: (current: Given) => Promise<Answer<LockState>>;
};

const minuteMs = 60_000;

/** The lock of a data directory. */
export function openScreenLock({ dataDir, clock }: { dataDir: string; clock: Clock }): ScreenLock {
  const file = openPinFile(join(dataDir, 'screen.lock'), clock);
  let locked = file.hasPin();
  let lastInput = clock.monotonic();
  let before: Promise<unknown> = Promise.resolve();

  /** One try of a PIN at a time. */
  function inTurn(work: () => Promise<Refusal | undefined>): Promise<Answer<LockState>> {
    const done = before.then(work).then((refused): Answer<LockState> => refused ?? { ok: true, value: state() });
    before = done.catch(() => undefined);
    return done;
  }

  function isLocked(): boolean {
    if (!file.hasPin()) return false;
    const minutes = file.minutes();
    if (minutes > 0 && clock.monotonic() - lastInput >= minutes * minuteMs) locked = true;
    return locked;
  }

  function state(): LockState {
    return {
      hasPin: file.hasPin(),
      minutes: file.minutes(),
      isLocked: isLocked(),
      waitSeconds: Math.ceil(file.waitMs() / 1000),
    };
  }

  const mayChange = async (current: Given) => (current === null ? undefined : await file.findWrong(current ?? ''));

  return {
    isLocked,
    state,
    touch() {
      if (!isLocked()) lastInput = clock.monotonic();
    },
    lock() {
      if (!file.hasPin()) return refuse(say.thereIsNoPinYet);
      locked = true;
      return { ok: true, value: state() };
    },
    unlock: (pin) =>
      inTurn(async () => {
        const refused = await file.findWrong(pin);
        if (refused !== undefined) return refused;
        locked = false;
        lastInput = clock.monotonic();
        return undefined;
      }),
    set: ({ pin, minutes, current }) =>
      inTurn(async () => {
        const refused = (await mayChange(current)) ?? (await file.save(minutes, pin));
        if (refused === undefined) lastInput = clock.monotonic();
        return refused;
      }),
    remove: (current) =>
      inTurn(async () => {
        const refused = await mayChange(current);
        if (refused !== undefined) return refused;
        await file.remove();
        locked = false;
        return undefined;
      }),
  };
}
