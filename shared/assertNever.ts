/**
 * Ends an exhaustive switch. It is reached only when a union has grown and a case was forgotten, which the type checker
 * reports first.
 * @throws Error, which is a bug
 */
export function assertNever(value: never): never {
  throw new Error(`A case is not handled: ${JSON.stringify(value)}`);
}
