// The one window: sandboxed, with its theme set before the page has painted, at its last position.
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { loadWindowPlace, saveWindowPlace, smallest, toBounds } from './windowPlace.ts';

/** The page's own surface colours (renderer/theme.ts), so that opening the window does not flash. */
const surface = { light: '#ffffff', dark: '#1a1b1e' } as const;

export interface WindowOptions {
  /** The page's address. */
  readonly address: string;
  readonly preload: string;
  /** Where the window's position is remembered. */
  readonly placeFile: string;
}

/** Opens the window; it becomes visible once the page can paint. */
export function openWindow({ address, preload, placeFile }: WindowOptions): BrowserWindow {
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
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (remembered?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    saveWindowPlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  // did-fail-load in main.ts reports a page that cannot load; the rejection says the same.
  window.loadURL(address).catch(() => {});
  return window;
}
