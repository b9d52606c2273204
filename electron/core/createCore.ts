/**
 * The composition root: a data directory and a host's ports become a router, with the database, the list, imports, sync
 * and their long work behind it. No module has state of its own. The router stays while a restore closes the desk and opens
 * the next; where the database cannot be opened, it answers what a restore needs.
 */
import { join } from 'node:path';
import { needsPerson, type Refusal } from './answer.ts';
import { createBackupPlaces } from './backup/backupPlaces.ts';
import { toBackupDir } from './backup/offerBackup.ts';
import { removeInterrupted } from './backup/restore.ts';
import { createSecondFolder } from './backup/secondFolder.ts';
import { createBackupProcedures } from './compose/backupProcedures.ts';
import { createLockProcedures } from './compose/lockProcedures.ts';
import { openScreenLock } from './desk/screenLock.ts';
import { composeDesk, type DeskOptions, type OpenDesk } from './compose/composeDesk.ts';
import { createFront, toFailed } from './compose/frontRouter.ts';
import { createRestores } from './compose/restoreDesk.ts';
import { databaseName } from './db/openDatabase.ts';
import { createCoreWords as say } from '../../shared/words/core/desk.ts';

export type CoreOptions = DeskOptions & {
  /**
   * Of a damaged database. `refuse` (the default): the core does not open; `serve`: it opens and offers its backups. `leave`:
   * no database is opened, damaged or not, which is for a process that only restores.
   */
  readonly damaged?: 'refuse' | 'serve' | 'leave';
};

/** Long work that a restore ends: the list is not changed by it, or it is begun again by itself. */
const mayEnd: readonly string[] = ['sync', 'preview', 'verify'];
/** How long calls that are being answered may still take, once no work is left. */
const settleMs = 10_000;

const restoring = say.aBackupIsBeingPut;

/** Opens the desk of a data directory. A database that cannot be used comes back as a code and a sentence. */
export async function createCore({ damaged = 'refuse', ...options }: CoreOptions) {
  removeInterrupted(options.dataDir);
  const first = damaged === 'leave' ? undefined : await composeDesk(options);
  if (first?.ok === false && !(damaged === 'serve' && first.code === 'corrupt')) return first;
  let desk: OpenDesk | undefined = first?.ok === true ? first.desk : undefined;
  let closed = first === undefined ? restoring : first.ok ? null : first.message;
  // While one desk is exchanged for the next: calls wait for its end.
  let exchange: PromiseWithResolvers<void> | undefined;
  let isEnding = false;

  async function find(): Promise<OpenDesk> {
    await exchange?.promise;
    if (desk === undefined) throw toFailed(closed ?? restoring);
    return desk;
  }

  async function closeForRestore(): Promise<Refusal | undefined> {
    if (isEnding) return needsPerson(say.dncDeskIsBeingClosed);
    if (damaged === 'leave') return undefined;
    const busy = desk?.jobs.list().find(({ state, kind }) => state === 'running' && !mayEnd.includes(kind));
    if (busy !== undefined) return needsPerson(say.isUnderWayWaitUntil(busy.label));
    const ending = desk;
    desk = undefined;
    exchange = Promise.withResolvers();
    const { clock } = options.ports;
    await ending?.close(() => Promise.race([front.settled(), clock.sleep(settleMs)]));
    return undefined;
  }

  /** Opens what is in the place of the list by now, the backup or still the list itself, and lets calls go on. */
  async function endExchange(): Promise<void> {
    if (exchange === undefined) return;
    try {
      const opened = await composeDesk(options);
      desk = opened.ok ? opened.desk : undefined;
      closed = opened.ok ? null : opened.message;
    } finally {
      exchange.resolve();
      exchange = undefined;
    }
  }

  const second = createSecondFolder({ ...options.ports, dataDir: options.dataDir });
  const places = createBackupPlaces(toBackupDir(join(options.dataDir, databaseName)), second);
  const screenLock = openScreenLock({ dataDir: options.dataDir, clock: options.ports.clock });
  const restores = createRestores(options, {
    places,
    passphrase: second.passphrase,
    isOpen: () => desk !== undefined,
    close: closeForRestore,
  });
  const front = createFront(
    find,
    (asked) => asked === desk,
    {
      lock: createLockProcedures(screenLock),
      backups: createBackupProcedures({
        ...options,
        places,
        second,
        closed: () => closed,
        preview: restores.preview,
        restore: async (asked) => {
          try {
            return await restores.restore(asked);
          } finally {
            await endExchange();
          }
        },
      }),
    },
    screenLock.isLocked,
  );

  return {
    ok: true as const,
    core: {
      router: front.router,
      /** What happened at the start that a person should know, in sentences; why there is no list, if it is damaged. */
      notices: first === undefined ? [] : first.ok ? first.desk.notices : [first.message],
      /** Whether there was a list to open. */
      isOpen: desk !== undefined,
      /** Whether the screen is locked by now: whoever sits at a page is answered nothing. */
      isLocked: screenLock.isLocked,
      close: async (): Promise<void> => {
        isEnding = true;
        await exchange?.promise;
        await desk?.close();
      },
    },
  };
}
