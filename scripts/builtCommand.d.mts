/** Types of builtCommand.mjs, for the build. */
export function noteOf(root: string): string;
export function describeState(root: string): string;
export function findBuilt(root: string, script: string): string | undefined;
