/**
 * What the Electron main process and the core's utility process say to each other. The calls of the page do not pass
 * here: they go over the MessagePort that comes with `connect`.
 */

/** From main. `connect` comes with one port. */
export type ToCore = { readonly type: 'connect' } | { readonly type: 'close' };

/** From the core: it is open, or why it cannot be (one sentence for the supervisor). */
export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly code: string; readonly message: string };
