/** Reads the result of a call by a form: the number, the word, and what names the call. Pure, and total over any JSON. */
import type { CallForm } from '../../../shared/contract/callForms.ts';

export type ReadResult =
  /** Another message of the platform. */
  | { readonly kind: 'other' }
  | {
      readonly kind: 'result';
      /** As it stands there; '' where there is none. */
      readonly number: string;
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
  const word = read(form.word);
  const number = read(isIncoming ? incoming.number : form.number);
  const call = form.call === null ? null : read(form.call) || null;
  // Where nothing is found at all, as in a list of results, the form does not fit: it is not known that there is no word.
  const fits = number !== '' || word !== '' || call !== null;
  const isNothing = fits && holds(form.nothing, word);
  return {
    kind: 'result',
    number,
    word,
    means: holds(form.stop, word) ? 'stop' : isNothing ? 'nothing' : 'unknown',
    call,
  };
}

/** More letters than these say nothing more to a person. */
const mostLetters = 200;

function toText(found: unknown): string {
  if (found === undefined || found === null) return '';
  const areTexts = Array.isArray(found) && found.every((each) => typeof each === 'string' || typeof each === 'number');
  const text = typeof found === 'string' ? found : areTexts ? found.join(', ') : (JSON.stringify(found) ?? '');
  return text.trim().slice(0, mostLetters);
}

const fold = (word: string): string => word.trim().toLowerCase();
const holds = (words: readonly string[], word: string): boolean => words.some((each) => fold(each) === fold(word));

function follow(body: unknown, path: string): unknown {
  let at = body;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  return at;
}
