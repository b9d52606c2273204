/**
 * The actions on the selected numbers. The bar lies over the filters while something is selected, so that no row moves
 * when it appears.
 */
import { Button, CloseButton } from '@mantine/core';
import { useStore } from 'zustand';
import { useDesk } from '../../desk.tsx';
import { clearSelected, selectAll, type SelectionStore } from '../../stores/selection.ts';
import { ActionTip } from '../../ui/ActionKey.tsx';
import { changeSelected } from '../../ui/entry/changeSelected.ts';
import { ExportMenu } from './ExportMenu.tsx';
import type { FilterInput } from './listFilter.ts';
import classes from './ListScreen.module.css';
import { selectionBarWords as say } from '../../../shared/words/page/list.ts';

export function SelectionBar(props: {
  readonly selection: SelectionStore;
  readonly filter: FilterInput;
  readonly matching: number;
}) {
  const { selection, filter, matching } = props;
  const { view } = useDesk();
  const { numbers, all } = useStore(selection);
  if (numbers.size === 0 && all === null) return null;
  const change = (what: 'where' | 'until' | 'change' | 'remove') => () => changeSelected(view, selection, what);
  return (
    <div className={classes.selection} role="region" aria-label={say.selectedNumbers}>
      <strong role="status">
        {all === null ? say.numbers(numbers.size) : say.allNumbersThatMatch(all.matching)}
        {say.selected}
      </strong>
      {all === null && matching > numbers.size ? (
        <Button variant="subtle" onClick={() => selectAll(selection, filter, matching)}>
          {say.selectAllThatMatch(matching)}
        </Button>
      ) : null}
      <Button variant="default" onClick={change('where')}>
        {say.changeWhere}
      </Button>
      <Button variant="default" onClick={change('until')}>
        {say.changeUntil}
      </Button>
      <Button variant="default" onClick={change('change')}>
        {say.changeMore}
      </Button>
      <ActionTip id="number.remove">
        <Button variant="default" onClick={change('remove')}>
          {say.remove}
        </Button>
      </ActionTip>
      <ExportMenu what={() => (all === null ? { numbers: [...numbers] } : { filter: all.filter })} disabled={false} />
      <CloseButton aria-label={say.selectNone} onClick={() => clearSelected(selection)} />
    </div>
  );
}
