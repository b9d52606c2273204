/** The saved views of the list: one setting of the desk, so that all hosts have the same. */
import { z } from 'zod';
import { type ViewRow, viewRow } from '../../../shared/contract/views.ts';
import { type Answer, refuse } from '../answer.ts';
import type { DeskContext } from './context.ts';
import { viewsWords as say } from '../../../shared/words/core/desk.ts';

export type Views = {
  /** In the order of their names. */
  readonly list: () => readonly ViewRow[];
  /** Refuses a name that another view has, and more views than a person can tell apart. */
  readonly save: (view: Omit<ViewRow, 'id'> & { readonly id?: string | undefined }) => Answer<ViewRow>;
  /** Answers whether there was one. */
  readonly remove: (id: string) => boolean;
};

const key = 'views';
const mostViews = 100;
const stored = z.array(viewRow);

/** Views over the desk's settings; what an older or newer version stored and this one cannot read counts as none. */
export function createViews({
  settingRows,
  newId,
  events,
}: Pick<DeskContext, 'settingRows' | 'newId' | 'events'>): Views {
  const load = (): readonly ViewRow[] => stored.safeParse(settingRows.load(key)).data ?? [];
  const keep = (views: readonly ViewRow[]): void => {
    settingRows.save(
      key,
      views.toSorted((a, b) => a.name.localeCompare(b.name)),
    );
    events.publish({ type: 'changed', topics: ['settings'] });
  };
  return {
    list: load,
    save({ id = newId(), name, params }) {
      const others = load().filter((view) => view.id !== id);
      if (others.some((view) => view.name.toLowerCase() === name.toLowerCase()))
        return refuse(say.thereIsAViewAlready(name), 'name');
      if (others.length >= mostViews) return refuse(say.thereAreViewsRemove(mostViews), 'name');
      const view = { id, name, params };
      keep([...others, view]);
      return { ok: true, value: view };
    },
    remove(id) {
      const views = load();
      const left = views.filter((view) => view.id !== id);
      if (left.length === views.length) return false;
      keep(left);
      return true;
    },
  };
}
