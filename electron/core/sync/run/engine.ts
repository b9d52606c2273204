/**
 * One sync run of one account: end what is over, read the agents, read the list, merge, send what is owed. Every step
 * commits what it did, so a run can be cancelled or killed anywhere and the next one goes on from there.
 */
import type { SyncResult } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { RunTally, RunTrigger, Suspicion } from '../../db/sync/syncRunRows.ts';
import type { Ports } from '../../ports.ts';
import type { VendorConnection } from '../../vendors/adapter.ts';
import { openConnection } from '../vendor/connection.ts';
import type { ExportFile } from '../vendor/exportFile.ts';
import { askEveryForm } from '../vendor/otherForms.ts';
import { applyAbsent, pull, type PullResult } from '../vendor/pull.ts';
import { push } from '../vendor/push.ts';
import type { Observation } from '../record/observation.ts';
import { createReconciler, type ListSide } from '../record/reconcile.ts';
import { createRequests, type Paces, type Requests } from '../vendor/requests.ts';
import type { RunContext, RunProgress } from '../vendor/runContext.ts';
import { closeRun, describeUnreadable, emptyTally, type Ending, failed, toSyncResult } from './runEnding.ts';
import { scanContents } from '../vendor/scanFile.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { createTraceLog } from '../vendor/traceLog.ts';
import { applyTargets, oweMissing } from '../record/targets.ts';

export type Engine = {
  /** Runs one account to its end. Undefined when there is no such account. Never two runs of one account at a time. */
  readonly runAccount: (
    account: AccountId,
    trigger: RunTrigger,
    signal: AbortSignal,
    progress: RunProgress,
  ) => Promise<SyncResult | undefined>;
  /** Takes the vendor's own export for a scan, as a run of its own that asks and sends the vendor nothing. */
  readonly scanFile: (
    account: AccountId,
    file: ExportFile,
    signal: AbortSignal,
    progress: RunProgress,
  ) => Promise<SyncResult | undefined>;
  /** Merges one record as it was just seen, or not seen, outside a run. */
  readonly observe: (account: AccountId, scope: string, observation: Observation) => void;
  /** Takes the absences that a suspicious scan found for what they seem. */
  readonly confirmAbsent: (account: AccountId, suspicion: Suspicion) => void;
};

export type EngineParts = {
  readonly store: SyncStore;
  readonly list: ListSide;
  /** Follows up holds that ended; owes what that changes at the vendors. */
  readonly sweepExpired: () => void;
  readonly paces: Paces;
  readonly ports: Pick<Ports, 'clock' | 'random' | 'secrets' | 'dispatcher' | 'log'>;
  /** The default country of numbers. */
  readonly region: () => Region | undefined;
  /** Milliseconds for one request; the HTTP client's own limit unless told. */
  readonly timeoutMs?: number;
};

export function createEngine({ store, list, sweepExpired, paces, ports, region, timeoutMs }: EngineParts): Engine {
  const { clock, random, log } = ports;
  const now = () => toInstant(clock.now());

  function viewOf(account: AccountId): AccountView {
    const view = store.loadView(account);
    if (view === undefined) throw new Error(`Account ${account} went away while it was worked on`);
    return view;
  }

  function createContext(
    account: Account,
    connection: VendorConnection,
    requests: Requests,
    run: number | null,
    tally: RunTally,
    progress: RunProgress,
  ): RunContext & { readonly markAgentsKnown: () => void } {
    let agentsKnown = false;
    let known: { readonly view: AccountView; readonly revision: number } | undefined;
    // Targets change rarely and are asked for with every record.
    const current = () => {
      const revision = store.targets.revision();
      if (known?.revision !== revision) known = { view: viewOf(account.id), revision };
      return known.view;
    };
    const reconciler = createReconciler({
      store,
      list,
      view: current,
      now,
      areAgentsKnown: () => agentsKnown,
      run,
      tally,
    });
    return {
      store,
      connection,
      requests,
      reconciler,
      view: current,
      now,
      tally,
      log,
      progress,
      complete: new Map(),
      markAgentsKnown: () => void (agentsKnown = true),
    };
  }

  async function work(context: ReturnType<typeof createContext>, trigger: RunTrigger): Promise<Ending> {
    const { requests, view, tally } = context;
    sweepExpired();
    if (trigger !== 'change') store.outbox.hurry(view().id);
    const reads = trigger !== 'change' || needsList(view());
    const read = reads ? await readVendor(context) : { problem: null, suspicion: null };
    const wasRead = reads && read.problem === null && read.suspicion === null;
    if (wasRead) for (const scope of context.complete.keys()) await oweMissing(store, view().id, scope, now());
    if (requests.halted() === null) await push(context, { addsOnly: reads && !wasRead, readsFirst: !reads });
    const halt = requests.halted();
    const ending = { error: null, suspicion: null, wasRead };
    if (halt?.kind === 'cancelled') return { ...ending, outcome: 'cancelled' };
    if (halt !== null) return { ...ending, outcome: 'failed', error: halt.message };
    if (read.suspicion !== null)
      return { ...ending, outcome: 'suspicious', error: read.suspicion.sentence, suspicion: read.suspicion };
    if (read.problem !== null) return { ...ending, outcome: 'failed', error: read.problem };
    return { ...ending, outcome: 'done', error: describeUnreadable(view().name, tally.unreadable) };
  }

  async function readVendor(context: ReturnType<typeof createContext>): Promise<PullResult> {
    const { requests } = context;
    const problem = await readTargets(context);
    if (requests.halted() !== null) return { problem: requests.halted()?.message ?? problem, suspicion: null };
    const pulled = await pull(context);
    return { ...pulled, problem: pulled.problem ?? problem };
  }

  async function readTargets(context: ReturnType<typeof createContext>): Promise<string | null> {
    const { connection, requests, view } = context;
    const { listTargets, agents } = view().capabilities;
    if (!listTargets) return null;
    // Where agents are only a detail of a record, a token that may not list them still does the rest.
    const mayBeForbidden = agents !== 'record';
    const listed = await requests.read((signal) => connection.listTargets(signal), { mayBeForbidden });
    if (!listed.ok) return listed.class === 'auth' && mayBeForbidden ? null : listed.message;
    applyTargets(store, view(), listed.value, now());
    context.markAgentsKnown();
    return null;
  }

  /** Merges what was not asked of the vendor in a run. */
  function reconcilerAside(id: AccountId, run: number | null = null, tally = emptyTally()) {
    const view = () => viewOf(id);
    return {
      view,
      reconciler: createReconciler({ store, list, view, now, areAgentsKnown: () => false, run, tally }),
    };
  }

  async function workOnFile(
    { id }: Account,
    file: ExportFile,
    { run, tally, signal, progress }: { run: number; tally: RunTally; signal: AbortSignal; progress: RunProgress },
  ): Promise<Ending> {
    sweepExpired();
    const aside = {
      store,
      now,
      tally,
      progress,
      complete: new Map<string, number>(),
      ...reconcilerAside(id, run, tally),
    };
    try {
      const contents = await file.read(aside.view(), signal, progress);
      if (!contents.ok) return failed(contents.message);
      const { problem, suspicion, isWhole } = await scanContents(aside, file.name, contents.value, signal);
      if (suspicion !== null) return { outcome: 'suspicious', error: suspicion.sentence, suspicion, wasRead: false };
      for (const scope of aside.complete.keys()) await oweMissing(store, id, scope, now());
      return { outcome: 'done', error: problem, suspicion: null, wasRead: isWhole };
    } catch (error) {
      if (!signal.aborted) throw error;
      return { outcome: 'cancelled', error: null, suspicion: null, wasRead: false };
    }
  }

  return {
    async runAccount(id, trigger, signal, progress) {
      const account = store.accounts.load(id);
      if (account === undefined) return undefined;
      const tally = emptyTally();
      const run = store.runs.start(id, trigger, clock.now());
      const traces = createTraceLog(store, run, tally, clock);
      let context: ReturnType<typeof createContext> | null = null;
      let ending: Ending = failed('Stopped by an unexpected error; the log has the details.');
      try {
        const opened = await openConnection({
          store,
          account,
          ports,
          onTrace: traces.note,
          timeoutMs,
          region: region(),
        });
        if (opened.ok) {
          const requests = createRequests({
            vendor: account.name,
            clock,
            random,
            signal,
            pace: paces.of(id),
            requestsPerMinute: opened.adapter.capabilities.requestsPerMinute,
            notBefore: account.notBefore,
            onNotBefore: (at) => store.accounts.saveNotBefore(id, at),
          });
          const noteRequest = () => void paces.of(id).sentAt.push(clock.now());
          const connection = askEveryForm(opened.connection, { store, account: id }, noteRequest);
          context = createContext(account, connection, requests, run, tally, progress);
          ending = await work(context, trigger);
        } else ending = failed(opened.message);
      } finally {
        tally.retries = context?.requests.retries() ?? 0;
        traces.flush();
        closeRun({ store, clock, random }, account, { run, trigger, halt: context?.requests.halted() ?? null }, ending);
        log.info('sync.run', { account: id, trigger, outcome: ending.outcome, ...tally });
      }
      return toSyncResult(store, account, tally, ending);
    },
    async scanFile(id, file, signal, progress) {
      const account = store.accounts.load(id);
      if (account === undefined) return undefined;
      const trigger = 'scanFile';
      const tally = emptyTally();
      const run = store.runs.start(id, trigger, clock.now());
      let ending: Ending = failed('Stopped by an unexpected error; the log has the details.');
      try {
        ending = await workOnFile(account, file, { run, tally, signal, progress });
      } finally {
        store.runs.saveTally(run, tally);
        closeRun({ store, clock, random }, account, { run, trigger, halt: null }, ending);
        log.info('sync.run', { account: id, trigger, outcome: ending.outcome, ...tally });
      }
      return toSyncResult(store, account, tally, ending);
    },
    observe: (id, scope, observation) => reconcilerAside(id).reconciler.apply(scope, [observation], null),
    confirmAbsent: (id, { scans }) => applyAbsent({ store, ...reconcilerAside(id) }, scans),
  };
}

/**
 * Whether a run that only has something to send must read the list first: where nothing else can tell what an earlier
 * request did, or whether the number is there already.
 */
function needsList({ capabilities }: AccountView): boolean {
  return capabilities.list === 'paged' && !capabilities.lookup && !capabilities.addIsIdempotent;
}
