/** Where the gate listens: off at first, on this computer alone, and beyond it only with TLS and a certificate that is given. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataDir } from '../../support/core.ts';
import { askAt, type GateDesk, openGateDesk } from '../../support/gateDesk.ts';

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: GateDesk;
let token: string;
beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openGateDesk(folder.dataDir);
  token = await desk.token('check');
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

const check = { numbers: ['+12125550101'] };
const listening = async () => (await desk.client.gate.state()).listening;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('off at first; on, it answers at its port; off again, nothing does', async () => {
  expect(await listening()).toMatchObject({ state: 'off', origin: null });
  const port = await freePort();
  await desk.client.gate.saveSettings({ listen: true, port });
  await expect.poll(listening, { timeout: 30_000 }).toMatchObject({ state: 'on', origin: `http://127.0.0.1:${port}` });
  expect(await askAt(port)('check', { token, body: check })).toMatchObject({ status: 200 });
  expect(await askAt(port)('check', { token, body: check, headers: { host: `localhost:${port}` } })).toMatchObject({
    status: 200,
  });
  await desk.client.gate.saveSettings({ listen: false });
  await expect.poll(listening, { timeout: 30_000 }).toMatchObject({ state: 'off' });
  await expect(askAt(port)('check', { token, body: check })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('strangers that open connections and say nothing keep nobody from an answer', async () => {
  const port = await freePort();
  await desk.client.gate.saveSettings({ listen: true, port });
  await expect.poll(listening, { timeout: 30_000 }).toMatchObject({ state: 'on' });
  const sockets: Socket[] = [];
  for (let at = 0; at < 200; at++) {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => {});
    if (at % 2 === 0) socket.write('POST /api/v1/check HTTP/1.1\r\nhost: ');
    sockets.push(socket);
  }
  for (let at = 0; at < 5; at++)
    expect(await askAt(port)('check', { token, body: check })).toMatchObject({ status: 200 });
  for (const socket of sockets) socket.destroy();
});

test('whoever hangs up in the middle of a question keeps nobody from an answer', async () => {
  const port = Number(new URL((await listening()).origin ?? '').port);
  const head = ['POST /api/v1/check HTTP/1.1', `host: 127.0.0.1:${port}`, `authorization: Bearer ${token}`];
  const text = [...head, 'content-type: application/json', 'content-length: 100', '', '{"numbers": ['].join('\r\n');
  for (let at = 0; at < 20; at++) {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    await new Promise((resolve) => socket.write(text, resolve));
    socket.resetAndDestroy();
  }
  expect(await askAt(port)('check', { token, body: check })).toMatchObject({ status: 200 });
});

test('a port that another program has: it says so, and the desk goes on', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await desk.client.gate.saveSettings({ listen: true, port });
  await expect.poll(listening, { timeout: 30_000 }).toMatchObject({
    state: 'failed',
    sentence: `Port ${port} is taken by another program. Nothing listens; choose another port.`,
  });
  await desk.client.entries.add({ numbers: ['+12125550107'] });
  other.close();
});

test('beyond this computer: refused without a certificate; with one, over TLS alone and by its names alone', async () => {
  const { client } = desk;
  await expect(client.gate.saveSettings({ address: '0.0.0.0' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('can be reached by other computers') as string,
  });
  await expect(client.gate.saveSettings({ certificate: '/nowhere/cert.pem' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  const [certificate, key] = [join(folder.outDir, 'cert.pem'), join(folder.outDir, 'key.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=desk',
      '-addext',
      'subjectAltName=DNS:desk.example,IP:127.0.0.1',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'ignore' },
  );
  const port = await freePort();
  await client.gate.saveSettings({ listen: true, address: '0.0.0.0', port, certificate, key });
  await expect.poll(listening, { timeout: 30_000 }).toMatchObject({ state: 'on', origin: `https://0.0.0.0:${port}` });
  const ask = (host: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path: '/api/v1/check',
          method: 'POST',
          ca: readFileSync(certificate),
          // Which name is served is what is asked here, whatever the client thinks of it.
          checkServerIdentity: () => undefined,
          headers: { host, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        },
        (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode ?? 0));
        },
      );
      asked.on('error', reject);
      asked.end(JSON.stringify(check));
    });
  expect(await ask(`127.0.0.1:${port}`)).toBe(200);
  expect(await ask('desk.example')).toBe(200);
  expect(await ask('evil.example')).toBe(403);
  await expect(askAt(port)('check', { token, body: check })).rejects.toThrow();
});
