/** Which token a text is, if it opens the gate now. */
import { timingSafeEqual } from 'node:crypto';
import type { GateToken } from '../db/desk/gateRows.ts';
import type { Seen } from './deskView.ts';
import { hashToken, toState } from './tokens.ts';

/** The token, or undefined: there is none such, it was revoked, waits for a person's word, or its time is over. `now`: epoch ms. */
export function findToken(
  text: string,
  seen: Pick<Seen, 'tokens' | 'revoked' | 'asleep'>,
  now: number,
): GateToken | undefined {
  const given = hashToken(text);
  // All are compared, whether found or not: filter does not stop early.
  const [found] = seen.tokens.filter(({ hash }) => hash.length === given.length && timingSafeEqual(hash, given));
  return found !== undefined && toState(found, seen, now) === 'works' ? found : undefined;
}
