/** How the web host answers: the headers that every answer carries, and its refusals as JSON. */
import type { ServerResponse } from 'node:http';
import type { WebRefusal } from '../../../shared/contract/webSession.ts';

/**
 * Headers of every answer. Mantine and the grid write style elements at run time, hence 'unsafe-inline' for styles;
 * scripts come only from our own files. The page itself makes `blob:` images and downloads.
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
  locked: 423,
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

/** After a refusal, up to this much of what is still being sent is read and dropped; a sender of more is cut off. */
const mostDropped = 1024 * 1024 * 1024;

/** Refuses a request with a code and a sentence; see `sendWhole`. */
export function sendRefusal(response: ServerResponse, code: WebRefusal['code'], message: string): void {
  const body = Buffer.from(JSON.stringify({ code, message } satisfies WebRefusal));
  response.writeHead(statusOf[code], {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  sendWhole(response, body, mostDropped);
}

/**
 * Sends the body of an answer whose head was written. The whole answer goes out at once, and the connection stays until the
 * rest of the request has come, up to `most` bytes: a connection that is closed while bytes wait to be read is reset,
 * and the sender would see a broken pipe instead of the answer.
 */
export function sendWhole(response: ServerResponse, body: Buffer, most: number): void {
  const { req: request } = response;
  if (request.readableEnded || request.destroyed) return void response.end(body);
  response.write(body);
  let dropped = 0;
  request.on('data', (chunk: Buffer) => {
    dropped += chunk.length;
    if (dropped > most) response.end(() => request.destroy());
  });
  // The handler that began to read it is gone: nothing waits for the rest of a request that is refused half way.
  request.on('error', () => response.destroy());
  request.on('end', () => response.end());
  request.resume();
}
