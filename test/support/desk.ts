/**
 * A desk's list on a real SQLite file in a directory of its own, with a clock that the test holds. No vendor is connected:
 * the outbox only remembers what it was told.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Db, openDatabase } from '../../electron/core/db/openDatabase.ts';
import { createSettingRows } from '../../electron/core/db/desk/settingRows.ts';
import { createEvents, type DeskEvent } from '../../electron/core/desk/events.ts';
import { type BatchService, createBatchService } from '../../electron/core/list/batches/batchService.ts';
import { createUsedCountries } from '../../electron/core/list/pages/usedCountries.ts';
import { createListService, type ExportInput, type ListService } from '../../electron/core/list/listService.ts';
import { createListStore, type ListStore } from '../../electron/core/list/write/listStore.ts';
import { createJobs, type Jobs } from '../../electron/core/desk/jobs.ts';
import { toNewChanges } from '../../electron/core/list/write/entryChange.ts';
import type { EntryChange } from '../../electron/core/list/write/writer.ts';
import type { Clock, Log } from '../../electron/core/ports.ts';
import { createSettings, type SettingsService } from '../../electron/core/desk/settings.ts';
import { createDayWriter } from '../../shared/domain/time/dayWriter.ts';
import type { NamedTarget, TargetIndex } from '../../shared/domain/entry/targetText.ts';

export const migrationsDir = fileURLToPath(new URL('../../electron/core/db/migrations', import.meta.url));

export const quietLog: Log = { info() {}, warn() {}, error() {} };

/** A clock that stands still until the test moves it. */
export type TestClock = Clock & { set: (instant: string) => void; forward: (ms: number) => void };

export function createTestClock(start = '2026-05-03T14:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    set: (instant) => {
      now = Date.parse(instant);
    },
    forward: (ms) => {
      now += ms;
    },
  };
}

export type TestDesk = {
  readonly dir: string;
  readonly file: string;
  readonly db: Db;
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

export function openTestDatabase(file: string): Db {
  const opened = openDatabase({ file, migrationsDir, log: quietLog });
  if (!opened.ok) throw new Error(opened.message);
  return opened.db;
}

export function createTestDesk(
  options: { targets?: readonly NamedTarget[]; file?: string; zone?: string } = {},
): TestDesk {
  const dir = mkdtempSync(join(tmpdir(), 'dnc-desk-'));
  const file = options.file ?? join(dir, 'desk.sqlite');
  const db = openTestDatabase(file);
  const enqueued: EntryChange[] = [];
  const store = createListStore({
    db,
    outbox: {
      enqueue: (changes) => enqueued.push(...changes),
      enqueueNew: (added, act) => enqueued.push(...toNewChanges(added, act)),
    },
  });
  const clock = createTestClock();
  const seen: DeskEvent[] = [];
  const events = createEvents();
  events.subscribe((event) => seen.push(event));
  const settings = createSettings(createSettingRows(db), { zone: options.zone ?? 'UTC', author: 'Dana' });
  const toDay = createDayWriter(settings.zone);
  const targets = new Map((options.targets ?? someTargets).map((each) => [each.id, each]));
  const list = createListService({
    store,
    targets: () => targets,
    records: { summarise: () => new Map(), rowsFor: () => [] },
    settings,
    clock,
    events,
    toDay,
    otherCountries: createUsedCountries(db),
  });
  let ids = 0;
  const jobs = createJobs({ clock, newId: () => `job-${++ids}`, log: quietLog, events });
  const batches = createBatchService({
    store,
    jobs,
    events,
    clock,
    settings,
    undoDecisions: () => 0,
    toDay,
  });
  return {
    dir,
    file,
    db,
    store,
    list,
    batches,
    jobs,
    settings,
    clock,
    targets: () => targets,
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
