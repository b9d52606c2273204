/**
 * One sync run of one account: read the agents, read the list, merge, end holds that are over, send what is owed. Every
 * step commits what it did, so a run can be cancelled or killed anywhere and the next one goes on from there.
 */
import type { SyncResult } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { RunTrigger, Suspicion } from '../../db/sync/syncRunRows.ts';
import type { Ports } from '../../ports.ts';
import type { RequestTrace } from '../../vendors/adapter.ts';
import type { Said } from '../../vendors/http.ts';
import { noteSaid, openConnection } from '../vendor/connection.ts';
import type { ExportFile } from '../vendor/exportFile.ts';
import { askEveryForm } from '../vendor/otherForms.ts';
import { applyTargets } from '../record/targets.ts';
import { applyAbsent } from '../vendor/pull.ts';
import type { Observation } from '../record/observation.ts';
import type { ListSide } from '../record/reconcile.ts';
import { describeHeld, watchSameAccount } from '../vendor/sameAccount.ts';
import { createRequests } from '../vendor/requests.ts';
import type { RunProgress } from '../vendor/runContext.ts';
import type { Lead } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { createOwner } from '../vendor/owner.ts';
import { createTraceLog } from '../vendor/traceLog.ts';
import type { ClockTrust } from '../record/clockTrust.ts';
import { createPageSizing } from '../vendor/pageSizing.ts';
import { isLongWait, type Paces, takeLook } from '../vendor/turnstile.ts';
import { lookAside, type LookParts } from './lookAside.ts';
import { reconcileAside, reconcileRun, type RunNumber } from './reconcilers.ts';
import { closeRun, emptyTally, type Ending, failed, notRun, toSyncResult } from './runEnding.ts';
import { type VendorRun, workFileRun, workRun } from './workRun.ts';
import { engineWords as say } from '../../../../shared/words/core/sync/run.ts';

export type Engine = {
  /**
   * Runs one account to its end. Undefined when there is no such account. The caller never runs one account twice at a
   * time.
   */
  readonly runAccount: (
    account: AccountId,
    trigger: RunTrigger,
    signal: AbortSignal,
    progress: RunProgress,
  ) => Promise<SyncResult | undefined>;
  /**
   * Looks at the heads of the account's lists, where its vendor shows them, outside of runs. Answers whether the list here has
   * changed by it. The caller never does so while the account runs.
   */
  readonly lookAtHeads: (account: AccountId, signal: AbortSignal) => Promise<boolean>;
  /** Uses the vendor's own export as a scan, in a run of its own that sends the vendor no request. */
  readonly scanFile: (
    account: AccountId,
    file: ExportFile,
    signal: AbortSignal,
    progress: RunProgress,
  ) => Promise<SyncResult | undefined>;
  /** Merges one record as it was just seen, or not seen, outside a run. */
  readonly observe: (account: AccountId, scope: string, observation: Observation) => void;
  /** Accepts what a suspicious reading found: the records are gone, or the agents are others. */
  readonly confirmAbsent: (account: AccountId, suspicion: Suspicion) => void;
};

export type EngineParts = {
  readonly store: SyncStore;
  readonly list: ListSide;
  /** Acts on holds that ended: owes the vendors what changes because of that. */
  readonly sweepExpired: () => void;
  readonly paces: Paces;
  readonly trust: ClockTrust;
  readonly ports: Pick<Ports, 'clock' | 'random' | 'secrets' | 'dispatcher' | 'log' | 'tightenHeap'>;
  /** The default country of numbers. */
  readonly region: () => Region | undefined;
  readonly standing: LookParts['standing'];
  readonly lead: Lead;
  /** Milliseconds for one request; the HTTP client's own limit by default. */
  readonly timeoutMs?: number;
};

/** What a run is told from outside. */
type Told = {
  readonly signal: AbortSignal;
  readonly progress: RunProgress;
  /** A person asked, and the vendor's wait is of more than a day: it is asked at once. */
  readonly triesNow: boolean;
};

/** The engine of one desk: every run, and every look outside of runs, of any account. */
export function createEngine(parts: EngineParts): Engine {
  const { store, list, sweepExpired, trust, ports, lead } = parts;
  const { clock, random, log } = ports;
  const reconciling = { store, list, now: () => toInstant(clock.now()) };
  const unexpected = () => failed(say.stoppedByAnUnexpected);

  function startRun(account: Account, trigger: RunTrigger): RunNumber & { readonly run: number } {
    return { run: store.runs.start(account.id, trigger, clock.now()), tally: emptyTally() };
  }

  return {
    async runAccount(id, trigger, signal, progress) {
      const refused = trigger === 'manual' ? await lead.reach(id) : lead.refuse(id);
      store.accounts.rebaseWaits(clock.now());
      const account = store.accounts.load(id);
      if (account === undefined) return undefined;
      if (refused !== null)
        return trigger === 'manual' ? toSyncResult(store, account, emptyTally(), notRun(refused)) : undefined;
      const triesNow = trigger === 'manual' && isLongWait((account.notBefore ?? 0) - clock.now());
      if (triesNow) store.accounts.endWait(id);
      const started = startRun(account, trigger);
      const { run, tally } = started;
      const traces = createTraceLog(store, run, tally, clock);
      let context: VendorRun | string | null = null;
      let ending = unexpected();
      const letHeapGrow = ports.tightenHeap?.();
      try {
        context = await openRun(parts, account, started, { signal, progress, triesNow, note: traces.note });
        if (typeof context === 'string') ending = failed(context);
        else ending = await workRun(context, trigger);
      } finally {
        letHeapGrow?.();
        const requests = context === null || typeof context === 'string' ? null : context.requests;
        tally.retries = requests?.retries() ?? 0;
        traces.flush();
        closeRun({ store, clock, random }, account, { run, trigger, halt: requests?.halted() ?? null }, ending);
        log.info('sync.run', { account: id, trigger, outcome: ending.outcome, ...tally });
      }
      return toSyncResult(store, account, tally, ending);
    },
    lookAtHeads: (id, signal) => lookAside(parts, id, signal),
    async scanFile(id, file, signal, progress) {
      const account = store.accounts.load(id);
      if (account === undefined) return undefined;
      const trigger = 'scanFile';
      const started = startRun(account, trigger);
      const { run, tally } = started;
      let ending: Ending = unexpected();
      try {
        if (trust.judge(id, account.name).agrees) sweepExpired();
        const aside = { ...reconciling, ...reconcileAside(reconciling, id, started), tally, progress };
        const held = describeHeld({ store, account: id }) ?? lead.refuse(id);
        ending = held === null ? await workFileRun(aside, file, signal) : failed(held);
      } finally {
        store.runs.saveTally(run, tally);
        closeRun({ store, clock, random }, account, { run, trigger, halt: null }, ending);
        log.info('sync.run', { account: id, trigger, outcome: ending.outcome, ...tally });
      }
      return toSyncResult(store, account, tally, ending);
    },
    observe: (id, scope, observation) => reconcileAside(reconciling, id).reconciler.apply(scope, [observation], null),
    confirmAbsent(id, { scans, agents }) {
      const aside = reconcileAside(reconciling, id);
      if (agents !== undefined) applyTargets(store, aside.view(), agents, reconciling.now());
      store.accounts.saveProven(id, store.accounts.load(id)?.access ?? null);
      applyAbsent({ store, ...aside }, scans);
    },
  };
}

/** Opens the account's connection for a run, or answers why it can't. */
async function openRun(
  { store, list, sweepExpired, paces, trust, ports, region, lead, timeoutMs }: EngineParts,
  account: Account,
  started: RunNumber,
  { signal, progress, triesNow, note }: Told & { readonly note: (trace: RequestTrace) => void },
): Promise<VendorRun | string> {
  const { clock, random, log } = ports;
  const reconciling = { store, list, now: () => toInstant(clock.now()) };
  const { id, name } = account;
  const refuse = () => lead.refuse(id);
  const held = describeHeld({ store, account: id }) ?? refuse();
  if (held !== null) return held;
  const pace = paces.of(id);
  const onSaid = (said: Said) => noteSaid(said, pace, id, trust);
  const asked = { store, account, ports, onTrace: note, onSaid, timeoutMs, refuse, region: region() };
  const opened = await openConnection(asked);
  if (!opened.ok) return opened.message;
  if (triesNow) pace.notBefore = Math.min(pace.notBefore, clock.monotonic());
  const requests = createRequests({
    vendor: name,
    clock,
    random,
    signal,
    pace,
    requestsPerMinute: opened.adapter.capabilities.requestsPerMinute,
    notBefore: triesNow ? null : account.notBefore,
    onNotBefore: (at) => store.accounts.saveNotBefore(id, at, clock.now()),
    refuse,
  });
  const noteRequest = () => void pace.sentAt.push(clock.monotonic());
  const watched = watchSameAccount(opened.connection, { store, account: id, clock });
  const connection = askEveryForm(watched, { store, account: id }, noteRequest);
  let areAgentsKnown = false;
  const reading: VendorRun['reading'] = new Map();
  const reconciled = reconcileRun(reconciling, id, started, { areAgentsKnown: () => areAgentsKnown, reading });
  return {
    ...reconciling,
    ...reconciled,
    ...createOwner(store, reconciled.view, account),
    connection,
    requests,
    tally: started.tally,
    log,
    progress,
    complete: new Map(),
    reading,
    access: account.access,
    pages: createPageSizing(store.accounts, id, opened.adapter.capabilities.pageSize),
    takeLook: () => takeLook(pace, clock),
    clockAgrees: () => trust.judge(id, name).agrees,
    announce: () => lead.announce(id),
    mustRead: () => lead.mustRead(id),
    noteRead: () => lead.noteRead(id),
    sweepExpired,
    markAgentsKnown: () => void (areAgentsKnown = true),
  };
}
