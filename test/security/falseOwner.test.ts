/**
 * Another user made the folder of the socket first, or a program listens where the owner would, and the command line is
 * asked to believe it: it must send nothing, and say so.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createRawServer, connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { toOwnerAddress } from '../../electron/hosts/ownerAddress.ts';
import { loadOwnerSecret, takeOwnerLock } from '../../electron/hosts/ownerLock.ts';
import { isProof, newSecret, prove } from '../../electron/hosts/ownerProof.ts';
import { endAll, makeDataDir, runCli, startServe } from '../support/cliProcess.ts';

let place: ReturnType<typeof makeDataDir>;
let data: string;
const servers: Server[] = [];
beforeEach(() => {
  place = makeDataDir();
  data = join(place.data, 'desk');
  mkdirSync(data, { mode: 0o700 });
});
afterEach(async () => {
  endAll();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  place.remove();
});

const self = { pid: process.pid, host: 'web', since: '2026-11-29T00:00:00.000Z' } as const;

const toText = (message: RawData): string => (Buffer.isBuffer(message) ? message.toString('utf8') : '');

/** Somebody who listens in the owner's place, with answers of its own; `heard`: all messages that it was sent. */
async function pretend(path: string, headers: readonly string[] = []): Promise<{ readonly heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((_request, response) => response.end('http://127.0.0.1:1/#token=theirs'));
  const sockets = new WebSocketServer({ server });
  sockets.on('headers', (own) => own.push(...headers));
  sockets.on('connection', (caller) => {
    caller.on('message', (message) => heard.push(toText(message)));
    caller.send('welcome');
  });
  servers.push(server);
  server.listen(path);
  await once(server, 'listening');
  return { heard };
}

describe('who listens in the place of the owner', () => {
  it.each([
    ['says nothing of itself', []],
    ['makes a proof up', [`x-desk-challenge: ${newSecret()}`, `x-desk-proof: ${newSecret()}`]],
  ])('and %s is told nothing: exit 5', async (_name, headers) => {
    const lock = takeOwnerLock(data, self);
    const { heard } = await pretend(toOwnerAddress(data).path, headers);
    const run = await runCli(['check', '+12125551234'], { data });
    expect(run).toMatchObject({ code: 5, stdout: '' });
    expect(run.stderr).toMatch(/cannot prove that it is DNC Desk, so it was asked nothing/);
    const connected = await runCli(
      ['accounts', 'add', 'yappr', '--name', 'Y', '--url', 'https://x.example', '--token-stdin'],
      {
        data,
        input: 'a-token-of-a-vendor',
      },
    );
    expect(connected.code).toBe(5);
    const link = await runCli(['serve', '--no-open'], { data });
    expect(link).toMatchObject({ code: 5, stdout: '' });
    expect(heard).toEqual([]);
    if (lock.ok) lock.lock.release();
  });

  it('and listens in a folder that others can write is not even asked', async () => {
    const long = join(place.data, 'x'.repeat(120));
    mkdirSync(long, { mode: 0o700 });
    const lock = takeOwnerLock(long, self);
    const runtime = join(place.data, 'run');
    mkdirSync(runtime);
    const env = { XDG_RUNTIME_DIR: runtime };
    const folder = join(runtime, `dnc-desk-${process.getuid?.() ?? 0}`);
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    const { path } = toOwnerAddress(long);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const asked: unknown[] = [];
    const server = createRawServer((socket) => void asked.push(socket.destroy()));
    server.listen(join(folder, name));
    await once(server, 'listening');
    const run = await runCli(['check', '+12125551234'], { data: long, env });
    expect(run).toMatchObject({ code: 5, stdout: '' });
    expect(asked).toEqual([]);
    server.close();
    if (lock.ok) lock.lock.release();
  });
});

describe('the owner', () => {
  it('does not listen in a folder that somebody else made, and goes on without', async () => {
    const long = join(place.data, 'y'.repeat(120));
    const runtime = join(place.data, 'run');
    mkdirSync(join(runtime, `dnc-desk-${process.getuid?.() ?? 0}`), { recursive: true });
    chmodSync(join(runtime, `dnc-desk-${process.getuid?.() ?? 0}`), 0o777);
    const env = { XDG_RUNTIME_DIR: runtime };
    const desk = await startServe({ data: long, env });
    expect(readFileSync(join(long, 'desk.log'), 'utf8')).toContain('owner.socketFailed');
    expect((await runCli(['check', '+12125551234'], { data: long, env })).code).toBe(5);
    await desk.stop();
  });

  it('believes only who knows its secret, and answers with its own proof', async () => {
    const desk = await startServe({ data });
    const secret = loadOwnerSecret(data) ?? '';
    const talk = async (knows: string): Promise<[string, boolean]> => {
      const command = newSecret();
      const socket = new WebSocket('ws://desk/rpc', {
        createConnection: () => connect(join(data, 'owner.sock')),
        headers: { 'x-desk-challenge': command },
      });
      let proven = false;
      let owner = '';
      socket.once('upgrade', ({ headers }) => {
        owner = String(headers['x-desk-challenge']);
        proven = isProof(String(headers['x-desk-proof']), secret, 'owner', { command, owner });
      });
      const said = await new Promise<string>((resolve) => {
        socket.once('open', () => socket.send(prove(knows, 'command', { command, owner })));
        socket.once('message', (message) => resolve(toText(message)));
        socket.once('close', () => resolve('closed'));
        socket.on('error', () => {});
      });
      socket.terminate();
      return [said, proven];
    };
    expect(await talk(secret)).toEqual(['welcome', true]);
    expect(await talk(newSecret())).toEqual(['closed', true]);
    await desk.stop();
  });

  it('has another secret in every run, in a file for its user alone', async () => {
    const first = takeOwnerLock(data, self);
    const before = loadOwnerSecret(data);
    if (first.ok) first.lock.release();
    // Somebody left a file there that all can read.
    writeFileSync(join(data, 'owner.json.new'), '', { mode: 0o666 });
    const second = takeOwnerLock(data, self);
    expect(loadOwnerSecret(data)).not.toBe(before);
    if (second.ok) second.lock.release();
    rmSync(join(data, 'owner.json'), { force: true });
  });
});

it('a proof of one side is none of the other, and none for other challenges', () => {
  const secret = newSecret();
  const challenges = { command: newSecret(), owner: newSecret() };
  const proof = prove(secret, 'owner', challenges);
  expect(isProof(proof, secret, 'owner', challenges)).toBe(true);
  expect(isProof(proof, secret, 'command', challenges)).toBe(false);
  expect(isProof(proof, secret, 'owner', { command: challenges.owner, owner: challenges.command })).toBe(false);
  expect(isProof(proof, newSecret(), 'owner', challenges)).toBe(false);
  expect(isProof('', secret, 'owner', challenges)).toBe(false);
});
