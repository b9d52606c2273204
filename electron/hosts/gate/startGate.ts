/**
 * The gate from the desk's thread: starts the thread that answers programs when the settings say so or the web host is asked,
 * starts it anew when they change, and writes what it hands over. A gate that fails leaves the desk as it is, and says why.
 */
import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { assertNever } from '../../../shared/assertNever.ts';
import type { GateListening } from '../../../shared/contract/gate.ts';
import type { GateSettings } from '../../../shared/contract/gateSettings.ts';
import type { OpenGate } from '../../core/compose/composeDesk.ts';
import type { Events } from '../../core/desk/events.ts';
import type { GatePort } from '../../core/gate/gateService.ts';
import type { Log } from '../../core/ports.ts';
import { startThread } from '../../core/thread.ts';
import { startWithYoungHeap } from '../heapSize.ts';
import type { HostKind } from '../ownerLock.ts';
import { createGateCore, type GateCore } from './gateCore.ts';
import { createHearUses } from './hearUses.ts';
import type { FromGate, GatePlace, GateStart, ToGate } from './messages.ts';
import { createTakeQueue } from './takeQueue.ts';
import { startGateWords as say } from '../../../shared/words/core/gate.ts';

/** Where the gate answers on this computer. */
export type FindGate = {
  /** The loopback port at which the gate answers now, for the web host, which starts it where need be; undefined: it cannot. */
  readonly findPort: () => Promise<number | undefined>;
};

export type Gate = FindGate & {
  readonly close: () => Promise<void>;
};

export type GateOptions = HostParts & {
  readonly gate: GatePort;
  readonly events: Events;
  readonly core: GateCore | undefined;
};

/** What the host knows of itself. */
export type HostParts = {
  readonly dataDir: string;
  readonly host: HostKind;
  readonly systemZone: () => string;
  readonly log: Log;
  /** It is there for one desk alone, so that a processor may be kept for the thread that answers. */
  readonly isWholeProcess: boolean;
};

type Running = {
  readonly worker: Worker;
  /** What it was started for. */
  readonly wanted: string;
  readonly port: Promise<number | undefined>;
  readonly ended: Promise<void>;
};

const threadFile = { folder: import.meta.dirname, name: 'gateThread' };
/** A thread that does not end by itself is ended. */
const endMs = 5_000;
/** A thread that ended by itself is started again after this long. */
const againMs = 30_000;

/** The gates of one host, one for each desk that it opens: after a restore, the next. */
export function createGates(parts: HostParts): { readonly open: OpenGate; readonly now: FindGate } {
  let gate: Gate | undefined;
  const core = parts.isWholeProcess ? createGateCore(parts.log) : undefined;
  return {
    open(desk) {
      const opened = startGate({ ...parts, ...desk, core });
      gate = opened;
      return {
        close() {
          if (gate === opened) gate = undefined;
          return opened.close();
        },
      };
    },
    now: { findPort: async () => gate?.findPort() },
  };
}

/** Follows the settings of a desk until `close`. */
function startGate(options: GateOptions): Gate {
  const { gate, events, host, log } = options;
  let running: Running | undefined;
  let isAsked = false;
  let isClosed = false;
  let last = Promise.resolve();

  /** Changes run one after the other. */
  const inTurn = (work: () => Promise<void>): Promise<void> =>
    (last = last.then(work).catch((error: unknown) => log.error('gate.failed', { error: String(error) })));

  async function start(settings: GateSettings, wanted: string): Promise<void> {
    const place = toPlace(settings);
    if (typeof place === 'string') return gate.tell({ state: 'failed', origin: null, sentence: place });
    const started = startWorker(
      options,
      settings,
      { ...options, systemZone: options.systemZone(), place, state: await gate.state() },
      () => {
        if (running?.worker !== started.worker) return;
        running = undefined;
        if (!isClosed) setTimeout(() => void inTurn(follow), againMs).unref();
      },
    );
    running = { ...started, wanted };
    await started.port;
  }

  async function stop(): Promise<void> {
    const stopping = running;
    if (stopping === undefined) return;
    running = undefined;
    stopping.worker.postMessage({ type: 'close' } satisfies ToGate);
    const timer = setTimeout(() => void stopping.worker.terminate(), endMs);
    await stopping.ended;
    clearTimeout(timer);
  }

  /** Brings the thread to what the settings say now. */
  async function follow(): Promise<void> {
    if (isClosed) return;
    const settings = gate.settings();
    const isWanted = settings.listen || isAsked;
    const wanted = isWanted ? nameWanted(settings) : '';
    if (running?.wanted === wanted) return;
    if (running !== undefined) await stop();
    if (isWanted) return start(settings, wanted);
    gate.tell(toOff(host));
  }

  async function tellState(): Promise<void> {
    running?.worker.postMessage({ type: 'state', state: await gate.state() } satisfies ToGate);
  }

  let wantedBefore = '';
  const unsubscribe = events.subscribe((event) => {
    if (event.type !== 'changed') return;
    if (event.topics.some((topic) => topic === 'settings' || topic === 'accounts' || topic === 'hub'))
      void inTurn(tellState);
    if (!event.topics.includes('gate')) return;
    const settings = gate.settings();
    const wanted = settings.listen ? nameWanted(settings) : '';
    if (wanted === wantedBefore) return;
    wantedBefore = wanted;
    void inTurn(follow);
  });
  const first = gate.settings();
  wantedBefore = first.listen ? nameWanted(first) : '';
  if (first.listen) void inTurn(follow);
  else gate.tell(toOff(host));

  return {
    async findPort() {
      if (running === undefined && gate.hasTokens()) {
        isAsked = true;
        await inTurn(follow);
      }
      return running?.port;
    },
    async close() {
      isClosed = true;
      unsubscribe();
      await inTurn(stop);
    },
  };
}

/** Starts the thread, and does what it asks for; `onEnd` is called when it has ended, however that came. */
function startWorker(
  options: GateOptions,
  settings: GateSettings,
  { dataDir, systemZone, place, state }: GateStart,
  onEnd: () => void,
): Omit<Running, 'wanted'> {
  const { log, core } = options;
  const start: GateStart = { dataDir, systemZone, place, state };
  const worker = startWithYoungHeap(() => startThread(threadFile, start));
  const port = Promise.withResolvers<number | undefined>();
  const ended = Promise.withResolvers<void>();
  const queue = createTakeQueue(options, (answer) => worker.postMessage(answer));
  const hearUses = createHearUses(options);
  worker.on('message', (message: FromGate) => {
    if (message.type === 'listening') port.resolve(message.port);
    if (message.type === 'request') queue.add(message);
    else if (message.type === 'used') hearUses(message.uses);
    else hear(options, message, settings);
  });
  worker.on('error', (error) => log.error('gate.threadFailed', { error: error.message }));
  const end = async (): Promise<void> => {
    port.resolve(undefined);
    queue.close();
    // The next thread gets the processors of the one that starts it.
    await core?.keepFor(undefined);
    ended.resolve();
    onEnd();
  };
  worker.on('exit', () => void end());
  return { worker, port: port.promise, ended: ended.promise };
}

function hear(
  options: GateOptions,
  message: Exclude<FromGate, { readonly type: 'request' | 'used' }>,
  settings: GateSettings,
): void {
  const { gate, host, log, core } = options;
  switch (message.type) {
    case 'listening':
      gate.tell(settings.listen ? toOn(message.origin) : toOff(host));
      return;
    case 'failed':
      gate.tell({ state: 'failed', origin: null, sentence: describeFailure(message.message, settings) });
      return;
    case 'steady':
      void core?.keepFor(message.thread);
      return;
    case 'note':
      log[message.level](message.event, message.data);
      return;
    case 'closed':
      return;
    default:
      assertNever(message);
  }
}

const toOn = (origin: string): GateListening => ({
  state: 'on',
  origin,
  sentence: say.programsWithAToken(origin),
});

const toOff = (host: HostKind): GateListening => ({
  state: 'off',
  origin: null,
  sentence: host === 'web' ? say.noPortOfItsOwn : say.nothingListensNo,
});

/** What a running thread depends on. */
const nameWanted = ({ listen, address, port, certificate, key }: GateSettings): string =>
  JSON.stringify([listen, address, port, certificate, key]);

/** A sentence where the certificate cannot be read. */
function toPlace({ listen, address, port, certificate, key }: GateSettings): GatePlace | string {
  if (!listen) return { address: '127.0.0.1', port: 0, tls: null };
  if (certificate === null || key === null) return { address, port, tls: null };
  try {
    return { address, port, tls: { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') } };
  } catch {
    return say.theCertificateOr(certificate, key);
  }
}

function describeFailure(message: string, { address, port }: GateSettings): string {
  if (message.includes('EADDRINUSE')) return say.portIsTakenByAnother(port);
  if (message.includes('EACCES')) return say.portMayNotBeUsed(port);
  if (message.includes('EADDRNOTAVAIL')) return say.thisComputerHasNo(address);
  return say.nothingListens(message);
}
