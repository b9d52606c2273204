// Words that people write beside a number only to say which kind it is, and words between two numbers, in the product's
// languages (words/languages).

import { foldLetters } from '../../words/foldLetters.ts';
import { listOfAll } from '../../words/languages/lookups.ts';
import { once } from '../../words/once.ts';

/** Folded, as `isLabelWord` compares. */
const labels: () => ReadonlySet<string> = once(() => new Set(listOfAll((words) => words.labels).map(foldLetters)));

/** Whether one or a few words only say which kind of number stands beside them: `mobile`, `טל`, `Tel`. */
export function isLabelWord(text: string): boolean {
  const folded = foldLetters(text);
  return labels().has(folded) || labels().has(folded.replace(/[.'’"׳״]/g, ''));
}

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Matches a word between two numbers, with the blanks around it: ` or `, ` und `. */
export const WORD_BETWEEN = new RegExp(
  `\\s(?:${listOfAll((words) => words.between)
    .map(escape)
    .join('|')})\\s`,
  'iu',
);
