/** The base URL of an account, checked before any token is sent to it. */

type BaseUrlProblem = 'notAUrl' | 'notHttps' | 'credentials' | 'queryOrFragment';

export type BaseUrlResult =
  | { readonly ok: true; readonly baseUrl: string }
  | { readonly ok: false; readonly code: BaseUrlProblem; readonly message: string };

const MESSAGES = {
  notAUrl: 'This is not a web address. Write it in full, for example https://api.example.com.',
  notHttps:
    'The address must start with https:// so that the token cannot be read on the way (http:// only on this computer).',
  credentials: 'The address must hold no user name or password: enter the token in its own field.',
  queryOrFragment: 'The address must end with its host or path: leave out everything from ? or # on.',
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
