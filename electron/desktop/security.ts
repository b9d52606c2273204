// What the page may not do, whatever runs in it: leave its address, open windows or webviews, use devices or
// permissions, or speak to the main process from another frame.
// https://www.electronjs.org/docs/latest/tutorial/security
import type { Session, Shell, WebContents, WebFrameMain } from 'electron';

/** Sites that a link of the desk may open in the browser: where supervisors fetch the public registries. */
const externalHosts: ReadonlySet<string> = new Set(['telemarketing.donotcall.gov', 'lnnte-dncl.gc.ca']);

/** Whether an address may be given to the system's browser: https, one of our hosts, no credentials, the usual port. */
function isAllowedOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, port } = new URL(address);
  return protocol === 'https:' && externalHosts.has(hostname) && username === '' && password === '' && port === '';
}

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

/** Keeps a web contents on our page. Call it for every one that is created. */
export function guardContents(contents: GuardedContents, pageOrigin: string, shell: Pick<Shell, 'openExternal'>): void {
  const stay = (going: Going): void => {
    if (!isPageAddress(going.url, pageOrigin)) going.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // The desk can do nothing about a missing browser.
    if (isAllowedOutside(url)) shell.openExternal(url).catch(() => {});
    return { action: 'deny' };
  });
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
