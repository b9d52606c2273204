/**
 * Opens a data directory for any host: takes the owner's lock, builds the core on the machine's own ports, and listens
 * for the command line. A failure is a value with a sentence; nothing is left half open.
 */
import { migrationsBeside } from './beside.ts';
import { userInfo } from 'node:os';
import { toStorageProblem } from '../core/db/storageProblem.ts';
import type { CoreOptions } from '../core/createCore.ts';
import type { Log } from '../core/ports.ts';
import { openDataDir } from './dataDir.ts';
import { createDeskLog } from './deskLog.ts';
import type { DeskRouter } from './deskRouter.ts';
import type { FindGate } from './gate/startGate.ts';
import { awaitOwnerLock, type HostKind, type Owner, toInUseSentence } from './ownerLock.ts';
import type { Listening, OwnerSocket, PageDoors } from './ownerSocket.ts';
import { holdYoungHeap } from './heapSize.ts';
import { openDeskWords as say } from '../../shared/words/hosts.ts';

export type OpenDeskOptions = {
  /** From `toDataDir`; created if it is not there. */
  readonly dataDir: string;
  readonly host: HostKind;
  /** The ways to the page of the web host, once it is served. */
  readonly doors?: () => PageDoors | undefined;
  /**
   * Listen for the command line only after this long: a command that is done sooner is never asked. Default: at once.
   */
  readonly listenAfterMs?: number;
  /** How long to wait for commands that hold the directory, each for a moment. Default: not at all. */
  readonly patienceMs?: number;
  /** What to do about a damaged database; see the core. Default: `refuse`. */
  readonly damaged?: CoreOptions['damaged'];
  /** The process is there for this desk alone, so that its threads may be kept to some of the processors. Default: it is not. */
  readonly isWholeProcess?: boolean;
  /** Where the schema's files are, when the code is bundled away from its sources. */
  readonly migrationsDir?: string;
};

export type Desk = {
  readonly router: DeskRouter;
  /** The real path of the data directory. */
  readonly dataDir: string;
  readonly log: Log;
  /** What happened at the start that a person should know, in sentences. */
  readonly notices: readonly string[];
  /** Whether there was a list to open; if not, the page and the command line are offered its backups. */
  readonly isOpen: boolean;
  /** Whether the screen is locked by now. */
  readonly isLocked: () => boolean;
  /** What answers programs with a token; undefined for a command line, which ends at once. */
  readonly gate: FindGate | undefined;
  /** `whenIdle`: lets commands that came in over the socket finish first. Safe to call twice. */
  readonly close: (how?: 'now' | 'whenIdle') => Promise<void>;
};

export type OpenDeskResult =
  | { readonly ok: true; readonly desk: Desk }
  | { readonly ok: false; readonly code: 'inUse'; readonly owner: Owner | undefined; readonly message: string }
  | { readonly ok: false; readonly code: 'dataDir' | 'core'; readonly message: string };

/**
 * Opens the desk of a data directory and owns it until `close`. Answers `inUse` with the owner where another process has it,
 * `dataDir` where it cannot be made, `core` where the database refuses to open.
 * @throws what is no trouble of the disk, with the lock released
 */
export async function openDesk(options: OpenDeskOptions): Promise<OpenDeskResult> {
  const { host, isWholeProcess = false } = options;
  const opened = openDataDir(options.dataDir);
  if (!opened.ok) return opened;
  const { dataDir } = opened;
  const self: Owner = { pid: process.pid, host, since: new Date().toISOString() };
  const locked = await awaitOwnerLock(dataDir, self, options.patienceMs ?? 0);
  if (!locked.ok) {
    return locked.code === 'inUse' ? { ...locked, message: toInUseSentence(dataDir, locked.owner) } : locked;
  }
  // The command line prints its errors itself, in one sentence.
  const log = createDeskLog(dataDir, host !== 'cli');
  // The process ends as it would without this; the log says why.
  const noteCrash = (error: unknown, origin: string): void => log.error('desk.crashed', { origin, error });
  process.on('uncaughtExceptionMonitor', noteCrash);
  const letGo = (): void => {
    process.off('uncaughtExceptionMonitor', noteCrash);
    log.close();
    locked.lock.release();
  };
  try {
    // Loaded only now: a host that finds the directory in use needs none of it.
    const [{ isNeverBegun }, { createCore }, { createHostPorts }, { openSecrets }] = await Promise.all([
      import('../core/backup/offerBackup.ts'),
      import('../core/createCore.ts'),
      import('./hostPorts.ts'),
      import('../core/secrets/openSecrets.ts'),
    ]);
    const isBegun = !isNeverBegun(dataDir);
    const ports = createHostPorts();
    const secrets = await openSecrets({ dataDir, passphrase: process.env['DNC_DESK_PASSPHRASE'] });
    const migrationsDir = options.migrationsDir ?? migrationsBeside;
    const gate =
      host === 'cli'
        ? undefined
        : (await import('./gate/startGate.ts')).createGates({ ...ports, dataDir, host, log, isWholeProcess });
    const made = await createCore({
      dataDir,
      migrationsDir,
      host,
      ports: { ...ports, secrets, log },
      defaultAuthor: userInfo().username,
      ...(gate === undefined ? {} : { openGate: gate.open }),
      ...(options.damaged === undefined ? {} : { damaged: options.damaged }),
    });
    if (!made.ok) {
      await ports.dispatcher.destroy();
      letGo();
      return { ok: false, code: 'core', message: made.message };
    }
    const { core } = made;
    holdYoungHeap();
    const ear = hearCommands(
      { dataDir, router: core.router, secret: locked.lock.secret, doors: options.doors ?? noPage, log },
      options.listenAfterMs,
    );
    let closing: Promise<void> | undefined;
    const close = async (how: 'now' | 'whenIdle'): Promise<void> => {
      await ear.close(how);
      await core.close();
      await ports.dispatcher.destroy();
      letGo();
    };
    if (options.listenAfterMs === undefined) await ear.listening;
    return {
      ok: true,
      desk: {
        router: core.router,
        dataDir,
        log,
        gate: gate?.now,
        notices: [
          ...opened.notices,
          ...(isBegun || !core.isOpen ? [] : [say.aNewListBegins(dataDir)]),
          ...core.notices,
        ],
        isOpen: core.isOpen,
        isLocked: core.isLocked,
        close: (how = 'now') => (closing ??= close(how)),
      },
    };
  } catch (error) {
    letGo();
    const problem = toStorageProblem(error, dataDir);
    if (problem === undefined) throw error;
    return { ok: false, code: 'core', message: problem.message };
  }
}

const noPage = (): undefined => undefined;

/** Opens the owner's socket, now or later. A host works without it, so a socket that cannot be made is only logged. */
function hearCommands(
  asked: Listening,
  listenAfterMs: number | undefined,
): { readonly listening: Promise<void>; readonly close: (how: 'now' | 'whenIdle') => Promise<void> } {
  let socket: OwnerSocket | undefined;
  const listen = async (): Promise<void> => {
    try {
      const { listenForCommands } = await import('./ownerSocket.ts');
      socket = await listenForCommands(asked);
    } catch (error) {
      asked.log.warn('owner.socketFailed', { error });
    }
  };
  let listening = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  if (listenAfterMs === undefined) listening = listen();
  else {
    timer = setTimeout(() => {
      listening = listen();
    }, listenAfterMs).unref();
  }
  return {
    listening,
    async close(how) {
      clearTimeout(timer);
      await listening;
      await socket?.close(how);
    },
  };
}
