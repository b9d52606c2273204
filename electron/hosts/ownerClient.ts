/**
 * The command line's way to a running owner: the contract over the owner's local socket (ownerSocket.ts). Everything that
 * works in process works the same here, errors and streams included.
 */
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { largestMessageBytes, ownerPaths, toOwnerAddress } from './ownerAddress.ts';

/** A busy owner may be in the middle of a transaction; one that is silent for longer than this is stuck. */
const handshakeMs = 10_000;

export type OwnerConnection = {
  readonly client: DeskClient;
  /** Whether the owner ended without being asked to. */
  readonly lost: () => boolean;
  readonly close: () => void;
};

export type ConnectResult =
  | { readonly ok: true; readonly connection: OwnerConnection }
  /** `absent`: no process listens (yet, or any more); `silent`: one does, and does not answer. */
  | { readonly ok: false; readonly why: 'absent' | 'silent' };

/** Connects to the process that owns the directory. */
export async function connectToOwner(dataDir: string): Promise<ConnectResult> {
  const { path } = toOwnerAddress(dataDir);
  let reached = false;
  const open = (): Socket => connect({ path, timeout: handshakeMs }).once('connect', () => (reached = true));
  const socket = new WebSocket(`ws://desk${ownerPaths.rpc}`, {
    createConnection: open,
    perMessageDeflate: false,
    handshakeTimeout: handshakeMs,
    maxPayload: largestMessageBytes,
  });
  socket.binaryType = 'arraybuffer';
  let asked = false;
  let lost = false;
  const opened = await new Promise<boolean>((resolve) => {
    socket.once('open', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.once('close', () => {
      lost = !asked;
      resolve(false);
    });
  });
  if (!opened) return { ok: false, why: reached ? 'silent' : 'absent' };
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

/** A fresh link to the page of the owner, or undefined if it is no web host. */
export function askForLink(dataDir: string): Promise<string | undefined> {
  const { path } = toOwnerAddress(dataDir);
  return new Promise((resolve) => {
    const asking = request(
      { socketPath: path, path: ownerPaths.link, method: 'POST', timeout: handshakeMs },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('end', () => resolve(answer.statusCode === 200 ? text : undefined));
      },
    );
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(undefined));
    asking.end();
  });
}
