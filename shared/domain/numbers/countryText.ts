/**
 * Names of countries as they are compared: the same words in any order, without articles and the like, so that "Korea,
 * Republic of" is "Republic of Korea" and "St. Kitts & Nevis" is "Saint Kitts and Nevis".
 */
import { foldLetters } from '../../words/foldLetters.ts';

const FILLERS = new Set(
  'the of and de du des la le les l d el los las y et e und en di da do dos das del della dei von van den der het og i'.split(
    ' ',
  ),
);
const SHORT: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'saint'],
  ['sta', 'saint'],
  ['is', 'islands'],
  ['isl', 'islands'],
  ['isls', 'islands'],
  ['island', 'islands'],
  ['rep', 'republic'],
  ['dem', 'democratic'],
]);

/**
 * The key of a name; empty if it has no letters. A single word is kept as it is: `LA` and `DE` are codes, not articles.
 */
export function toNameKey(name: string): string {
  const words = foldLetters(name)
    .replace(/[.ʻʼ]/gu, '')
    .split(/[^\p{L}\p{Nd}\p{M}]+/u)
    .filter((word) => word !== '');
  if (words.length < 2) return words[0] ?? '';
  const telling = words.filter((word) => !FILLERS.has(word)).map((word) => SHORT.get(word) ?? word);
  return (telling.length > 0 ? telling : words).toSorted().join(' ');
}

/** The key without the words that a state adds to its name: Republic, Kingdom. Empty where nothing would be left. */
export function toBareKey(key: string): string {
  return key
    .split(' ')
    .filter(
      (word) => !/^(?:republic|kingdom|principality|commonwealth|republica|republique|republik|repubblica)$/.test(word),
    )
    .join(' ');
}
