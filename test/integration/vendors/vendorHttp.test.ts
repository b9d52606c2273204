// The vendor HTTP client against a real server that misbehaves: what is an answer, what is a failure, and whether a
// write may have been made all the same.
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type AddressInfo } from 'node:net';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RequestTrace, VendorRequest } from '../../../electron/core/vendors/adapter.ts';
import { createVendorHttp } from '../../../electron/core/vendors/http.ts';
import type { AnswerLimits } from '../../../electron/core/json/limits.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { type AnswerServer, startAnswerServer } from '../../support/answerServer.ts';
import { never, toClock } from '../../support/connectVendor.ts';

const NOW = Date.UTC(2026, 4, 3, 14);
const READ: VendorRequest = {
  method: 'GET',
  path: '/list',
  query: { phone: '+12125551234', page: 1, none: undefined },
  headers: { Authorization: 'Bearer s3cret' },
};
const WRITE: VendorRequest = {
  method: 'POST',
  path: '/add',
  headers: { 'API-Token': 's3cret' },
  body: { phone: '+12125551234' },
};

let server: AnswerServer;
let other: AnswerServer;
let dispatcher: Agent;
let traces: RequestTrace[] = [];

beforeAll(async () => {
  [server, other] = [await startAnswerServer(), await startAnswerServer()];
  dispatcher = new Agent();
});
afterAll(async () => {
  await dispatcher.destroy();
  await Promise.all([server.close(), other.close()]);
});
beforeEach(() => {
  traces = [];
  other.answers({ status: 200, json: {} });
});

const ask = (
  request: VendorRequest,
  more: { baseUrl?: string; timeoutMs?: number; limits?: Partial<AnswerLimits> } = {},
  signal = never,
) =>
  createVendorHttp({
    baseUrl: server.baseUrl,
    dispatcher,
    clock: toClock(() => NOW),
    onTrace: (trace) => traces.push(trace),
    ...more,
  }).request(request, signal);

describe('an answer', () => {
  test('is JSON with its status; the request went out as it was written', async () => {
    server.answers({ status: 200, json: { hello: 'world' } });
    expect(await ask(READ)).toEqual({ ok: true, status: 200, json: { hello: 'world' }, retryAt: null });
    expect(server.asked).toMatchObject([
      {
        method: 'GET',
        url: '/list?phone=%2B12125551234&page=1',
        body: undefined,
        headers: { authorization: 'Bearer s3cret', accept: 'application/json' },
      },
    ]);
    expect(server.asked[0]?.headers['content-type']).toBeUndefined();
  });

  test('of a refusal is handed on with its body, for the adapter to read', async () => {
    server.answers({ status: 422, json: { error: 'no' } });
    expect(await ask(WRITE)).toEqual({ ok: true, status: 422, json: { error: 'no' }, retryAt: null });
    expect(server.asked).toMatchObject([
      {
        method: 'POST',
        url: '/add',
        body: { phone: '+12125551234' },
        headers: { 'content-type': 'application/json', 'api-token': 's3cret' },
      },
    ]);
  });

  test('without a body is null, whatever its media type', async () => {
    server.answers((response) => response.writeHead(204).end());
    expect(await ask({ ...WRITE, method: 'DELETE' })).toMatchObject({ ok: true, status: 204, json: null });
    server.answers((response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('\uFEFF{"a":1}'));
    expect(await ask(READ)).toMatchObject({ ok: true, json: { a: 1 } });
  });

  test('leaves a trace without number and token', async () => {
    server.answers({ status: 200, json: {} });
    await ask(READ);
    expect(traces).toEqual([
      { method: 'GET', path: '/list?phone=…34&page=1', isWrite: false, status: 200, tookMs: 0, problem: null },
    ]);
    server.answers({ status: 503, json: {} });
    await ask(WRITE);
    expect(traces[1]).toMatchObject({
      isWrite: true,
      status: 503,
      problem: expect.stringContaining('failed on its side') as unknown,
    });
    expect(JSON.stringify(traces)).not.toMatch(/s3cret|2125551234/);
  });
});

describe('a redirect is not followed, so that no token goes to another host', () => {
  test.each([301, 302, 303, 307, 308])('%d', async (status) => {
    server.answers((response) => response.writeHead(status, { location: `${other.baseUrl}/steal` }).end());
    expect(await ask(READ)).toMatchObject({ ok: false, class: 'retry', effect: 'notDone', status });
    expect(await ask(WRITE)).toMatchObject({
      ok: false,
      class: 'retry',
      effect: 'unknown',
      status,
      message: expect.stringContaining('not followed') as unknown,
    });
    expect(other.asked).toEqual([]);
  });
});

describe('too many requests', () => {
  test('names the time, unshortened, and rules out that the write was made', async () => {
    server.answers({ status: 429, json: {}, headers: { 'retry-after': '86400' } });
    expect(await ask(WRITE)).toMatchObject({
      ok: false,
      class: 'rateLimited',
      effect: 'notDone',
      retryAt: toInstant(NOW + 86_400_000),
    });
    server.answers((response) => response.writeHead(429).end('slow down'));
    expect(await ask(WRITE)).toMatchObject({ ok: false, class: 'rateLimited', retryAt: null });
  });
});

describe('a failure in doubt: a read is just not done, a write may have been', () => {
  const cases: readonly [string, Parameters<AnswerServer['answers']>[0], RegExp][] = [
    ['500 with JSON', { status: 500, json: { error: 'x' } }, /failed on its side \(HTTP 500\)/],
    [
      '502 with a page',
      (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
      /HTTP 502/,
    ],
    ['504 with a body that never ends', (response) => void response.writeHead(504).write('x'), /HTTP 504/],
    ['no answer', (response) => response.destroy(), /broke/],
    [
      'a body cut off by a reset',
      (response) => response.writeHead(200, { 'content-length': '100' }).write('{"a"', () => response.destroy()),
      /broke/,
    ],
    ['truncated JSON', (response) => response.end('{"data": [1, 2'), /cut off/],
    ['bytes that are not text', (response) => response.end(Buffer.from([0x22, 0xff, 0xfe, 0x22])), /not JSON/],
    [
      'a login page with 200',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      /a web page, not JSON: check the base URL/,
    ],
    [
      'a page that calls itself JSON',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(' <!doctype html>'),
      /web page/,
    ],
    ['silence', () => undefined, /did not answer within 250 milliseconds/],
    ['a body that stops', (response) => void response.writeHead(200).write('{'), /did not answer within/],
    ['more than is read', (response) => response.end(`"${'x'.repeat(5000)}"`), /more than 1000 bytes/],
  ];
  test.each(cases)('%s', async (_name, answer, message) => {
    server.answers(answer);
    const limits = { timeoutMs: 250, limits: { plainBytes: 1000 } };
    const sentence = expect.stringMatching(message) as unknown;
    expect(await ask(READ, limits)).toMatchObject({ ok: false, class: 'retry', effect: 'notDone', message: sentence });
    expect(await ask(WRITE, limits)).toMatchObject({ ok: false, class: 'retry', effect: 'unknown', message: sentence });
  });

  test('an endless body is cut at the cap and the connection closed', async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    server.answers((response) => {
      const pour = () => void (response.destroyed || response.write('x'.repeat(65_536), pour));
      response.on('close', closed);
      // JSON so far: what is none is given up at once.
      response.write('"');
      pour();
    });
    expect(await ask(READ, { limits: { plainBytes: 1_000_000 } })).toMatchObject({
      ok: false,
      message: expect.stringContaining('which is not read') as unknown,
    });
    await gone;
  });

  test('a request stopped under way may have arrived; one stopped before was not sent', async () => {
    const stop = new AbortController();
    server.answers(() => stop.abort());
    expect(await ask(WRITE, {}, stop.signal)).toMatchObject({ ok: false, class: 'retry', effect: 'unknown' });
    server.answers({ status: 200, json: {} });
    expect(await ask(WRITE, {}, AbortSignal.abort())).toMatchObject({ ok: false, class: 'retry', effect: 'notDone' });
    expect(server.asked).toEqual([]);
  });
});

describe('a failure before the request was sent leaves no doubt', () => {
  test('nobody listens', async () => {
    const closed = createRawServer();
    await new Promise<void>((resolve) => {
      closed.listen(0, '127.0.0.1', resolve);
    });
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await ask(WRITE, { baseUrl: `http://127.0.0.1:${port}` })).toMatchObject({
      ok: false,
      class: 'retry',
      effect: 'notDone',
      message: expect.stringContaining('could not be reached') as unknown,
    });
    expect(await ask(WRITE, { baseUrl: `http://localhost:${port}` })).toMatchObject({
      ok: false,
      class: 'retry',
      effect: 'notDone',
    });
  });

  test('the host does not exist', async () => {
    expect(await ask(WRITE, { baseUrl: 'https://nobody.invalid' })).toMatchObject({
      ok: false,
      class: 'retry',
      effect: 'notDone',
      message: expect.stringContaining('could not be found') as unknown,
    });
  });

  test('the certificate is nobody’s', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dnc-desk-tls-'));
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-subj',
        '/CN=localhost',
        '-days',
        '1',
      ],
      { stdio: 'ignore' },
    );
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) =>
      response.end('{}'),
    );
    rmSync(dir, { recursive: true });
    await new Promise<void>((resolve) => {
      tls.listen(0, '127.0.0.1', resolve);
    });
    try {
      const { port } = tls.address() as AddressInfo;
      expect(await ask(WRITE, { baseUrl: `https://127.0.0.1:${port}` })).toMatchObject({
        ok: false,
        class: 'retry',
        effect: 'notDone',
        message: expect.stringContaining('certificate') as unknown,
      });
    } finally {
      tls.closeAllConnections();
      await new Promise((resolve) => tls.close(resolve));
    }
  });
});

describe('a token that is refused', () => {
  test.each([
    [401, 'auth'],
    [403, 'forbidden'],
  ])('%d without JSON is %s', async (status, kind) => {
    server.answers((response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>no</h1>'));
    expect(await ask(WRITE)).toMatchObject({ ok: false, class: kind, effect: 'notDone', status });
  });
});
