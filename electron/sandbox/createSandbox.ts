// The sandbox server: every vendor's API under its name (/osvi, /fluents and so on) on 127.0.0.1, and the control under
// /_control. Requests come in here, go through the fault plan (faultPlan.ts) to the vendor models (vendorService.ts),
// and go back out, whole or damaged. It serves the demo, the tests, and people without an API key. It keeps nothing
// when it ends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { createControl } from './control.ts';
import type { ControlCalls, SandboxControl } from './controlTypes.ts';
import { isControlName } from './controlInputs.ts';
import { answerWithFault, toWireAnswer, viewOf, type WireAnswer } from './faultAnswers.ts';
import { faultPlan, type FaultPlanInput } from './faultPlan.ts';
import { seededRandom } from './randomness.ts';
import { readJsonBody } from './readJsonBody.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { RateLimit, VendorName, VendorRequest } from './sandboxTypes.ts';
import { findVendor, vendorNames } from './sandboxVendors.ts';
import { createWorld, SERVER_PLAN, type SandboxWorld } from './sandboxWorld.ts';
import { serveVendor, toVendorContext } from './vendorService.ts';

export interface SandboxOptions {
  /** 0, the default, is any free port. */
  readonly port?: number | undefined;
  /** Epoch ms. */
  readonly clock?: (() => number) | undefined;
  /** Numbers in [0, 1) for ids and tokens; the same in every run by default. */
  readonly random?: (() => number) | undefined;
  /** The server's fault plan; see parseFaultPlan for one in JSON. */
  readonly faults?: FaultPlanInput | undefined;
  /** Replaces a vendor's documented rate limit; null is none. */
  readonly rateLimits?: Partial<Record<VendorName, RateLimit | null>> | undefined;
  /** How many lines of the request log are kept per tenant. */
  readonly logLimit?: number | undefined;
  /** Runs the rest of a delayed answer; a real timer by default. A test with its own clock gives its own. */
  readonly later?: ((run: () => void, ms: number) => void) | undefined;
  /** Called after each vendor request, answered or not. */
  readonly log?: ((line: LoggedRequest) => void) | undefined;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** The URL to use in place of the vendor's own base URL. */
  readonly baseUrl: (vendor: VendorName) => string;
  readonly control: SandboxControl;
  /** Ends every connection, answered or not. */
  readonly close: () => Promise<void>;
}

const PATH = new RegExp(`^/(${vendorNames.join('|')})(/.*)?$`);
const CONTROL_PATH = /^\/_control\/(\w+)$/;
const VENDOR_BODY_LIMIT = 16 * 1024 * 1024;
const CONTROL_BODY_LIMIT = 256 * 1024 * 1024;

/** Starts a sandbox. @throws where the port is taken */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = createWorld({
    clock: options.clock ?? Date.now,
    random: options.random ?? seededRandom(1),
    faults: options.faults && faultPlan.parse(options.faults),
    rateLimits: options.rateLimits ?? {},
    logLimit: options.logLimit ?? 100_000,
  });
  const control = createControl(world);
  const timers = new Set<NodeJS.Timeout>();
  const later =
    options.later ??
    ((run: () => void, ms: number): void => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
    });

  const server = createServer((request, response) => {
    // A client that breaks off is the point of half the faults, and no error of the sandbox.
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendAnswer(response, toWireAnswer({ status: 500, body: { error: String(error) } }));
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const controlName = CONTROL_PATH.exec(url.pathname)?.[1];
    if (controlName !== undefined) return serveControl(control, controlName, request, response);
    const [, vendor, path] = PATH.exec(url.pathname) ?? [];
    if (vendor === undefined) {
      return sendAnswer(response, toWireAnswer({ status: 404, body: { error: 'no vendor lives here' } }));
    }
    const read = await readJsonBody(request, VENDOR_BODY_LIMIT);
    if (read.tooLarge) return sendAnswer(response, toWireAnswer({ status: 413, body: { error: 'too large' } }));
    const vendorRequest: VendorRequest = {
      method: request.method ?? 'GET',
      path: path ?? '/',
      query: url.searchParams,
      headers: singleHeaders(request),
      body: read.body,
    };
    const asked = { vendor, request: vendorRequest, pathAndQuery: `${path ?? '/'}${url.search}` };
    const act = (call: string, input: unknown): void => {
      if (!isControlName(call)) throw new Error(`the control has no ${call}`);
      control[call](input);
    };
    return answerVendor(world, asked, response, { later, report: options.log, act });
  }

  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox listens on no port');
  const { port } = address;
  const url = `http://127.0.0.1:${port}`;
  const baseUrl = (vendor: VendorName): string => `${url}/${vendor}`;
  world.baseUrl = baseUrl;

  return {
    url,
    port,
    baseUrl,
    control,
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One vendor request, from the fault plan to the wire. */
function answerVendor(
  world: SandboxWorld,
  asked: { readonly vendor: VendorName; readonly request: VendorRequest; readonly pathAndQuery: string },
  response: ServerResponse,
  {
    later,
    report,
    act,
  }: {
    readonly later: (run: () => void, ms: number) => void;
    readonly report: SandboxOptions['log'];
    readonly act: (call: string, input: unknown) => void;
  },
): void {
  const { vendor, request, pathAndQuery } = asked;
  const { model } = findVendor(vendor);
  const now = world.now();
  const tenant = world.registry.ownerOf(vendor, model.readToken(request.headers));
  const line = world.requests.add({
    at: now,
    vendor,
    tenant: tenant?.id ?? null,
    method: request.method,
    path: pathAndQuery,
    body: request.body,
    isWrite: request.method !== 'GET',
    hasCredential: 'authorization' in request.headers || 'api-token' in request.headers,
  });
  const subject = { vendor, tenant: line.tenant, method: request.method, path: pathAndQuery };
  const own = tenant && world.faults.get(tenant.id)?.decide(subject);
  const fault = own ?? world.faults.get(SERVER_PLAN)?.decide(subject);
  line.fault = fault === undefined || fault.action.do === 'meanwhile' ? null : fault.action.do;
  // Node's own header would tell the time of this machine.
  response.sendDate = false;
  const { clockSkewMs = 0, saysDate = true } = tenant?.settings ?? {};
  if (saysDate) response.setHeader('date', new Date(now + clockSkewMs).toUTCString());

  const commit = () => {
    const before = tenant?.records.version;
    const view = viewOf(fault?.action, fault?.fired ?? 0);
    const context = toVendorContext(world.registry, world.now() + clockSkewMs, world.random, view);
    const reply = world.asRequest(line.seq, () => serveVendor(world.registry, vendor, request, context));
    line.changed = tenant?.records.version !== before;
    return reply;
  };
  const send = (answer: WireAnswer): void => {
    line.status = answer.status;
    if (tenant) world.previous.set(tenant.id, answer);
    sendAnswer(response, answer);
  };
  response.once('close', () => report?.(line));

  if (!fault) return send(toWireAnswer(commit()));
  return answerWithFault(fault.action, {
    response,
    now,
    act,
    commit,
    problem: (status, message, code) =>
      model.problem(status, message, code, tenant?.settings ?? { errorShape: 'error' }),
    previous: tenant && world.previous.get(tenant.id),
    send,
    noteStatus: (status) => {
      line.status = status;
    },
    later,
  });
}

/** Takes only POST with a JSON body, and only under this machine's own name, so that no web page can reach it. */
async function serveControl(
  control: ControlCalls,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, error: string): void =>
    sendAnswer(response, toWireAnswer({ status, body: { error } }));
  const host = request.headers.host?.replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') return refuse(403, 'the control answers on loopback only');
  if (!isControlName(name)) return refuse(404, `the control has no ${name}`);
  if (request.method !== 'POST') return refuse(405, 'the control takes POST');
  const read = await readJsonBody(request, CONTROL_BODY_LIMIT);
  if (read.tooLarge) return refuse(413, 'too large');
  if (read.body === undefined) return refuse(400, 'the control takes a JSON body');
  try {
    return sendAnswer(response, toWireAnswer({ status: 200, body: control[name](read.body) }));
  } catch (error) {
    return refuse(400, error instanceof z.ZodError ? z.prettifyError(error) : String(error));
  }
}

function sendAnswer(response: ServerResponse, answer: WireAnswer): void {
  const length = answer.status === 204 ? {} : { 'content-length': Buffer.byteLength(answer.body) };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.end(answer.body);
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat()[0]]));
}
