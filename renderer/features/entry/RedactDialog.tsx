/** Takes what an entry says of a person out of this desk. It cannot be undone, so the dialog says what goes and what stays. */
import { Button, Group, List, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toSentence, useDesk } from '../../desk.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useTell } from '../../ui/useTell.ts';
import { readNumbers } from './readNumbers.ts';

export function RedactDialog({ number, onClose }: { readonly number: string; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [first] = readNumbers(number, null);
  const name = first?.ok === true ? first.international : number;
  const foreseen = useQuery(queries.entries.foreseeRedaction.queryOptions({ input: { numbers: [number] } }));
  const redact = useMutation(
    queries.entries.redact.mutationOptions({
      onSuccess: ({ redacted }) => {
        tell(redacted === 0 ? `${name} has no entry.` : `What was said of the person is taken out of ${name}.`);
        onClose();
      },
    }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Redact what is said of ${name}?`}
      closeButtonProps={{ 'aria-label': 'Leave it as it is' }}
    >
      {foreseen.isError ? <Problem word="not known" sentence={toSentence(foreseen.error)} /> : null}
      {foreseen.data === undefined ? (
        <LineSkeletons lines={5} height={20} />
      ) : (
        <List size="sm" spacing="xs">
          {foreseen.data.sentences.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      )}
      {redact.isError ? <Problem word="not redacted" sentence={toSentence(redact.error)} /> : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Leave it as it is
        </Button>
        <Button
          color="red"
          disabled={foreseen.data === undefined}
          loading={redact.isPending}
          onClick={() => redact.mutate({ numbers: [number] })}
        >
          Redact it for good
        </Button>
      </Group>
    </Modal>
  );
}
