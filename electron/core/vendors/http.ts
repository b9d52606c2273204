/**
 * The one way out to a vendor: a single request, never repeated, never redirected, limited in time and bytes, answered
 * as JSON or as a classified failure. It knows only HTTP; the adapter knows what a status means to its vendor, and names
 * what is used of an answer and where its lists of records stand (../json).
 */
import type { Dispatcher } from 'undici';
import { cutText } from '../../../shared/words/cutText.ts';
import type { Clock } from '../ports.ts';
import type { RequestTrace, VendorFailure, VendorHttp, VendorRequest, VendorResponse } from './adapter.ts';
import { maskDigits, toFailure } from './failure.ts';
import { type AnswerReading, readAnswer } from '../json/answerReader.ts';
import { type AnswerLimits, answerLimits } from '../json/limits.ts';
import { describeProblem } from '../json/problemWords.ts';
import { createStartGate } from './startGate.ts';
import { startTimeLimit, type TimeLimit } from './timeLimit.ts';
import { explainTransport } from './transportError.ts';
import { parseRetryAt } from './retryAfter.ts';
import { httpWords as say } from '../../../shared/words/core/vendors.ts';

export type VendorHttpOptions = {
  /** As `parseBaseUrl` gives it. */
  readonly baseUrl: string;
  readonly dispatcher: Dispatcher;
  /**
   * The clock dates `Retry-After` and the traces. The time limit itself is real time, because it guards a real socket.
   */
  readonly clock: Clock;
  /**
   * Milliseconds for the whole exchange, body included; 30 s by default. Of an answer with a list: for its beginning and
   * for each next piece, and ten times as long for all of it.
   */
  readonly timeoutMs?: number;
  /** How much of an answer is read, where it is not `answerLimits`. */
  readonly limits?: Partial<AnswerLimits>;
  readonly onTrace?: (trace: RequestTrace) => void;
  readonly onSaid?: (said: Said) => void;
  /** Asked when a request is about to be written to its connection: why it must not be; null: it may. */
  readonly refuse?: (() => string | null) | undefined;
};

/** What an answer says beside its content, whatever it is; null: it does not say it. */
export type Said = {
  /** The time (epoch ms) that it is at the vendor. */
  readonly dateMs: number | null;
  /** How many requests the vendor takes in the time for which its documents name a limit (`X-RateLimit-Limit`). */
  readonly limit: number | null;
};

/** So long (ms) one exchange may take by default. */
export const usualTimeoutMs = 30_000;
// A list of 256 MB comes within five minutes where a line has 7 Mbit/s.
const TIMES_FOR_A_LIST = 10;
// Reading a short error body keeps the connection usable; a long one is not worth reading.
const ERROR_BODY_BYTES = 64 * 1024;
const LONGEST_LOGGED = 500;

type Client = {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly limits: AnswerLimits;
  readonly onSaid: (said: Said) => void;
  readonly refuse: () => string | null;
};

/**
 * An HTTP client for one account. Its `request` never throws for what a network or a server does: it answers a failure.
 */
export function createVendorHttp(options: VendorHttpOptions): VendorHttp {
  const { baseUrl, dispatcher, clock, onTrace, onSaid = () => undefined, refuse = () => null } = options;
  const timeoutMs = options.timeoutMs ?? usualTimeoutMs;
  const limits = { ...answerLimits, ...options.limits };
  const client: Client = { dispatcher, clock, timeoutMs, limits, onSaid, refuse };
  return {
    request: async (request, signal, explain) => {
      const startedAt = clock.now();
      const pathAndQuery = `${request.path}${toQuery(request)}`;
      const url = new URL(`${baseUrl}${pathAndQuery}`);
      const response = await exchange(client, url, request, signal);
      onTrace?.({
        method: request.method,
        path: toShort(maskDigits(pathAndQuery)),
        isWrite: request.method !== 'GET',
        status: response.status,
        tookMs: Math.max(0, clock.now() - startedAt),
        problem: toShort(response.ok ? (explain?.(response) ?? null) : response.message),
      });
      return response;
    },
  };
}

/** A text of the log: ids of a vendor may stand in it. */
function toShort<T extends string | null>(text: T): T | string {
  return text === null ? text : cutText(text, LONGEST_LOGGED);
}

function toQuery(request: VendorRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.append(name, String(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

async function exchange(
  client: Client,
  url: URL,
  request: VendorRequest,
  signal: AbortSignal,
): Promise<VendorResponse> {
  const { dispatcher, timeoutMs, onSaid } = client;
  const isWrite = request.method !== 'GET';
  if (signal.aborted) return toFailure('retry', say.theRequestWasStopped);
  const inDoubt: Pick<VendorFailure, 'effect'> = { effect: isWrite ? 'unknown' : 'notDone' };
  const abort = new AbortController();
  const gate = createStartGate(client.refuse);
  const stop = (): void => abort.abort();
  const time = startTimeLimit(timeoutMs, timeoutMs * TIMES_FOR_A_LIST, stop);
  signal.addEventListener('abort', stop, { once: true });
  try {
    // Loaded at the first request: most commands make none.
    const { request: send, Dispatcher } = await import('undici');
    const answer = await send(url, {
      method: request.method,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'DNC-Desk',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: abort.signal,
      dispatcher: gate.through(dispatcher, Dispatcher),
    }).catch(toBroken);
    onSaid(readSaid(answer.headers));
    return await judge(client, answer, { host: url.host, request, time });
  } catch (error) {
    // Anything else is a bug of ours, and no word about the vendor.
    if (!(error instanceof BrokenConnection)) throw error;
    const refused = gate.refused();
    if (refused !== null) return toFailure('retry', refused);
    const over = time.over();
    if (over !== null) return toFailure('retry', `${url.host} ${over}.`, { ...inDoubt, isTooMuch: true });
    if (signal.aborted) return toFailure('retry', say.theRequestWasStoppedBefore, inDoubt);
    const { message, wasSent, kind, isTimeout } = explainTransport(error.cause, url.host);
    return toFailure(kind, message, { ...(wasSent ? inDoubt : {}), isTooMuch: isTimeout });
  } finally {
    time.end();
    signal.removeEventListener('abort', stop);
  }
}

/** What the network did: thrown while a request is sent or its answer is read. */
class BrokenConnection extends Error {
  override readonly name = 'BrokenConnection';
}

function toBroken(cause: unknown): never {
  throw new BrokenConnection(say.theConnectionBroke, { cause });
}

/** The pieces of a body; leaving the loop destroys the stream and with it the connection. `onPiece`: one came. */
async function* toPieces(body: AsyncIterable<Uint8Array>, onPiece: () => void): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await pieces.next().catch(toBroken);
      if (done === true) return;
      onPiece();
      yield value;
    }
  } finally {
    await pieces.return?.();
  }
}

function readSaid(headers: Dispatcher.ResponseData['headers']): Said {
  const dateMs = Date.parse(String(headers['date']));
  const limit = String(headers['x-ratelimit-limit']);
  return { dateMs: Number.isNaN(dateMs) ? null : dateMs, limit: /^[1-9]\d{0,8}$/.test(limit) ? Number(limit) : null };
}

/** What was asked, and how long it may take. */
type Asked = { readonly host: string; readonly request: VendorRequest; readonly time: TimeLimit };

async function judge(
  { limits, clock }: Client,
  answer: Dispatcher.ResponseData,
  { host, request, time }: Asked,
): Promise<VendorResponse> {
  const status = answer.statusCode;
  const retryAt = parseRetryAt(answer.headers, status, clock.now());
  const facts = { status, retryAt };
  const isInDoubt = request.method !== 'GET' && (status < 400 || status >= 500);
  const inDoubt = { ...facts, effect: isInDoubt ? 'unknown' : 'notDone' } as const;
  if (status === 429 || status >= 500 || (status >= 300 && status < 400)) {
    await answer.body.dump({ limit: ERROR_BODY_BYTES }).catch(() => undefined);
    if (status === 429) return toFailure('rateLimited', say.asksForFewerRequests(host), facts);
    if (status >= 500) return toFailure('retry', say.failedOnItsSideHttp(host, status), inDoubt);
    const message = say.sentTheRequestOn(host, status);
    return toFailure('retry', message, inDoubt);
  }
  const reading = readingOf(request, status);
  const isList = reading.lists !== null;
  const pieces = toPieces(answer.body, isList ? time.extend : () => undefined);
  const maxBytes = isList ? limits.listBytes : limits.plainBytes;
  const read = await readAnswer(pieces, reading, limits, maxBytes);
  if (read.ok) return { ok: true, status, json: read.json, retryAt };
  if (status === 401) return toFailure('auth', say.refusedTheTokenHttp(host), facts);
  if (status === 403) return toFailure('forbidden', say.doesNotAllowThis(host), facts);
  const isPage = read.head.trimStart().startsWith('<') || String(answer.headers['content-type']).includes('text/html');
  const message = isPage ? say.answeredAWebPage(host) : `${host} ${describeProblem(read, limits, maxBytes)}.`;
  return toFailure('retry', message, { ...inDoubt, isTooMuch: read.problem === 'tooManyBytes' });
}

/** What is used of the answer to a request. A refusal has no list. */
function readingOf({ reading }: VendorRequest, status: number): AnswerReading {
  if (reading === undefined) return { shape: 'whole', lists: null };
  return status < 300 ? reading : { ...reading, lists: null };
}
