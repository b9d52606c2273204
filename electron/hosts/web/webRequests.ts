/**
 * The requests of the web host that are no WebSocket: the page, the sign-in, the sessions, uploads, and the contract for
 * dialers. Whoever has not signed in gets the page and the sign-in, and nothing else.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { onError } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import { gatePath } from '../../../shared/contract/gateApi.ts';
import { linkTokenRequest, type WebSession, webPaths } from '../../../shared/contract/webSession.ts';
import type { CallContext } from '../../core/desk/rpc.ts';
import type { Log } from '../../core/ports.ts';
import type { DeskRouter } from '../deskRouter.ts';
import { logBugs } from '../logBugs.ts';
import { sendJson, sendRefusal, toSafetyHeaders } from './answers.ts';
import { findStranger, parseBearer } from './guard.ts';
import type { Page } from './pageFiles.ts';
import { readSmallJson } from './readSmallJson.ts';
import { receiveUpload } from './receiveUpload.ts';
import type { Sessions } from './sessions.ts';
import type { LinkTokens } from './tokens.ts';
import { webRequestsWords as say } from '../../../shared/words/hosts.ts';

export type WebServerOptions = {
  readonly router: DeskRouter;
  /** While it is, a page hands in nothing and learns of no session; `router` refuses its calls by itself. */
  readonly isLocked: () => boolean;
  readonly page: Page;
  /** Where uploads go; the core's intake reads them from there. */
  readonly uploadsDir: string;
  /** 0: any free port. */
  readonly port: number;
  readonly now: () => number;
  readonly log: Log;
  /** What answers programs with a token of their own, under `gatePath`. */
  readonly forward?: (
    request: IncomingMessage,
    response: ServerResponse,
    stranger: string | undefined,
    admit: () => void,
  ) => Promise<void>;
};

/** What stands between a request and its handler. */
export type Door = {
  /** Our own, `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly links: LinkTokens;
  readonly sessions: Sessions;
  /** The sender has shown that it may be here: its connection is no stranger's. */
  readonly admit: (request: IncomingMessage) => void;
};

const context: CallContext = { host: 'web' };
/** 10,000 numbers and their reasons fit in many times over; files go to /upload. */
const largestApiBytes = 4 * 1024 * 1024;
/** A refused link is logged at most this often: strangers must not be able to fill the log. */
const refusedEveryMs = 60_000;

/** Answers a request; rejects with what is a bug. */
export type ServeRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The handler of all requests of one server. */
export function createRequestHandler(options: WebServerOptions, door: Door): ServeRequest {
  const { router, isLocked, page, uploadsDir, log, now } = options;
  const { origin, links, sessions, admit } = door;
  const api = new OpenAPIHandler(router, {
    interceptors: [onError(logBugs(log))],
    plugins: [new BodyLimitPlugin({ maxBodySize: largestApiBytes })],
  });
  const safety = Object.entries(toSafetyHeaders(origin));
  let refused = { since: -Infinity, links: 0 };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of safety) response.setHeader(name, value);
    const stranger = findStranger(request.headers, origin);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (options.forward !== undefined && path.startsWith(`${gatePath}/`))
      return options.forward(request, response, stranger, () => admit(request));
    if (stranger !== undefined) return sendRefusal(response, 'refused', stranger);
    if (path === webPaths.session && request.method === 'POST') return signIn(request, response);
    if (page.send(request, response, path)) return undefined;
    if (!isOurs(path)) return sendRefusal(response, 'notFound', say.thereIsNothingAt);
    const session = parseBearer(request.headers);
    const id = session === undefined ? undefined : sessions.use(session);
    if (id === undefined) return sendRefusal(response, 'signedOut', say.signInWithAFresh);
    admit(request);
    if (path === webPaths.session) return void response.writeHead(204).end();
    if (path !== webPaths.upload && !path.startsWith(webPaths.sessions)) return callApi(request, response);
    if (isLocked()) return sendRefusal(response, 'locked', say.theScreenIsLocked);
    return path === webPaths.upload ? upload(request, response) : answerSessions(request, response, path, id);
  }

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readSmallJson(request);
    if (!read.ok) return sendRefusal(response, read.code, read.message);
    const asked = linkTokenRequest.safeParse(read.body);
    if (!asked.success) return sendRefusal(response, 'badRequest', say.aSignInGivesThe);
    if (!links.use(asked.data.token)) {
      logRefusedLink();
      return sendRefusal(response, 'linkUsed', say.thisLinkWasUsedAlready);
    }
    admit(request);
    return sendJson(response, 200, { session: sessions.open((request.headers['user-agent'] ?? '').slice(0, 300)) });
  }

  function logRefusedLink(): void {
    refused.links += 1;
    if (now() - refused.since < refusedEveryMs) return;
    log.warn('web.linkRefused', { links: refused.links });
    refused = { since: now(), links: 0 };
  }

  /** GET all of them, DELETE one by its id. */
  function answerSessions(request: IncomingMessage, response: ServerResponse, path: string, own: string): void {
    if (path === webPaths.sessions && request.method === 'GET') {
      const rows = sessions.list().map((row): WebSession => ({ ...row, isThis: row.id === own }));
      return sendJson(response, 200, { sessions: rows });
    }
    const id = path.slice(webPaths.sessions.length + 1);
    if (request.method !== 'DELETE' || id === '') return sendRefusal(response, 'badRequest', say.sessionsAreReadAnd);
    if (!sessions.end(id)) return sendRefusal(response, 'notFound', say.thisSessionHasEnded);
    return void response.writeHead(204).end();
  }

  async function upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'PUT') return sendRefusal(response, 'badRequest', say.filesArePutHere);
    const received = await receiveUpload(request, uploadsDir, randomBytes(16).toString('hex'));
    if (!received.ok) return sendRefusal(response, received.code, received.message);
    return sendJson(response, 200, { upload: received.upload });
  }

  async function callApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A body that is not JSON could come from a plain HTML form.
    const isJson = /^application\/json(;|$)/i.test(request.headers['content-type'] ?? '');
    if (request.method !== 'POST' || !isJson) return sendRefusal(response, 'badRequest', say.callsArePostRequests);
    if (Number(request.headers['content-length'] ?? 0) > largestApiBytes)
      return sendRefusal(response, 'tooLarge', say.thisIsTooMuchFor);
    const { matched } = await api.handle(request, response, { prefix: webPaths.api, context });
    return matched ? undefined : sendRefusal(response, 'notFound', say.thereIsNoSuchCall);
  }

  return serve;
}

function isOurs(path: string): boolean {
  const { session, sessions, upload, api } = webPaths;
  const whole: readonly string[] = [session, sessions, upload];
  return whole.includes(path) || path.startsWith(`${sessions}/`) || path.startsWith(`${api}/`);
}
