/**
 * One desk over an open database: the list, imports, sync and their long work, and a router over them. Everything of it is made
 * here and ends with `close`; a restore closes one desk and opens the next.
 */
import { createBackups } from '../backup/backup.ts';
import { toBackupDir } from '../backup/offerBackup.ts';
import { createSecondFolder } from '../backup/secondFolder.ts';
import { openHeadFile } from '../db/headFile.ts';
import { createContext } from '../desk/context.ts';
import type { Events } from '../desk/events.ts';
import { createHousekeeping } from '../desk/housekeeping.ts';
import type { CallContext } from '../desk/rpc.ts';
import { createStanding } from '../desk/standing.ts';
import type { GatePort } from '../gate/gateService.ts';
import { findHubDoubt } from '../hub/hubView.ts';
import { createHubStore } from '../hub/share/hubStore.ts';
import { createAskReleases } from '../hub/share/notes.ts';
import { recoverBatches } from '../list/batches/takeBack.ts';
import type { Ports } from '../ports.ts';
import { usualTimeoutMs } from '../vendors/http.ts';
import { composeFiles, composeRegistries, toBackUp } from './composeFiles.ts';
import { composeGate } from './composeGate.ts';
import { alsoShared, composeHub, leadOf } from './composeHub.ts';
import { composeList } from './composeList.ts';
import { composeRouter } from './composeRouter.ts';
import { composeRecords, composeSync } from './composeSync.ts';
import { composeVendors } from './composeVendors.ts';
import { openDeskDatabase } from './openDeskDatabase.ts';

export type DeskOptions = {
  /** The directory exists, and this process owns it. */
  readonly dataDir: string;
  /** Where the schema's files are. */
  readonly migrationsDir: string;
  /** A command line runs one command: there, no work starts by schedule. */
  readonly host: CallContext['host'];
  readonly ports: Ports;
  /** The author's name until a person sets one, such as the user of the operating system. */
  readonly defaultAuthor?: string | undefined;
  /** Milliseconds for one vendor request; the HTTP client's own limit by default. */
  readonly timeoutMs?: number | undefined;
  /** For how many milliseconds this desk asks to lead an account; a minute and a half by default. */
  readonly leaseMs?: number | undefined;
  /** Has the host answer programs for this desk, until it is closed. */
  readonly openGate?: OpenGate | undefined;
};

export type OpenGate = (desk: { readonly gate: GatePort; readonly events: Events }) => {
  readonly close: () => Promise<void>;
};

export type OpenDesk = Extract<Awaited<ReturnType<typeof composeDesk>>, { ok: true }>['desk'];

/** Opens the desk of a data directory. A database that cannot be used comes back as a code and a sentence. */
export async function composeDesk(options: DeskOptions) {
  const { dataDir, migrationsDir, host, ports, defaultAuthor, timeoutMs } = options;
  const opened = openDeskDatabase(dataDir, migrationsDir, ports);
  if (!opened.ok) return opened;
  const { db } = opened;
  const head = openHeadFile({ db, now: ports.clock.now, log: ports.log });
  const shared = createHubStore({ db, targets: () => desk.targets(), newId: ports.newId });
  const standing = createStanding(
    head,
    () => desk.zone(),
    () => findHubDoubt(shared, ports.clock.now()),
  );
  const desk = createContext({ dataDir, db, ports, defaultAuthor, standing });
  const closing = new AbortController();
  const second = createSecondFolder({ ...desk, closing: closing.signal });
  const backups = createBackups({ ...desk, migrationsDir, dir: toBackupDir(desk.file), second });
  const registries = composeRegistries(desk);
  const lead = leadOf(() => hub);
  const records = composeRecords(desk, lead);
  const outbox = alsoShared(records.outbox, shared);
  const list = composeList(desk, {
    ...records,
    outbox,
    askReleases: createAskReleases(shared),
    registries,
    undoDecisions: (...of) => sync.conflicts.undo(...of),
  });
  const sync = composeSync(desk, records, list.store, {
    timeoutMs,
    backUp: toBackUp(backups),
    mayConnect: () => hub.mayConnect(),
    lead,
  });
  const files = composeFiles(desk, { ...list, registries, backups });
  const taken = await recoverBatches({ ...desk, store: list.store });
  for (const { batch } of taken) desk.log.warn('batch.takenBack', { batch });
  const takenBack = taken.map(({ sentence }) => sentence);
  const notices = [standing.lack() ?? [], takenBack].flat();
  const gate = composeGate(desk, list);
  const hub = composeHub(desk, shared, list.store, {
    vendors: composeVendors(desk, records.store, () => sync),
    takesFree: host !== 'cli',
    leaseMs: options.leaseMs,
    requestMs: timeoutMs ?? usualTimeoutMs,
  });
  const router = composeRouter(desk, {
    ...list,
    ...files,
    records,
    registries,
    sync,
    backups,
    gate,
    hub,
    notices: takenBack,
    migrationsDir,
  });
  const housekeeping = createHousekeeping({
    ...desk,
    resumeUndos: list.batches.resume,
    ...backups,
    forgetOldRuns: () => sync.runs.forgetOld(desk.settings.load().requestLogDays),
  });
  if (host !== 'cli') {
    sync.scheduler.start();
    housekeeping.start();
    hub.start();
  }
  const answering = options.openGate?.({ gate: gate.port, events: desk.events });
  /** Ends all work. `settled`: what to wait for between the end of the work and that of the database. */
  async function close(settled?: () => Promise<void>): Promise<void> {
    await answering?.close();
    closing.abort();
    await housekeeping.close();
    await sync.close();
    await hub.close();
    await desk.jobs.close();
    // A desk of one command lets a copy that it began be written: the next command has it.
    await files.scrubs.close(host === 'cli' ? 'settled' : 'now');
    desk.events.close();
    await settled?.();
    db.close();
    head.close();
  }
  return { ok: true as const, desk: { router, notices, jobs: desk.jobs, close } };
}
