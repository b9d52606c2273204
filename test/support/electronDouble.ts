// A small double of the parts of Electron that electron/desktop calls, after Electron's API pages (app, BrowserWindow,
// ipcMain, ipcRenderer, MessageChannelMain, utilityProcess, dialog). Real Electron is driven by test/e2e/desktop.test.ts
// where its runtime exists; this lets the wiring be tried everywhere. Use: `vi.mock('electron', async () => double)`.
import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

type AnswerPage = (request: { readonly url: string; readonly method: string }) => Promise<Response>;
type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** An event that remembers whether its default was prevented. */
export function preventable(): { readonly preventDefault: () => void; readonly prevented: () => boolean } {
  let prevented = false;
  return { preventDefault: () => (prevented = true), prevented: () => prevented };
}

class WebContentsDouble extends EventEmitter {
  readonly mainFrame = { url: '', parent: null };
  readonly sent: { readonly channel: string; readonly args: readonly unknown[] }[] = [];
  readonly ports: MessagePort[] = [];
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  crashes = 0;
  forcefullyCrashRenderer(): void {
    this.crashes++;
  }
  send(channel: string, ...args: unknown[]): void {
    this.sent.push({ channel, args });
  }
  postMessage(channel: string, message: unknown, transfer: MessagePort[]): void {
    this.sent.push({ channel, args: [message] });
    this.ports.push(...transfer);
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

/** A utility process: what main posted to it, and `emit('message' | 'exit')` for what it does. */
export class ChildDouble extends EventEmitter {
  readonly posted: { readonly message: unknown; readonly ports: readonly MessagePort[] }[] = [];
  killed = false;
  postMessage(message: unknown, ports: readonly MessagePort[] = []): void {
    this.posted.push({ message, ports });
  }
  kill(): boolean {
    this.killed = true;
    return this.emit('exit', 15);
  }
}

/** One Electron, which remembers what was asked of it. */
export function createElectronDouble() {
  const events = new EventEmitter();
  const log = {
    quits: 0,
    errors: [] as string[],
    paths: new Map<string, string>(),
    sandboxed: false,
    schemes: [] as string[],
    protocols: new Map<string, AnswerPage>(),
    children: [] as ChildDouble[],
    windows: [] as BrowserWindow[],
    menu: [] as unknown[],
    switches: new Set<string>(),
    questions: [] as string[],
    handlers: new Map<string, Handler>(),
    answers: {
      message: { response: 0 },
      save: { canceled: false, filePath: '/lists/out.csv' },
    },
    isFirst: true,
    notices: [] as Notification[],
    badge: 0,
  };

  /** A notification of the system; `emit('click')` for the person. */
  class Notification extends EventEmitter {
    static readonly isSupported = (): boolean => true;
    readonly words: unknown;
    state: 'made' | 'shown' | 'closed' = 'made';
    constructor(words: unknown) {
      super();
      this.words = words;
      log.notices.push(this);
    }
    show(): void {
      this.state = 'shown';
    }
    close(): void {
      this.state = 'closed';
    }
  }

  class BrowserWindow extends EventEmitter {
    readonly webContents = new WebContentsDouble();
    minimized = false;
    loads = 0;
    /** The mark over its icon on the task bar of Windows. */
    overlay: { readonly image: unknown; readonly words: string } | undefined;
    shown = 0;
    address = '';
    readonly options: Record<string, unknown>;
    constructor(options: Record<string, unknown>) {
      super();
      this.options = options;
      log.windows.push(this);
      events.emit('web-contents-created', {}, this.webContents);
    }
    static getAllWindows = (): BrowserWindow[] => log.windows;
    static fromWebContents = (contents: unknown): BrowserWindow | null =>
      log.windows.find((window) => window.webContents === contents) ?? null;
    loadURL(address: string): Promise<void> {
      this.address = address;
      this.loads++;
      this.webContents.mainFrame.url = address;
      return Promise.resolve();
    }
    show(): void {
      this.shown++;
    }
    focus(): void {}
    setOverlayIcon(image: unknown, words: string): void {
      this.overlay = { image, words };
    }
    maximize(): void {}
    restore(): void {
      this.minimized = false;
    }
    isDestroyed = (): boolean => !log.windows.includes(this);
    isMinimized = (): boolean => this.minimized;
    isMaximized = (): boolean => false;
    getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 });
    /** The person closes the window. */
    close(): void {
      this.emit('close');
      log.windows.splice(log.windows.indexOf(this), 1);
      if (log.windows.length === 0) events.emit('window-all-closed');
    }
  }

  const app = Object.assign(events, {
    isPackaged: true,
    setBadgeCount: (count: number) => void (log.badge = count),
    commandLine: { hasSwitch: (name: string) => log.switches.has(name) },
    enableSandbox: () => void (log.sandboxed = true),
    setPath: (name: string, path: string) => void log.paths.set(name, path),
    requestSingleInstanceLock: () => log.isFirst,
    whenReady: () => Promise.resolve(),
    /** As documented: all windows are closed, then `will-quit`, whose default is to end. */
    quit(): void {
      log.windows.length = 0;
      const event = preventable();
      events.emit('will-quit', event);
      if (!event.prevented()) log.quits++;
    },
  });
  const refuse = { request: undefined as unknown, check: undefined as unknown };

  return {
    log,
    refuse,
    app,
    BrowserWindow,
    Notification,
    dialog: {
      showErrorBox: (_title: string, message: string) => void log.errors.push(message),
      showMessageBox({ message }: { message: string }) {
        log.questions.push(message);
        return Promise.resolve(log.answers.message);
      },
      showSaveDialog: () => Promise.resolve(log.answers.save),
    },
    ipcMain: { handle: (channel: string, handler: Handler) => void log.handlers.set(channel, handler) },
    Menu: {
      buildFromTemplate: (template: unknown[]) => template,
      setApplicationMenu: (menu: unknown[]) => void (log.menu = menu),
    },
    MessageChannelMain: MessageChannel,
    nativeImage: { createFromBitmap: (bytes: Buffer, size: object) => ({ bytes: bytes.length, ...size }) },
    nativeTheme: { shouldUseDarkColors: true },
    protocol: {
      registerSchemesAsPrivileged: (schemes: { scheme: string }[]) =>
        void log.schemes.push(...schemes.map(({ scheme }) => scheme)),
      handle: (scheme: string, handler: AnswerPage) => void log.protocols.set(scheme, handler),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: unknown) => void (refuse.request = handler),
        setPermissionCheckHandler: (handler: unknown) => void (refuse.check = handler),
        setDevicePermissionHandler: () => {},
      },
    },
    utilityProcess: {
      fork: (): ChildDouble => {
        const child = new ChildDouble();
        log.children.push(child);
        return child;
      },
    },
  };
}

export type ElectronDouble = ReturnType<typeof createElectronDouble>;
