/** The verbs about numbers, by key or by name: about the selection where there is one, else about one number. */
import type { ActionOf } from '../../../shared/actions.ts';
import { useDesk } from '../../desk.tsx';
import type { Run } from '../../stores/actions.ts';
import { countSelected, type SelectionStore } from '../../stores/selection.ts';
import type { Panel } from '../../stores/view.ts';
import { useTell } from '../useTell.ts';
import { changeSelected } from './changeSelected.ts';
import { numberVerbsWords as say } from '../../../shared/words/page/ui.ts';

export type NumberVerbs = Record<Exclude<ActionOf<'number'>, 'number.block'>, Run>;

/**
 * What each verb does.
 * @param meant the number that is meant now; null: none
 * @param selection the numbers that are selected where the verbs are offered; null: there none can be
 */
export function useNumberVerbs(meant: () => string | null, selection: SelectionStore | null): NumberVerbs {
  const { view } = useDesk();
  const tell = useTell();
  const onOne = (toPanel: (number: string) => Panel) => (): void => {
    const number = meant();
    if (number === null) tell(say.chooseANumberFirst);
    else view.setState({ panel: toPanel(number) });
  };
  const onMany =
    (what: 'where' | 'until' | 'remove', toPanel: (number: string) => Panel): Run =>
    () => {
      if (selection !== null && countSelected(selection.getState()).count > 0) changeSelected(view, selection, what);
      else onOne(toPanel)();
    };
  return {
    'number.edit': onOne((number) => ({ kind: 'edit', number, focus: 'reason' })),
    'number.redact': onOne((number) => ({ kind: 'redact', number })),
    'number.where': onMany('where', (number) => ({ kind: 'rescope', numbers: [number], what: 'where' })),
    'number.until': onMany('until', (number) => ({ kind: 'rescope', numbers: [number], what: 'until' })),
    'number.remove': onMany('remove', (number) => ({ kind: 'remove', numbers: [number] })),
  };
}
