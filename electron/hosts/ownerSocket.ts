/**
 * The process that holds a data directory serves the contract on a local socket, so that the command line works while
 * the window or the web host is open. File permissions keep other users from the socket, and each side proves that it can
 * read this person's owner.json before the other says anything (ownerProof.ts). The other end is ownerClient.ts.
 */
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../core/ports.ts';
import type { DeskRouter } from './deskRouter.ts';
import { createLobby } from './lobby.ts';
import { logBugs } from './logBugs.ts';
import { largestMessageBytes, ownerOfFolder, ownerPaths, proofLimits, toOwnerAddress } from './ownerAddress.ts';
import { type Challenges, isProof, newSecret, parseChallenge, proofHeaders, prove, welcome } from './ownerProof.ts';
import { toHeard } from './rpcSocket.ts';
import { createServer } from './httpServer.ts';

export type OwnerSocket = {
  /** `whenIdle`: takes no new caller and lets connected ones finish; `now`: ends their connections. */
  readonly close: (how: 'now' | 'whenIdle') => Promise<void>;
};

/** Ways to the page of a web host, each good for one sign-in. */
export type PageDoors = {
  /** A link to print. */
  readonly freshLink: () => string;
  /** The path of a file that a browser opens; undefined where none can be written. */
  readonly freshDoorFile: () => string | undefined;
};

export type Listening = {
  readonly dataDir: string;
  readonly router: DeskRouter;
  /** Of the lock on the directory. */
  readonly secret: string;
  /** The ways to the page, once there is one. */
  readonly doors: () => PageDoors | undefined;
  readonly log: Log;
};

/**
 * Listens for the command line. Call only while holding the owner lock: a socket file that is already there belongs to
 * a dead owner.
 * @throws where the folder of the socket is not this person's alone, or the socket cannot be made
 */
export async function listenForCommands({ dataDir, router, secret, doors, log }: Listening): Promise<OwnerSocket> {
  const address = toOwnerAddress(dataDir);
  if (address.directory !== undefined) mkdirSync(address.directory, { recursive: true, mode: 0o700 });
  if (ownerOfFolder(address) !== 'ours') throw new Error(`${address.directory} is not this person's alone`);
  const isPipe = process.platform === 'win32';
  if (!isPipe) rmSync(address.path, { force: true });

  const rpc = new RPCHandler(router, { interceptors: [onError(logBugs(log))] });
  const serve: Readonly<Record<string, (caller: WebSocket) => void>> = {
    [ownerPaths.rpc]: (caller) => void rpc.upgrade(toHeard(caller), { context: { host: 'cli' } }),
    [ownerPaths.link]: (caller) => caller.once('message', () => caller.send(doors()?.freshLink() ?? '')),
    [ownerPaths.doorFile]: (caller) => caller.once('message', () => caller.send(doors()?.freshDoorFile() ?? '')),
  };
  const lobby = createLobby<Duplex>(proofLimits.mostWaiting, proofLimits.patienceMs);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: largestMessageBytes });
  const asked = new WeakMap<IncomingMessage, Challenges>();
  sockets.on('headers', (headers, request) => {
    const challenges = asked.get(request);
    if (challenges === undefined) return;
    headers.push(`${proofHeaders.challenge}: ${challenges.owner}`);
    headers.push(`${proofHeaders.proof}: ${prove(secret, 'owner', challenges)}`);
  });
  const server = createServer((_request, response) => {
    response.writeHead(404, { connection: 'close' }).end();
  });
  server.on('connection', (socket) => {
    lobby.enter(socket);
    socket.once('close', () => lobby.leave(socket));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head) => {
    const work = serve[request.url ?? ''];
    const challenge = parseChallenge(request.headers[proofHeaders.challenge]);
    if (work === undefined || challenge === undefined) return socket.destroy();
    const challenges = { command: challenge, owner: newSecret() };
    asked.set(request, challenges);
    return sockets.handleUpgrade(request, socket, head, (caller) => {
      // A caller that breaks off is no error of the owner.
      caller.on('error', () => caller.terminate());
      awaitProof(caller, secret, challenges, () => {
        lobby.leave(socket);
        caller.send(welcome);
        work(caller);
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.path, resolve);
  });
  // The usual umask already keeps others from writing to it before this line; the directory around it is private as
  // well.
  if (!isPipe) chmodSync(address.path, 0o600);
  // The socket alone keeps no process alive.
  server.unref();

  return {
    async close(how) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (how === 'now') for (const caller of sockets.clients) caller.terminate();
      else
        await Promise.all(
          [...sockets.clients].map((caller) => new Promise((resolve) => caller.once('close', resolve))),
        );
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Calls `believe` if the first message proves that its sender knows the secret; ends the connection otherwise. */
function awaitProof(caller: WebSocket, secret: string, challenges: Challenges, believe: () => void): void {
  caller.once('message', (data, isBinary) => {
    const proof = isBinary || !Buffer.isBuffer(data) || data.length > 100 ? '' : data.toString('utf8');
    if (isProof(proof, secret, 'command', challenges)) believe();
    else caller.terminate();
  });
}
