/**
 * Exchanges again and again while the desk is open: soon after a change here, otherwise every few seconds, so that a block of another
 * desk is here before the next call; and the more seldom the longer the hub cannot be reached.
 */
import type { Exchange, ExchangeDeps } from './exchange.ts';
import { findHubDoubt } from './hubView.ts';

/** An idle desk asks this often, one statement each time; at most so long it waits where that fails. */
const [leastMs, mostMs] = [5000, 60_000];
/** After a change here: long enough to send a burst of changes in one push. */
const soonMs = 1000;

/** The loop of one desk, until `signal`. It begins with `start`. */
export function createExchangeLoop(
  { clock, events, log, store }: ExchangeDeps,
  run: Exchange['run'],
  signal: AbortSignal,
) {
  let pause = new AbortController();
  let ended: Promise<void> = Promise.resolve();

  let doubt = findHubDoubt(store, clock.now());

  /** A list that grows too old closes the gate by time alone, so that somebody has to be told. */
  function tellDoubt(): void {
    const now = findHubDoubt(store, clock.now());
    if (now !== doubt) events.publish({ type: 'changed', topics: ['hub'] });
    doubt = now;
  }

  async function go(): Promise<void> {
    let waitMs = leastMs;
    while (!signal.aborted) {
      if (store.rows.load() !== undefined) {
        const done = await run().catch((error: unknown) => {
          if (!signal.aborted) log.error('hub.broke', { error: error instanceof Error ? error.stack : String(error) });
        });
        waitMs = done?.ok === true ? leastMs : Math.min(waitMs * 1.5, mostMs);
      }
      tellDoubt();
      pause = new AbortController();
      const woken = AbortSignal.any([signal, pause.signal]);
      await clock.sleep(waitMs, woken).catch(() => undefined);
      if (pause.signal.aborted) {
        waitMs = leastMs;
        await clock.sleep(soonMs, signal).catch(() => undefined);
      }
    }
  }

  return {
    wake: () => pause.abort(),
    start() {
      const stop = events.subscribe((event) => {
        if (event.type !== 'changed' || !event.topics.some((topic) => topic === 'list' || topic === 'hub')) return;
        if (store.rows.owesAny() || store.requests.listOwed().length > 0) pause.abort();
      });
      signal.addEventListener('abort', stop, { once: true });
      ended = go();
    },
    ended: () => ended,
  };
}
