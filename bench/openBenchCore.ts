/** Opens a core on a scratch data directory, as the command line opens it, for measuring the product itself. */
import { createRouterClient } from '@orpc/server';
import { openDesk } from '../electron/hosts/openDesk.ts';
import type { DeskClient } from '../shared/contract/contract.ts';

export type BenchCore = { readonly client: DeskClient; readonly close: () => Promise<void> };

/**
 * Opens a desk.
 * @throws with its sentence when that fails
 */
export async function openBenchCore(dataDir: string): Promise<BenchCore> {
  const opened = await openDesk({ dataDir, host: 'cli', listenAfterMs: 3_600_000 });
  if (!opened.ok) throw new Error(opened.message);
  const { desk } = opened;
  return { client: createRouterClient(desk.router, { context: { host: 'cli' } }), close: () => desk.close() };
}
