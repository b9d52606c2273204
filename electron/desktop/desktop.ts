// The desktop: one instance per data directory, the page's protocol, the core's process, the window and the menu. It
// holds no state of the desk and decides nothing about it; the core in electron/hosts/utility.ts does.
import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, MessageChannelMain, protocol, session, utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import { nameCommands } from '../hosts/commandName.ts';
import { openDataDir, toDataDir } from '../hosts/dataDir.ts';
import { desktopWords as say } from '../../shared/words/desktop.ts';
import { findDataOption } from './arguments.ts';
import { channels } from './channels.ts';
import { startCoreProcess } from './coreProcess.ts';
import type { CoreProcess } from './coreProcess.ts';
import { registerIpc } from './ipc.ts';
import { toMenuTemplate } from './menu.ts';
import { createNotices } from './notices.ts';
import { listPage, pageAddress, pageOrigin, pageScheme, servePage } from './pageProtocol.ts';
import { findOpeningSwitch, guardContents, guardSession } from './security.ts';
import { startUpdates } from './updates/desktopUpdates.ts';
import { openWindow } from './window.ts';
import type { PageTrouble, WindowOptions } from './window.ts';

export interface DesktopOptions {
  /** The bundle's folder (out/), which holds main/, preload/ and renderer/. */
  readonly outFolder: string;
  readonly argv: readonly string[];
  /** The address of electron-vite's server while developing; a packaged app never listens to it. */
  readonly developing: string | undefined;
}

function fail(message: string): void {
  dialog.showErrorBox(say.cannotOpen, nameCommands(message));
  app.quit();
}

async function askToRestart(code: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'DNC Desk',
    message: say.coreStopped,
    detail: say.coreStoppedDetail(code),
    buttons: [say.startAgain, say.quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) return true;
  app.quit();
  return false;
}

/** Whether to load the page again. A page that hangs may also be waited for; any other leaves nothing to go on with. */
async function askAboutPage({ kind, detail }: PageTrouble): Promise<boolean> {
  const { message, again } = say.pageTrouble[kind];
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'DNC Desk',
    message,
    detail: say.pageTroubleDetail(detail),
    buttons: [again, kind === 'hangs' ? say.wait : say.quit],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) return true;
  if (kind !== 'hangs') app.quit();
  return false;
}

function startCore(outFolder: string, dataDir: string): CoreProcess<MessagePortMain> {
  const tellPages = (channel: string): void =>
    BrowserWindow.getAllWindows().forEach((window) => window.webContents.send(channel));
  return startCoreProcess<MessagePortMain>({
    fork: () =>
      utilityProcess.fork(join(outFolder, 'main', 'utility.js'), ['--data', dataDir], {
        serviceName: 'DNC Desk core',
      }),
    newChannel: () => new MessageChannelMain(),
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    onFailed: fail,
    onCrashed: askToRestart,
    onRestarted: () => tellPages(channels.coreRestart),
  });
}

/** Brings the existing window to the front, or opens a new one. */
function showWindow(options: WindowOptions): BrowserWindow {
  const [present] = BrowserWindow.getAllWindows();
  if (present !== undefined) {
    if (present.isMinimized()) present.restore();
    present.show();
    present.focus();
    return present;
  }
  return openWindow(options);
}

async function openDesktop({ outFolder, developing }: DesktopOptions, origin: string, dataDir: string): Promise<void> {
  await app.whenReady();
  guardSession(session.defaultSession, origin);
  if (developing === undefined) {
    const page = listPage(join(outFolder, 'renderer'));
    if (page === undefined) return fail(say.pageIsMissing);
    servePage(protocol, page);
  }
  const core = startCore(outFolder, dataDir);
  const window: WindowOptions = {
    address: developing ?? pageAddress,
    preload: join(outFolder, 'preload', 'preload.cjs'),
    placeFile: join(dataDir, 'desktop', 'window.json'),
    devTools: !app.isPackaged,
    onTrouble(trouble) {
      core.note('page.trouble', { ...trouble });
      return askAboutPage(trouble);
    },
  };
  const send = (action: string): void => showWindow(window).webContents.send(channels.command, action);
  registerIpc({
    pageOrigin: origin,
    connect: core.connect,
    choose: core.choose,
    updates: startUpdates(core),
    notices: createNotices(() => showWindow(window).webContents.send(channels.noticeClicked), process.platform),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(toMenuTemplate({ isMac: process.platform === 'darwin', isPackaged: app.isPackaged, send })),
  );
  app.on('second-instance', () => showWindow(window));
  app.on('activate', () => showWindow(window));
  let finished = false;
  const finish = async (): Promise<void> => {
    await core.close();
    finished = true;
    app.quit();
  };
  app.on('will-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    void finish();
  });
  showWindow(window);
}

/** Runs the desktop. Must be called before Electron is ready, from the first tick of its main module. */
export function runDesktop(options: DesktopOptions): void {
  const origin = options.developing === undefined ? pageOrigin : new URL(options.developing).origin;
  const opening = app.isPackaged ? findOpeningSwitch(app.commandLine) : undefined;
  if (opening !== undefined) return fail(opening);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([pageScheme]);
  app.on('web-contents-created', (_event, contents) => guardContents(contents, origin));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  const opened = openDataDir(toDataDir(findDataOption(options.argv)));
  if (!opened.ok) return fail(opened.message);
  // The instance lock and the page's storage belong to the data: two directories are two desks.
  app.setPath('userData', join(opened.dataDir, 'desktop'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  openDesktop(options, origin, opened.dataDir).catch((error: unknown) => fail(String(error)));
}
