/** How the web host answers: the headers that every answer carries, and its refusals as JSON. */
import type { ServerResponse } from 'node:http';
import type { WebRefusal } from '../../../shared/contract/webSession.ts';

/**
 * Set on every answer. Mantine and the grid write style elements at run time, hence 'unsafe-inline' for styles; scripts
 * come from our own files alone. `blob:` images and downloads are made by the page itself.
 */
export function toSafetyHeaders(origin: string): Readonly<Record<string, string>> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': `'self' ${origin.replace('http:', 'ws:')}`,
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
    'cache-control': 'no-store',
  };
}

const statusOf = {
  linkUsed: 401,
  signedOut: 401,
  refused: 403,
  notFound: 404,
  badRequest: 400,
  tooLarge: 413,
  noSpace: 507,
  failed: 500,
} as const satisfies Record<WebRefusal['code'], number>;

/** Answers with JSON and ends the response. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** Refuses. Node reads and drops what is left of the request, so that the answer arrives. */
export function sendRefusal(response: ServerResponse, code: WebRefusal['code'], message: string): void {
  sendJson(response, statusOf[code], { code, message } satisfies WebRefusal);
}
