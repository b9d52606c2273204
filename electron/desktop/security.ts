// What the page may not do, whatever runs in it: leave its address, open windows or webviews, use devices or
// permissions, or speak to the main process from another frame.
// https://www.electronjs.org/docs/latest/tutorial/security
import type { CommandLine, Session, WebContents, WebFrameMain } from 'electron';
import { securityWords as say } from '../../shared/words/desktop.ts';

/** Whether an address belongs to the page. `URL.origin` is "null" for app:, so scheme and host are compared. */
function isPageAddress(address: string, pageOrigin: string): boolean {
  if (!URL.canParse(address)) return false;
  const [given, own] = [new URL(address), new URL(pageOrigin)];
  return given.protocol === own.protocol && given.host === own.host && given.username === '' && given.password === '';
}

type CheckedFrame = Pick<WebFrameMain, 'url' | 'parent'> | null;

/** Whether an IPC message came from the top frame of our page. A frame that is gone counts as a stranger. */
export function isOurFrame(frame: CheckedFrame, pageOrigin: string): boolean {
  return frame !== null && frame.parent === null && isPageAddress(frame.url, pageOrigin);
}

interface Going {
  readonly preventDefault: () => void;
  readonly url: string;
}

/** The parts of Electron's WebContents that are used. */
export interface GuardedContents extends Pick<WebContents, 'setWindowOpenHandler'> {
  on(event: 'will-navigate', listener: (going: Going) => void): unknown;
  on(event: 'will-redirect', listener: (going: Going) => void): unknown;
  on(event: 'will-frame-navigate', listener: (going: Going) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Pick<Going, 'preventDefault'>) => void): unknown;
}

/** Keeps a web contents on our page: it opens no window, here or outside. Call it for every one that is created. */
export function guardContents(contents: GuardedContents, pageOrigin: string): void {
  const stay = (going: Going): void => {
    if (!isPageAddress(going.url, pageOrigin)) going.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Switches through which another program would read and change what the window shows. */
const openingSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'load-extension',
  'disable-web-security',
  'disable-site-isolation-trials',
] as const;

/** Why the app does not start as it was called, in a sentence; undefined: it may. */
export function findOpeningSwitch(commandLine: Pick<CommandLine, 'hasSwitch'>): string | undefined {
  const found = openingSwitches.find((name) => commandLine.hasSwitch(name));
  return found === undefined ? undefined : say.doesNotStartWith(found);
}

/**
 * Refuses every permission except writing text to the clipboard (which copies numbers), and grants that one only to our
 * page.
 */
export function guardSession(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
  pageOrigin: string,
): void {
  const allowed = 'clipboard-sanitized-write';
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === allowed && isPageAddress(details.requestingUrl, pageOrigin)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === allowed && isPageAddress(origin, pageOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}
