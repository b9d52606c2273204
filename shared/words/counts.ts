/**
 * Counts in sentences, written one way by the core, the hosts and the page: grouped as the reader groups figures, with English
 * words. What is kept or handed on (papers, the journal, labels, what a run noted) is written the same everywhere: `…OnPaper`.
 */
import { createFigures } from './locale.ts';
import { once } from './once.ts';

// Made at the first count: to load the forms of a language takes a tenth of a command that tells none.
const figures = once(() => createFigures(0));
const decimals = once(() => createFigures(1));
const paperFigures = once(() => createFigures(0, 'en'));
const rules = once(() => new Intl.PluralRules('en'));

/** A count as it is read: 12408 is "12,408", "12.408" in Germany. Never for a phone number. */
export function toCount(count: number): string {
  return figures()(count);
}

/** A measure with one digit after the point: "4.2", "4,2" in Germany. */
export function toMeasure(value: number): string {
  return decimals()(value);
}

/** The same count on paper, for every reader: "12,408". */
export function toCountOnPaper(count: number): string {
  return paperFigures()(count);
}

/**
 * The words that agree with a count.
 * @param one the singular, with what agrees with it: "number was"
 * @param many the plural; given where it is not the singular with an s: "numbers were"
 */
export function pluralOf(count: number, one: string, many = `${one}s`): string {
  return rules().select(count) === 'one' ? one : many;
}

/** How many of what: "1 number", "1,204 numbers". Parameters as `pluralOf`. */
export function countOf(count: number, one: string, many?: string): string {
  return `${toCount(count)} ${pluralOf(count, one, many)}`;
}

/** How many of what, on paper. Parameters as `pluralOf`. */
export function countOnPaper(count: number, one: string, many?: string): string {
  return `${toCountOnPaper(count)} ${pluralOf(count, one, many)}`;
}
