/**
 * What the Electron main process and the core's utility process say to each other. The calls of the page do not pass
 * here: they go over the MessagePort that comes with `connect`.
 */

/** From main. `connect` comes with one port; `choose` names a file that a person chose; `note` is a line for the log. */
export type ToCore =
  | { readonly type: 'connect' }
  | { readonly type: 'choose'; readonly id: number; readonly path: string }
  | { readonly type: 'note'; readonly event: string; readonly data: Readonly<Record<string, unknown>> }
  | { readonly type: 'close' };

/**
 * From the core: it is open, or why it cannot be (one sentence for the supervisor); and for a file that was chosen, the
 * handle by which the page names it.
 */
export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'chosen'; readonly id: number; readonly handle: string }
  | { readonly type: 'failed'; readonly code: string; readonly message: string };
