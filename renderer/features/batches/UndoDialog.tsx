/** Undoing a batch that blocked numbers releases them, at the vendors too. The dialog asks first, and says how many. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { useDesk } from '../../desk.tsx';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import { AskedSince } from '../../ui/AskedSince.tsx';
import { askedEachTime, Foreseen } from '../../ui/Foreseen.tsx';
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
  useFocusBack();
  const foreseen = useQuery({
    ...queries.batches.foreseeUndo.queryOptions({ input: { batch: id } }),
    ...askedEachTime,
  });
  const asked = foreseen.data?.askedCount ?? 0;
  const released = Math.max(0, added - asked);
  const isOne = released === 1;
  const numbers = say.numbers(released);
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.undoBatch(id)}
      closeButtonProps={{ 'aria-label': say.keepItBlocked(isOne) }}
    >
      {foreseen.isSuccess ? (
        <Text size="sm">
          {released === 0 ? (
            say.nothingIsReleased
          ) : (
            <>
              {numbers}
              {say.thatItBlockedIsReleased(isOne, kind === 'pull', author)}
            </>
          )}
        </Text>
      ) : null}
      <AskedSince sentence={say.staysBlocked(asked)} asked={foreseen.data?.asked ?? []} count={asked} />
      <Foreseen of={foreseen} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say.keepBlocking}
        </Button>
        <Button color="red" disabled={!foreseen.isSuccess} onClick={onUndo}>
          {released === 0 ? say.undoIt : `${say.release}${numbers}`}
        </Button>
      </Group>
    </Modal>
  );
}
