/** The commands of the number box: the actions that are possible here, filtered by what is typed. */
import { useStore } from 'zustand';
import { searchActions } from '../actions.ts';
import { useDesk, useOpenPanel } from '../desk.tsx';
import { isMac, writeKey } from '../keys.ts';
import { goTo } from '../route.ts';
import { runAction } from '../stores/actions.ts';

export type Command = { readonly id: string; readonly name: string; readonly key?: string; readonly run: () => void };

/**
 * The actions that have every word of `text`. For a number: only the one that blocks it and, if it needs a country and
 * none is chosen, the way to choose one.
 */
export function useCommands(text: string, needsCountry: boolean): readonly Command[] {
  const { actions } = useDesk();
  const runs = useStore(actions, (state) => state.runs);
  const openPanel = useOpenPanel();
  const typed = text.trim();
  if (/\d{3}/.test(typed)) {
    return [
      { id: 'block', name: `Block ${typed}…`, run: () => openPanel({ kind: 'add', text: typed }) },
      ...(needsCountry
        ? [{ id: 'country', name: 'Choose your country in Settings', run: () => goTo('settings') }]
        : []),
    ];
  }
  return searchActions(typed, (id) => runs.has(id)).map(({ id, words, keys: [key] = [] }) => ({
    id,
    name: words,
    ...(key === undefined ? {} : { key: writeKey(key, isMac()) }),
    run: () => void runAction(actions, id),
  }));
}
