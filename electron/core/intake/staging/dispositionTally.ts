/**
 * The disposition column of a file while it is staged: which values there are, how often, and which of them mean
 * do-not-call, by the person's choice or, until there is one, by what they are known to mean.
 */
import { foldDisposition, isRequestValue } from '../../../../shared/domain/columns/dispositions.ts';

/** A column with more different values holds something else. */
const mostValues = 200;

/** The values, the most frequent first; `hasMore`: there are others that hardly occur. */
export type DispositionList = {
  readonly values: readonly { readonly value: string; readonly count: number; readonly chosen: boolean }[];
  readonly hasMore: boolean;
};

export type DispositionTally = {
  /** Counts the row's value and tells whether it is a request. */
  readonly note: (cell: string) => boolean;
  readonly list: () => DispositionList;
};

/** @param requestValues the person's choice; undefined: none yet */
export function createDispositionTally(requestValues: readonly string[] | undefined): DispositionTally {
  const chosen = requestValues === undefined ? undefined : new Set(requestValues.map(foldDisposition));
  const byText = new Map<string, { readonly value: string; count: number; readonly chosen: boolean }>();
  let more = false;
  const isChosen = (value: string) =>
    chosen === undefined ? isRequestValue(value) : chosen.has(foldDisposition(value));
  return {
    note(cell) {
      const value = cell.trim();
      const folded = foldDisposition(value);
      const known = byText.get(folded);
      if (known !== undefined) {
        known.count++;
        return known.chosen;
      }
      const isRequest = isChosen(value);
      if (byText.size < mostValues || isRequest) byText.set(folded, { value, count: 1, chosen: isRequest });
      else more = true;
      return isRequest;
    },
    list: () => ({ values: [...byText.values()].toSorted((a, b) => b.count - a.count), hasMore: more }),
  };
}
