/** Strangers open connections and say nothing, or never end what they say: the page, `check` and `add` go on. */
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { toRpcProtocols } from '../../shared/contract/webSession.ts';
import { createLobby } from '../../electron/hosts/lobby.ts';
import { makeDataDir, runCli, type ServedDesk, signIn, startServe } from '../support/cliProcess.ts';

const place = makeDataDir();
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

/** Opens so many connections, sends each the same bytes, and answers them; those that the desk ends are not counted. */
async function crowd(count: number, target: { port: number } | { path: string }, bytes: string): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for (let at = 0; at < count; at += 100) {
    const some = Array.from({ length: Math.min(100, count - at) }, () => {
      const socket = connect('port' in target ? { host: '127.0.0.1', port: target.port } : target);
      socket.on('error', () => {});
      socket.resume();
      if (bytes !== '') socket.write(bytes);
      return socket;
    });
    await Promise.all(some.map((socket) => once(socket, 'connect').catch(() => {})));
    sockets.push(...some);
  }
  return sockets;
}

const port = (): { port: number } => ({ port: Number(new URL(desk.origin).port) });
const owner = (): { path: string } => ({ path: join(place.data, 'owner.sock') });
const host = (): string => new URL(desk.origin).host;

type Target = { readonly port: number } | { readonly path: string };
/** What they do, where, and the bytes that each sends. */
const crowds: readonly (readonly [string, () => Target, () => string])[] = [
  ['say nothing to the page', port, () => ''],
  ['never end their headers', port, () => `GET / HTTP/1.1\r\nhost: ${host()}\r\nx: `],
  [
    'never end their sign-in',
    port,
    () =>
      `POST /session HTTP/1.1\r\nhost: ${host()}\r\ncontent-type: application/json\r\ncontent-length: 4000\r\n\r\n{`,
  ],
  ['never end their file', port, () => `PUT /upload HTTP/1.1\r\nhost: ${host()}\r\ncontent-length: 900000000\r\n\r\nx`],
  ['say nothing to the owner', owner, () => ''],
  [
    'prove nothing to the owner',
    owner,
    () =>
      `GET /rpc HTTP/1.1\r\nhost: desk\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nx-desk-challenge: ${'A'.repeat(43)}\r\n\r\n`,
  ],
];

describe('a thousand connections of strangers', () => {
  it.each(crowds)('that %s', async (_name, target, bytes) => {
    const sockets = await crowd(1000, target(), bytes());
    const page = await fetch(`${desk.origin}/`);
    expect(page.status).toBe(200);
    const asked = await fetch(`${desk.origin}/api/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${session}` },
      body: JSON.stringify({ numbers: ['+12125550199'] }),
    });
    expect(asked.status).toBe(200);
    if (bytes() === '') {
      expect((await runCli(['add', '+12125550100'], { data: place.data })).code).toBe(0);
      expect((await runCli(['check', '+12125550100'], { data: place.data })).code).toBe(3);
    }
    await vi.waitFor(
      () => expect(sockets.filter(({ destroyed }) => !destroyed).length).toBeLessThanOrEqual(64),
      10_000,
    );
    for (const socket of sockets) socket.destroy();
  });
});

it('a page that is signed in keeps its connection meanwhile', async () => {
  const socket = new WebSocket(`ws://${host()}/rpc`, toRpcProtocols(session), { origin: desk.origin });
  await once(socket, 'open');
  const client: DeskClient = createORPCClient(new RPCLink({ websocket: socket }));
  const sockets = await crowd(400, port(), '');
  expect(await client.app.info()).toMatchObject({ host: 'web' });
  for (const each of sockets) each.destroy();
  socket.close();
});

it('a guest of the lobby is ended when others come or its time is over, and not once it has left', () => {
  vi.useFakeTimers();
  const guest = () => ({ destroy: vi.fn<() => void>() });
  const [one, other, third] = [guest(), guest(), guest()];
  const lobby = createLobby<ReturnType<typeof guest>>(2, 1000);
  for (const each of [one, other, third]) lobby.enter(each);
  expect(one.destroy).toHaveBeenCalledOnce();
  lobby.leave(other);
  vi.advanceTimersByTime(1000);
  expect(other.destroy).not.toHaveBeenCalled();
  expect(third.destroy).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

describe('what is no message of the contract', () => {
  it.each([
    ['no JSON', 'not json'],
    ['bytes', Buffer.from([0, 255, 1, 2])],
    ['another shape', '{"hello":1}'],
    ['a request without an address', '{"i":"1","p":{"b":1}}'],
    [
      'a request with a body of another kind',
      '{"i":"1","p":{"u":"/app/info","h":{"content-type":"multipart/form-data"}}}',
    ],
    ['an address that is none', '{"i":"1","p":{"u":"http://[","b":1}}'],
  ])('ends the connection, and prints nothing: %s', async (_name, message) => {
    const before = desk.stderr();
    const socket = new WebSocket(`ws://${host()}/rpc`, toRpcProtocols(session), { origin: desk.origin });
    await once(socket, 'open');
    socket.send(message);
    await once(socket, 'close');
    expect(desk.stderr()).toBe(before);
  });
});
