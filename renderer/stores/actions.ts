/**
 * Which actions are possible now, and how they are done: the parts of the page that are on the screen offer them. Plain
 * state, no React.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ActionId } from '../../shared/actions.ts';

/**
 * Does an action. `press`: the key press that asked for it, if any. Answers false if the key belongs to the focused
 * element.
 */
export type Run = (press?: KeyboardEvent) => false | void;

export type Offer = ReadonlyMap<ActionId, Run>;
export type ActionsState = {
  /** What each part of the page offers, the latest last. */
  readonly offers: readonly Offer[];
  /** For each action, the latest offer. */
  readonly runs: Offer;
};
export type ActionsStore = StoreApi<ActionsState>;

const join = (offers: readonly Offer[]): ActionsState => ({
  offers,
  runs: new Map(offers.flatMap((offer) => [...offer])),
});

export function createActionsStore(): ActionsStore {
  return createStore<ActionsState>(() => join([]));
}

/** Offers actions. The returned function takes the offer back; then an earlier offer of the same action holds again. */
export function offerActions(store: ActionsStore, offer: Offer): () => void {
  store.setState(({ offers }) => join([...offers, offer]));
  return () => store.setState(({ offers }) => join(offers.filter((other) => other !== offer)));
}

/** Does an action, if it is offered. Answers whether it was done. */
export function runAction(store: ActionsStore, id: ActionId, press?: KeyboardEvent): boolean {
  const run = store.getState().runs.get(id);
  return run !== undefined && run(press) !== false;
}
