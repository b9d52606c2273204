/**
 * Tells watchers what changed. Services publish after their transaction has committed, never before. Watchers get
 * topics, not data; they fetch again what they show.
 */
import { EventPublisher } from '@orpc/server';
import type { JobRow, Topic } from '../../../shared/contract/app.ts';

export type DeskEvent =
  | { readonly type: 'changed'; readonly topics: Topic[] }
  | { readonly type: 'job'; readonly job: JobRow };

export type Events = {
  readonly publish: (event: DeskEvent) => void;
  /** Calls the listener for every event until the returned function is called. */
  readonly subscribe: (listener: (event: DeskEvent) => void) => () => void;
  /** Every event from now on, until the signal aborts or the desk closes. */
  readonly follow: (signal: AbortSignal | undefined) => AsyncGenerator<DeskEvent>;
  /** The desk closes: whoever follows comes to an end. */
  readonly close: () => void;
};

/** An in-process event bus. A follower that is slow keeps the last 1,000 events. */
export function createEvents(): Events {
  const publisher = new EventPublisher<{ event: DeskEvent }>({ maxBufferedEvents: 1000 });
  const closing = new AbortController();
  async function* untilClosed(events: AsyncIterable<DeskEvent>): AsyncGenerator<DeskEvent> {
    try {
      yield* events;
    } catch (error) {
      if (!closing.signal.aborted) throw error;
    }
  }
  return {
    publish: (event) => publisher.publish('event', event),
    subscribe: (listener) => publisher.subscribe('event', listener),
    follow(signal) {
      const until = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
      // Subscribed at once: what happens before the first is read is not missed.
      return untilClosed(publisher.subscribe('event', { signal: until }));
    },
    close: () => closing.abort(),
  };
}
