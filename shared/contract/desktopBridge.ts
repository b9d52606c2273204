/**
 * What the Electron preload gives the page, as `window.dncDesk`; the web host's page has none. It is the whole of what the
 * page can ask of the desktop: a MessagePort to the core, the path of a dropped file, two native dialogs, menu commands.
 * Generic over `Port` (MessagePort) and `DroppedFile` (File), because shared/ knows no DOM.
 */
import { z } from 'zod';

/** What the native menu asks the page to do. */
export const desktopCommands = ['block', 'search', 'import', 'settings', 'keys'] as const;
export type DesktopCommand = (typeof desktopCommands)[number];

const filters = z
  .array(z.object({ name: z.string().max(100), extensions: z.array(z.string().regex(/^(\*|[A-Za-z0-9]{1,10})$/)) }))
  .max(20);

export const openDialogOptions = z.object({
  title: z.string().max(200).optional(),
  filters: filters.optional(),
  /** Whether several files may be chosen. */
  many: z.boolean().optional(),
});
export type OpenDialogOptions = z.input<typeof openDialogOptions>;

export const saveDialogOptions = z.object({
  title: z.string().max(200).optional(),
  /** A file name; the person chooses the folder. */
  defaultName: z
    .string()
    .max(200)
    .regex(/^[^/\\]*$/)
    .optional(),
  filters: filters.optional(),
});
export type SaveDialogOptions = z.input<typeof saveDialogOptions>;

/** The `type` of the window message that brings the port. */
export const portMessageType = 'dnc-desk.port';

export type DesktopBridge<DroppedFile> = {
  readonly host: 'electron';
  /**
   * Asks for a port to the core. A port cannot cross the context bridge, so it comes as a message to the window, whose
   * `data.type` is `portMessageType` and whose only port is the one (`connectDesktop` waits for it). Again after a restart.
   */
  readonly connect: () => Promise<void>;
  /** The path of a file that was dropped or chosen; empty when it is none on the disk. */
  readonly pathForFile: (file: DroppedFile) => string;
  /** The chosen paths; empty when the person cancelled. */
  readonly openDialog: (options: OpenDialogOptions) => Promise<string[]>;
  /** Where to save, or undefined when the person cancelled. */
  readonly saveDialog: (options: SaveDialogOptions) => Promise<string | undefined>;
  /** Called for each menu command; answers how to stop listening. */
  readonly onCommand: (listener: (command: DesktopCommand) => void) => () => void;
  /** Called when the core was started again: every port from before is dead. */
  readonly onCoreRestart: (listener: () => void) => () => void;
};

type PortEvent<Port> = { readonly data: unknown; readonly source: unknown; readonly ports: readonly Port[] };

/** As much of the page's window as it takes to receive the port. */
export type PortWindow<Port> = {
  addEventListener: (type: 'message', listener: (event: PortEvent<Port>) => void) => void;
  removeEventListener: (type: 'message', listener: (event: PortEvent<Port>) => void) => void;
};

const portMessage = z.object({ type: z.literal(portMessageType) });

/** Asks the desktop for a port to the core and waits for it; only a message of the page's own window is believed. */
export async function connectDesktop<Port>(
  bridge: Pick<DesktopBridge<never>, 'connect'>,
  page: PortWindow<Port>,
): Promise<Port> {
  const { promise, resolve } = Promise.withResolvers<Port>();
  const receive = (event: PortEvent<Port>): void => {
    const [port] = event.ports;
    if (event.source === page && port !== undefined && portMessage.safeParse(event.data).success) resolve(port);
  };
  page.addEventListener('message', receive);
  try {
    await bridge.connect();
    return await promise;
  } finally {
    page.removeEventListener('message', receive);
  }
}
