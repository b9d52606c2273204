/** The commands of the number box: the actions that are possible here, filtered by what is typed. */
import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import type { Action, ActionId } from '../../shared/actions.ts';
import { hasWords, nameAction, searchActions, splitVerb } from '../actions.ts';
import { useDesk, useOpenPanel } from '../desk.tsx';
import { isMac, writeKey } from '../keys.ts';
import { goTo } from '../route.ts';
import { runAction } from '../stores/actions.ts';
import type { Panel } from '../stores/view.ts';
import { useSubject } from './useSubject.ts';
import { cutText } from '../../shared/words/cutText.ts';
import { commandsWords as say } from '../../shared/words/page/frame.ts';

export type Command = { readonly id: string; readonly name: string; readonly key?: string; readonly run: () => void };

/** A pasted column is named by its beginning. */
const mostNamed = 60;

/** What is known of a number that was typed; undefined while it is not. */
export type TypedNumber = {
  readonly number: string;
  readonly international: string;
  /** Whether it is one number beyond doubt, on the list. */
  readonly isListed: boolean;
};

/**
 * The actions that have every word of `text`; those about what is selected or open come first, with that in their name. For a
 * number: what can be done with it, and, if it needs a country and none is chosen, the way to choose one.
 */
export function useCommands(text: string, found: TypedNumber | undefined, needsCountry: boolean): readonly Command[] {
  const { actions } = useDesk();
  const runs = useStore(actions, (state) => state.runs);
  const openPanel = useOpenPanel();
  const subject = useSubject();
  const { data: views = [] } = useQuery(useDesk().queries.views.list.queryOptions());
  const typed = text.trim();
  if (/\d{3}/.test(typed)) {
    return [
      ...toNumberCommands(typed, found, openPanel),
      ...(needsCountry
        ? [{ id: 'country', name: say.chooseYourCountryInSettings, run: () => goTo('settings', { rest: ['desk'] }) }]
        : []),
    ];
  }
  const matching = searchActions(typed, (id) => runs.has(id));
  const isMeant = ({ takes }: Action): boolean =>
    takes !== undefined && subject !== null && (takes === 'many' || !subject.isMany);
  const ordered = [...matching.filter(isMeant), ...matching.filter((action) => !isMeant(action))];
  return [
    ...ordered.map((action) => ({
      ...toCommand(action, nameAction(action, subject)),
      run: () => void runAction(actions, action.id),
    })),
    ...views
      .map(({ id, name, params }) => ({
        id: `view:${id}`,
        name: say.showTheView(name),
        run: () => goTo('list', { params }),
      }))
      .filter(({ name }) => hasWords(name, typed)),
  ];
}

function toCommand({ id, keys: [key] = [] }: Action, name: string): Omit<Command, 'run'> {
  return { id, name, ...(key === undefined ? {} : { key: writeKey(key, isMac()) }) };
}

/** What can be done with a number that is typed, by its verb ("unblock 212 555 1234") where there is one. */
export function toNumberCommands(
  typed: string,
  found: TypedNumber | undefined,
  openPanel: (panel: Panel) => void,
): readonly Command[] {
  const { verb, number: text } = splitVerb(typed);
  const named = (words: string) => ({ words, isMany: false });
  const toPanel: Partial<Record<ActionId, { readonly name: string; readonly panel: Panel }>> = {
    'number.block': { name: cutText(text, mostNamed), panel: { kind: 'add', text } },
    ...(found?.isListed === true
      ? {
          'number.edit': { name: found.international, panel: { kind: 'edit', number: found.number, focus: 'reason' } },
          'number.remove': { name: found.international, panel: { kind: 'remove', numbers: [found.number] } },
        }
      : {}),
  };
  return searchActions(verb, (id) => toPanel[id] !== undefined).flatMap((action) => {
    const meant = toPanel[action.id];
    if (meant === undefined) return [];
    // Its key is of the number that is open, which is another one.
    return [{ id: action.id, name: nameAction(action, named(meant.name)), run: () => openPanel(meant.panel) }];
  });
}
