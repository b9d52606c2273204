/** Takes what an entry says of a person out of this desk. It cannot be undone, so the dialog says what goes and what stays. */
import { Button, Group, List, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toSentence, useDesk } from '../../desk.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useTell } from '../../ui/useTell.ts';
import { readNumbers } from './readNumbers.ts';
import { redactDialogWords as say } from '../../../shared/words/page/entry.ts';

export function RedactDialog({ number, onClose }: { readonly number: string; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [first] = readNumbers(number, null);
  const name = first?.ok === true ? first.international : number;
  const foreseen = useQuery(queries.entries.foreseeRedaction.queryOptions({ input: { numbers: [number] } }));
  const redact = useMutation(
    queries.entries.redact.mutationOptions({
      onSuccess: ({ redacted }) => {
        tell(redacted === 0 ? say.hasNoEntry(name) : say.whatWasSaid(name));
        onClose();
      },
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.redactWhatIsSaidOf(name)}
      closeButtonProps={{ 'aria-label': say.leaveItAsItIs }}
    >
      {foreseen.isError ? <Problem word={say.notKnown} sentence={toSentence(foreseen.error)} /> : null}
      {foreseen.data === undefined ? (
        <LineSkeletons lines={5} height={20} />
      ) : (
        <List size="sm" spacing="xs">
          {foreseen.data.sentences.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      )}
      {redact.isError ? <Problem word={say.notRedacted} sentence={toSentence(redact.error)} /> : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say.leaveItAsItIs}
        </Button>
        <Button
          color="red"
          disabled={foreseen.data === undefined}
          loading={redact.isPending}
          onClick={() => redact.mutate({ numbers: [number] })}
        >
          {say.redactItForGood}
        </Button>
      </Group>
    </Modal>
  );
}
