/** Finds a field in the result of a call by its path. Pure, and total over any JSON. */
import { readResultWords as say } from '../../../shared/words/core/gate.ts';

/**
 * What stands at a path. Where nothing stands under a name as it is written, one that differs in case and separators alone is taken; where
 * several of these disagree, all of them as a list.
 */
export function follow(body: unknown, path: string): unknown {
  return path.split('.').reduce(pick, body);
}

/**
 * Why it is not known that a field is missing, as a word; '' where it is: the field is there and empty, or whatever it should be in is
 * missing or empty. Else fields that were named in another way would be taken for nothing.
 */
export function findDoubtOfMissing(body: unknown, path: string): string {
  const steps = path.split('.');
  const name = steps.at(-1) ?? '';
  const within = steps.slice(0, -1).reduce(pick, body);
  const elsewhere = findElsewhere(body, name);
  if (elsewhere !== '') return elsewhere;
  if (!isObject(within) || Array.isArray(within)) return isEmpty(within) ? '' : toText(within);
  const names = Object.keys(within);
  if (names.some((each) => fold(each) === fold(name))) return '';
  return names.length === 0 ? '' : say.noFieldBeside(name, names.toSorted().join(' + '));
}

/** Texts and numbers as they are, lists of them joined, all else as JSON; '' for nothing. */
export function toText(found: unknown): string {
  if (isEmpty(found)) return '';
  if (Array.isArray(found) && found.every(isPlain)) return found.map(String).join(', ').trim().toWellFormed();
  return (typeof found === 'string' ? found : toJson(found)).trim().toWellFormed();
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** "Do_Not-Call" and "doNotCall" are one name. */
const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.-]/gu, '');

function pick(at: unknown, name: string): unknown {
  if (!isObject(at)) return undefined;
  const exact = Object.hasOwn(at, name) ? at[name] : undefined;
  if (!isEmpty(exact) || Array.isArray(at)) return exact;
  const folded = fold(name);
  const alike = Object.keys(at)
    .filter((each) => fold(each) === folded && !isEmpty(at[each]))
    .map((each) => at[each]);
  const [first] = alike;
  return alike.length < 2 || alike.every((each) => toText(each) === toText(first)) ? first : alike;
}

/** JSON may be deeper than what writes it can follow. */
function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return say.tooDeep;
  }
}

/** The first place where a field of this name says something, as "call.data.do_not_call: true"; '' for none. */
function findElsewhere(body: unknown, name: string): string {
  const folded = fold(name);
  const waiting: { readonly at: unknown; readonly path: string }[] = [{ at: body, path: '' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { at, path } = next;
    if (!isObject(at)) continue;
    for (const [key, value] of Object.entries(at)) {
      const place = path === '' ? key : `${path}.${key}`;
      const isWord = typeof value === 'boolean' || isPlain(value);
      if (isWord && !isEmpty(value) && fold(key) === folded) return `${place}: ${toText(value)}`;
      if (isObject(value)) waiting.push({ at: value, path: place });
    }
  }
  return '';
}
