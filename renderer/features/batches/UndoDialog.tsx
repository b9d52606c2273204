/** Undoing a batch that blocked numbers releases them, at the vendors too. The dialog asks first, and says how many. */
import { Button, Group, Modal, Text } from '@mantine/core';
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { countOf } from '../../../shared/words/counts.ts';

export function UndoDialog({
  batch: { id, added, kind, author },
  onUndo,
  onClose,
}: {
  readonly batch: BatchRow;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}) {
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
        {numbers} that it blocked {isOne ? 'is' : 'are'} released and may be called again. The removal goes to the
        vendors with the next sync
        {kind === 'pull' ? `, also to ${author}, where ${isOne ? 'it comes' : 'they come'} from` : ''}. What was changed
        since stays as it is, and the undo can be taken back.
      </Text>
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
