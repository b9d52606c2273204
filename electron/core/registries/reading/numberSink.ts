/** What all readers of a registry's file have in common: where the numbers go, and what one line may look like. */

export type NumberSink = {
  /** Takes the digits of an E.164 number. `listed` is false where a column says "removed" or "not on the register". */
  readonly take: (number: number, listed: boolean) => void;
};

/**
 * Gets the bytes of one text, in order.
 * @throws RegistryProblem (both calls) at the first thing that does not belong in a registry
 */
export type RegistryReader = {
  readonly push: (bytes: Uint8Array) => void;
  /** Call it after the last bytes; answers how many lines (or records) held a number. */
  readonly end: () => number;
  /**
   * After the end, where there is a column of dates: the oldest day in it; null where a line has no date that can be
   * read.
   */
  readonly day?: () => string | null;
};

/** No line of a registry is longer; a file that is one endless line is given up here. */
export const longestLine = 4096;

/** The digits of a US or Canadian number. */
export function toNanp(areaCode: number, line: number): number {
  return 10_000_000_000 + areaCode * 10_000_000 + line;
}
