// What the page may ask of the main process: a port to the core, and handles for files that a person chose. Only the top
// frame of our page may ask.
import { BrowserWindow, dialog, ipcMain } from 'electron';
import type { IpcMainInvokeEvent, MessagePortMain } from 'electron';
import { channels } from './channels.ts';
import { chosenPath, saveDialogOptions } from './dialogOptions.ts';
import { badgeCount, type DesktopNotices, noticeWords } from './notices.ts';
import { isOurFrame } from './security.ts';
import type { DesktopUpdates } from './updates/updates.ts';

export interface IpcOptions {
  readonly pageOrigin: string;
  /** The page's end of a new channel to the core; undefined when the core is not running. */
  readonly connect: () => Promise<MessagePortMain | undefined>;
  /** The handle by which the page names this file; undefined when the core is not running. */
  readonly choose: (path: string) => Promise<string | undefined>;
  readonly updates: DesktopUpdates;
  readonly notices: DesktopNotices;
}

/** Registers the handlers, once for the life of the app. */
export function registerIpc({ pageOrigin, connect, choose, updates, notices }: IpcOptions): void {
  const handle = (channel: string, answer: (event: IpcMainInvokeEvent, input: unknown) => Promise<unknown>): void =>
    ipcMain.handle(channel, async (event, input: unknown) => {
      if (!isOurFrame(event.senderFrame, pageOrigin)) throw new Error('Only the page of the desk may ask this.');
      return answer(event, input);
    });

  handle(channels.connect, async (event) => {
    const port = await connect();
    if (port === undefined) throw new Error('The core is not running.');
    event.sender.postMessage(channels.port, null, [port]);
  });

  handle(channels.updates, () => Promise.resolve(updates.state()));
  handle(channels.checkUpdates, () => updates.check());
  handle(channels.installUpdate, () => updates.install());

  handle(channels.notify, async (_event, input) => notices.show(noticeWords.parse(input)));
  handle(channels.badge, async (_event, input) => notices.setBadge(badgeCount.parse(input)));

  handle(channels.chooseFile, (_event, input) => choose(chosenPath.parse(input)));

  handle(channels.saveDialog, async (event, input) => {
    const { title, defaultName, filters } = saveDialogOptions.parse(input);
    const options = { title, defaultPath: defaultName, filters };
    const window = BrowserWindow.fromWebContents(event.sender);
    const chosen = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
    return chosen.canceled || chosen.filePath === '' ? undefined : choose(chosen.filePath);
  });
}
