/**
 * When the gate answers no number: then every answer is "blocked" with one sentence why. A desk that may not know of a block
 * must not call a number callable.
 */
import { closedWords as say } from '../../../shared/words/core/gate.ts';

/** When an account's list was last read whole (epoch ms); null: never. */
export type Freshness = { readonly name: string; readonly readAt: number | null };

/** What the desk says of itself. */
export type DeskState = {
  /** What is missing at the end of the database; null: nothing is known to be. */
  readonly lack: string | null;
  /** The tokens of vendors wait for their passphrase. */
  readonly isLocked: boolean;
};

const hourMs = 3_600_000;

/** One sentence why nothing is answered; null: the gate is open. */
export function whyClosed(
  { lack, isLocked }: DeskState,
  accounts: readonly Freshness[],
  freshHours: number | null,
  now: number,
): string | null {
  if (lack !== null) return lack;
  if (isLocked) return say.theTokensOfTheVendors;
  if (freshHours === null) return null;
  // What was read in what is now the future says nothing: somebody has set the clock back.
  const old = accounts.filter(({ readAt }) => readAt === null || readAt > now || now - readAt > freshHours * hourMs);
  const [first, ...more] = old;
  if (first === undefined) return null;
  const names = more.length === 0 ? first.name : say.and(first.name, more.length);
  return say.theListIsTooOld(names, freshHours);
}
