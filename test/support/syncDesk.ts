// A whole desk's sync side for tests: a real SQLite file, the real engine and adapters, and the vendor sandbox over real
// HTTP. The clock stands still but for sleeps, which move it: desk and sandbox share it, so no test waits.
import { noDetails } from '../../shared/domain/entry/details.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeList } from '../../electron/core/compose/composeList.ts';
import { composeRecords, composeSync } from '../../electron/core/compose/composeSync.ts';
import { databaseName } from '../../electron/core/db/openDatabase.ts';
import { createContext } from '../../electron/core/desk/context.ts';
import { createHome } from '../../electron/core/home/home.ts';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import type { VendorName } from '../../electron/sandbox/sandboxTypes.ts';
import { type Entry, planAdd, planEdit, planRemove, type Statement } from '../../shared/domain/entry/entry.ts';
import { everywhere } from '../../shared/domain/entry/scope.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { parseE164, type PhoneNumber } from '../../shared/domain/numbers/number.ts';
import type { AdoptPolicy } from '../../shared/domain/vendor/remote.ts';
import type { QuietHours } from '../../shared/domain/time/quietHours.ts';
import { openTestDatabase, type TestClock, toTestPorts } from './desk.ts';
import { createMemorySecrets } from './memorySecrets.ts';

const noSignal = new AbortController().signal;

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
  const db = openTestDatabase(join(dir, databaseName));
  const secrets = options.secrets ?? createMemorySecrets();
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const ports = { ...toTestPorts(clock), random, secrets, newId: () => `job${(seed += 1)}` };
  let quietHours: QuietHours | null = null;
  let backUps = 0;
  const desk = {
    ...createContext({ dataDir: dir, db, ports, defaultAuthor: 'Dana' }),
    region: () => 'US' as const,
    quietHours: () => quietHours,
  };
  const { jobs, events } = desk;
  const deskRecords = composeRecords(desk);
  const { store, outbox, records } = deskRecords;
  const {
    store: list,
    list: service,
    batches,
  } = composeList(desk, { outbox, records, undoDecisions: (...of) => sync.conflicts.undo(...of) });
  const sync = composeSync(desk, deskRecords, list, {
    timeoutMs,
    backUp() {
      backUps += 1;
      return Promise.resolve(undefined);
    },
  });
  const { engine, runner, accounts, actions, conflicts, sameQuestions, runs, scanFiles, status, quiet, preview } = sync;

  // What Home tells of the vendors; of the rest there is nothing to tell.
  const home = createHome(desk, {
    sync,
    list: service,
    batches,
    records: deskRecords,
    registries: { list: () => ({ areas: [], subscriptions: [], log: [], problem: null }) },
    backups: { list: () => [] },
    policy: {
      state: () => ({ text: null, version: null, standing: 'confirmed', sentence: '', usual: '', versions: [] }),
    },
    gate: { asked: { list: () => [] } },
    hub: { view: () => null },
  });

  const act = () => ({ at: toInstant(clock.now()), author: 'Dana', batchId: null });
  const change = (
    number: PhoneNumber,
    plan: (before: Entry | undefined) => Entry | undefined,
    kind: 'add' | 'edit' | 'remove',
  ) =>
    store.inTransaction((open) => {
      const before = list.entries.load(number);
      const after = plan(before);
      if (after !== undefined) list.writer.write(open, [{ before, after }], { ...act(), kind });
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
    sameQuestions,
    batches,
    runs,
    scanFiles,
    records,
    status,
    quiet,
    preview,
    setQuietHours: (hours: QuietHours | null) => void (quietHours = hours),
    jobs,
    /** How many backups were made before long changes. */
    backUps: () => backUps,
    standing: desk.standing,
    home,
    events,
    redact: (e164: string) => service.redact({ numbers: [e164] }),
    entry: (e164: string) => list.entries.load(toNumber(e164)),
    /** What `check` answers for a target (`account/agent`, by name or id), or for any. */
    isBlocked(e164: string, target?: string) {
      const answer = service.check({ numbers: [e164], target });
      if (!answer.ok) throw new Error(answer.message);
      return answer.value[0]?.blocked;
    },
    /** The sentence about the number, as its panel shows it. */
    sentence(e164: string) {
      const answer = service.get({ number: e164 });
      if (!answer.ok) throw new Error(answer.message);
      return answer.value.sentence;
    },
    add(e164: string, statement: Partial<Statement> = {}) {
      const request = {
        holds: everywhere,
        ...noDetails,
        reason: 'asked',
        ...statement,
      };
      const source = { kind: 'manual', label: null } as const;
      const plan = (before: Entry | undefined) => {
        const added = planAdd(before, toNumber(e164), { ...request, source, line: null }, act(), {
          onDuplicate: 'update',
          targets: store.loadTargets(),
        });
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
        token?: string;
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
        token: setup.token ?? tenant.token,
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
      await sync.close();
      await jobs.close();
      await ports.dispatcher.destroy();
      db.close();
      if (!keepFiles) rmSync(dir, { recursive: true, force: true });
    },
    /** As a crash would: nothing is finished, nothing is waited for. */
    kill() {
      db.close();
    },
  };
}
