/** The base URL of an account, checked before any token is sent to it. */
import { baseUrlWords as say } from '../../../shared/words/core/vendors.ts';

type BaseUrlProblem = 'notAUrl' | 'notHttps' | 'credentials' | 'queryOrFragment';

export type BaseUrlResult =
  | { readonly ok: true; readonly baseUrl: string }
  | { readonly ok: false; readonly code: BaseUrlProblem; readonly message: string };

const MESSAGES = {
  notAUrl: say.thisIsNotAWeb,
  notHttps: say.theAddressMustStart,
  credentials: say.theAddressMustHold,
  queryOrFragment: say.theAddressMustEnd,
} as const satisfies Record<BaseUrlProblem, string>;

/** Reads a base URL: https, or http on this computer (loopback). The value has no trailing slash. */
export function parseBaseUrl(text: string): BaseUrlResult {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed) || !/^[a-z][a-z\d+.-]*:\/\//i.test(trimmed)) return refuse('notAUrl');
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return refuse('notHttps');
  if (url.username !== '' || url.password !== '') return refuse('credentials');
  if (/[?#]/.test(trimmed)) return refuse('queryOrFragment');
  return { ok: true, baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}

function refuse(code: BaseUrlProblem): BaseUrlResult {
  return { ok: false, code, message: MESSAGES[code] };
}

// `URL` has turned every spelling of an IPv4 address into four decimal numbers by now.
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
