/**
 * What changed, told to whoever watches: services publish after their transaction has committed, never before.
 * Watchers get topics, not data; they fetch again what they show.
 */
import type { JobRow, Topic } from '../../shared/contract/app.ts';

export type DeskEvent =
  | { readonly type: 'changed'; readonly topics: readonly Topic[] }
  | { readonly type: 'job'; readonly job: JobRow };

export type Events = {
  readonly publish: (event: DeskEvent) => void;
  /** Calls back for every event until the returned function is called. */
  readonly subscribe: (listener: (event: DeskEvent) => void) => () => void;
};

/** An in-process event bus. A listener that throws is a bug and does not keep the others from hearing. */
export function createEvents(onListenerError: (error: unknown) => void): Events {
  const listeners = new Set<(event: DeskEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
