/**
 * The connection to the core in Electron: the contract over a MessagePort, which is replaced whenever the core starts
 * again.
 */
import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { connectDesktop, type DesktopBridge } from '../shared/contract/desktopBridge.ts';
import type { ConnectionStore } from './stores/connection.ts';

declare global {
  interface Window {
    /** Set by the Electron preload; undefined in a browser. */
    readonly dncDesk?: DesktopBridge<File>;
  }
}

/** Connects to the core. A call made while the core restarts waits for its new port. */
export function createPortLink(bridge: DesktopBridge<File>, connection: ConnectionStore): ClientLink<ClientContext> {
  async function open(): Promise<ClientLink<ClientContext>> {
    const port = await connectDesktop<MessagePort>(bridge, window);
    port.start();
    connection.setState({ state: 'connected' }, true);
    return new RPCLink({ port });
  }
  let current = open();
  bridge.onCoreRestart(() => {
    connection.setState({ state: 'lost' }, true);
    current = open();
  });
  return { call: async (path, input, options) => (await current).call(path, input, options) };
}
