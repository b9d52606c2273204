/**
 * What the Electron preload gives the page, as `window.dncDesk`; the web host's page has none. It is the whole of what the
 * page can ask of the desktop: a MessagePort to the core, handles for files that a person chose, menu commands, newer
 * versions, notifications. The page never gets a path, and none of its own is taken: a handle stands once for the file that was dropped
 * or chosen.
 * Generic over `Port` (MessagePort) and `DroppedFile` (File), because shared/ knows no DOM.
 */
import type { ActionId } from '../actions.ts';
import type { Updates } from './updates.ts';

export type FileFilter = { readonly name: string; readonly extensions: readonly string[] };

export type SaveDialogOptions = {
  readonly title?: string;
  /** A file name; the person chooses the folder. */
  readonly defaultName?: string;
  readonly filters?: readonly FileFilter[];
};

/** The `type` of the window message that brings the port. */
export const portMessageType = 'dnc-desk.port';

export type DesktopBridge<DroppedFile> = {
  readonly host: 'electron';
  /**
   * Asks for a port to the core; asked again after a restart. A port cannot cross the context bridge, so it comes as a
   * message to the window: its `data.type` is `portMessageType`, and it has exactly one port (`connectDesktop` waits
   * for it).
   */
  readonly connect: () => Promise<void>;
  /** A handle for a file that was dropped or chosen; undefined when it is no file on the disk. */
  readonly handleForFile: (file: DroppedFile) => Promise<string | undefined>;
  /** A handle for the place to save to, or undefined when the person cancelled. The dialog asks before a file is replaced. */
  readonly saveDialog: (options: SaveDialogOptions) => Promise<string | undefined>;
  /** Calls the listener with the action that the menu asks for; answers a function that stops listening. */
  readonly onCommand: (listener: (command: ActionId) => void) => () => void;
  /** Calls the listener when the core was started again: every earlier port is dead. */
  readonly onCoreRestart: (listener: () => void) => () => void;
  readonly updates: Updates;
  readonly notices: Notices;
};

export type Notice = { readonly title: string; readonly body: string };

/** Notifications of the system, and the count on the dock or the task bar. */
export type Notices = {
  /** Shows one in the place of the one before. */
  readonly show: (notice: Notice) => Promise<void>;
  /** How many things need a person; 0 takes the badge away. */
  readonly setBadge: (count: number) => Promise<void>;
  /** Calls the listener when the person clicked the one that is shown; answers a function that stops listening. */
  readonly onClick: (listener: () => void) => () => void;
};

type PortEvent<Port> = { readonly data: unknown; readonly source: unknown; readonly ports: readonly Port[] };

/** The parts of the page's window that are needed to receive the port. */
export type PortWindow<Port> = {
  addEventListener: (type: 'message', listener: (event: PortEvent<Port>) => void) => void;
  removeEventListener: (type: 'message', listener: (event: PortEvent<Port>) => void) => void;
};

const isPortMessage = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === portMessageType;

/** Asks the desktop for a port to the core and waits for it; it believes only a message of the page's own window. */
export async function connectDesktop<Port>(
  bridge: Pick<DesktopBridge<never>, 'connect'>,
  page: PortWindow<Port>,
): Promise<Port> {
  const { promise, resolve } = Promise.withResolvers<Port>();
  const receive = (event: PortEvent<Port>): void => {
    const [port] = event.ports;
    if (event.source === page && port !== undefined && isPortMessage(event.data)) resolve(port);
  };
  page.addEventListener('message', receive);
  try {
    await bridge.connect();
    return await promise;
  } finally {
    page.removeEventListener('message', receive);
  }
}
