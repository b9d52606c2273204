/**
 * The composition root: a data directory and a host's ports become a router, with the database, the list, imports, sync
 * and their long work behind it. Everything of one desk hangs on what is made here; nothing lives in a module.
 */
import { join } from 'node:path';
import type { Settings } from '../../shared/contract/app.ts';
import type { EntryState } from '../../shared/domain/entry/entrySentence.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { isRegion } from '../../shared/domain/numbers/number.ts';
import { createDayWriter } from '../../shared/domain/time/dayWriter.ts';
import type { QuietHours } from '../../shared/domain/time/quietHours.ts';
import { version } from '../../shared/version.ts';
import { createAppProcedures } from './desk/appProcedures.ts';
import { createBulkService } from './bulk/bulkService.ts';
import { createBulkProcedures } from './bulk/procedures.ts';
import { createBackups } from './backup/backup.ts';
import { offerBackup, refuseEmpty, toBackupDir } from './backup/offerBackup.ts';
import { databaseName, openDatabase } from './db/openDatabase.ts';
import { createMappingRows } from './db/desk/mappingRows.ts';
import { createRegistryRows } from './db/desk/registryRows.ts';
import { createSettingRows } from './db/desk/settingRows.ts';
import { createEvents } from './desk/events.ts';
import { createHousekeeping } from './desk/housekeeping.ts';
import { createIntakeService } from './intake/intakeService.ts';
import { createListApplier } from './intake/plan/listApplier.ts';
import { createIntakeProcedures } from './intake/procedures.ts';
import { createJobs } from './desk/jobs.ts';
import { verify } from './journal/verify.ts';
import { createBatchService } from './list/batches/batchService.ts';
import { createListService, type ListService } from './list/listService.ts';
import { createListStore } from './list/write/listStore.ts';
import { createOpenConflicts } from './list/pages/openConflicts.ts';
import { createUsedCountries } from './list/pages/usedCountries.ts';
import { createListProcedures } from './list/procedures.ts';
import { recoverBatches } from './list/batches/takeBack.ts';
import { parseNewBlock } from './list/commands/newBlock.ts';
import type { Ports } from './ports.ts';
import { createRegistryProcedures } from './registries/procedures.ts';
import { createRegistries } from './registries/registryService.ts';
import type { CallContext } from './desk/rpc.ts';
import { createScrubProcedures } from './scrub/procedures.ts';
import { createScrubService } from './scrub/scrubService.ts';
import { createSettings } from './desk/settings.ts';
import { createSync } from './sync/createSync.ts';
import { createOutbox } from './sync/record/outbox.ts';
import { createRecords } from './sync/record/records.ts';
import { createSyncStore, type SyncStore } from './sync/record/syncStore.ts';
import { createTargetIndex } from './desk/targetIndex.ts';
import { findAdapter, vendorAdapters } from './vendors/registry.ts';

export type CoreOptions = {
  /** Exists, and is owned by this process. */
  readonly dataDir: string;
  /** Where the schema's files are. */
  readonly migrationsDir: string;
  /** A command line runs one command: nothing starts by itself there. */
  readonly host: CallContext['host'];
  readonly ports: Ports;
  /** Whom to name as the author until somebody says who they are, such as the user of the operating system. */
  readonly defaultAuthor?: string;
  /** Milliseconds for one vendor request; the HTTP client's own limit unless told. */
  readonly timeoutMs?: number;
};

/** Opens the desk of a data directory. A database that cannot be used comes back as a code and a sentence. */
export async function createCore({ dataDir, migrationsDir, host, ports, defaultAuthor, timeoutMs }: CoreOptions) {
  const { clock, newId, log, secrets, systemZone } = ports;
  const file = join(dataDir, databaseName);
  const gone = refuseEmpty(file, clock.now());
  if (gone !== undefined) return { ok: false, code: 'corrupt', message: gone } as const;
  const opened = openDatabase({ file, migrationsDir, log });
  if (!opened.ok)
    return opened.code === 'corrupt'
      ? { ...opened, message: `${opened.message} ${offerBackup(file, clock.now())}` }
      : opened;
  const { db } = opened;
  const events = createEvents();
  const jobs = createJobs({ clock, newId, log, events });
  const settingRows = createSettingRows(db);
  const settings = createSettings(settingRows, { zone: systemZone, author: defaultAuthor });
  const { zone } = settings;
  const toDay = createDayWriter(zone);
  const author = () => settings.load().author;
  const region = () => toRegion(settings.load().region);
  const uploadsDir = join(dataDir, 'incoming');
  const targets = createTargetIndex(db);
  const backups = createBackups({ db, dir: toBackupDir(file), clock, log });

  const syncStore = createSyncStore({ db, findAdapter });
  const outbox = createOutbox(syncStore);
  const store = createListStore({ db, outbox });
  const records = createRecords({ store: syncStore, clock });
  const registries = createRegistries({
    dataDir,
    clock,
    log,
    newId,
    jobs,
    events,
    rows: createRegistryRows(db),
    settingRows,
    days: () => settings.load().registryDays,
    author,
    uploadsDir,
  });
  const usedCountries = createUsedCountries(db);
  const otherCountries = () => [...usedCountries(), ...registries.lookup().countries];
  const list = createListService({
    store,
    targets,
    records,
    registries,
    settings,
    clock,
    events,
    toDay,
    otherCountries,
  });
  const intake = createIntakeService({
    clock,
    newId,
    jobs,
    applier: createListApplier({
      store,
      clock,
      conflicts: createOpenConflicts(db),
      backUp: async () => {
        const made = await backups.beforeImport();
        return made === undefined || made.ok ? undefined : made.message;
      },
    }),
    mappings: createMappingRows(db),
    findApplied: store.batches.findApplied,
    targets,
    author,
    region,
    others: otherCountries,
    zone,
    toDay,
    uploadsDir,
    changed: () => events.publish({ type: 'changed', topics: ['intakes', 'list', 'batches'] }),
  });
  const scrubs = createScrubService({
    mappings: createMappingRows(db, 'scrub'),
    dataDir,
    file,
    uploadsDir,
    version,
    clock,
    newId,
    jobs,
    targets,
    author,
    region,
    zone,
    toDay,
    registries: () => ({ lookup: registries.lookup(), days: settings.load().registryDays }),
    changed: () => events.publish({ type: 'changed', topics: ['scrubs'] }),
  });
  const sync = createSync({
    targets,
    store: syncStore,
    outbox,
    list: store,
    records,
    adapters: vendorAdapters,
    events,
    jobs,
    ports,
    author,
    region,
    zone,
    toDay,
    uploadsDir,
    quietHours: () => toQuietHours(settings.load()),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });

  const batches = createBatchService({
    store,
    jobs,
    events,
    clock,
    settings,
    undoDecisions: sync.conflicts.undo,
    toDay,
  });

  const bulk = createBulkService({
    store,
    conflicts: createOpenConflicts(db),
    list,
    intake,
    jobs,
    events,
    clock,
    newId,
    author,
    targets,
    zone,
    toDay,
    backUp: async () => void (await backups.beforeImport()),
  });

  const taken = await recoverBatches({ store, clock });
  for (const { batch } of taken) log.warn('batch.takenBack', { batch });
  const notices = taken.map(({ sentence }) => sentence);
  const router = {
    ...createAppProcedures({
      version,
      dataDir,
      notices,
      events,
      jobs,
      settings,
      secrets,
      counts: () => countAll(list, syncStore),
      verify: async () => {
        const { ok, problems } = await verify(file);
        return { ok, problems: [...problems] };
      },
      backup: backups.backup,
    }),
    ...createListProcedures({ list, batches }),
    ...createBulkProcedures(bulk),
    ...createIntakeProcedures({
      intake,
      toBlock: (options) => parseNewBlock(options, targets(), { now: toInstant(clock.now()), zone: zone() }),
    }),
    ...createScrubProcedures({ scrubs }),
    ...createRegistryProcedures(registries),
    ...sync.procedures,
  };
  const housekeeping = createHousekeeping({
    clock,
    log,
    resumeUndos: batches.resume,
    dailyBackup: backups.dailyBackup,
  });
  if (host !== 'cli') {
    sync.scheduler.start();
    housekeeping.start();
  }

  async function close(): Promise<void> {
    await housekeeping.close();
    await sync.close();
    await jobs.close();
    await scrubs.close();
    db.close();
  }
  return { ok: true as const, core: { router, notices, close } };
}

function toRegion(region: string | null) {
  return region !== null && isRegion(region) ? region : undefined;
}

function toQuietHours({ quietFrom, quietTo }: Settings): QuietHours | null {
  return quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo };
}

function countAll(list: ListService, { accounts, outbox, conflicts }: SyncStore) {
  const matching = (states?: EntryState[]) =>
    list.page({ filter: states === undefined ? {} : { states }, sort: { by: 'number', descending: false }, limit: 1 })
      .matching;
  const owed = accounts.list().map(({ id }) => ({ open: conflicts.countOpen(id), ...outbox.counts(id) }));
  return {
    entries: matching(),
    blocked: matching(['blocked', 'conflict']),
    removed: matching(['removed']),
    conflicts: owed.reduce((sum, { open }) => sum + open, 0),
    waiting: owed.reduce(
      (sum, { waiting, unknown, needsInput, manual }) => sum + waiting + unknown + needsInput + manual,
      0,
    ),
  };
}
