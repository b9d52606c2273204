/** What a person does with a shared list: exchange now, take many releases, take over the vendors, leave. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HubView } from '../../../shared/contract/hub.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SharedList.module.css';

export function HubActions({ hub }: { readonly hub: HubView }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [isLeaving, setLeaving] = useState(false);
  const onError = (error: unknown) => tell(toSentence(error), true);
  const sync = useMutation(
    queries.hub.sync.mutationOptions({
      onSuccess: ({ received, sent }) =>
        tell(`${countOf(received, 'number')} changed here, ${countOf(sent, 'number')} shared.`),
      onError,
    }),
  );
  const accept = useMutation(
    queries.hub.accept.mutationOptions({ onSuccess: () => tell('Taken: the releases hold here too.'), onError }),
  );
  const hold = useMutation(
    queries.hub.hold.mutationOptions({ onSuccess: () => tell('This desk tells the vendors from now on.'), onError }),
  );
  return (
    <div className={classes.actions}>
      {hub.isStopped ? (
        <Button size="compact-sm" loading={accept.isPending} onClick={() => accept.mutate({})}>
          The releases are meant
        </Button>
      ) : null}
      {hub.vendorsAt !== null && hub.mayAnswer ? (
        <Button size="compact-sm" variant="default" loading={hold.isPending} onClick={() => hold.mutate({})}>
          Tell the vendors from here
        </Button>
      ) : null}
      <Button size="compact-sm" variant="default" loading={sync.isPending} onClick={() => sync.mutate({})}>
        Exchange now
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => setLeaving(true)}>
        Leave…
      </Button>
      {isLeaving ? <LeaveDialog hub={hub} onClose={() => setLeaving(false)} /> : null}
    </div>
  );
}

function LeaveDialog({ hub, onClose }: { readonly hub: HubView; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const leave = useMutation(
    queries.hub.leave.mutationOptions({
      onSuccess: () => {
        tell('This desk shares no list any more; its own list stays as it is.');
        onClose();
      },
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <Modal opened onClose={onClose} title="Leave the shared list?" closeButtonProps={{ 'aria-label': 'Stay' }}>
      <Text size="sm">
        What is blocked here stays blocked here, and what was shared stays at the other desks. What is blocked from then
        on is not known to the others. To come back you need a new line.
        {hub.waiting === 0 ? '' : ` ${countOf(hub.waiting, 'number was', 'numbers were')} not shared yet.`}
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Stay
        </Button>
        <Button color="red" loading={leave.isPending} onClick={() => leave.mutate({})}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
