/** A bug that a person might plant in good faith, as patches to the sources. */

export type Edit = { readonly file: string; readonly find: string; readonly replace: string };

/** `foundBy`: the model of several desks has to find it, instead of that of one. */
export type Mutation = {
  readonly name: string;
  readonly why: string;
  readonly edits: readonly Edit[];
  readonly foundBy?: 'desks';
};
