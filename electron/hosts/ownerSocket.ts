/**
 * The process that holds a data directory serves the contract on a local socket, so that the command line works while
 * the window or the web host is open. Only this person's processes can reach the socket (file permissions), so it asks
 * for no token. The other end is ownerClient.ts.
 */
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { Log } from '../core/ports.ts';
import type { DeskRouter } from './deskRouter.ts';
import { logBugs } from './logBugs.ts';
import { largestMessageBytes, ownerPaths, toOwnerAddress } from './ownerAddress.ts';

export type OwnerSocket = {
  /** `whenIdle`: takes no new caller and lets connected ones finish; `now`: ends their connections. */
  readonly close: (how: 'now' | 'whenIdle') => Promise<void>;
};

/**
 * Listens for the command line. Call only while holding the owner lock: a socket file that is already there belongs to
 * a dead owner.
 */
export async function listenForCommands(
  dataDir: string,
  router: DeskRouter,
  freshLink: () => string | undefined,
  log: Log,
): Promise<OwnerSocket> {
  const address = toOwnerAddress(dataDir);
  if (address.directory !== undefined) makePrivate(address.directory);
  const isPipe = process.platform === 'win32';
  if (!isPipe) rmSync(address.path, { force: true });

  const rpc = new RPCHandler(router, { interceptors: [onError(logBugs(log))] });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: largestMessageBytes });
  const server = createServer((request, response) => {
    const link = request.method === 'POST' && request.url === ownerPaths.link ? freshLink() : undefined;
    response.writeHead(link === undefined ? 404 : 200, { 'content-type': 'text/plain', connection: 'close' });
    response.end(link ?? '');
  });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (request.url !== ownerPaths.rpc) return socket.destroy();
    return sockets.handleUpgrade(request, socket, head, (caller) => {
      // A caller that breaks off is no error of the owner.
      caller.on('error', () => caller.terminate());
      void rpc.upgrade(caller, { context: { host: 'cli' } });
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

/** Makes a directory under a shared one private (0700), or refuses it if another user made it first. */
function makePrivate(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(directory);
  const isOurs = lstatSync(directory).isDirectory() && uid === process.getuid?.() && (mode & 0o077) === 0;
  if (!isOurs) throw new Error(`${directory} belongs to somebody else`);
}
