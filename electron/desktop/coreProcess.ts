// The core in its own process (Electron's utilityProcess), so that neither a long import nor a crash of the window
// touches the list. Main starts it, hands each page a port to it, restarts it if it dies, and waits for it when the app
// quits.
import type { FromCore, ToCore } from '../hosts/utilityMessages.ts';

/** The parts of Electron's UtilityProcess that are used. */
export interface CoreChild<Port> {
  postMessage: (message: ToCore, transfer?: Port[]) => void;
  on(event: 'message', listener: (message: FromCore) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill: () => boolean;
}

export interface CorePorts<Port> {
  /** Starts the process. */
  readonly fork: () => CoreChild<Port>;
  /** A new channel: one end for the core, one for the page. */
  readonly newChannel: () => { readonly port1: Port; readonly port2: Port };
  /** Runs `act` after `ms`; answers a function that cancels it. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** The core could not open: `message` is the sentence to show. The app cannot go on without the core. */
  readonly onFailed: (message: string) => void;
  /** The core ended without being asked to. Answers whether to start it again. */
  readonly onCrashed: (code: number) => Promise<boolean>;
  /** The core is up again: pages must ask for new ports. */
  readonly onRestarted: () => void;
}

export interface CoreProcess<Port> {
  /** The page's end of a new channel, once the core is open; undefined when it will not open. */
  readonly connect: () => Promise<Port | undefined>;
  /** The handle by which the page names a file that a person chose; undefined when the core is not running. */
  readonly choose: (path: string) => Promise<string | undefined>;
  /** Writes a line into the desk's log, if the core is there to do it. */
  readonly note: (event: string, data: Readonly<Record<string, unknown>>) => void;
  /** Asks the core to finish and waits for it; after `closeMs` the core is ended. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/** A core that is writing a batch needs a moment; what it has acknowledged is on the disk in any case. */
const closeMs = 15_000;

/** Starts the core process. */
export function startCoreProcess<Port>(ports: CorePorts<Port>): CoreProcess<Port> {
  let closing: Promise<void> | undefined;
  let asked = 0;
  let current = launch(false);

  function launch(isRestart: boolean): {
    readonly child: CoreChild<Port>;
    readonly opened: Promise<boolean>;
    readonly exited: Promise<void>;
    readonly hasExited: () => boolean;
    /** Who waits for a handle, by the number of the request. */
    readonly waiting: Map<number, (handle: string | undefined) => void>;
  } {
    const child = ports.fork();
    const opened = Promise.withResolvers<boolean>();
    const exited = Promise.withResolvers<void>();
    const waiting = new Map<number, (handle: string | undefined) => void>();
    let failed = false;
    let gone = false;
    child.on('message', (message) => {
      switch (message.type) {
        case 'ready':
          opened.resolve(true);
          if (isRestart) ports.onRestarted();
          return;
        case 'chosen':
          waiting.get(message.id)?.(message.handle);
          waiting.delete(message.id);
          return;
        case 'failed':
          failed = true;
          opened.resolve(false);
          ports.onFailed(message.message);
      }
    });
    child.on('exit', (code) => {
      gone = true;
      opened.resolve(false);
      exited.resolve();
      for (const give of waiting.values()) give(undefined);
      waiting.clear();
      if (closing !== undefined || failed) return;
      void recover(code);
    });
    return { child, opened: opened.promise, exited: exited.promise, hasExited: () => gone, waiting };
  }

  async function recover(code: number): Promise<void> {
    const again = await ports.onCrashed(code);
    if (again && closing === undefined) current = launch(true);
  }

  async function end(): Promise<void> {
    const { child, exited, hasExited } = current;
    if (hasExited()) return;
    const callOff = ports.after(closeMs, () => child.kill());
    child.postMessage({ type: 'close' });
    await exited;
    callOff();
  }

  return {
    async connect() {
      const { child, opened } = current;
      if (!(await opened) || closing !== undefined) return undefined;
      const { port1, port2 } = ports.newChannel();
      child.postMessage({ type: 'connect' }, [port1]);
      return port2;
    },
    async choose(path) {
      const { child, opened, waiting } = current;
      if (!(await opened) || closing !== undefined || current.hasExited()) return undefined;
      const id = ++asked;
      const handle = new Promise<string | undefined>((give) => waiting.set(id, give));
      child.postMessage({ type: 'choose', id, path });
      return handle;
    },
    note(event, data) {
      if (!current.hasExited()) current.child.postMessage({ type: 'note', event, data });
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}
