/** Counts in sentences, written one way by the core, the hosts and the page. */

import { once } from './once.ts';

// Made at the first count: to load the forms of a language takes a tenth of a command that tells none.
const figures = once(() => new Intl.NumberFormat('en'));

/** A count as it is read: 12408 is "12,408". */
export function toCount(count: number): string {
  return figures().format(count);
}

/**
 * How many of what: "1 number", "1,204 numbers".
 * @param one the singular, with what agrees with it: "number was"
 * @param many the plural; given where it is not the singular with an s: "numbers were"
 */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${toCount(count)} ${count === 1 ? one : many}`;
}
