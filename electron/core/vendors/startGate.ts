/**
 * The last look before a request is written to its connection: making one takes time, and a process may be stopped meanwhile and go on
 * much later. What is refused here has never left.
 */
import type { Dispatcher } from 'undici';

export type StartGate = {
  /** The dispatcher, through the gate. `Base`: undici's class, which is loaded at the first request. */
  readonly through: (dispatcher: Dispatcher, Base: typeof Dispatcher) => Dispatcher;
  /** Why the request was not written; null: it was, or something else kept it from that. */
  readonly refused: () => string | null;
};

/** The gate of one request. `refuse`: why it must not leave now; null: it may. */
export function createStartGate(refuse: () => string | null): StartGate {
  let refused: string | null = null;

  const guard = (handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler => ({
    onRequestStart(controller, context: unknown) {
      refused = refuse();
      if (refused === null) handler.onRequestStart?.(controller, context);
      else controller.abort(new Error(refused));
    },
    onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
    onResponseStart: (...given) => handler.onResponseStart?.(...given),
    onResponseData: (...given) => handler.onResponseData?.(...given),
    onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
    onResponseError: (...given) => handler.onResponseError?.(...given),
  });

  return {
    through: (dispatcher, Base) =>
      new (class extends Base {
        override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
          return dispatcher.dispatch(options, guard(handler));
        }
      })(),
    refused: () => refused,
  };
}
