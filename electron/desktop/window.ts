// The one window: sandboxed, themed before its page has painted, at the place where it was last.
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { loadWindowPlace, saveWindowPlace, smallest, toBounds } from './windowPlace.ts';

/** The page's own surface colours (renderer/theme.ts), so that opening the window does not flash. */
const surface = { light: '#ffffff', dark: '#1a1b1e' } as const;

export interface WindowOptions {
  /** The page's address. */
  readonly address: string;
  readonly preload: string;
  /** Where the window's place is remembered. */
  readonly placeFile: string;
}

/** Opens the window; it shows itself once the page can paint. */
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
  // A page that cannot load is told by did-fail-load in main.ts; the rejection says the same.
  window.loadURL(address).catch(() => {});
  return window;
}
