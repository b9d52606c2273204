/** Undoing a batch that blocked numbers releases them, at the vendors too. The dialog asks first, and says how many. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { useDesk } from '../../desk.tsx';
import { Foreseen } from '../../ui/Foreseen.tsx';

export function UndoDialog({
  batch: { id, added, kind, author },
  onUndo,
  onClose,
}: {
  readonly batch: BatchRow;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}) {
  const { queries } = useDesk();
  const foreseen = useQuery(queries.batches.foreseeUndo.queryOptions({ input: { batch: id } }));
  const isOne = added === 1;
  const numbers = countOf(added, 'number');
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Undo batch ${id}?`}
      closeButtonProps={{ 'aria-label': `Keep ${isOne ? 'it' : 'them'} blocked` }}
    >
      <Text size="sm">
        {numbers} that it blocked {isOne ? 'is' : 'are'} released here
        {kind === 'pull' ? `; ${isOne ? 'it comes' : 'they come'} from ${author}` : ''}. What was changed since stays as
        it is, and the undo can be taken back.
      </Text>
      <Foreseen vendors={foreseen.data?.vendors} more={foreseen.data?.more ?? 0} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep blocking
        </Button>
        <Button color="red" onClick={onUndo}>
          Release {numbers}
        </Button>
      </Group>
    </Modal>
  );
}
