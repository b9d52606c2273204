/**
 * How a page of the web host signs in and where it finds things. The link that opens the page has a one-time token in
 * its fragment (`/#token=…`), which no server or log sees. The page exchanges the token once for a session. It keeps
 * the session as long as its tab lives (so a reload needs no new sign-in), and shows it on every call. A session ends when
 * nobody has used it for twelve hours, when a person ends it, and with the host.
 */
import { z } from 'zod';
import { instantOut } from './moments.ts';

/** What stands before the token in the fragment of the link. */
export const linkTokenPrefix = '#token=';

export const webPaths = {
  /**
   * POST `linkTokenRequest` answers `sessionAnswer`. GET with the session as bearer answers 204, or 401 when the
   * session is not known.
   */
  session: '/session',
  /** GET answers `sessionsAnswer`; DELETE /sessions/ID ends one and answers 204. With the session as bearer. */
  sessions: '/sessions',
  /** WebSocket of the contract; authenticated by its subprotocols. */
  rpc: '/rpc',
  /** PUT the bytes of one file, with the session as bearer. Answers `uploadAnswer`, for `intake.open`. */
  upload: '/upload',
  /** The contract as plain JSON over HTTP, for dialers: POST /api/check with the session as bearer. */
  api: '/api',
} as const;

export const linkTokenRequest = z.object({ token: z.string().min(1).max(200) });
export const sessionAnswer = z.object({ session: z.string() });

/** Somebody who is signed in, as all who are may see it. */
export const webSession = z.object({
  /** Names the session and cannot be used as one. */
  id: z.string(),
  /** How the page calls itself (User-Agent). */
  browser: z.string(),
  openedAt: instantOut,
  usedAt: instantOut,
  /** The one that asks. */
  isThis: z.boolean(),
});
export const sessionsAnswer = z.object({ sessions: z.array(webSession) });
export const uploadAnswer = z.object({ upload: z.string() });

/**
 * Every refusal of the web host outside the contract. `linkUsed`: the link was used already, is too old, or the host that
 * made it has ended; ask for a fresh one. `signedOut`: the session is not known (it was ended, or the host was restarted).
 */
export const webRefusal = z.object({
  code: z.enum([
    'linkUsed',
    'signedOut',
    'locked',
    'refused',
    'notFound',
    'tooLarge',
    'noSpace',
    'badRequest',
    'failed',
  ]),
  message: z.string(),
});

/** The subprotocol with which the host answers a WebSocket. */
export const rpcProtocol = 'dnc-desk';
const sessionProtocolPrefix = 'dnc-desk.session.';

/**
 * The subprotocols with which the page opens the WebSocket: a browser cannot set a header on it, and an address would
 * end up in logs.
 */
export function toRpcProtocols(session: string): string[] {
  return [rpcProtocol, `${sessionProtocolPrefix}${session}`];
}

/** The session in the offered subprotocols, or undefined. */
export function parseRpcProtocols(protocols: readonly string[]): string | undefined {
  if (!protocols.includes(rpcProtocol)) return undefined;
  return protocols.find((name) => name.startsWith(sessionProtocolPrefix))?.slice(sessionProtocolPrefix.length);
}

export type WebSession = z.output<typeof webSession>;
export type WebRefusal = z.output<typeof webRefusal>;
