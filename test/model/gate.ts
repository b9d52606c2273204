/**
 * The one way of a core to the network, seen from the test: it counts requests, stops them for what has to happen in
 * between, times them out when the vendor hangs, cuts them off when the core was killed, and watches the rules that hold
 * for every request: none before Retry-After, none to anybody but the vendor.
 */
import { type Agent, Dispatcher, errors } from 'undici';
import type { VirtualClock } from './virtualClock.ts';

export type Boundary = { readonly n: number; readonly when: 'before' | 'after' };

export type GateOptions = {
  readonly inner: Agent;
  readonly clock: VirtualClock;
  /** The vendor's address: whatever goes elsewhere is a violation. */
  readonly origin: string;
  /** Called before each request leaves and after each whole answer arrived; the request waits for it. */
  readonly atBoundary: (boundary: Boundary) => Promise<void>;
  readonly violate: (message: string) => void;
  /** One line a request, for comparing two runs. */
  readonly trace: (line: string) => void;
  /** Shared by all lives of a core: until when each account's vendor wants to be left alone. */
  readonly silence: Map<string, number>;
};

const day = 86_400_000;
const brokenOff = { aborted: true, paused: false, reason: null, rawHeaders: [], rawTrailers: [] };

export class Gate extends Dispatcher {
  readonly #options: GateOptions;
  readonly #inFlight = new Set<Dispatcher.DispatchController>();
  /** The accounts whose vendor asked to be left alone in this run. */
  readonly #asked = new Set<string>();
  /** What was asked before each wait that reached the core, oldest first. */
  readonly #waits: { readonly account: string; readonly before: number }[] = [];
  #count = 0;
  #isDead = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: GateOptions) {
    super();
    this.#options = options;
  }

  /** Counts from one again: a new run begins. */
  restart(): void {
    this.#count = 0;
    this.#waits.length = 0;
    this.#asked.clear();
  }

  get count(): number {
    return this.#count;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** From now on no request leaves and no answer arrives. `losesCommits`: what came in this run may not be written down. */
  kill(losesCommits: boolean): void {
    this.#isDead = true;
    if (losesCommits) this.#forgetWaits(0);
    for (const controller of this.#inFlight) controller.abort(new errors.SocketError('the core was killed'));
  }

  #forgetWaits(from: number): void {
    for (const { account, before } of this.#waits.splice(from).toReversed()) this.#options.silence.set(account, before);
  }

  /** The vendor hangs: what is in flight times out. */
  timeOut(): void {
    for (const controller of this.#inFlight) controller.abort(new errors.HeadersTimeoutError());
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.#count += 1;
    const n = this.#count;
    // One after the other, in the order in which they were made: a scenario makes the same requests each time it is run.
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    // Judged here: what leaves side by side with a request leaves before that is answered.
    const tooEarlyMs = this.#waitOf(accountOf(options));
    const waits = this.#waits.length;
    void before.then(() => this.#send({ n, tooEarlyMs, waits }, options, handler, resolve));
    return true;
  }

  /** Milliseconds for which the account's vendor wants to be left alone. */
  #waitOf(account: string): number {
    const { silence, clock } = this.#options;
    const ms = (silence.get(account) ?? 0) - clock.now();
    // A wait of more than a day is a question to a person, and it is a person who runs the syncs of a scenario: the next one
    // tries at once, and that ends the wait.
    const isAnswered = ms > day && !this.#asked.has(account);
    if (isAnswered) silence.delete(account);
    return isAnswered ? 0 : ms;
  }

  override close(...args: unknown[]): Promise<void> {
    void args;
    return Promise.resolve();
  }

  override destroy(...args: unknown[]): Promise<void> {
    void args;
    return Promise.resolve();
  }

  async #send(
    { n, tooEarlyMs, waits }: { readonly n: number; readonly tooEarlyMs: number; readonly waits: number },
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
    release: () => void,
  ): Promise<void> {
    const { inner, origin, atBoundary, violate, trace, clock, silence } = this.#options;
    if (!this.#isDead) {
      await atBoundary({ n, when: 'before' });
      // What came while this request waited for its turn may have been cut off in the core before it was written down.
      if (this.#isDead) this.#forgetWaits(waits);
    }
    if (this.#isDead) {
      release();
      return cutOff(handler);
    }
    const url = new URL(options.path, String(options.origin));
    const account = accountOf(options);
    const line = `${clock.now()} ${options.method} ${options.path} ${typeof options.body === 'string' ? options.body : ''}`;
    if (url.origin !== origin) violate(`a request left for ${url.origin}${options.path}`);
    const quietUntil = silence.get(account) ?? 0;
    if (tooEarlyMs > 0) violate(`a request left ${tooEarlyMs} ms before Retry-After was over: ${line}`);
    let controllerOf: Dispatcher.DispatchController | undefined;
    const done = (): void => {
      if (controllerOf !== undefined) this.#inFlight.delete(controllerOf);
      release();
    };
    const isDead = (): boolean => this.#isDead;
    inner.dispatch(options, {
      onRequestStart: (controller, context) => {
        controllerOf = controller;
        this.#inFlight.add(controller);
        handler.onRequestStart?.(controller, context);
      },
      onResponseStart: (controller, status, headers, text) => {
        trace(`${line} -> ${status}`);
        const wait = status === 429 || status === 503 ? parseWait(headers['retry-after'], clock.now()) : undefined;
        if (wait !== undefined) {
          this.#waits.push({ account, before: quietUntil });
          silence.set(account, Math.max(quietUntil, wait));
          this.#asked.add(account);
        }
        handler.onResponseStart?.(controller, status, headers, text);
      },
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => {
        void (async () => {
          await atBoundary({ n, when: 'after' });
          done();
          if (isDead()) {
            // The answer never reached the core, so it could not know what it was asked.
            silence.set(account, Math.min(silence.get(account) ?? 0, quietUntil));
            handler.onResponseError?.(controller, new errors.SocketError('the core was killed'));
          } else handler.onResponseEnd?.(controller, trailers);
        })();
      },
      onResponseError: (controller, error) => {
        trace(`${line} -> ${error.name}`);
        done();
        handler.onResponseError?.(controller, error);
      },
    });
  }
}

function cutOff(handler: Dispatcher.DispatchHandler): void {
  const controller = { ...brokenOff, abort: () => {}, pause: () => {}, resume: () => {} };
  handler.onResponseError?.(controller, new errors.SocketError('the core was killed'));
}

function accountOf({ path, headers }: Dispatcher.DispatchOptions): string {
  return `${path.split('/')[1] ?? ''} ${credentialOf(headers)}`;
}

function credentialOf(headers: Dispatcher.DispatchOptions['headers']): string {
  const entries = headers !== null && typeof headers === 'object' ? Object.entries(headers) : [];
  return String(entries.find(([name]) => /^(authorization|api-token)$/i.test(name))?.[1] ?? '');
}

/** More seconds than anybody waits: then they are an instant, counted from 1970. */
const manySeconds = 1_000_000_000;

/** RFC 9110, 10.2.3, read on its own: whole seconds, or a date; and the instant that some services send. */
function parseWait(header: string | string[] | undefined, now: number): number | undefined {
  const text = [header].flat()[0]?.trim() ?? '';
  if (/^\d+$/.test(text)) return (Number(text) < manySeconds ? now : 0) + Number(text) * 1000;
  if (!text.endsWith(' GMT')) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
