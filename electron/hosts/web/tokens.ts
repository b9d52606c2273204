/**
 * Links that sign a page of the web host in, once. Only hashes of tokens are kept here and in sessions.ts, and all of them
 * are compared in constant time, so neither memory nor timing reveals a token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

/** 256 bits, without padding, in letters that need no escaping in an address. */
export type NewToken = () => string;

export type LinkTokens = {
  /** A new one-time token; after `lifeMs` it is void, used or not. */
  readonly issue: (lifeMs: number) => string;
  /** True once for each issued token. */
  readonly use: (token: string) => boolean;
};

/** At most this many unopened links are kept; the oldest are forgotten first. */
const keptLinks = 32;

/** What is kept of a token. */
export const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Tokens that work once. `now`: epoch ms. At most 32 are open. */
export function createLinkTokens(now: () => number, newToken: NewToken): LinkTokens {
  let open: { readonly hash: Buffer; readonly until: number }[] = [];
  return {
    issue(lifeMs) {
      const token = newToken();
      open = [...open, { hash: digest(token), until: now() + lifeMs }].slice(-keptLinks);
      return token;
    },
    use(token) {
      const given = digest(token);
      // Every link is compared, whether found or not: filter does not stop early.
      const matching = open.filter(({ hash }) => timingSafeEqual(hash, given));
      open = open.filter((link) => !matching.includes(link));
      return matching.some(({ until }) => until > now());
    },
  };
}
