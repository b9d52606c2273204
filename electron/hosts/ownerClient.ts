/**
 * The command line's way to a running owner: the contract over the owner's local socket (ownerSocket.ts). Everything that
 * works in process works the same here, errors and streams included. Nothing is sent before the other end has proved that
 * it is the owner: a number or a token must not go to a program that only listens in its place.
 */
import { connect, type Socket } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { type RawData, WebSocket } from 'ws';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { largestMessageBytes, ownerOfFolder, ownerPaths, toOwnerAddress } from './ownerAddress.ts';
import { loadOwnerSecret } from './ownerLock.ts';
import { isProof, newSecret, parseChallenge, proofHeaders, prove, welcome } from './ownerProof.ts';

/** A busy owner may be in the middle of a transaction; one that is silent for longer than this is stuck. */
const handshakeMs = 10_000;

export type OwnerConnection = {
  readonly client: DeskClient;
  /** Whether the owner ended without being asked to. */
  readonly lost: () => boolean;
  readonly close: () => void;
};

/**
 * Why there is no connection. `absent`: no process listens (yet, or any more); `silent`: one does, and does not answer;
 * `unproven`: one does that cannot prove to be the owner, or in a folder that is not this person's alone.
 */
export type NoConnection = { readonly ok: false; readonly why: 'absent' | 'silent' | 'unproven' };

export type ConnectResult = { readonly ok: true; readonly connection: OwnerConnection } | NoConnection;

/** Connects to the process that owns the directory. */
export async function connectToOwner(dataDir: string): Promise<ConnectResult> {
  const reached = await openSocket(dataDir, ownerPaths.rpc);
  if (!reached.ok) return reached;
  const { socket } = reached;
  let asked = false;
  let lost = false;
  socket.once('close', () => (lost = !asked));
  const client: DeskClient = createORPCClient(new RPCLink({ websocket: socket }));
  return {
    ok: true,
    connection: {
      client,
      lost: () => lost,
      close() {
        asked = true;
        socket.close();
      },
    },
  };
}

/** A fresh link to the page of the owner, or with `doorFile` the file that opens it; undefined if it is no web host. */
export async function askForDoor(dataDir: string, kind: 'link' | 'doorFile'): Promise<string | undefined> {
  const reached = await openSocket(dataDir, ownerPaths[kind]);
  if (!reached.ok) return undefined;
  const { socket } = reached;
  const answer = await new Promise<string>((resolve) => {
    socket.once('message', (data) => resolve(toText(data)));
    socket.once('close', () => resolve(''));
    setTimeout(() => resolve(''), handshakeMs).unref();
    socket.send('ask');
  });
  socket.close();
  return answer === '' ? undefined : answer;
}

const toText = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString('utf8') : '');

type Reached = { readonly ok: true; readonly socket: WebSocket } | NoConnection;

/** A connection on which both sides have proved who they are. */
async function openSocket(dataDir: string, path: string): Promise<Reached> {
  const address = toOwnerAddress(dataDir);
  const folder = ownerOfFolder(address);
  if (folder !== 'ours') return { ok: false, why: folder === 'missing' ? 'absent' : 'unproven' };
  const secret = loadOwnerSecret(dataDir);
  const challenge = newSecret();
  let reached = false;
  let proof: string | undefined;
  const open = (): Socket =>
    connect({ path: address.path, timeout: handshakeMs }).once('connect', () => (reached = true));
  const socket = new WebSocket(`ws://desk${path}`, {
    createConnection: open,
    headers: { [proofHeaders.challenge]: challenge },
    perMessageDeflate: false,
    handshakeTimeout: handshakeMs,
    maxPayload: largestMessageBytes,
  });
  socket.once('upgrade', ({ headers }) => {
    const owner = parseChallenge(headers[proofHeaders.challenge]);
    const given = headers[proofHeaders.proof];
    if (owner === undefined || secret === undefined || typeof given !== 'string') return;
    const challenges = { command: challenge, owner };
    if (isProof(given, secret, 'owner', challenges)) proof = prove(secret, 'command', challenges);
  });
  const why = await new Promise<NoConnection['why'] | undefined>((resolve) => {
    socket.once('open', () => {
      if (proof === undefined) {
        resolve('unproven');
        socket.terminate();
      } else socket.send(proof);
    });
    socket.once('message', (data) => resolve(toText(data) === welcome ? undefined : 'unproven'));
    socket.once('unexpected-response', () => resolve('unproven'));
    socket.on('error', () => resolve(reached ? 'silent' : 'absent'));
    socket.once('close', () => resolve(reached ? 'silent' : 'absent'));
    setTimeout(() => resolve('silent'), handshakeMs).unref();
  });
  if (why === undefined) return { ok: true, socket };
  socket.terminate();
  return { ok: false, why };
}
