// A whole desk's sync side for tests: a real SQLite file, the real engine and adapters, and the vendor sandbox over real
// HTTP. The clock stands still but for sleeps, which move it: desk and sandbox share it, so no test waits.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { openDatabase } from '../../electron/core/db/openDatabase.ts';
import { createTargetIndex } from '../../electron/core/desk/targetIndex.ts';
import { createEvents } from '../../electron/core/desk/events.ts';
import { createJobs } from '../../electron/core/desk/jobs.ts';
import { createListStore } from '../../electron/core/list/write/listStore.ts';
import type { SecretStore } from '../../electron/core/ports.ts';
import { createAccounts } from '../../electron/core/sync/accounts/accounts.ts';
import { createConflicts } from '../../electron/core/sync/conflicts/conflicts.ts';
import { createEngine } from '../../electron/core/sync/run/engine.ts';
import { createOutbox } from '../../electron/core/sync/record/outbox.ts';
import { createRecordActions } from '../../electron/core/sync/accounts/recordActions.ts';
import { createPaces } from '../../electron/core/sync/vendor/requests.ts';
import { createRecords } from '../../electron/core/sync/record/records.ts';
import { createRunner } from '../../electron/core/sync/run/runner.ts';
import { createRuns } from '../../electron/core/sync/run/runs.ts';
import { createScanFiles } from '../../electron/core/sync/run/scanFileJob.ts';
import { createStatus } from '../../electron/core/sync/accounts/status.ts';
import { createSyncStore } from '../../electron/core/sync/record/syncStore.ts';
import { findAdapter, vendorAdapters } from '../../electron/core/vendors/registry.ts';
import { sweepExpired } from '../../electron/core/list/write/sweepExpired.ts';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import type { VendorName } from '../../electron/sandbox/sandboxTypes.ts';
import { type Entry, planAdd, planEdit, planRemove, type Statement } from '../../shared/domain/entry/entry.ts';
import { createDayWriter } from '../../shared/domain/time/dayWriter.ts';
import { createZone } from '../../shared/domain/time/zone.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { parseE164, type PhoneNumber } from '../../shared/domain/numbers/number.ts';
import { quietAt, type QuietHours } from '../../shared/domain/time/quietHours.ts';
import type { AdoptPolicy } from '../../shared/domain/vendor/remote.ts';
import { everywhere } from '../../shared/domain/entry/scope.ts';
import { migrationsDir, quietLog, type TestClock } from './desk.ts';

const noSignal = new AbortController().signal;

export function createMemorySecrets(): SecretStore & { readonly held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    state: () => Promise.resolve({ kind: 'memory', locked: false, sentence: 'Tokens are kept for this run.' }),
    unlock: () => Promise.resolve({ ok: true }),
    load: (name) => Promise.resolve(held.get(name)),
    save(name, secret) {
      held.set(name, secret);
      return Promise.resolve({ ok: true });
    },
    remove(name) {
      held.delete(name);
      return Promise.resolve({ ok: true });
    },
  };
}

export function toNumber(e164: string): PhoneNumber {
  const number = parseE164(e164);
  if (number === undefined) throw new Error(`${e164} is not E.164`);
  return number;
}

/** A sandbox whose clock is the test's. */
export async function startSandbox(clock: TestClock): Promise<Sandbox> {
  return await createSandbox({ clock: clock.now });
}

export type SyncDesk = ReturnType<typeof openSyncDesk>;

/** Opens (or reopens) a desk on a directory. */
export function openSyncDesk(options: {
  sandbox: Sandbox;
  clock: TestClock;
  dir?: string;
  secrets?: ReturnType<typeof createMemorySecrets>;
  timeoutMs?: number;
}) {
  const { sandbox, clock, timeoutMs = 2000 } = options;
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'dnc-sync-'));
  const opened = openDatabase({ file: join(dir, 'desk.sqlite'), migrationsDir, log: quietLog });
  if (!opened.ok) throw new Error(opened.message);
  const { db } = opened;
  const secrets = options.secrets ?? createMemorySecrets();
  const dispatcher = new Agent();
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const ports = { clock, random, secrets, dispatcher, log: quietLog, newId: () => `job${(seed += 1)}` };
  const events = createEvents();
  const jobs = createJobs({ ...ports, events });
  const store = createSyncStore({ db, findAdapter });
  const outbox = createOutbox(store);
  const list = createListStore({ db, outbox });
  const records = createRecords({ store, clock });
  store.runs.closeInterrupted(clock.now());
  const paces = createPaces();
  const engine = createEngine({
    store,
    list,
    sweepExpired: () => void sweepExpired(list, outbox, clock.now()),
    paces,
    ports,
    region: () => 'US',
    timeoutMs,
  });
  const runner = createRunner({ engine, events, log: quietLog });
  const accounts = createAccounts({ store, paces, ports, events, stopRuns: runner.stop });
  const actions = createRecordActions({
    store,
    engine,
    runner,
    records,
    paces,
    events,
    ports,
    region: () => 'US',
  });
  const utc = createZone('UTC');
  const zone = () => utc;
  const toDay = createDayWriter(zone);
  const conflicts = createConflicts({
    store,
    list,
    events,
    clock,
    author: () => 'Dana',
    targets: createTargetIndex(db),
    zone,
    toDay,
  });
  const runs = createRuns({ store, runner });
  const scanFiles = createScanFiles({
    store,
    runner,
    jobs,
    uploadsDir: join(dir, 'incoming'),
    region: () => 'US',
    zone,
  });
  let quietHours: QuietHours | null = null;
  const quiet = () => quietAt(clock.now(), quietHours, 'UTC');
  const status = createStatus({ store, clock, secrets, adapters: vendorAdapters, isRunning: runner.isRunning, quiet });

  const act = () => ({ at: toInstant(clock.now()), author: 'Dana', batchId: null });
  const change = (
    number: PhoneNumber,
    plan: (before: Entry | undefined) => Entry | undefined,
    kind: 'add' | 'edit' | 'remove',
  ) =>
    store.inTransaction(() => {
      const before = list.entries.load(number);
      const after = plan(before);
      if (after !== undefined) list.writer.write([{ before, after }], { ...act(), kind });
    });

  return {
    db,
    dir,
    clock,
    secrets,
    store,
    list,
    outbox,
    engine,
    runner,
    accounts,
    actions,
    conflicts,
    runs,
    scanFiles,
    records,
    status,
    quiet,
    setQuietHours: (hours: QuietHours | null) => void (quietHours = hours),
    jobs,
    events,
    entry: (e164: string) => list.entries.load(toNumber(e164)),
    add(e164: string, statement: Partial<Statement> = {}) {
      const request = {
        holds: everywhere,
        reason: 'asked',
        category: null,
        requestedAt: null,
        callReference: null,
        ...statement,
      };
      const source = { kind: 'manual', label: null } as const;
      const plan = (before: Entry | undefined) => {
        const added = planAdd(
          before,
          toNumber(e164),
          { ...request, source, line: null },
          act(),
          'update',
          store.loadTargets(),
        );
        return added.kind === 'alreadyThere' ? undefined : added.after;
      };
      change(toNumber(e164), plan, 'add');
    },
    edit: (e164: string, patch: Partial<Statement>) =>
      change(toNumber(e164), (before) => (before === undefined ? undefined : planEdit(before, patch, act())), 'edit'),
    remove: (e164: string, why = 'called back') =>
      change(toNumber(e164), (before) => (before === undefined ? undefined : planRemove(before, why, act())), 'remove'),
    /** A tenant in the sandbox and the account that connects to it. */
    async connect(
      vendor: VendorName,
      setup: {
        name?: string;
        agents?: readonly string[];
        adopt?: AdoptPolicy;
        tenant?: string;
        rateLimited?: boolean;
        mailsAllowed?: boolean;
      } = {},
    ) {
      const { name = vendor, agents = [], adopt = 'target', rateLimited = false, mailsAllowed = true } = setup;
      const tenant =
        setup.tenant === undefined
          ? sandbox.control.createTenant({
              vendor,
              id: name,
              agents: agents.map((agent) => ({ id: agent, name: `Agent ${agent}` })),
              ...(rateLimited ? {} : { rateLimit: null }),
            })
          : sandbox.control.tenant({ tenant: setup.tenant });
      const added = await accounts.add({
        vendor,
        name,
        baseUrl: tenant.baseUrl,
        settings: {},
        token: tenant.token,
        adopt,
        everyMinutes: 15,
        mailsAllowed,
      });
      if (!added.ok) throw new Error(added.message);
      return { id: added.value.id, tenant: tenant.id, token: tenant.token };
    },
    async sync(account: number, trigger: 'manual' | 'change' | 'schedule' = 'manual', signal = noSignal) {
      const result = await runner.run(account, trigger, signal);
      if (result === undefined) throw new Error('the run was not made');
      return result;
    },
    async close(keepFiles = false) {
      await runner.close();
      await jobs.close();
      await dispatcher.destroy();
      db.close();
      if (!keepFiles) rmSync(dir, { recursive: true, force: true });
    },
    /** As a crash would: nothing is finished, nothing is waited for. */
    kill() {
      db.close();
    },
  };
}
