// Whether the core works, asked as the page asks it: over a port of its own.
import { createORPCClient } from '@orpc/client';
import { RPCLink, type SupportedMessagePort } from '@orpc/client/message-port';
import type { DeskClient } from '../../../shared/contract/contract.ts';

/** The parts of Electron's MessagePortMain that are used. */
export type AskingPort = SupportedMessagePort & { readonly start: () => void; readonly close: () => void };

/**
 * The label of work that runs (an import, a sync), or undefined when the core rests.
 * @throws where the core cannot be asked: it may be working
 */
export async function findWork(connect: () => Promise<AskingPort | undefined>): Promise<string | undefined> {
  const port = await connect();
  if (port === undefined) throw new Error('the core is not running');
  try {
    port.start();
    const client: DeskClient = createORPCClient(new RPCLink({ port }));
    return (await client.jobs.list()).find(({ state }) => state === 'running')?.label;
  } finally {
    port.close();
  }
}
