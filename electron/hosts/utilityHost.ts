/**
 * Serves a desk to the Electron main process that started this one: answers `ready` or why not, takes a MessagePort per
 * page, and closes when told. The other end is electron/desktop/coreProcess.ts. This file does not import Electron: it
 * describes the parts of `process.parentPort` that it uses, so that a test can stand in for it.
 */
import type { SupportedMessagePort } from '@orpc/client/message-port';
import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { assertNever } from '../../shared/assertNever.ts';
import type { CallContext } from '../core/desk/rpc.ts';
import { createChosenFiles } from './chosenFiles.ts';
import { logBugs } from './logBugs.ts';
import { openDesk, type OpenDeskOptions } from './openDesk.ts';
import { hostPatienceMs } from './ownerLock.ts';
import type { FromCore, ToCore } from './utilityMessages.ts';

/** Electron's MessagePortMain or Node's MessagePort; it delivers nothing before `start`. */
export type PagePort = SupportedMessagePort & { readonly start: () => void };

/** The parts of Electron's `process.parentPort` that are used. */
export type ParentPort = {
  readonly on: (
    event: 'message',
    listener: (event: { readonly data: ToCore; readonly ports: readonly PagePort[] }) => void,
  ) => unknown;
  readonly postMessage: (message: FromCore) => void;
};

/** Opens the desk and serves it until `close` comes; resolves when it is closed and this process may end. */
export async function serveParent(parent: ParentPort, options: Omit<OpenDeskOptions, 'host'>): Promise<void> {
  const closed = Promise.withResolvers<void>();
  const chosen = createChosenFiles();
  const opening = openDesk({ ...options, host: 'electron', patienceMs: hostPatienceMs, damaged: 'serve' });
  const ready = opening.then((opened) => {
    if (!opened.ok) return undefined;
    const { desk } = opened;
    const rpc = new RPCHandler(desk.router, {
      interceptors: [onError(logBugs(desk.log))],
      clientInterceptors: [
        (call) => call.next({ ...call, input: chosen.resolve(call.procedure['~orpc'].meta, call.input) }),
      ],
    });
    return { desk, rpc };
  });
  const context: CallContext = { host: 'electron' };

  const connect = async ([port]: readonly PagePort[]): Promise<void> => {
    const served = await ready;
    if (served === undefined || port === undefined) return;
    served.rpc.upgrade(port, { context });
    port.start();
  };
  const close = async (): Promise<void> => {
    const served = await ready;
    await served?.desk.close();
    closed.resolve();
  };
  const act = (data: ToCore, ports: readonly PagePort[]): Promise<unknown> => {
    switch (data.type) {
      case 'connect':
        return connect(ports);
      case 'choose':
        parent.postMessage({ type: 'chosen', id: data.id, handle: chosen.grant(data.path) });
        return Promise.resolve();
      case 'note':
        return ready.then((served) => served?.desk.log.warn(data.event, data.data));
      case 'close':
        return close();
      default:
        return assertNever(data);
    }
  };
  parent.on('message', ({ data, ports }) => void act(data, ports).catch(closed.reject));

  const opened = await opening;
  parent.postMessage(opened.ok ? { type: 'ready' } : { type: 'failed', code: opened.code, message: opened.message });
  await closed.promise;
}
