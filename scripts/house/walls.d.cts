/** Floors by path, each with the files that its rooms may import and its rooms from the ground up. */
export declare const floors: Readonly<
  Record<string, { readonly ground: readonly string[]; readonly levels: readonly (readonly string[])[] }>
>;
/** The files of a room that others may import, its face first. */
export declare const doors: Readonly<Record<string, readonly string[]>>;
/** The walls as rules of dependency-cruiser. */
export declare function toRules(): readonly unknown[];
