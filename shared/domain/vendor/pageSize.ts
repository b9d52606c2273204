/**
 * How many records a page of a list is asked for. A vendor that does not answer in time, or whose answer is too large, is asked for
 * less; a reading that came to its end lets the next one ask for more. Sizes are rungs of a ladder on which each divides the one
 * above, so that a numbered page of one size begins where a page of any smaller size begins too. Pure.
 */

/** The sizes from `most` down to 1: about half as large each, and a divisor of the one before. */
export function pageSizes(most: number): readonly number[] {
  const sizes = [Math.max(1, most)];
  for (let size = sizes[0] ?? 1; size > 1; sizes.push(size)) size /= smallestFactor(size);
  return sizes;
}

function smallestFactor(of: number): number {
  for (let factor = 2; factor * factor <= of; factor += 1) if (of % factor === 0) return factor;
  return of;
}

/** The next smaller size; 1 is the smallest. */
export function smallerPage(size: number, most: number): number {
  return pageSizes(most).find((one) => one < size) ?? 1;
}

/** The next larger size, up to `most`. */
export function largerPage(size: number, most: number): number {
  return pageSizes(most).findLast((one) => one > size) ?? most;
}

/** Where a reading is: the page that is next, the size that was asked for, and what came so far. */
export type PagePlace = {
  readonly at: number;
  readonly size: number;
  readonly pages: number;
  readonly read: number;
};

/**
 * The number of the page with which a reading by numbered pages (from 1) goes on when it asks for `size` records from now on; null
 * where no page of that size surely begins there: how many a vendor gives that is asked for more, nobody knows. One that gives fewer
 * than it is asked for goes on giving these.
 */
export function pageAfter(place: PagePlace, size: number): number | null {
  const { at, pages, read } = place;
  if (size === place.size || pages === 0) return at;
  if (size > place.size) return null;
  const each = read / pages;
  if (each <= size && Number.isInteger(each) && pages === at - 1) return at;
  const isFull = read === (at - 1) * place.size;
  return isFull && read % size === 0 ? read / size + 1 : null;
}
