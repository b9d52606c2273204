// Starts the bundled core (out/main/utility.js, or the copy in a package) as the desktop does, but in a worker instead of
// an Electron utility process, and talks to it over MessagePorts as the page does.
import { pathToFileURL } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { DeskClient } from '../../shared/contract/contract.ts';
import type { CoreChild, CorePorts } from '../../electron/desktop/coreProcess.ts';
import { startCoreProcess } from '../../electron/desktop/coreProcess.ts';
import type { FromCore } from '../../electron/hosts/utilityMessages.ts';

function fork(entry: string, dataDir: string): CoreChild<MessagePort> & { readonly terminate: () => Promise<number> } {
  const worker = new Worker(new URL('utilityWorker.ts', import.meta.url), {
    workerData: { entry: pathToFileURL(entry).href },
    argv: ['--data', dataDir],
    execArgv: [],
  });
  return {
    postMessage: (message, ports = []) => worker.postMessage({ message, ports }, ports),
    on: (event: string, listener: (value: FromCore & number) => void) =>
      worker.on(event, (value: FromCore & number) => listener(value)),
    kill() {
      void worker.terminate();
      return true;
    },
    terminate: () => worker.terminate(),
  };
}

export interface RunningCore {
  /** A client over a port of its own, as each page has one. */
  readonly open: () => Promise<{ readonly client: DeskClient; readonly port: MessagePort }>;
  /** The handle of a file that a person chose. */
  readonly choose: (path: string) => Promise<string>;
  /** Ends the worker without warning, as a crash does. */
  readonly crash: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** What the desktop would have shown or told. */
  readonly told: { readonly failed: string[]; readonly crashed: number[]; restarts: number };
}

/** Runs `entry` over `dataDir`, kept by electron/desktop/coreProcess.ts; a crash is always answered by a restart. */
export function runCore(entry: string, dataDir: string): RunningCore {
  const told: RunningCore['told'] = { failed: [], crashed: [], restarts: 0 };
  let last: ReturnType<typeof fork> | undefined;
  const ports: CorePorts<MessagePort> = {
    fork: () => (last = fork(entry, dataDir)),
    newChannel: () => new MessageChannel(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    onFailed: (message) => void told.failed.push(message),
    onCrashed: (code) => Promise.resolve(told.crashed.push(code) > 0),
    onRestarted: () => void told.restarts++,
  };
  const core = startCoreProcess(ports);
  return {
    async open() {
      const port = await core.connect();
      if (port === undefined) throw new Error(`the core is not running: ${told.failed.join(' ')}`);
      port.start();
      return { client: createORPCClient(new RPCLink({ port })), port };
    },
    choose: async (path) => (await core.choose(path)) ?? '',
    crash: async () => void (await last?.terminate()),
    close: () => core.close(),
    told,
  };
}
