/**
 * The gate's own thread: it answers dialers while the desk's thread imports or syncs. It reads the list on a connection of its
 * own and is the one writer of the log of answers; what changes the list it hands to the desk's thread.
 */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../../shared/assertNever.ts';
import { openDeskView } from '../../core/gate/deskView.ts';
import { createListEntries } from '../../core/gate/listEntries.ts';
import { openAnswerLog } from '../../core/gate/log/answerLog.ts';
import { openNumberKey } from '../../core/gate/log/numberKey.ts';
import { makeDocument } from '../../core/gate/openApi.ts';
import type { TakenRequest } from '../../core/gate/takeRequest.ts';
import type { Handed, TakenOf, TakenResult } from '../../core/gate/takeResult.ts';
import type { Log } from '../../core/ports.ts';
import { systemClock } from '../systemClock.ts';
import { createCalls } from './calls.ts';
import { startGateServer } from './gateServer.ts';
import type { FromGate, GateStart, ToGate } from './messages.ts';
import { findThread } from './gateCore.ts';
import { createPulse } from './pulse.ts';
import { createRates } from './rates.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a thread only.');
const send = (message: FromGate): void => port.postMessage(message);
const { dataDir, systemZone, place, state: firstState } = workerData as GateStart;

const [usesEveryMs, pruneEveryMs] = [10_000, 6 * 3_600_000];

const note =
  (level: 'info' | 'warn' | 'error') =>
  (event: string, data: Readonly<Record<string, unknown>> = {}): void =>
    send({ type: 'note', level, event, data });
const log: Log = { info: note('info'), warn: note('warn'), error: note('error') };

/** Requests that the desk's thread writes now, by number. */
function createTaking() {
  const waiting = new Map<number, PromiseWithResolvers<TakenRequest | TakenResult>>();
  let ids = 0;
  return {
    take: <T extends Handed>(token: number, asked: T): Promise<TakenOf<T>> => {
      const taken = Promise.withResolvers<TakenRequest | TakenResult>();
      ids += 1;
      waiting.set(ids, taken);
      send({ type: 'request', id: ids, token, asked });
      // The desk answers each in its own kind.
      return taken.promise as Promise<TakenOf<T>>;
    },
    settle: (id: number): PromiseWithResolvers<TakenRequest | TakenResult> | undefined => {
      const found = waiting.get(id);
      waiting.delete(id);
      return found;
    },
  };
}

async function run(): Promise<void> {
  let state = firstState;
  const now = systemClock.now;
  const folder = join(dataDir, 'answers');
  const view = openDeskView({ dataDir, systemZone: () => systemZone, clock: systemClock, lack: () => state.lack });
  const key = await openNumberKey(folder);
  const answers = await openAnswerLog({ folder, now, log, key });
  const taking = createTaking();
  const calls = createCalls({
    view,
    log: answers,
    hide: key.hide,
    now,
    state: () => state,
    listEntries: createListEntries(view),
    take: taking.take,
  });
  const uses = new Map<number, number>();
  const tellUses = (): void => {
    if (uses.size > 0) send({ type: 'used', uses: [...uses] });
    uses.clear();
  };
  const prune = (): void => {
    const months = view.look(({ gate }) => gate.keepMonths);
    answers.prune(months).catch((error: unknown) => log.error('gate.pruneFailed', { error: String(error) }));
  };
  const thread = findThread();
  const pulse = createPulse(systemClock.monotonic, (isSteady) =>
    send({ type: 'steady', thread: isSteady ? thread : undefined }),
  );
  let document: Promise<string> | undefined;
  const server = await startGateServer({
    place,
    view,
    calls,
    rates: createRates(systemClock.monotonic),
    now,
    noteUse(token) {
      uses.set(token, now());
      pulse.beat();
    },
    document: () => (document ??= makeDocument().then((made) => JSON.stringify(made))),
    log,
  });
  const timers = [setInterval(tellUses, usesEveryMs), setInterval(prune, pruneEveryMs)];
  prune();

  async function close(): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    pulse.close();
    await server.close();
    tellUses();
    await answers.close();
    view.close();
    send({ type: 'closed' });
    port?.close();
  }

  port?.on('message', (message: ToGate) => {
    switch (message.type) {
      case 'state':
        state = message.state;
        return;
      case 'taken':
        taking.settle(message.id)?.resolve(message.taken);
        return;
      case 'close':
        void close();
        return;
      default:
        assertNever(message);
    }
  });
  send({ type: 'listening', origin: server.origin, port: server.port });
}

run().catch((error: unknown) => {
  send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  port.close();
});
