/** Renews the leases of this desk, and says what has changed, again and again while it is open. */
import type { Clock, Log } from '../../ports.ts';
import type { Lead } from './lead.ts';

/** What has changed is said within so many milliseconds; a lease of a test is shorter. */
const mostMs = 2000;
const ticksInLease = 12;

/** The loop of one desk, until `signal`. It begins with `start`. `forMs`: how long a lease is. */
export function createLeadLoop(
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  { tick }: Pick<Lead, 'tick'>,
  forMs: number,
  signal: AbortSignal,
) {
  let ended: Promise<void> = Promise.resolve();

  async function go(): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(Math.min(mostMs, forMs / ticksInLease), signal).catch(() => undefined);
      if (signal.aborted) return;
      await tick().catch((error: unknown) =>
        log.error('lead.broke', { error: error instanceof Error ? error.stack : String(error) }),
      );
    }
  }

  return { start: () => void (ended = go()), ended: () => ended };
}
