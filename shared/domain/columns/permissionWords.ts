/**
 * What a cell says in a column of permissions ("Consent", "OK to call"). Only what is known to be a permission is one: people write
 * in many ways that there is none, or none any more.
 */
import { splitWords } from '../../words/foldLetters.ts';
import { namesOfAll } from '../../words/languages/lookups.ts';

const granted = namesOfAll((words) => words.granted);
const refused = namesOfAll((words) => words.refused);
const negations = namesOfAll((words) => words.negations);
const yesWords = namesOfAll((words) => words.yes);
const fillers = namesOfAll((words) => words.fillers);
const calls = namesOfAll(({ choices }) => choices.channel?.call ?? '');

/**
 * `release`: words of a permission alone ("express written"); `block`: one word that refuses or negates among them ("not given",
 * "denied", "no phone"); `unknown`: any other, and two of these ("not refused").
 */
export function meaningOfConsent(value: string): 'block' | 'release' | 'unknown' {
  const words = splitWords(value).filter((word) => !/^\p{Nd}+$/u.test(word));
  const turns = words.filter((word) => refused.has(word) || negations.has(word));
  const others = words.filter((word) => !turns.includes(word) && (granted.has(word) || !fillers.has(word)));
  const isKnown = others.every((word) => granted.has(word) || yesWords.has(word) || calls.has(word));
  if (!isKnown || turns.length > 1) return 'unknown';
  if (turns.length === 1) return 'block';
  return others.length > 0 ? 'release' : 'unknown';
}
