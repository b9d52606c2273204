/** Undoing a batch that blocked numbers releases them, at the vendors too. The dialog asks first, and says how many. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { useDesk } from '../../desk.tsx';
import { AskedSince } from '../../ui/AskedSince.tsx';
import { Foreseen } from '../../ui/Foreseen.tsx';
import { undoDialogWords as say } from '../../../shared/words/page/batches.ts';

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
  const numbers = say.numbers(added);
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.undoBatch(id)}
      closeButtonProps={{ 'aria-label': say.keepItBlocked(isOne) }}
    >
      <Text size="sm">
        {numbers}
        {say.thatItBlockedIsReleased(isOne, kind === 'pull', author)}
      </Text>
      <AskedSince
        sentence={say.staysBlocked(foreseen.data?.askedCount ?? 0)}
        asked={foreseen.data?.asked ?? []}
        count={foreseen.data?.askedCount ?? 0}
      />
      <Foreseen vendors={foreseen.data?.vendors} more={foreseen.data?.more ?? 0} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say.keepBlocking}
        </Button>
        <Button color="red" onClick={onUndo}>
          {say.release}
          {numbers}
        </Button>
      </Group>
    </Modal>
  );
}
