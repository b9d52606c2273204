/** For a selection: change where the blocks hold, or until when. As one batch, with Undo. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toSentence, useDesk } from '../../desk.tsx';
import { useUndoToast } from '../../ui/useUndoToast.tsx';
import { countOf } from '../../ui/words.ts';
import { SidePanel } from './SidePanel.tsx';
import classes from './SidePanel.module.css';
import { type Rescope, useRescope } from './useRescope.tsx';

export function RescopePanel(props: {
  readonly numbers: readonly string[];
  readonly what: 'where' | 'until';
  readonly onClose: () => void;
}) {
  const { numbers, what, onClose } = props;
  const { client } = useDesk();
  const tellUndo = useUndoToast();
  const { fields, rescope } = useRescope(what, numbers.length);
  const change = useMutation({
    mutationFn: (wanted: Rescope) => client.entries.edit({ numbers: [...numbers], ...wanted }),
    onSuccess: ({ batch, changed }) => {
      tellUndo(changed === 0 ? 'Nothing changed.' : `Changed ${countOf(changed, 'number')}.`, batch);
      onClose();
    },
  });
  const count = countOf(numbers.length, 'number');

  return (
    <SidePanel
      title={what === 'where' ? `Change where ${count} hold` : `Change until when ${count} hold`}
      onClose={onClose}
      onSubmit={() => {
        if (rescope !== undefined && !change.isPending) change.mutate(rescope);
      }}
      buttons={
        <>
          {change.isError ? (
            <p className={classes.error} role="alert">
              {toSentence(change.error)}
            </p>
          ) : null}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={rescope === undefined} loading={change.isPending}>
            Change {count}
          </Button>
        </>
      }
    >
      {fields}
    </SidePanel>
  );
}
