/** Exchanges with the hub: one at a time, over a connection that stays open between them. What one does is in share/round.ts. */
import { hostname } from 'node:os';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { type Answer, notFound, type Refusal } from '../answer.ts';
import type { DeskContext } from '../desk/context.ts';
import type { ListStore } from '../list/write/listStore.ts';
import { lookFirst } from './firstLook.ts';
import { HubProblem, type HubSession, ManyReleases, type OpenHub } from './hubPort.ts';
import { createOneSession } from './oneSession.ts';
import { loadPassword } from './hubPassword.ts';
import type { HubStore } from './share/hubStore.ts';
import { type RoundResult, runRound } from './share/round.ts';
import { exchangeWords as say } from '../../../shared/words/core/hub.ts';

export type ExchangeDeps = Pick<
  DeskContext,
  'clock' | 'secrets' | 'log' | 'events' | 'newId' | 'author' | 'tightenHeap'
> & {
  readonly store: HubStore;
  readonly list: ListStore;
  readonly openHub: OpenHub;
};

/** What follows a round, over its connection: the accounts of vendors. @throws HubProblem */
export type AfterRound = (session: HubSession, canWrite: boolean) => Promise<void>;

export type Exchange = {
  /** Exchanges, or joins the exchange that is under way. */
  readonly run: () => Promise<Answer<RoundResult>>;
  /** The releases that wait for a person since the last exchange. */
  readonly stop: () => ManyReleases | undefined;
  /** Asks for the vendors' accounts: who holds them instead, or null. */
  readonly holdAccounts: (take: boolean) => Promise<Answer<string | null>>;
  /** Another connection to the same hub. @throws HubProblem */
  readonly open: () => Promise<HubSession>;
  /**
   * Does work while no exchange is under way: the one that is is broken off, its connection closed, and the next begins after the work. An
   * exchange that went on with the login of before would make the new desk known under it.
   */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
};

export const notShared = notFound(say.thisDeskSharesNo);

/** What the hub answers, or its problem as a refusal. @throws what is no problem of the hub */
export async function asking<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof HubProblem) return toRefusal(error);
    throw error;
  }
}

function toRefusal({ kind, message }: HubProblem): Refusal {
  return { ok: false, code: kind === 'suspicious' ? 'NEEDS_PERSON' : 'FAILED', message };
}

/** The exchanges of one desk, until `signal`. */
export function createExchange(deps: ExchangeDeps, afterRound: AfterRound, signal: AbortSignal): Exchange {
  const { store, list, clock, secrets, events, author, log, openHub, tightenHeap } = deps;
  let stop: ManyReleases | undefined;
  /** What was asked for, and of that what has begun. */
  let running: Promise<Answer<RoundResult>> | undefined;
  let underWay: Promise<Answer<RoundResult>> | undefined;
  /** Exchanges wait for this. */
  let aside: Promise<void> = Promise.resolve();
  let ending = new AbortController();

  async function openAnother(): Promise<HubSession> {
    const hub = store.rows.load();
    if (hub === undefined) throw new HubProblem('notHub', notShared.message);
    return await openHub(hub, await loadPassword(secrets, hub));
  }

  const one = createOneSession(openAnother);
  const { connect, disconnect, settled } = one;

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const before = aside;
    const done = Promise.withResolvers<void>();
    aside = done.promise;
    await before;
    try {
      ending.abort();
      await disconnect();
      await underWay?.catch(() => undefined);
      await settled();
      await disconnect();
      return await work();
    } finally {
      ending = new AbortController();
      done.resolve();
    }
  }

  async function ask(within: AbortSignal): Promise<RoundResult> {
    stop = undefined;
    try {
      const now = () => toInstant(clock.now());
      const { session, ...first } = await lookFirst(one, clock, within);
      within.throwIfAborted();
      const parts = { store, list, session, clock, now, author, machine: hostname(), signal: within, tightenHeap };
      const result = await runRound(parts, first);
      await afterRound(session, result.canWrite);
      return result;
    } catch (error) {
      await disconnect();
      if (error instanceof ManyReleases) stop = error;
      // What was broken off here is no problem of the hub.
      if (within.aborted) throw signal.aborted ? error : new HubProblem('again', say.theExchangeWasEnded, error);
      noteProblem(store, error instanceof HubProblem ? error : brokenBy(error));
      throw error;
    }
  }

  async function round(): Promise<Answer<RoundResult>> {
    const before = store.rows.load();
    const askedBefore = store.requests.countOpen();
    const within = AbortSignal.any([signal, ending.signal]);
    const done = await asking(() => ask(within));
    if (!done.ok) log.warn('hub.failed', { message: done.message });
    const after = store.rows.load();
    const isNews =
      askedBefore !== store.requests.countOpen() ||
      before?.problem !== after?.problem ||
      (done.ok && done.value.sent > 0) ||
      before?.readAt === null;
    if ((done.ok && done.value.received > 0) || stop !== undefined)
      events.publish({ type: 'changed', topics: ['list', 'batches', 'hub'] });
    else if (isNews) events.publish({ type: 'changed', topics: ['hub'] });
    return done;
  }

  function begin(): Promise<Answer<RoundResult>> {
    underWay = round().finally(() => (underWay = undefined));
    return underWay;
  }

  return {
    run(): Promise<Answer<RoundResult>> {
      running ??= aside.then(begin).finally(() => (running = undefined));
      return running;
    },
    stop: () => stop,
    holdAccounts: (take) =>
      asking(async () => {
        const open = await connect();
        const { desk = '' } = store.rows.load() ?? {};
        const vendorsAt = await open.holdAccounts(desk, take);
        store.inTransaction(() => store.rows.save({ vendorsAt }));
        return vendorsAt;
      }),
    open: openAnother,
    alone,
  };
}

/** That a list is not understood here stays so until it is read again, whatever else goes wrong meanwhile. */
const saysNothingOfIt: ReadonlySet<HubProblem['kind']> = new Set(['unreachable', 'again', 'auth', 'tls', 'bug']);

/** An error of the app's own: what was read and sent before it stays. */
function brokenBy(error: unknown): HubProblem {
  return new HubProblem('bug', say.theExchangeBrokeOff, error);
}

function noteProblem({ rows, inTransaction }: HubStore, { kind, message }: HubProblem): void {
  if (rows.load()?.problemKind === 'otherHub' && saysNothingOfIt.has(kind)) return;
  inTransaction(() => rows.save({ problem: message, problemKind: kind }));
}
