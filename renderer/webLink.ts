/**
 * The connection to the core in the web host: it signs in with the one-time link, then speaks the contract over a
 * WebSocket that reconnects by itself. A call made while the connection is down waits a few seconds for it, then fails
 * with a sentence. A call that was running when the connection broke fails too, because the page cannot know whether it
 * was carried out.
 */
import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import {
  linkTokenPrefix,
  sessionAnswer,
  sessionsAnswer,
  toRpcProtocols,
  uploadAnswer,
  webPaths,
  webRefusal,
  type WebSession,
} from '../shared/contract/webSession.ts';
import type { ConnectionStore } from './stores/connection.ts';
import { webLinkWords as say } from '../shared/words/page/app.ts';

const sessionKey = 'dnc-desk.session';
const longestPauseMs = 10_000;
const patienceMs = 8_000;

const freshLink = say.runNpmStartOrDnc;
const usedLink = say.thisLinkWasUsedAlready(freshLink);
const noLink = say.thisPageNeedsTheLink(freshLink);

/** The connection is down: the sentence says what became of the call. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
}

type SignIn = { readonly ok: true; readonly session: string } | { readonly ok: false; readonly sentence: string };

/** Exchanges the link's token for a session, or takes the one that this tab has. Removes the token from the address. */
export async function signIn(): Promise<SignIn> {
  const known = window.sessionStorage.getItem(sessionKey);
  const { hash } = window.location;
  if (!hash.startsWith(linkTokenPrefix)) {
    return known === null ? { ok: false, sentence: noLink } : { ok: true, session: known };
  }
  window.history.replaceState(null, '', '#/home');
  const answer = await fetch(webPaths.session, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: hash.slice(linkTokenPrefix.length) }),
  });
  if (!answer.ok) {
    if (known !== null) return { ok: true, session: known };
    const refusal = webRefusal.safeParse(await answer.json().catch(() => undefined));
    return {
      ok: false,
      sentence: refusal.data?.code === 'linkUsed' || !refusal.success ? usedLink : refusal.data.message,
    };
  }
  const { session } = sessionAnswer.parse(await answer.json());
  window.sessionStorage.setItem(sessionKey, session);
  return { ok: true, session };
}

/** Who else is signed in, and a way to end it. */
export type WebSessions = {
  /** @throws the host's sentence */
  readonly list: () => Promise<readonly WebSession[]>;
  /** @throws the host's sentence */
  readonly end: (id: string) => Promise<void>;
};

/** The sessions of the web host, asked with this page's own. */
export function createWebSessions(session: string): WebSessions {
  const ask = async (path: string, method: string): Promise<Response> => {
    const answer = await fetch(path, { method, headers: { authorization: say.bearer(session) } });
    if (answer.ok) return answer;
    const refusal = webRefusal.safeParse(await answer.json().catch(() => undefined));
    throw new Error(refusal.data?.message ?? say.theDeskDidNotAnswer(answer.status));
  };
  return {
    list: async () => sessionsAnswer.parse(await (await ask(webPaths.sessions, 'GET')).json()).sessions,
    end: async (id) => void (await ask(`${webPaths.sessions}/${id}`, 'DELETE')),
  };
}

/** How an upload is followed and stopped: `onProgress` gets the part that is already sent, 0 to 1. */
export type Handover = { readonly signal?: AbortSignal; readonly onProgress?: (sent: number) => void };

/**
 * Sends a file's bytes to the core; the answer goes to `intake.open`.
 * @throws the host's sentence, an AbortError when stopped, or a TypeError when the browser cannot read the file (a
 * folder, a locked file)
 */
export async function uploadFile(session: string, file: File, handover: Handover = {}): Promise<string> {
  // Reading a folder fails here; XMLHttpRequest would report it as a broken network.
  await file.slice(0, 1).arrayBuffer();
  const { status, body } = await put(session, file, handover);
  const answer: unknown = readJson(body);
  if (status === 200) return uploadAnswer.parse(answer).upload;
  const refusal = webRefusal.safeParse(answer);
  throw new Error(refusal.data?.message ?? say.theFileCould(status));
}

/** Uses XMLHttpRequest, because fetch does not report the progress of an upload. */
function put(session: string, file: File, handover: Handover): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const request = new XMLHttpRequest();
  request.open('PUT', webPaths.upload);
  request.setRequestHeader('authorization', say.bearer(session));
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    handover.onProgress?.(total > 0 ? loaded / total : 1),
  );
  request.addEventListener('load', () => resolve({ status: request.status, body: request.responseText }));
  request.addEventListener('error', () => reject(new ConnectionLost(say.theFileWasNotHanded)));
  request.addEventListener('abort', () => reject(new DOMException(say.stopped, 'AbortError')));
  handover.signal?.addEventListener('abort', () => request.abort());
  request.send(file);
  return promise;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function isSignedOut(session: string): Promise<boolean> {
  const answer = await fetch(webPaths.session, { headers: { authorization: say.bearer(session) } });
  return answer.status === 401 || answer.status === 403;
}

type Line = { readonly link: RPCLink<ClientContext>; readonly opened: Promise<boolean> };

/** A link over a WebSocket that is opened again whenever it closes; `connection` shows its state. */
export function createSocketLink(session: string, connection: ConnectionStore): ClientLink<ClientContext> {
  let failures = 0;
  let line = open();

  function open(): Line {
    const { protocol, host } = window.location;
    const address = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${webPaths.rpc}`;
    const socket = new WebSocket(address, toRpcProtocols(session));
    const opened = new Promise<boolean>((resolve) => {
      socket.addEventListener('open', () => {
        failures = 0;
        connection.setState({ state: 'connected' }, true);
        resolve(true);
      });
      socket.addEventListener('close', () => {
        resolve(false);
        void comeBack();
      });
    });
    return { link: new RPCLink({ websocket: socket }), opened };
  }

  async function comeBack(): Promise<void> {
    connection.setState({ state: 'lost' }, true);
    const pause = Math.min(longestPauseMs, 300 * 2 ** failures);
    failures += 1;
    await new Promise((resolve) => setTimeout(resolve, pause));
    const signedOut = await isSignedOut(session).catch(() => false);
    if (!signedOut) {
      line = open();
      return;
    }
    window.sessionStorage.removeItem(sessionKey);
    connection.setState(
      {
        state: 'refused',
        sentence: say.thisPageIsSignedOut(freshLink),
      },
      true,
    );
  }

  async function waitForLine(): Promise<Line> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const current = line;
      if (await current.opened) return current;
      if (Date.now() > until || connection.getState().state === 'refused') {
        throw new ConnectionLost(say.theDeskDoesNotAnswer);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  return {
    call: async (path, input, options) => {
      const current = await waitForLine();
      try {
        return await current.link.call(path, input, options);
      } catch (error) {
        if (line === current && connection.getState().state === 'connected') throw error;
        throw new ConnectionLost(say.theConnectionBrokeBefore);
      }
    },
  };
}
