// The preload: the only code beside the page's own, in an isolated world. Bundled as CommonJS, as Electron's sandbox needs.
// It exposes shared/contract/desktopBridge.ts and nothing else: no IPC, no channel names, no Electron object.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { portMessageType } from '../../shared/contract/desktopBridge.ts';
import type { ActionId } from '../../shared/actions.ts';
import type { DesktopBridge } from '../../shared/contract/desktopBridge.ts';
import type { UpdateState } from '../../shared/contract/updates.ts';
import { channels } from './channels.ts';

/** Calls `listener` with what main sends, without the event object, which carries the sender. */
function listen(channel: string, listener: (sent: unknown) => void): () => void {
  const receive = (_event: unknown, sent: unknown): void => listener(sent);
  ipcRenderer.on(channel, receive);
  return () => void ipcRenderer.off(channel, receive);
}

// A port cannot cross the context bridge: it goes on as a message to the page's own window, as Electron's guide shows.
ipcRenderer.on(channels.port, (event) => window.postMessage({ type: portMessageType }, '*', event.ports));

const bridge: DesktopBridge<File> = {
  host: 'electron',
  connect: () => ipcRenderer.invoke(channels.connect) as Promise<void>,
  handleForFile: async (file) => {
    // Only a real file of the disk has a path; the page cannot make one that does.
    const path = webUtils.getPathForFile(file);
    return path === '' ? undefined : ((await ipcRenderer.invoke(channels.chooseFile, path)) as string | undefined);
  },
  saveDialog: (options) => ipcRenderer.invoke(channels.saveDialog, options) as Promise<string | undefined>,
  onCommand: (listener) => listen(channels.command, (sent) => listener(sent as ActionId)),
  onCoreRestart: (listener) => listen(channels.coreRestart, () => listener()),
  updates: {
    state: () => ipcRenderer.invoke(channels.updates) as Promise<UpdateState>,
    check: () => ipcRenderer.invoke(channels.checkUpdates) as Promise<void>,
    install: () => ipcRenderer.invoke(channels.installUpdate) as Promise<void>,
    onChange: (listener) => listen(channels.updateState, (sent) => listener(sent as UpdateState)),
  },
  notices: {
    show: (notice) => ipcRenderer.invoke(channels.notify, notice) as Promise<void>,
    setBadge: (count) => ipcRenderer.invoke(channels.badge, count) as Promise<void>,
    onClick: (listener) => listen(channels.noticeClicked, () => listener()),
  },
};

contextBridge.exposeInMainWorld('dncDesk', bridge);
