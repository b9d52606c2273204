/**
 * The gate's HTTP server. Each request passes, in this order: Host and Origin, its address, its token, the token's scope and
 * rate, the size and kind of its body; only then is the body read. A browser's page of another origin gets nothing, and
 * whoever has no token is one of few connections that wait for a short time (lobby.ts).
 */
import { X509Certificate } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import { checkAsked, entriesAsked, gatePath, largestBody, requestAsked } from '../../../shared/contract/gateApi.ts';
import type { TokenScope } from '../../../shared/contract/gate.ts';
import type { GateToken } from '../../core/db/desk/gateRows.ts';
import { toStorageProblem } from '../../core/db/storageProblem.ts';
import type { DeskView } from '../../core/gate/deskView.ts';
import { findToken } from '../../core/gate/openToken.ts';
import type { Log } from '../../core/ports.ts';
import { createLobby } from '../lobby.ts';
import { findStranger, parseBearer } from '../web/guard.ts';
import type { Calls, Said } from './calls.ts';
import type { GatePlace } from './messages.ts';
import { closedFor, type Refused, sendProblem } from './problem.ts';
import type { Rates } from './rates.ts';
import { findRepeatedName, mostLevels } from './repeatedName.ts';
import { gateServerWords as say } from '../../../shared/words/core/gate.ts';
import { createServer } from '../httpServer.ts';

export type GateServerOptions = {
  readonly place: GatePlace;
  readonly view: DeskView;
  readonly calls: Calls;
  readonly rates: Rates;
  readonly now: () => number;
  readonly noteUse: (token: number) => void;
  /** The OpenAPI document as JSON. */
  readonly document: () => Promise<string>;
  readonly log: Log;
};

export type GateServer = { readonly origin: string; readonly port: number; readonly close: () => Promise<void> };

type Route = {
  readonly method: 'GET' | 'POST';
  readonly scope: TokenScope;
  /** Bytes of the body, at most. */
  readonly most: number;
  /** Answers a parsed body, or the query. */
  readonly answer: (token: GateToken, input: unknown, request: IncomingMessage) => Promise<Said<unknown>>;
};

const beforeToken = { most: 64, patienceMs: 20_000 } as const;
/** A dialer keeps its connection between calls. */
const keepAliveMs = 75_000;

/** Starts it. Rejects with the system's error where the address or the port cannot be had, and for a bad certificate. */
export async function startGateServer(options: GateServerOptions): Promise<GateServer> {
  const { place, log } = options;
  const lobby = createLobby<Duplex>(beforeToken.most, beforeToken.patienceMs);
  const served: { serve?: (request: IncomingMessage, response: ServerResponse) => Promise<void> } = {};
  const listener: RequestListener = (request, response) => {
    response.on('error', () => response.destroy());
    served.serve?.(request, response).catch((error: unknown) => {
      const trouble = toStorageProblem(error, say.theDesk);
      if (trouble === undefined)
        log.error('gate.failed', { error: error instanceof Error ? error.message : String(error) });
      if (response.headersSent) response.destroy();
      else sendProblem(request, response, closedFor(trouble?.message ?? say.thisFailedUnexpectedly));
    });
  };
  const server = makeServer(place, listener);
  server.on('connection', (socket) => {
    lobby.enter(socket);
    socket.once('close', () => lobby.leave(socket));
  });
  const port = await listen(server, place);
  const origin = `${place.tls === null ? 'http' : 'https'}://${toHost(place.address)}:${port}`;
  served.serve = createServe(options, toGuard(place, port), ({ socket }) => lobby.leave(socket));
  return {
    origin,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function makeServer({ tls }: GatePlace, listener: RequestListener): Server {
  const limits = {
    connectionsCheckingInterval: 1_000,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: keepAliveMs,
  };
  return tls === null
    ? createServer(limits, listener)
    : createTlsServer({ ...limits, cert: tls.certificate, key: tls.key, minVersion: 'TLSv1.2' }, listener);
}

function createServe(
  { view, calls, rates, now, noteUse, document }: GateServerOptions,
  guard: (request: IncomingMessage) => string | undefined,
  admit: (request: IncomingMessage) => void,
) {
  const routes: Readonly<Record<string, Route>> = {
    [`${gatePath}/check`]: {
      method: 'POST',
      scope: 'check',
      most: largestBody.check,
      answer: (token, input) => parse(checkAsked, input, (asked) => calls.check(token, asked)),
    },
    [`${gatePath}/requests`]: {
      method: 'POST',
      scope: 'add',
      most: largestBody.requests,
      answer: (token, input, request) =>
        parse(requestAsked, toRequest(input, request), (asked) => calls.request(token, asked)),
    },
    [`${gatePath}/entries`]: {
      method: 'GET',
      scope: 'read',
      most: 0,
      answer: (token, input) => parse(entriesAsked, input, (asked) => calls.entries(token, asked)),
    },
  };

  /** The result of a call has a transcript in it, often: it may be larger than a request. */
  const toFormRoute = (form: string): Route => ({
    method: 'POST',
    scope: 'add',
    most: largestBody.results,
    answer: (token, result, { headers }) => {
      const key = headers['idempotency-key'];
      return calls.result(token, { form, result, ...(typeof key === 'string' ? { key } : {}) });
    },
  });

  /** What is wrong with a request before its body is read; else its token. */
  function judge(request: IncomingMessage, route: Route): Refused | GateToken {
    const text = parseBearer(request.headers);
    const token = text === undefined ? undefined : findToken(text, view.see(), now());
    if (token === undefined)
      return {
        status: 401,
        detail: say.sendATokenThatWorks,
        headers: { 'www-authenticate': 'Bearer' },
      };
    admit(request);
    noteUse(token.id);
    if (!token.scopes.includes(route.scope)) return { status: 403, detail: say.thisTokenIsNotFor(route.scope) };
    const wait = rates.take(token.id, token.rate);
    if (wait > 0)
      return {
        status: 429,
        detail: say.thisTokenMayAskTimes(token.rate ?? 0, wait),
        headers: { 'retry-after': String(wait) },
      };
    if (route.method === 'GET') return token;
    if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? ''))
      return { status: 415, detail: say.sendJsonWithContent };
    if (Number(request.headers['content-length'] ?? 0) > route.most) return tooLarge(route);
    return token;
  }

  return async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    const stranger = guard(request);
    if (stranger !== undefined) return sendProblem(request, response, { status: 403, detail: stranger });
    const url = request.url ?? '/';
    const path = url.split('?', 1)[0] ?? '/';
    if (path === `${gatePath}/openapi.json` && request.method === 'GET') return sendJson(response, await document());
    const form = path === `${gatePath}/requests` ? new URLSearchParams(url.split('?')[1]).get('form') : null;
    const route = form === null ? routes[path] : toFormRoute(form);
    if (route === undefined)
      return sendProblem(request, response, {
        status: 404,
        detail: say.thereIsNoSuchCall(gatePath),
      });
    if (request.method !== route.method)
      return sendProblem(request, response, {
        status: 405,
        detail: say.thisCallIsMadeBy(route.method),
        headers: { allow: route.method },
      });
    const judged = judge(request, route);
    if ('status' in judged) return sendProblem(request, response, judged);
    const input = route.method === 'GET' ? { ok: true as const, value: toQuery(url) } : await readJson(request, route);
    if (!input.ok) return sendProblem(request, response, input.refused);
    const said = await route.answer(judged, input.value, request);
    return said.ok ? sendJson(response, JSON.stringify(said.body)) : sendProblem(request, response, said.refused);
  };
}

const tooLarge = ({ most }: Route): Refused => ({
  status: 413,
  detail: say.atMostBytesGoInto(most),
});

/** Node writes a text and the headers before it in one go. */
function sendJson(response: ServerResponse, body: string): void {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

async function parse<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  answer: (asked: z.output<S>) => Promise<Said<T>>,
): Promise<Said<T>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return answer(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  const said = `${field === '' ? '' : `${field}: `}${issue?.message ?? ''}`;
  const detail = said.endsWith('.') ? said : `${said}.`;
  return { ok: false, refused: { status: 422, detail, ...(field === '' ? {} : { field }) } };
}

/** The header Idempotency-Key stands for the field `key`, and wins. A number without quotation marks is its digits. */
function toRequest(input: unknown, { headers }: IncomingMessage): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const key = headers['idempotency-key'];
  const number = 'number' in input && Number.isSafeInteger(input.number) ? { number: String(input.number) } : {};
  return { ...input, ...number, ...(typeof key === 'string' ? { key } : {}) };
}

const toQuery = (url: string): unknown => Object.fromEntries(new URLSearchParams(url.split('?').slice(1).join('?')));

type ReadJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refused: Refused };

/** Reads no more of a body than its route allows. */
async function readJson(request: IncomingMessage, route: Route): Promise<ReadJson> {
  const text = await readText(request, route.most);
  if (text === undefined) return { ok: false, refused: tooLarge(route) };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, refused: { status: 400, detail: say.theBodyIsNotJson } };
  }
  const found = findRepeatedName(text);
  if (found === undefined) return { ok: true, value };
  const detail =
    found === 'tooDeep' ? say.theBodyIsTooDeep(mostLevels) : say.theBodyHasTwice(found.twice.slice(0, longestName));
  return { ok: false, refused: { status: 400, detail } };
}

/** The whole body; undefined where it is longer than `most` bytes. Its events cost a tenth of what iterating over it costs. */
async function readText(request: IncomingMessage, most: number): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  const whole = Promise.withResolvers<boolean>();
  const take = (part: Buffer): void => {
    size += part.length;
    if (size <= most) parts.push(part);
    else whole.resolve(false);
  };
  request.on('data', take);
  request.once('end', () => whole.resolve(true));
  request.once('error', whole.reject);
  // To make an error costs as much as all of this.
  request.once('close', () => request.complete || whole.reject(new Error('The caller hung up')));
  const isWhole = await whole.promise;
  request.off('data', take);
  if (!isWhole) request.pause();
  return isWhole ? Buffer.concat(parts).toString('utf8') : undefined;
}

/** A longer name says nothing more to whoever has to look. */
const longestName = 100;

/** A page of another site can point a name of its own at this computer (DNS rebinding): only our own names are served. */
function toGuard({ address, tls }: GatePlace, port: number): (request: IncomingMessage) => string | undefined {
  if (tls === null) {
    const origin = `http://${toHost(address)}:${port}`;
    return ({ headers }) =>
      findStranger(
        headers.host === `localhost:${port}` ? { ...headers, host: `${toHost(address)}:${port}` } : headers,
        origin,
      );
  }
  const certificate = new X509Certificate(tls.certificate);
  return ({ headers }) => {
    const name = /^\[?([^\]]+?)\]?(:\d+)?$/.exec(headers.host ?? '')?.[1] ?? '';
    const isOurs =
      isIP(name) > 0
        ? certificate.checkIP(name) !== undefined
        : name !== '' && certificate.checkHost(name) !== undefined;
    if (!isOurs) return say.thisAddressIsNot;
    return headers.origin === undefined ? undefined : say.requestsFromPages;
  };
}

const toHost = (address: string): string => (address.includes(':') ? `[${address}]` : address);

async function listen(server: Server, { address, port }: GatePlace): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The gate listens on no port');
  return bound.port;
}
