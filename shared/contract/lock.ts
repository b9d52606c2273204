/**
 * The lock of the screen: a page of a locked desk is answered nothing but these calls, until somebody gives the PIN. The command
 * line of the same person is not locked, and work that runs goes on.
 */
import { z } from 'zod';
import { base } from './common.ts';

/** Any text will do; it is kept as a hash alone. */
const pin = z.string().min(4, 'Use at least four characters.').max(64, 'Use at most 64 characters.');
const given = z.string().max(200);
const minutes = z.number().int().min(0).max(480, 'Choose at most eight hours.');

const lockState = z.object({
  hasPin: z.boolean(),
  /** After so many minutes without input the desk locks; 0: only when a person locks it. */
  minutes,
  isLocked: z.boolean(),
  /** How many seconds no PIN is taken, after wrong ones; 0: at once. */
  waitSeconds: z.number().int(),
});

export const lock = {
  state: base.output(lockState),
  /** Somebody is at the desk: the minutes begin anew. */
  touch: base.output(lockState),
  /** Locks it now. BAD_INPUT where there is no PIN. */
  lock: base.output(lockState),
  /** Opens it again. A wrong PIN is BAD_INPUT, and after three of them each takes longer. */
  unlock: base.input(z.object({ pin: given })).output(lockState),
  /** Sets the PIN, the minutes, or both. Where there is a PIN, a page gives it too. */
  set: base.input(z.object({ pin: pin.optional(), minutes, current: given.optional() })).output(lockState),
  /** Takes the PIN and the lock away. A page gives the PIN; the command line, for who forgot it, does not. */
  remove: base.input(z.object({ current: given.optional() }).default({})).output(lockState),
};

export type LockState = z.output<typeof lockState>;
