/**
 * The web host's server, on 127.0.0.1 only: the page, the sign-in, the contract over a WebSocket for the page and over
 * plain HTTP for dialers, and uploads. Every request passes the guard (Host and Origin), then its token, then its handler.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import {
  linkTokenPrefix,
  linkTokenRequest,
  parseRpcProtocols,
  rpcProtocol,
  webPaths,
} from '../../../shared/contract/webSession.ts';
import type { CallContext } from '../../core/desk/rpc.ts';
import type { Log } from '../../core/ports.ts';
import type { DeskRouter } from '../deskRouter.ts';
import { logBugs } from '../logBugs.ts';
import { largestMessageBytes } from '../ownerAddress.ts';
import { sendJson, sendRefusal, toSafetyHeaders } from './answers.ts';
import { findStranger, parseBearer } from './guard.ts';
import type { Page } from './pageFiles.ts';
import { readSmallJson } from './readSmallJson.ts';
import { receiveUpload } from './receiveUpload.ts';
import { createLinkTokens, createSessions } from './tokens.ts';

export type WebServerOptions = {
  readonly router: DeskRouter;
  readonly page: Page;
  /** Where uploads go; the core's intake reads them from there. */
  readonly uploadsDir: string;
  /** 0: any free port. */
  readonly port: number;
  readonly now: () => number;
  readonly log: Log;
};

export type WebServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** A new link that signs one page in, once; it is valid for `lifeMs`. */
  readonly freshLink: (lifeMs?: number) => string;
  readonly close: () => Promise<void>;
};

const context: CallContext = { host: 'web' };
/** 10,000 numbers and their reasons fit in many times over; files go to /upload. */
const largestApiBytes = 4 * 1024 * 1024;
const newToken = (): string => randomBytes(32).toString('base64url');

/** Starts the server. Rejects with the system's error when the port is taken. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { router, log } = options;
  const links = createLinkTokens(options.now, newToken);
  const sessions = createSessions(newToken);
  const rpc = new RPCHandler(router, { interceptors: [onError(logBugs(log))] });
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: largestMessageBytes,
    handleProtocols: () => rpcProtocol,
  });
  const server = createServer();
  // An upload of gigabytes may take longer than Node's five minutes; slow strangers are no danger on loopback.
  server.requestTimeout = 0;
  const origin = await listen(server, options.port);
  const serve = createRequestHandler(options, { origin, links, sessions });

  server.on('request', (request, response) => {
    response.on('error', () => response.destroy());
    serve(request, response).catch((error: unknown) => {
      log.error('web.failed', { error });
      if (response.headersSent) response.destroy();
      else sendRefusal(response, 'failed', 'This failed unexpectedly; the log has the details.');
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const session = parseRpcProtocols(offered);
    // Browsers always say where a WebSocket comes from; a request that does not say is not from our page.
    const isStranger = findStranger(request.headers, origin) !== undefined || request.headers.origin !== origin;
    if (isStranger) return endUpgrade(socket, '403 Forbidden');
    if (request.url !== webPaths.rpc) return endUpgrade(socket, '404 Not Found');
    if (session === undefined || !sessions.knows(session)) return endUpgrade(socket, '401 Unauthorized');
    return sockets.handleUpgrade(request, socket, head, (caller) => {
      caller.on('error', () => caller.terminate());
      void rpc.upgrade(caller, { context });
    });
  });

  return {
    origin,
    freshLink: (lifeMs) => `${origin}/${linkTokenPrefix}${links.issue(lifeMs)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const caller of sockets.clients) caller.terminate();
        server.closeAllConnections();
      }),
  };
}

type Door = {
  /** Our own, `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly links: ReturnType<typeof createLinkTokens>;
  readonly sessions: ReturnType<typeof createSessions>;
};

/** Answers the requests that are no WebSocket: the page, the sign-in, uploads and calls. Rejects with what is a bug. */
function createRequestHandler({ router, page, uploadsDir, log }: WebServerOptions, { origin, links, sessions }: Door) {
  const api = new OpenAPIHandler(router, {
    interceptors: [onError(logBugs(log))],
    plugins: [new BodyLimitPlugin({ maxBodySize: largestApiBytes })],
  });
  const safety = Object.entries(toSafetyHeaders(origin));
  const isSignedIn = (request: IncomingMessage): boolean => {
    const session = parseBearer(request.headers);
    return session !== undefined && sessions.knows(session);
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of safety) response.setHeader(name, value);
    const stranger = findStranger(request.headers, origin);
    if (stranger !== undefined) return sendRefusal(response, 'refused', stranger);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === webPaths.session && request.method === 'POST') return signIn(request, response);
    if (page.send(request, response, path)) return undefined;
    const isOurs = path === webPaths.session || path === webPaths.upload || path.startsWith(`${webPaths.api}/`);
    if (!isOurs) return sendRefusal(response, 'notFound', 'There is nothing at this address.');
    if (!isSignedIn(request)) return sendRefusal(response, 'signedOut', 'Sign in with a fresh link from DNC Desk.');
    if (path === webPaths.session) return void response.writeHead(204).end();
    return path === webPaths.upload ? upload(request, response) : callApi(request, response);
  }

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readSmallJson(request);
    if (!read.ok) return sendRefusal(response, read.code, read.message);
    const asked = linkTokenRequest.safeParse(read.body);
    if (!asked.success) return sendRefusal(response, 'badRequest', 'A sign-in gives the token of its link.');
    if (!links.use(asked.data.token)) {
      log.warn('web.linkRefused');
      return sendRefusal(response, 'linkUsed', 'This link was used already; ask DNC Desk for a fresh one.');
    }
    return sendJson(response, 200, { session: sessions.open() });
  }

  async function upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'PUT') return sendRefusal(response, 'badRequest', 'Files are put here.');
    const received = await receiveUpload(request, uploadsDir, randomBytes(16).toString('hex'));
    if (!received.ok) return sendRefusal(response, received.code, received.message);
    return sendJson(response, 200, { upload: received.upload });
  }

  async function callApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A body that is not JSON could come from a plain HTML form.
    const isJson = /^application\/json(;|$)/i.test(request.headers['content-type'] ?? '');
    if (request.method !== 'POST' || !isJson)
      return sendRefusal(response, 'badRequest', 'Calls are POST requests with a JSON body.');
    if (Number(request.headers['content-length'] ?? 0) > largestApiBytes)
      return sendRefusal(response, 'tooLarge', 'This is too much for one call; send it in parts.');
    const { matched } = await api.handle(request, response, { prefix: webPaths.api, context });
    return matched ? undefined : sendRefusal(response, 'notFound', 'There is no such call.');
  }

  return serve;
}

function endUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
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
