// Updates in the running app: Electron's parts put around updates.ts, and the page's questions about them.
import { app, BrowserWindow } from 'electron';
import type { MessagePortMain } from 'electron';
import { channels } from '../channels.ts';
import type { CoreProcess } from '../coreProcess.ts';
import { findFeed } from './feed.ts';
import { findWork } from './findWork.ts';
import { createUpdates, type DesktopUpdates } from './updates.ts';

/** Starts looking for newer versions, where this package has a feed. Every page hears what becomes of it. */
export function startUpdates(core: CoreProcess<MessagePortMain>): DesktopUpdates {
  const resources = app.isPackaged ? process.resourcesPath : undefined;
  return createUpdates({
    feed: findFeed({ resources, platform: process.platform }),
    findWork: () => findWork(core.connect),
    closeDesk: core.close,
    // A pending question keeps no app open.
    after: (ms, act) => void setTimeout(act, ms).unref(),
    now: () => Date.now(),
    onChange(state) {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channels.updateState, state);
    },
  });
}
