/** What the desktop says about newer versions of itself, to the page (Settings) and from updates.ts of the desktop. */

/** `version` is the newer one's; `checkedAt` an instant. */
export type UpdateState =
  /** No feed is set in this package: nothing is ever asked or loaded. */
  | { readonly kind: 'off' }
  /** Null: not asked yet in this run. */
  | { readonly kind: 'current'; readonly checkedAt: string | null }
  | { readonly kind: 'checking' }
  /** There is a newer version, and this package cannot prove where it comes from: a person installs it. */
  | { readonly kind: 'byHand'; readonly version: string }
  | { readonly kind: 'loading'; readonly version: string }
  | { readonly kind: 'ready'; readonly version: string }
  /** Work runs (its label), which an update never disturbs; it is asked again later. `version` if it was found already. */
  | { readonly kind: 'waiting'; readonly work: string; readonly version: string | null }
  | { readonly kind: 'failed'; readonly sentence: string };

/** What the page can ask of it. */
export type Updates = {
  readonly state: () => Promise<UpdateState>;
  /** Asks the feed now. */
  readonly check: () => Promise<void>;
  /** Closes the desk and installs what is ready. */
  readonly install: () => Promise<void>;
  /** Calls the listener with every new state; answers a function that stops listening. */
  readonly onChange: (listener: (state: UpdateState) => void) => () => void;
};
