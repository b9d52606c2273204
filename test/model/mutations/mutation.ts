/** A bug that a person might plant in good faith, as patches to the sources. */

export type Edit = { readonly file: string; readonly find: string; readonly replace: string };

export type Mutation = { readonly name: string; readonly why: string; readonly edits: readonly Edit[] };
