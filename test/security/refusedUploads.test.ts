// Whoever sends much to a web host that refuses it reads why: the connection is not cut while the sender is still at it.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sendRefusal } from '../../electron/hosts/web/answers.ts';
import { receiveUpload } from '../../electron/hosts/web/receiveUpload.ts';
import { makeDataDir, type ServedDesk, signIn, startServe } from '../support/cliProcess.ts';

const place = makeDataDir();
const sentBytes = 48 * 1024 * 1024;
const piece = Buffer.alloc(256 * 1024, '5');
let desk: ServedDesk;
let session: string;

beforeAll(async () => {
  desk = await startServe({ data: place.data });
  session = await signIn(desk);
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

type Headers = Readonly<Record<string, string>>;

/** Sends all of it on a connection of its own, that is closed after the answer, and answers what was read; rejects as the sending does. */
function sendMuch(origin: string, method: string, path: string, headers: Headers): Promise<[number, string]> {
  const { promise, resolve, reject } = Promise.withResolvers<[number, string]>();
  const sending = request(`${origin}${path}`, { method, headers, agent: false }, (answer) => {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (part: string) => (text += part));
    answer.on('error', reject);
    answer.on('end', () => resolve([answer.statusCode ?? 0, text]));
  });
  pipeline(Readable.from(pieces()), sending).catch(reject);
  return promise;
}

function* pieces(): Generator<Buffer> {
  for (let sent = 0; sent < sentBytes; sent += piece.length) yield piece;
}

const sized = { 'content-length': String(sentBytes) };
const json = { 'content-type': 'application/json' };
const bearer = () => ({ authorization: `Bearer ${session}` });

describe('a file that was received and is refused when it is opened', () => {
  const call = (path: string, input: unknown) =>
    fetch(`${desk.origin}/api${path}`, {
      method: 'POST',
      headers: { ...json, ...bearer() },
      body: JSON.stringify(input),
    });

  it.each([
    ['/intake/open', {}],
    ['/scrub/open', {}],
    ['/registries/open', { kind: 'full' }],
    ['/sync/scanFile', { account: 1 }],
  ])('does not stay on the disk: %s', async (path, more) => {
    const put = await fetch(`${desk.origin}/upload`, { method: 'PUT', headers: bearer(), body: '\u0000\u0001\u0002' });
    const { upload } = (await put.json()) as { upload: string };
    expect(readdirSync(join(place.data, 'incoming'))).toContain(upload);
    await call(path, { from: { kind: 'upload', upload, name: 'x.csv' }, ...more });
    await vi.waitFor(() => expect(readdirSync(join(place.data, 'incoming'))).not.toContain(upload));
  });
});

describe('a web host that refuses what is still being sent', () => {
  const requests: readonly (readonly [string, string, string, () => Headers, number, RegExp])[] = [
    ['a file of who is not signed in', 'PUT', '/upload', () => sized, 401, /Sign in with a fresh link/],
    ['such a file without a length', 'PUT', '/upload', () => ({}), 401, /Sign in with a fresh link/],
    ['a file that is posted', 'POST', '/upload', () => ({ ...sized, ...bearer() }), 400, /Files are put here/],
    ['a file for another page', 'PUT', '/upload', () => ({ ...sized, origin: 'https://example.com' }), 403, /refused/],
    ['a file for nothing', 'PUT', '/elsewhere', () => sized, 404, /nothing at this address/],
    ['a long sign-in', 'POST', '/session', () => ({ ...sized, ...json }), 413, /too long for a sign-in/],
    ['a call that is no JSON', 'POST', '/api/entries/add', () => ({ ...sized, ...bearer() }), 400, /JSON body/],
    ['a long call', 'POST', '/api/entries/add', () => ({ ...sized, ...json, ...bearer() }), 413, /send it in parts/],
    ['a long call without a length', 'POST', '/api/entries/add', () => ({ ...json, ...bearer() }), 413, /./],
  ];
  it.each(requests)('answers %s', async (_name, method, path, headers, status, sentence) => {
    const [answered, body] = await sendMuch(desk.origin, method, path, headers());
    expect([answered, body]).toEqual([status, expect.stringMatching(sentence)]);
  });

  it('answers a file that cannot be written half way', async () => {
    // The name is taken, which shows only once the file is written.
    writeFileSync(join(place.data, 'taken-upload'), '');
    const server = createServer((received, response) => {
      void receiveUpload(received, place.data, 'taken-upload').then((result) =>
        result.ok ? response.end() : sendRefusal(response, result.code, result.message),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const [status, body] = await sendMuch(origin, 'PUT', '/upload', sized);
      expect([status, body]).toEqual([500, expect.stringMatching(/could not be received \(EEXIST\)/)]);
    } finally {
      server.close();
    }
  });
});
