/**
 * The web host against what other pages and programs on this machine may try: its door (Host, Origin, token), its
 * addresses, its sizes. The host is the real process with the built page.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { toRpcProtocols } from '../../shared/contract/webSession.ts';
import { makeDataDir, runCli, type ServedDesk, signIn, startServe } from '../support/cliProcess.ts';

const place = makeDataDir();
let desk: ServedDesk;
let session: string;
let host: string;

beforeAll(async () => {
  desk = await startServe({ data: place.data });
  session = await signIn(desk);
  host = new URL(desk.origin).host;
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
type Headers = Readonly<Record<string, string>>;

/** A request as it is, without what fetch would correct: path, Host and Origin go out literally. */
function send(method: string, path: string, headers: Headers = {}, body = ''): Promise<Answer> {
  const { hostname, port } = new URL(desk.origin);
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path, headers: { host, ...headers }, setHost: false };
    const sending = request(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const bearer = () => ({ authorization: `Bearer ${session}` });
const codeOf = ({ body }: Answer): unknown => (JSON.parse(body) as { code?: unknown }).code;
const callApi = (path: string, input: unknown, headers: Headers = {}) =>
  send('POST', `/api${path}`, { ...json, ...bearer(), ...headers }, JSON.stringify(input));

describe('the page', () => {
  it('comes with a policy that runs none but our own scripts, and lets nobody frame or read it', async () => {
    const { status, headers } = await send('GET', '/');
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('is answered on 127.0.0.1 only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    const port = Number(new URL(desk.origin).port);
    const refused = await new Promise((resolve) => {
      const socket = connect({ host: outside?.address ?? '127.0.0.2', port });
      socket.once('connect', () => resolve(false));
      socket.once('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  });
});

describe('another page', () => {
  it.each(['localhost', 'rebound.example', '127.0.0.1.nip.io', '[::1]'])(
    'that got here as %s is refused',
    async (name) => {
      const { port } = new URL(desk.origin);
      for (const path of ['/', '/session', '/api/check'])
        expect((await send('GET', path, { ...bearer(), host: `${name}:${port}` })).status).toBe(403);
    },
  );

  it.each(['http://evil.example', 'null', 'http://localhost', 'https://127.0.0.1'])(
    'at %s can call nothing, even with a session',
    async (origin) => {
      expect((await callApi('/check', { numbers: ['+12125551234'] }, { origin })).status).toBe(403);
      expect((await send('POST', '/session', { ...json, origin }, '{"token":"x"}')).status).toBe(403);
      expect((await send('PUT', '/upload', { ...bearer(), origin }, 'x')).status).toBe(403);
    },
  );

  it('gets no CORS header, whatever it asks', async () => {
    const origin = 'http://evil.example';
    const answers = await Promise.all([
      send('OPTIONS', '/api/check', { origin, 'access-control-request-method': 'POST' }),
      send('GET', '/', { origin }),
      send('GET', '/'),
      callApi('/check', { numbers: ['+12125551234'] }),
    ]);
    for (const { headers } of answers)
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('cannot send a form', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await callApi('/check', { numbers: ['+12125551234'] }, { 'content-type': type });
      expect([answer.status, codeOf(answer)]).toEqual([400, 'badRequest']);
    }
  });
});

describe('the link', () => {
  it('works once', async () => {
    const again = await send('POST', '/session', json, JSON.stringify({ token: desk.token }));
    expect([again.status, codeOf(again)]).toEqual([401, 'linkUsed']);
  });

  it('has a token of at least 128 bits, in the fragment alone', () => {
    expect(Buffer.from(desk.token, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(new URL(desk.link).search).toBe('');
  });

  it.each([
    ['{"token":"guess"}', 401],
    ['{"token":""}', 400],
    ['{}', 400],
    ['[', 400],
    ['null', 400],
  ])('cannot be replaced by %s', async (body, status) => {
    expect((await send('POST', '/session', json, body)).status).toBe(status);
  });

  it('can be had fresh from a second start, which leaves the first alone', async () => {
    const second = await runCli(['serve', '--no-open'], { data: place.data });
    expect(second.code).toBe(0);
    expect(second.stderr).toContain('already running');
    const [, token = ''] = /^DNC Desk is ready: http:\/\/127\.0\.0\.1:\d+\/#token=(\S+)$/m.exec(second.stdout) ?? [];
    expect(second.stdout).toContain(`${desk.origin}/#token=`);
    expect(await signIn({ origin: desk.origin, token })).toBeTypeOf('string');
  });
});

describe('without a session', () => {
  it('there is nothing but the page and the sign-in', async () => {
    const tries: Headers[] = [{}, { authorization: 'Bearer guess' }, { authorization: `Bearer ${desk.token}` }];
    for (const headers of tries) {
      for (const [method, path] of [
        ['POST', '/api/check'],
        ['PUT', '/upload'],
        ['GET', '/session'],
      ] as const) {
        const answer = await send(method, path, { ...json, ...headers }, method === 'GET' ? '' : '{}');
        expect([path, answer.status, codeOf(answer)]).toEqual([path, 401, 'signedOut']);
      }
    }
  });

  it.each([
    { name: 'no session', protocols: () => ['dnc-desk'], origin: () => desk.origin, status: 401 },
    { name: 'a guessed session', protocols: () => toRpcProtocols('guess'), origin: () => desk.origin, status: 401 },
    { name: 'no protocol', protocols: () => [], origin: () => desk.origin, status: 401 },
    {
      name: 'another origin',
      protocols: () => toRpcProtocols(session),
      origin: () => 'http://evil.example',
      status: 403,
    },
    { name: 'no origin', protocols: () => toRpcProtocols(session), origin: () => undefined, status: 403 },
  ])('a WebSocket with $name is refused', async ({ protocols, origin, status }) => {
    const answered = await new Promise((resolve) => {
      const socket = new WebSocket(`ws://${host}/rpc`, protocols(), { origin: origin() });
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode));
      socket.on('error', () => {});
    });
    expect(answered).toBe(status);
  });
});

describe('with a session', () => {
  it('the page speaks the contract over its WebSocket', async () => {
    const socket = new WebSocket(`ws://${host}/rpc`, toRpcProtocols(session), { origin: desk.origin });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    expect(socket.protocol).toBe('dnc-desk');
    const client: DeskClient = createORPCClient(new RPCLink({ websocket: socket }));
    expect(await client.app.info()).toMatchObject({ host: 'web', canOpenPaths: false });
    // What the page no longer wants to know it takes back, with every change of the screen: the line stays.
    const control = new AbortController();
    const sendNow = socket.send.bind(socket);
    socket.send = ((data: string) => {
      sendNow(data);
      // The question has left, and its answer has not come.
      queueMicrotask(() => control.abort());
    }) as typeof socket.send;
    await expect(client.app.info(undefined, { signal: control.signal })).rejects.toThrow();
    expect(await client.app.info()).toMatchObject({ host: 'web' });
    socket.close();
  });

  it('a dialer asks over HTTP', async () => {
    await runCli(['add', '+12125551234', '--reason', 'asked on the phone'], { data: place.data });
    const answer = await callApi('/check', { numbers: ['(212) 555-1234', '+12125551235'], region: 'US' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject([
      { number: '+12125551234', blocked: true },
      { number: '+12125551235', blocked: false },
    ]);
    const refused = await callApi('/check', { numbers: ['not a number'] });
    expect([refused.status, codeOf(refused)]).toEqual([422, 'BAD_INPUT']);
  });

  it.each<Headers>([{ host: 'evil.example' }, { origin: 'http://evil.example' }])(
    'a stranger at the gate (%o) is told “blocked”, as anybody is who asks and gets no answer',
    async (headers) => {
      const asked = JSON.stringify({ numbers: ['+12125551235'] });
      const { status, headers: said, body } = await send('POST', '/api/v1/check', { ...json, ...headers }, asked);
      expect([status, said['content-type']]).toEqual([403, 'application/problem+json']);
      expect(JSON.parse(body)).toMatchObject({ status: 403, blocked: true, verdict: 'blocked' });
    },
  );

  it('no call reads or writes a path of this machine', async () => {
    const opened = await callApi('/intake/open', { from: { kind: 'path', path: '/etc/passwd' } });
    expect(opened.status).toBe(422);
    for (const upload of ['../owner.json', '/etc/passwd', 'desk.log', '..', '']) {
      const { status } = await callApi('/intake/open', { from: { kind: 'upload', upload, name: 'x.csv' } });
      expect([upload, status]).toEqual([upload, 422]);
    }
    const backup = join(place.data, 'evil.db');
    expect((await callApi('/app/backup', { path: backup })).status).toBe(422);
    expect(existsSync(backup)).toBe(false);
  });

  it('takes none while the screen is locked, and tells of no session', async () => {
    const pin = '4711-a';
    expect((await callApi('/lock/set', { pin, minutes: 5 })).status).toBe(200);
    expect((await callApi('/lock/lock', {})).status).toBe(200);
    for (const [method, path] of [
      ['PUT', '/upload'],
      ['GET', '/sessions'],
      ['DELETE', '/sessions/any'],
    ] as const) {
      const answer = await send(method, path, bearer(), method === 'PUT' ? '+12125551234' : '');
      expect([answer.status, codeOf(answer)]).toEqual([423, 'locked']);
    }
    expect((await callApi('/lock/unlock', { pin })).status).toBe(200);
    expect((await send('GET', '/sessions', bearer())).status).toBe(200);
    expect((await callApi('/lock/remove', { current: pin })).status).toBe(200);
  });

  it('an upload gets a name that nobody can choose or guess', async () => {
    const answer = await send('PUT', '/upload?name=../../evil', bearer(), '+12125551234');
    expect(answer.status).toBe(200);
    const { upload } = JSON.parse(answer.body) as { upload: string };
    expect(upload).toMatch(/^[0-9a-f]{32}$/);
    expect(readdirSync(join(place.data, 'incoming'))).toEqual([upload]);
    expect(readFileSync(join(place.data, 'incoming', upload), 'utf8')).toBe('+12125551234');
  });

  it('an upload that the disk cannot take is refused before it is sent', async () => {
    const headers = { ...bearer(), 'content-length': String(2 ** 52) };
    const status = await new Promise((resolve, reject) => {
      const sending = request(`${desk.origin}/upload`, { method: 'PUT', headers });
      sending.on('response', ({ statusCode }) => {
        resolve(statusCode);
        sending.destroy();
      });
      sending.on('error', reject);
      sending.flushHeaders();
    });
    expect(status).toBe(507);
  });

  it('too much at once is refused', async () => {
    const large = JSON.stringify({ numbers: ['+12125551234'], padding: 'x'.repeat(5 * 1024 * 1024) });
    expect((await send('POST', '/api/check', { ...json, ...bearer() }, large)).status).toBe(413);
    expect((await send('POST', '/session', json, JSON.stringify({ token: 'x'.repeat(5000) }))).status).toBe(413);
  });
});

describe('who is signed in', () => {
  it('is listed without what signs in, and ended with its open connection', async () => {
    const { stdout } = await runCli(['serve', '--no-open'], { data: place.data });
    const [, token = ''] = /#token=(\S+)$/m.exec(stdout) ?? [];
    const other = await signIn({ origin: desk.origin, token });
    const { body } = await send('GET', '/sessions', bearer());
    const { sessions } = JSON.parse(body) as { sessions: { id: string; isThis: boolean; browser: string }[] };
    for (const secret of [session, other]) expect(body).not.toContain(secret.slice(0, 16));
    const [newest] = sessions;
    expect([newest?.isThis, sessions.filter(({ isThis }) => isThis).length]).toEqual([false, 1]);
    const socket = new WebSocket(`ws://${host}/rpc`, toRpcProtocols(other), { origin: desk.origin });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    expect((await send('DELETE', `/sessions/${newest?.id}`, bearer())).status).toBe(204);
    await closed;
    const denied = await send('GET', '/session', { authorization: `Bearer ${other}` });
    expect([denied.status, codeOf(denied)]).toEqual([401, 'signedOut']);
    expect((await send('GET', '/session', bearer())).status).toBe(204);
    expect((await send('DELETE', '/sessions/guess', bearer())).status).toBe(404);
  });

  it('is told to nobody else', async () => {
    for (const [method, path] of [
      ['GET', '/sessions'],
      ['DELETE', '/sessions/x'],
    ] as const)
      expect((await send(method, path)).status).toBe(401);
  });
});

describe('no address', () => {
  it.each([
    '/../package.json',
    '/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/../../../package.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/etc/passwd',
    'http://127.0.0.1/../package.json',
    '/index.html%00.js',
    '/api/',
    '/api/__proto__',
    '/api/constructor/name',
    '/.env',
  ])('%s leads out of the page', async (path) => {
    const { status, body } = await send('GET', path, bearer());
    expect([400, 404]).toContain(status);
    expect(body).not.toContain('dnc-desk.mjs');
    expect(body).not.toContain('root:');
  });
});

it('nothing of all this is in the log: no token, no number', () => {
  const path = join(place.data, 'desk.log');
  const log = existsSync(path) ? readFileSync(path, 'utf8') : '';
  for (const secret of [desk.token, session, '2125551234']) expect(log).not.toContain(secret);
  expect(desk.stderr()).toMatch(/^A new list begins in [^\n]*\n$/);
});
