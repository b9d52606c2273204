/** What can be done with the selected numbers. It lies over the filters while something is selected, so that no row moves when it comes. */
import { Button, CloseButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useStore } from 'zustand';
import { toSentence, useDesk } from '../../desk.tsx';
import { saveText } from '../../ui/saveText.ts';
import { useToast } from '../../ui/useUndoToast.tsx';
import { countOf, toCount } from '../../ui/words.ts';
import type { FilterInput } from './listFilter.ts';
import classes from './ListScreen.module.css';
import { addSelected, clearSelected, largestSelection, type SelectionStore } from '../../stores/selection.ts';

export function SelectionBar(props: {
  readonly selection: SelectionStore;
  readonly filter: FilterInput;
  readonly matching: number;
}) {
  const { selection, filter, matching } = props;
  const { client, view } = useDesk();
  const tell = useToast();
  const selected = useStore(selection, (state) => state.numbers);
  const failed = (error: unknown) => tell(toSentence(error), true);
  const selectAll = useMutation({
    mutationFn: async () => {
      let after: string | undefined;
      do {
        const page = await client.entries.list({ filter, limit: 1000, ...(after === undefined ? {} : { after }) });
        addSelected(
          selection,
          page.entries.map(({ number }) => number),
        );
        after = page.next ?? undefined;
      } while (after !== undefined && selection.getState().numbers.size < largestSelection);
    },
    onError: failed,
  });
  const save = useMutation({
    mutationFn: async () =>
      saveText('do-not-call.csv', 'text/csv', await client.entries.export({ numbers: [...selected], format: 'csv' })),
    onError: failed,
  });
  if (selected.size === 0) return null;
  const numbers = [...selected];
  return (
    <div className={classes.selection} role="region" aria-label="Selected numbers">
      <strong role="status">{countOf(selected.size, 'number')} selected</strong>
      {matching > selected.size && matching <= largestSelection ? (
        <Button variant="subtle" loading={selectAll.isPending} onClick={() => selectAll.mutate()}>
          Select all {toCount(matching)}
        </Button>
      ) : null}
      <Button variant="default" onClick={() => view.setState({ panel: { kind: 'rescope', numbers, what: 'where' } })}>
        Change where
      </Button>
      <Button variant="default" onClick={() => view.setState({ panel: { kind: 'rescope', numbers, what: 'until' } })}>
        Change until
      </Button>
      <Button variant="default" onClick={() => view.setState({ panel: { kind: 'remove', numbers } })}>
        Remove…
      </Button>
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        Export
      </Button>
      <CloseButton aria-label="Select none" onClick={() => clearSelected(selection)} />
    </div>
  );
}
