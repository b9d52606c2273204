/**
 * The web host: the core and the page on 127.0.0.1, for a machine without the Electron runtime, a thin client, or a
 * test browser. It runs until a signal stops it. A second web host on the same data directory gives out a link to the
 * first.
 */
import { pageBeside } from './beside.ts';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { CommandFailure } from './cli/commandFailure.ts';
import type { ExitCode, Terminal } from './cli/terminal.ts';
import { openDataDir } from './dataDir.ts';
import { type Desk, openDesk } from './openDesk.ts';
import { createForward } from './gate/forward.ts';
import { hostPatienceMs } from './ownerLock.ts';
import type { PageDoors } from './ownerSocket.ts';
import { askForDoor } from './ownerClient.ts';
import { createDoorFiles, doorFileMs } from './web/doorFile.ts';
import { canShowBrowser, openBrowser } from './web/openBrowser.ts';
import { openPage } from './web/pageFiles.ts';
import { startWebServer, type WebServer } from './web/webServer.ts';
import { serveWords as say } from '../../shared/words/hosts.ts';

export type ServeOptions = {
  readonly dataDir: string;
  /** 0: any free port. */
  readonly port: number;
  /** Open the page in a browser, if a window could be seen here. */
  readonly open: boolean;
  readonly terminal: Terminal;
  /** Resolves when the host has to stop. */
  readonly stopped: Promise<unknown>;
  /** Work on the desk before the page is offered (the demo fills it). */
  readonly prepare?: (client: DeskClient) => Promise<void>;
};

/** A link that a person has before them: long enough to copy it to where it is wanted. */
const printedLinkMs = 15 * 60_000;

/**
 * Serves until `stopped`; answers the exit code, 1 where the page is not built or the port is taken.
 * @throws what a start fails with otherwise
 */
export async function serve(options: ServeOptions): Promise<ExitCode> {
  const { terminal } = options;
  const page = openPage(pageBeside);
  if (!page.ok) return terminal.fail(1, page.message);
  let doors: PageDoors | undefined;
  let server: WebServer | undefined;
  const opened = await openDesk({
    dataDir: options.dataDir,
    host: 'web',
    doors: () => doors,
    patienceMs: hostPatienceMs,
    damaged: 'serve',
    isWholeProcess: true,
  });
  if (!opened.ok)
    return opened.code === 'inUse' ? pointToOwner(options, opened.message) : terminal.fail(1, opened.message);
  const { desk } = opened;
  for (const notice of desk.notices) terminal.err(notice);
  const doorFiles = createDoorFiles(desk.dataDir);
  try {
    await prepare(options, desk);
    const uploadsDir = join(desk.dataDir, 'incoming');
    // Uploads of an earlier host that were never applied: their imports ended with it.
    rmSync(uploadsDir, { recursive: true, force: true });
    server = await startWebServer({
      router: desk.router,
      isLocked: desk.isLocked,
      page: page.page,
      uploadsDir,
      port: options.port,
      now: Date.now,
      log: desk.log,
      ...(desk.gate === undefined ? {} : { forward: createForward(desk.gate) }),
    });
    const { freshLink } = server;
    doors = {
      freshLink: () => freshLink(printedLinkMs),
      freshDoorFile: () => doorFiles.write(freshLink(doorFileMs)),
    };
    announce(terminal, doors.freshLink());
    if (options.open) await showPage(doors.freshDoorFile);
    await options.stopped;
    return 0;
  } catch (error) {
    if (error instanceof CommandFailure) return terminal.fail(error.code, error.message);
    if (!isPortTaken(error)) throw error;
    return terminal.fail(1, say.portCannotBeUsed(options.port));
  } finally {
    doorFiles.close();
    await server?.close();
    await desk.close();
  }
}

/** Opens the page in a browser, if a window could be seen here. */
async function showPage(freshDoorFile: () => string | undefined | Promise<string | undefined>): Promise<void> {
  if (!canShowBrowser()) return;
  const file = await freshDoorFile();
  if (file !== undefined) await openBrowser(file);
}

async function prepare({ prepare: fill }: ServeOptions, desk: Desk): Promise<void> {
  if (fill === undefined || !desk.isOpen) return;
  const { createRouterClient } = await import('@orpc/server');
  await fill(createRouterClient(desk.router, { context: { host: 'cli' } }));
}

/** Another process holds the directory. A web host gives a fresh link to its page; any other host is in the way. */
async function pointToOwner({ dataDir, open, terminal }: ServeOptions, message: string): Promise<0 | 5> {
  const real = openDataDir(dataDir);
  const link = real.ok ? await askForDoor(real.dataDir, 'link') : undefined;
  if (!real.ok || link === undefined) return terminal.fail(5, message);
  terminal.err(say.dncDeskIsAlready);
  announce(terminal, link);
  if (open) await showPage(() => askForDoor(real.dataDir, 'doorFile'));
  return 0;
}

/** Scripts wait for this line, so it never changes. */
function announce(terminal: Terminal, link: string): void {
  terminal.out(say.dncDeskIsReady(link));
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
}
