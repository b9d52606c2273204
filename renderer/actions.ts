/**
 * The table of actions as the page reads it: which action a key means, which actions the words in the number box find,
 * and the sheet of all keys. Parts of the page offer their actions with `useActions` (useActions.ts).
 */
import { type Action, type ActionId, type ActionPlace, actions } from '../shared/actions.ts';
import { type Press, toKeys } from './keys.ts';
import { actionsWords as say } from '../shared/words/page/app.ts';

/** The action that a key press means, among those that are offered now. */
export function findAction(press: Press, isOffered: (id: ActionId) => boolean): Action | undefined {
  for (const key of toKeys(press)) {
    const found = actions.find(({ id, keys }) => keys?.includes(key) === true && isOffered(id));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a press is a key of this action. */
export function isKeyOf(id: ActionId, press: Press): boolean {
  return findAction(press, (other) => other === id) !== undefined;
}

/** An action's name with what is meant in the place of "the number": "Remove these 12 numbers…". */
export function nameAction({ words, takes }: Pick<Action, 'words' | 'takes'>, subject: Subject | null): string {
  if (takes === undefined || subject === null) return words;
  return takes === 'one' && subject.isMany ? words : words.replace(say.theNumber, subject.words);
}

/** What a verb is about: the numbers that are selected, or the one that is open. */
export type Subject = { readonly words: string; readonly isMany: boolean };

/**
 * A verb before a number, as in "unblock 212 555 1234": the verb's words, by which `searchActions` finds it, and the number. A
 * text that begins with other words is all number.
 */
export function splitVerb(text: string): { readonly verb: string; readonly number: string } {
  const [, verb = '', number = ''] = /^(\p{L}[\p{L}\s-]*?)\s+(?=[+(\d])(.+)$/u.exec(text.trim()) ?? [];
  const isVerb = verb !== '' && searchActions(verb, isNumberVerb).length > 0;
  return isVerb ? { verb, number } : { verb: '', number: text.trim() };
}

const isNumberVerb = (id: ActionId): boolean => id.startsWith('number.');

/** Whether for every word of `text` one of the words begins so. Capitals do not matter. */
export function hasWords(words: string, text: string): boolean {
  const given = words.toLowerCase().split(/\s+/);
  const asked = text.trim().toLowerCase().split(/\s+/);
  return asked.every((word) => given.some((one) => one.startsWith(word)));
}

/** Offered actions whose words or synonyms have a word that begins so for every word of `text`: those that have them in their words come first. */
export function searchActions(text: string, isOffered: (id: ActionId) => boolean): readonly Action[] {
  const has = (words: string) => hasWords(words, text);
  // The action that goes to the box is left out, because the box is already there.
  const offered = actions.filter(({ id }) => id !== 'search' && isOffered(id));
  const named = offered.filter(({ words }) => has(words));
  return [
    ...named,
    ...offered.filter((action) => !named.includes(action) && has(`${action.words} ${action.synonyms ?? ''}`)),
  ];
}

const placeNames: Readonly<Record<ActionPlace, string>> = {
  everywhere: say.everywhere,
  number: say.aNumber,
  home: 'Home',
  list: say.list,
  conflicts: say.conflicts,
  runs: say.runs,
  panel: say.inAPanel,
};

/** All keys by the place where they work. `isDesktop`: include those of the desktop's menu. */
export function listKeys(
  isDesktop: boolean,
): readonly { readonly where: string; readonly rows: readonly { readonly keys: readonly string[]; does: string }[] }[] {
  return (Object.keys(placeNames) as ActionPlace[]).map((place) => ({
    where: placeNames[place],
    rows: actions
      .filter(({ where }) => where === place)
      .map(({ keys = [], menu, does, words }) => ({
        keys: isDesktop && menu !== undefined && menu.isOfPage !== true ? [...keys, menu.accelerator] : keys,
        does: does ?? words,
      }))
      .filter(({ keys }) => keys.length > 0),
  }));
}
