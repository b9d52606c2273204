/** What every reader of a registry's file has in common: where the numbers go, and what one line may look like. */

export type NumberSink = {
  /** The digits of an E.164 number. `listed` is false where a column says "removed" or "not on the register". */
  readonly take: (number: number, listed: boolean) => void;
};

/** Fed with the bytes of one text, in order. Both throw a RegistryProblem at the first thing that is none of a registry. */
export type RegistryReader = {
  readonly push: (bytes: Uint8Array) => void;
  /** After the last bytes; answers the lines (or records) that held a number. */
  readonly end: () => number;
  /** After the end, where there is a column of dates: the oldest day in it; null where a line has none that can be read. */
  readonly day?: () => string | null;
};

/** No line of a registry is longer; a file of one endless line is given up here. */
export const longestLine = 4096;

/** The digits of a US or Canadian number. */
export function toNanp(areaCode: number, line: number): number {
  return 10_000_000_000 + areaCode * 10_000_000 + line;
}
