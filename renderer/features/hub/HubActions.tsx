/** What a person does with a shared list: exchange now, take many releases, take over the vendors, leave. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HubView } from '../../../shared/contract/hub.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './SharedList.module.css';
import { hubActionsWords as say } from '../../../shared/words/page/hub.ts';

export function HubActions({ hub }: { readonly hub: HubView }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [isLeaving, setLeaving] = useState(false);
  const onError = (error: unknown) => tell(toSentence(error), true);
  const sync = useMutation(
    queries.hub.sync.mutationOptions({
      onSuccess: ({ received, sent }) => tell(say.numbersChangedHereNumbersShared(received, sent)),
      onError,
    }),
  );
  const accept = useMutation(queries.hub.accept.mutationOptions({ onSuccess: () => tell(say.taken), onError }));
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const mayLead =
    hub.vendorsAt === null
      ? (accounts.data ?? []).some(({ lead, hasToken }) => lead !== null && !lead.isHere && hasToken)
      : hub.mayAnswer;
  const lead = useMutation(
    queries.hub.lead.mutationOptions({ onSuccess: () => tell(say.thisDeskTellsTheVendors), onError }),
  );
  return (
    <div className={classes.actions}>
      {hub.isStopped ? (
        <Button
          size="compact-sm"
          loading={accept.isPending}
          onClick={() => accept.mutate(hub.problem === null ? {} : { saw: hub.problem })}
        >
          {say.theReleasesAreMeant}
        </Button>
      ) : null}
      {mayLead ? (
        <Button size="compact-sm" variant="default" loading={lead.isPending} onClick={() => lead.mutate({})}>
          {say.tellTheVendorsFromHere}
        </Button>
      ) : null}
      <Button size="compact-sm" variant="default" loading={sync.isPending} onClick={() => sync.mutate({})}>
        {say.exchangeNow}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => setLeaving(true)}>
        {say.leave}
      </Button>
      {isLeaving ? <LeaveDialog hub={hub} onClose={() => setLeaving(false)} /> : null}
    </div>
  );
}

function LeaveDialog({ hub, onClose }: { readonly hub: HubView; readonly onClose: () => void }) {
  useFocusBack();
  const { queries } = useDesk();
  const tell = useTell();
  const leave = useMutation(
    queries.hub.leave.mutationOptions({
      onSuccess: () => {
        tell(say.thisDeskSharesNoList);
        onClose();
      },
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <Modal opened onClose={onClose} title={say.leaveTheSharedList} closeButtonProps={{ 'aria-label': say.stay }}>
      <Text size="sm">{say.whatIsBlockedHereStays(hub.waiting)}</Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say.stay}
        </Button>
        <Button color="red" loading={leave.isPending} onClick={() => leave.mutate({})}>
          {say.leaveIt}
        </Button>
      </Group>
    </Modal>
  );
}
