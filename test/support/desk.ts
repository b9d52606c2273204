/**
 * A desk's list on a real SQLite file in a directory of its own, with a clock that the test controls. No vendor is
 * connected: the outbox only remembers what it was told.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Agent } from 'undici';
import { composeList } from '../../electron/core/compose/composeList.ts';
import type { WritableDb } from '../../electron/core/db/handles.ts';
import { databaseName, openDatabase } from '../../electron/core/db/openDatabase.ts';
import { createContext } from '../../electron/core/desk/context.ts';
import type { DeskEvent } from '../../electron/core/desk/events.ts';
import type { Jobs } from '../../electron/core/desk/jobs.ts';
import type { SettingsService } from '../../electron/core/desk/settings.ts';
import type { BatchService } from '../../electron/core/list/batches/batchService.ts';
import type { ExportInput, ListService } from '../../electron/core/list/listService.ts';
import { toNewChanges } from '../../electron/core/list/write/entryChange.ts';
import type { ListStore } from '../../electron/core/list/write/listStore.ts';
import type { EntryChange } from '../../electron/core/list/write/writer.ts';
import type { Clock, Log, Ports } from '../../electron/core/ports.ts';
import type { NamedTarget, TargetIndex } from '../../shared/domain/entry/targetText.ts';
import { createMemorySecrets } from './memorySecrets.ts';
import { migrationsDir } from './migrations.ts';

export const quietLog: Log = { info() {}, warn() {}, error() {} };

/**
 * A clock that stands still until the test moves it. `set` and `forward` let time pass; `setBy` is a hand on the computer's
 * clock: no time passes.
 */
export type TestClock = Clock & {
  set: (instant: string) => void;
  forward: (ms: number) => void;
  setBy: (ms: number) => void;
};

export function createTestClock(start = '2026-05-03T14:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  let wrong = 0;
  return {
    now: () => now + wrong,
    monotonic: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    breathe: () => setImmediate(),
    set: (instant) => {
      now = Date.parse(instant);
    },
    forward: (ms) => {
      now += ms;
    },
    setBy: (ms) => {
      wrong += ms;
    },
  };
}

export type TestDesk = {
  readonly dir: string;
  readonly file: string;
  readonly db: WritableDb;
  readonly store: ListStore;
  readonly list: ListService;
  readonly batches: BatchService;
  readonly jobs: Jobs;
  readonly settings: SettingsService;
  readonly clock: TestClock;
  readonly targets: () => TargetIndex;
  readonly events: DeskEvent[];
  readonly enqueued: EntryChange[];
  /** Closes the database and deletes the directory. */
  readonly close: () => void;
};

/** A target of an account, for desks without a sync engine. */
function target(id: number, accountId: number, accountName: string, agent?: string): NamedTarget {
  return {
    id,
    accountId,
    accountName,
    kind: agent === undefined ? 'account' : 'agent',
    remoteId: agent === undefined ? null : `remote-${id}`,
    name: agent ?? accountName,
    state: 'active',
  };
}

/** Yappr with two agents and Fluents with none. */
export const someTargets: readonly NamedTarget[] = [
  target(1, 1, 'Yappr'),
  target(2, 1, 'Yappr', 'Sales agent'),
  target(3, 1, 'Yappr', 'Support agent'),
  target(4, 2, 'Fluents'),
];

export function openTestDatabase(file: string): WritableDb {
  const opened = openDatabase({ file, migrationsDir, log: quietLog });
  if (!opened.ok) throw new Error(opened.message);
  return opened.db;
}

/** Ports of a desk without vendors: such a test must not use the network or tokens. */
export function toTestPorts(clock: Clock, systemZone = 'UTC'): Ports {
  let ids = 0;
  return {
    clock,
    random: () => 0.5,
    newId: () => `job-${++ids}`,
    dispatcher: new Agent(),
    secrets: createMemorySecrets(),
    log: quietLog,
    systemZone: () => systemZone,
  };
}

export function createTestDesk(
  options: { targets?: readonly NamedTarget[]; file?: string; zone?: string } = {},
): TestDesk {
  const dir = mkdtempSync(join(tmpdir(), 'dnc-desk-'));
  const file = options.file ?? join(dir, databaseName);
  const db = openTestDatabase(file);
  const clock = createTestClock();
  const index = new Map((options.targets ?? someTargets).map((each) => [each.id, each]));
  const targets = () => index;
  const ports = toTestPorts(clock, options.zone);
  const desk = { ...createContext({ dataDir: dirname(file), db, ports, defaultAuthor: 'Dana' }), targets };
  const seen: DeskEvent[] = [];
  desk.events.subscribe((event) => seen.push(event));
  const enqueued: EntryChange[] = [];
  const { store, list, batches } = composeList(desk, {
    outbox: {
      enqueue: (changes) => enqueued.push(...changes),
      enqueueNew: (added, act) => enqueued.push(...toNewChanges(added, act)),
    },
    records: {
      summarise: () => new Map(),
      rowsFor: () => [],
      rowsOf: () => new Map(),
      historyOf: () => [],
      redact: () => {},
      tellRedaction: () => [],
      findAsked: () => undefined,
      foresee: () => [],
    },
    undoDecisions: () => 0,
  });
  return {
    dir,
    file,
    db,
    store,
    list,
    batches,
    jobs: desk.jobs,
    settings: desk.settings,
    clock,
    targets,
    events: seen,
    enqueued,
    close() {
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The value of an answer that has to be one. */
export function valueOf<T>(answer: { ok: true; value: T } | { ok: false; message: string }): T {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

/** The sentence of an answer that has to be a refusal. */
export function refusalOf(answer: { ok: true } | { ok: false; message: string }): string {
  if (answer.ok) throw new Error('Expected a refusal');
  return answer.message;
}

/** The list as its CSV or JSON export. */
export async function exportOf(desk: TestDesk, input: Partial<ExportInput> = {}): Promise<string> {
  let text = '';
  for await (const chunk of valueOf(desk.list.export({ format: 'csv', ...input }))) text += chunk;
  return text;
}
