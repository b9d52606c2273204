/** Reads the result of a call by a form: the number, the word, and what names the call. Pure, and total over any JSON. */
import { hash } from 'node:crypto';
import { type CallForm, longestWord } from '../../../shared/contract/callForms.ts';
import { findDoubtOfMissing, follow, toText } from './resultField.ts';

export type ReadResult =
  /** Another message of the platform. */
  | { readonly kind: 'other' }
  | {
      readonly kind: 'result';
      /** As it stands there; '' where there is none. */
      readonly number: string;
      /** The same, where it came in several. */
      readonly texts: readonly string[];
      /** Where it is not sure that there is none, what stands there instead. */
      readonly word: string;
      readonly means: 'stop' | 'nothing' | 'unknown';
      readonly call: string | null;
    };

/** @param body the JSON that was posted */
export function readResult(form: CallForm, body: unknown): ReadResult {
  const read = (path: string): string => toText(follow(body, path));
  // A message that does not say its kind is none that is known to be another.
  const kind = form.only === null ? '' : read(form.only.path);
  if (form.only !== null && kind !== '' && !holds(form.only.is, kind)) return { kind: 'other' };
  const { incoming } = form;
  const isIncoming = incoming !== null && holds([incoming.is], read(incoming.path));
  const word = shorten(read(form.word) || findDoubtOfMissing(body, form.word));
  const numberAt = follow(body, isIncoming ? incoming.number : form.number);
  const number = toText(numberAt);
  const call = form.call === null ? null : read(form.call) || null;
  // Where nothing is found at all, as in a list of results, the form does not fit: it is not known that there is no word.
  const fits = number !== '' || word !== '' || call !== null;
  const isNothing = fits && holds(form.nothing, word);
  return {
    kind: 'result',
    number,
    texts: toTexts(numberAt),
    word,
    means: holds(form.stop, word) ? 'stop' : isNothing ? 'nothing' : 'unknown',
    call,
  };
}

/** A text that is too long as one that is not: its beginning, with what tells it from all others that begin alike. */
export function shorten(text: string, most: number = longestWord): string {
  if (text.length <= most) return text;
  const mark = hash('sha256', text, 'base64url').slice(0, markLetters);
  return `${text.slice(0, most - markLetters - 2).toWellFormed()}… ${mark}`;
}

const markLetters = 12;

/** A list has a text for each number; a text that is too long to be one is taken apart where its numbers may end. */
function toTexts(found: unknown): readonly string[] {
  const texts = Array.isArray(found) ? found.map(toText) : [toText(found)];
  return texts
    .flatMap((text) => (text.length > longestWord ? text.split(/[,;|\n]/) : text))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

const fold = (word: string): string => word.trim().toLowerCase();
const holds = (words: readonly string[], word: string): boolean => words.some((each) => fold(each) === fold(word));
