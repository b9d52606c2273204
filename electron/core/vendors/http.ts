/**
 * The one way out to a vendor: a single request, never repeated, never redirected, limited in time and bytes, answered
 * as JSON or as a classified failure. It knows only HTTP; the adapter knows what a status means to its vendor.
 */
import { TextDecoder } from 'node:util';
import { type Dispatcher, request as send } from 'undici';
import type { Clock } from '../ports.ts';
import type { RequestTrace, VendorFailure, VendorHttp, VendorRequest, VendorResponse } from './adapter.ts';
import { maskDigits, toFailure } from './failure.ts';
import { explainTransport } from './transportError.ts';
import { parseRetryAt } from './retryAfter.ts';

export type VendorHttpOptions = {
  /** As `parseBaseUrl` gives it. */
  readonly baseUrl: string;
  readonly dispatcher: Dispatcher;
  /**
   * The clock dates `Retry-After` and the traces. The time limit itself is real time, because it guards a real socket.
   */
  readonly clock: Clock;
  /** Milliseconds for the whole exchange, body included; 30 s by default. */
  readonly timeoutMs?: number;
  /** The largest answer that is read; 8 MiB by default. */
  readonly maxBytes?: number;
  readonly onTrace?: (trace: RequestTrace) => void;
  readonly onSaid?: (said: Said) => void;
};

/** What an answer says beside its content, whatever it is; null: it does not say it. */
export type Said = {
  /** The time (epoch ms) that it is at the vendor. */
  readonly dateMs: number | null;
  /** How many requests the vendor takes in the time for which its documents name a limit (`X-RateLimit-Limit`). */
  readonly limit: number | null;
};

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024;
// Reading a short error body keeps the connection usable; a long one is not worth reading.
const ERROR_BODY_BYTES = 64 * 1024;

type Client = {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly onSaid: (said: Said) => void;
};

/**
 * An HTTP client for one account. Its `request` never throws for what a network or a server does: it answers a failure.
 */
export function createVendorHttp(options: VendorHttpOptions): VendorHttp {
  const { baseUrl, dispatcher, clock, onTrace, onSaid = () => undefined } = options;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const client: Client = { dispatcher, clock, timeoutMs, maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES, onSaid };
  return {
    request: async (request, signal, explain) => {
      const startedAt = clock.now();
      const pathAndQuery = `${request.path}${toQuery(request)}`;
      const url = new URL(`${baseUrl}${pathAndQuery}`);
      const response = await exchange(client, url, request, signal);
      onTrace?.({
        method: request.method,
        path: maskDigits(pathAndQuery),
        isWrite: request.method !== 'GET',
        status: response.status,
        tookMs: Math.max(0, clock.now() - startedAt),
        problem: response.ok ? (explain?.(response) ?? null) : response.message,
      });
      return response;
    },
  };
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
  const { dispatcher, clock, timeoutMs, maxBytes, onSaid } = client;
  const isWrite = request.method !== 'GET';
  if (signal.aborted) return toFailure('retry', 'The request was stopped before it was sent.');
  const inDoubt: Pick<VendorFailure, 'effect'> = { effect: isWrite ? 'unknown' : 'notDone' };
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
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
      dispatcher,
    });
    onSaid(readSaid(answer.headers));
    return await judge(answer, url.host, isWrite, maxBytes, clock.now);
  } catch (error) {
    if (timedOut) return toFailure('retry', `${url.host} did not answer within ${describeMs(timeoutMs)}.`, inDoubt);
    if (signal.aborted) return toFailure('retry', 'The request was stopped before its answer came.', inDoubt);
    const { message, wasSent, kind } = explainTransport(error, url.host);
    return toFailure(kind, message, wasSent ? inDoubt : {});
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function readSaid(headers: Dispatcher.ResponseData['headers']): Said {
  const dateMs = Date.parse(String(headers['date']));
  const limit = String(headers['x-ratelimit-limit']);
  return { dateMs: Number.isNaN(dateMs) ? null : dateMs, limit: /^[1-9]\d{0,8}$/.test(limit) ? Number(limit) : null };
}

async function judge(
  answer: Dispatcher.ResponseData,
  host: string,
  isWrite: boolean,
  maxBytes: number,
  now: () => number,
): Promise<VendorResponse> {
  const status = answer.statusCode;
  const retryAt = parseRetryAt(answer.headers, status, now());
  const facts = { status, retryAt };
  const inDoubt = { ...facts, effect: isWrite && (status < 400 || status >= 500) ? 'unknown' : 'notDone' } as const;
  if (status === 429 || status >= 500 || (status >= 300 && status < 400)) {
    await answer.body.dump({ limit: ERROR_BODY_BYTES }).catch(() => undefined);
    if (status === 429) return toFailure('rateLimited', `${host} asks for fewer requests (HTTP 429).`, facts);
    if (status >= 500) return toFailure('retry', `${host} failed on its side (HTTP ${status}).`, inDoubt);
    const message = `${host} sent the request on to another address (HTTP ${status}), which is not followed: check the base URL.`;
    return toFailure('retry', message, inDoubt);
  }
  const bytes = await readCapped(answer, maxBytes);
  if (bytes === undefined) {
    const message = `${host} answered with more than ${describeBytes(maxBytes)}, which is not read.`;
    return toFailure('retry', message, inDoubt);
  }
  const parsed = parseJson(bytes);
  if (parsed.ok) return { ok: true, status, json: parsed.json, retryAt };
  if (status === 401) return toFailure('auth', `${host} refused the token (HTTP 401).`, facts);
  if (status === 403) return toFailure('forbidden', `${host} does not allow this to the token (HTTP 403).`, facts);
  const isPage =
    parsed.text.trimStart().startsWith('<') || String(answer.headers['content-type']).includes('text/html');
  const message = isPage
    ? `${host} answered a web page, not JSON: check the base URL.`
    : `${host} sent an answer that is cut off or is not JSON.`;
  return toFailure('retry', message, inDoubt);
}

/** The body, or undefined when it is larger than the cap; the rest of it is not read. */
async function readCapped(answer: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the stream and with it the connection.
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An empty body is null: some vendors answer a removal with nothing. */
function parseJson(bytes: Buffer): { ok: true; json: unknown } | { ok: false; text: string } {
  if (bytes.length === 0) return { ok: true, json: null };
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return { ok: true, json };
  } catch {
    return { ok: false, text: bytes.toString('latin1') };
  }
}

function describeMs(ms: number): string {
  return ms < 1000 ? `${ms} milliseconds` : `${Math.round(ms / 1000)} seconds`;
}

function describeBytes(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes >= 1 ? `${Math.round(mebibytes)} MB` : `${bytes} bytes`;
}
