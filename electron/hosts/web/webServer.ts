/**
 * The web host's server, on 127.0.0.1 only: the page, the sign-in, the contract over a WebSocket for the page and over
 * plain HTTP for dialers, and uploads. Every request passes the guard (Host and Origin), then its token, then its handler
 * (webRequests.ts). Connections that have not signed in are few and short (lobby.ts).
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { linkTokenPrefix, parseRpcProtocols, rpcProtocol, webPaths } from '../../../shared/contract/webSession.ts';
import type { CallContext } from '../../core/desk/rpc.ts';
import { createLobby } from '../lobby.ts';
import { logBugs } from '../logBugs.ts';
import { largestMessageBytes } from '../ownerAddress.ts';
import { toHeard } from '../rpcSocket.ts';
import { sendRefusal } from './answers.ts';
import { findStranger } from './guard.ts';
import { createSessions } from './sessions.ts';
import { createLinkTokens } from './tokens.ts';
import { createRequestHandler, type WebServerOptions } from './webRequests.ts';
import { webServerWords as say } from '../../../shared/words/hosts.ts';
import { createServer } from '../httpServer.ts';

export type WebServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** A new link that signs one page in, once; it is valid for `lifeMs`. */
  readonly freshLink: (lifeMs: number) => string;
  readonly close: () => Promise<void>;
};

const context: CallContext = { host: 'web' };
const newToken = (): string => randomBytes(32).toString('base64url');

/** A page that loads has some six connections; a stranger may hold this many of them and only for so long. */
const beforeSignIn = { most: 64, patienceMs: 30_000 } as const;
/** For the headers of a request; Node looks every second. */
const headersMs = 10_000;
const sweepMs = 60_000;

/** Starts the server. Rejects with the system's error when the port is taken. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { router, log } = options;
  const links = createLinkTokens(options.now, newToken);
  const callers = new Map<string, Set<WebSocket>>();
  const sessions = createSessions(options.now, newToken, (id) => {
    for (const caller of callers.get(id) ?? []) caller.terminate();
    callers.delete(id);
  });
  const rpc = new RPCHandler(router, { interceptors: [onError(logBugs(log))] });
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: largestMessageBytes,
    handleProtocols: () => rpcProtocol,
  });
  const server = createServer({ connectionsCheckingInterval: 1_000, headersTimeout: headersMs });
  // An upload of gigabytes may take longer than Node's five minutes; who has not signed in does not stay that long.
  server.requestTimeout = 0;
  const lobby = createLobby<Duplex>(beforeSignIn.most, beforeSignIn.patienceMs);
  server.on('connection', (socket) => {
    lobby.enter(socket);
    socket.once('close', () => lobby.leave(socket));
  });
  const origin = await listen(server, options.port);
  const admit = ({ socket }: IncomingMessage): void => lobby.leave(socket);
  const serve = createRequestHandler(options, { origin, links, sessions, admit });

  server.on('request', (request, response) => {
    response.on('error', () => response.destroy());
    serve(request, response).catch((error: unknown) => {
      log.error('web.failed', { error });
      if (response.headersSent) response.destroy();
      else sendRefusal(response, 'failed', say.thisFailedUnexpectedly);
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const session = parseRpcProtocols(offered);
    // Browsers always say where a WebSocket comes from; a request that does not say is not from our page.
    const isStranger = findStranger(request.headers, origin) !== undefined || request.headers.origin !== origin;
    if (isStranger) return endUpgrade(socket, '403 Forbidden');
    if (request.url !== webPaths.rpc) return endUpgrade(socket, say.notFound);
    const id = session === undefined ? undefined : sessions.use(session);
    if (id === undefined) return endUpgrade(socket, '401 Unauthorized');
    admit(request);
    return sockets.handleUpgrade(request, socket, head, (caller) => {
      const own = callers.get(id) ?? new Set();
      callers.set(id, own.add(caller));
      caller.on('close', () => own.delete(caller));
      caller.on('error', () => caller.terminate());
      void rpc.upgrade(
        toHeard(caller, () => sessions.touch(id)),
        { context },
      );
    });
  });

  // Ends what nobody uses, also where the page is only left open.
  const sweeping = setInterval(() => sessions.list(), sweepMs).unref();
  return {
    origin,
    freshLink: (lifeMs) => `${origin}/${linkTokenPrefix}${links.issue(lifeMs)}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(sweeping);
        server.close(() => resolve());
        for (const caller of sockets.clients) caller.terminate();
        server.closeAllConnections();
      }),
  };
}

function endUpgrade(socket: Duplex, status: string): void {
  socket.end(say.http11Connection(status));
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the web host listens on no port');
  return `http://127.0.0.1:${address.port}`;
}
