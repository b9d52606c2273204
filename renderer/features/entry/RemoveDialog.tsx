/** Del releases numbers. The dialog says how many and what follows, and asks why; Undo in the bar at the foot takes it back. */
import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import { dropSelected } from '../../stores/selection.ts';
import { AskedSince } from '../../ui/AskedSince.tsx';
import { askedEachTime, Foreseen } from '../../ui/Foreseen.tsx';
import { useTellUndo } from '../../ui/useTell.ts';
import { readNumbers } from './readNumbers.ts';
import { removeDialogWords as say } from '../../../shared/words/page/entry.ts';

const whySuggestions = [say.theCustomerAsked, say.enteredByMistake, say.wrongNumber, say.numberChangedHands];

/** Why some of the numbers block on all the same. */
function describeStillBlocked(count: number): string {
  return say.numbersStayBlockedHere(count);
}

/** Why some of the numbers wait for somebody else. */
function describeAsked(count: number): string {
  return say.numbersStayBlocked(count);
}

export function RemoveDialog({
  numbers,
  onClose,
}: {
  readonly numbers: readonly string[];
  readonly onClose: () => void;
}) {
  const { queries, selection } = useDesk();
  const tellUndo = useTellUndo();
  const [why, setWhy] = useState('');
  const [first] = numbers.length === 1 ? readNumbers(numbers[0] ?? '', null) : [];
  const one = first?.ok ? first.international : undefined;
  const count = say.numbers(numbers.length);
  const foreseen = useQuery({
    ...queries.entries.foreseeRemoval.queryOptions({ input: { numbers: [...numbers] } }),
    ...askedEachTime,
  });
  const remove = useMutation(
    queries.entries.remove.mutationOptions({
      onSuccess: ({ batch, changed, stillBlocked, asked = [] }) => {
        const none = asked.length === 0 ? [say.noneOfThem] : [];
        const said = [
          ...(changed === 0 ? none : [say.removedNumbers(changed)]),
          ...(stillBlocked.length === 0 ? [] : [describeStillBlocked(stillBlocked.length)]),
          ...(asked.length === 0 ? [] : [describeAsked(asked.length)]),
        ];
        tellUndo(said.join(' '), batch);
        dropSelected(selection, numbers);
        onClose();
      },
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.removeFromTheList(one ?? count)}
      closeButtonProps={{ 'aria-label': say.keepThemBlocked(one) }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (why.trim() !== '' && foreseen.isSuccess) remove.mutate({ numbers: [...numbers], why: why.trim() });
        }}
      >
        <Text size="sm">{say.itIsTakenOff(numbers.length)}</Text>
        <AskedSince
          sentence={say.othersAsked(foreseen.data?.askedCount ?? 0)}
          asked={foreseen.data?.asked ?? []}
          count={foreseen.data?.askedCount ?? 0}
        />
        <Foreseen of={foreseen} />
        {foreseen.data === undefined || foreseen.data.stillBlocked.length === 0 ? null : (
          <Text size="sm" fw={600}>
            {describeStillBlocked(foreseen.data.stillBlocked.length)}
          </Text>
        )}
        <TextInput
          label={say.why}
          mt="md"
          required
          maxLength={2000}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          data-autofocus
          error={remove.isError ? toSentence(remove.error) : undefined}
        />
        <Group mt="xs" gap={6} role="group" aria-label={say.frequentReasons}>
          {whySuggestions.map((suggestion) => (
            <Button key={suggestion} variant="default" size="compact-xs" onClick={() => setWhy(suggestion)}>
              {suggestion}
            </Button>
          ))}
        </Group>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say.keepBlocking}
          </Button>
          <Button
            type="submit"
            color="red"
            disabled={why.trim() === '' || !foreseen.isSuccess}
            loading={remove.isPending}
          >
            {say.remove}
            {count}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
