/**
 * Who is signed in to the web host: the sessions for which links were exchanged. One that nobody uses ends by itself, and a
 * person sees all of them in Settings and ends any.
 */
import { timingSafeEqual } from 'node:crypto';
import type { WebSession } from '../../../shared/contract/webSession.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { digest, type NewToken } from './tokens.ts';

/** A session that was not used for this long has ended: a night, and not a day. */
export const idleMs = 12 * 60 * 60_000;
/** At most this many at once; the one that was used longest ago is ended first. */
const most = 64;

export type Sessions = {
  /** A new session; `browser`: how its page calls itself. */
  readonly open: (browser: string) => string;
  /** Uses a session: its id, or undefined where there is none (any more). */
  readonly use: (session: string) => string | undefined;
  /** Uses the session with this id; false where it has ended. */
  readonly touch: (id: string) => boolean;
  /** Those that hold now, the newest first. */
  readonly list: () => readonly Omit<WebSession, 'isThis'>[];
  /** Ends one; false where there is none. */
  readonly end: (id: string) => boolean;
};

type Kept = { readonly hash: Buffer; readonly openedAt: number; readonly browser: string; usedAt: number };

/**
 * The sessions of this run.
 * @param now epoch ms
 * @param onEnded gets the id of each that ends
 */
export function createSessions(now: () => number, newToken: NewToken, onEnded: (id: string) => void): Sessions {
  const kept = new Map<string, Kept>();
  const end = (id: string): boolean => {
    const known = kept.delete(id);
    if (known) onEnded(id);
    return known;
  };
  const sweep = (): void => {
    for (const [id, { usedAt }] of kept) if (now() - usedAt >= idleMs) end(id);
  };
  const touch = (id: string): boolean => {
    sweep();
    const found = kept.get(id);
    if (found === undefined) return false;
    found.usedAt = now();
    return true;
  };
  return {
    open(browser) {
      sweep();
      const oldest = [...kept].toSorted(([, one], [, other]) => one.usedAt - other.usedAt)[0];
      if (kept.size >= most && oldest !== undefined) end(oldest[0]);
      const session = newToken();
      kept.set(newToken().slice(0, 16), { hash: digest(session), openedAt: now(), usedAt: now(), browser });
      return session;
    },
    use(session) {
      const given = digest(session);
      // All are compared, whether found or not: filter does not stop early.
      const [found] = [...kept].filter(([, { hash }]) => timingSafeEqual(hash, given));
      return found !== undefined && touch(found[0]) ? found[0] : undefined;
    },
    touch,
    list() {
      sweep();
      return [...kept]
        .toSorted(([, one], [, other]) => other.openedAt - one.openedAt)
        .map(([id, { openedAt, usedAt, browser }]) => ({
          id,
          browser,
          openedAt: toInstant(openedAt),
          usedAt: toInstant(usedAt),
        }));
    },
    end,
  };
}
