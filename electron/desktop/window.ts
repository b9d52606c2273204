// The one window: sandboxed, with its theme set before the page has painted, at its last position.
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { windowWords as say } from '../../shared/words/desktop.ts';
import { loadWindowPlace, saveWindowPlace, smallest, toBounds } from './windowPlace.ts';

/** The page's own surface colours (renderer/theme.ts), so that opening the window does not flash. */
const surface = { light: '#ffffff', dark: '#1a1b1e' } as const;

export interface WindowOptions {
  /** The page's address. */
  readonly address: string;
  readonly preload: string;
  /** Where the window's position is remembered. */
  readonly placeFile: string;
  /** Whether developer tools may be opened. */
  readonly devTools: boolean;
  /** The page is not there any more: answers whether to load it again. */
  readonly onTrouble: (trouble: PageTrouble) => Promise<boolean>;
}

/** What can happen to the page; `detail`: the reason, for the log and for a person who asks for help. */
export interface PageTrouble {
  readonly kind: 'notLoaded' | 'gone' | 'hangs';
  readonly detail: string;
}

/** Chromium's code for a load that another one replaced. */
const aborted = -3;

/** Opens the window; it becomes visible once the page can paint. */
export function openWindow({ address, preload, placeFile, devTools, onTrouble }: WindowOptions): BrowserWindow {
  const remembered = loadWindowPlace(placeFile);
  const window = new BrowserWindow({
    ...toBounds(
      remembered,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'DNC Desk',
    backgroundColor: nativeTheme.shouldUseDarkColors ? surface.dark : surface.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (remembered?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    saveWindowPlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  watchPage(window, address, onTrouble);
  // A page that does not load is told by its event; the rejection says the same.
  window.loadURL(address).catch(() => {});
  return window;
}

/** Asks a person about a page that did not load, is gone or hangs; without them the app would go on with nothing to see. */
function watchPage(window: BrowserWindow, address: string, onTrouble: WindowOptions['onTrouble']): void {
  const { webContents: contents } = window;
  let asking = false;
  const ask = async (trouble: PageTrouble): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      if (!(await onTrouble(trouble)) || window.isDestroyed()) return;
      // A page that hangs has to go before its address can be loaded anew.
      if (trouble.kind === 'hangs') contents.forcefullyCrashRenderer();
      window.loadURL(address).catch(() => {});
    } finally {
      asking = false;
    }
  };
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== aborted) void ask({ kind: 'notLoaded', detail: `${description} (${code})` });
  });
  contents.on('preload-error', (_event, _path, error) => void ask({ kind: 'notLoaded', detail: error.message }));
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason !== 'clean-exit') void ask({ kind: 'gone', detail: `${reason} (${exitCode})` });
  });
  contents.on('unresponsive', () => void ask({ kind: 'hangs', detail: say.noAnswer }));
}
