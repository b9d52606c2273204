/** The actions on an account: sync, test, pause, change, remove. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { toSentence, useDesk, useOpenPanel } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';
import { UseExport } from './UseExport.tsx';

export function AccountActions({ account, isSyncing }: { readonly account: AccountRow; readonly isSyncing: boolean }) {
  const { queries } = useDesk();
  const tell = useTell();
  const openPanel = useOpenPanel();
  const [isAsking, setAsking] = useState(false);
  const onError = (error: unknown) => tell(`${account.name}: ${toSentence(error)}`, true);
  const sync = useMutation(queries.sync.run.mutationOptions({ onError }));
  const test = useMutation(queries.accounts.test.mutationOptions({ onError }));
  const update = useMutation(queries.accounts.update.mutationOptions({ onError }));
  const id = account.id;
  return (
    <div className={classes.actions}>
      <Button
        loading={sync.isPending}
        disabled={isSyncing || account.state === 'syncing'}
        onClick={() => sync.mutate({ account: id })}
        aria-label={`Sync now: ${account.name}`}
      >
        Sync now
      </Button>
      <Button
        variant="default"
        onClick={() => openPanel({ kind: 'nextSync', account: id })}
        aria-label={`What will be sent to ${account.name}`}
      >
        What will be sent
      </Button>
      <Button
        variant="default"
        loading={test.isPending}
        onClick={() => test.mutate({ account: id })}
        aria-label={`Test ${account.name}`}
      >
        Test
      </Button>
      <UseExport account={account} isBusy={isSyncing || account.state === 'syncing'} />
      <Button
        variant="default"
        loading={update.isPending}
        onClick={() => update.mutate({ account: id, paused: !account.paused })}
        aria-label={`${account.paused ? 'Resume' : 'Pause'} ${account.name}`}
      >
        {account.paused ? 'Resume' : 'Pause'}
      </Button>
      <Button
        variant="default"
        onClick={() => goTo('accounts', { rest: [String(id), 'edit'] })}
        aria-label={`Edit ${account.name}`}
      >
        Edit
      </Button>
      <Button variant="default" onClick={() => setAsking(true)} aria-label={`Remove ${account.name}`}>
        Remove…
      </Button>
      {isAsking ? <RemoveQuestion account={account} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function RemoveQuestion({ account, onClose }: { readonly account: AccountRow; readonly onClose: () => void }) {
  const { queries } = useDesk();
  const tell = useTell();
  const remove = useMutation(
    queries.accounts.remove.mutationOptions({
      onSuccess: () => {
        onClose();
        tell(`${account.name} is forgotten here. Nothing was removed at ${account.vendorName}.`);
      },
    }),
  );
  const owed = account.waiting + account.needsCallReference + account.removeByHand + account.parked;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Remove ${account.name}?`}
      closeButtonProps={{ 'aria-label': 'Close this question' }}
    >
      <Text size="sm">
        DNC Desk forgets this account, its token and what it last saw there
        {owed === 0 ? '' : `, and ${countOf(owed, 'change')} that ${owed === 1 ? 'has' : 'have'} not reached it`}.
      </Text>
      <Text size="sm" mt="xs">
        What stays: every number on your list, also those that are blocked for this account only; and everything at{' '}
        {account.vendorName}, where nothing is removed.
      </Text>
      {remove.isError ? (
        <Text size="sm" mt="xs" c="var(--mantine-color-error)" role="alert">
          {toSentence(remove.error)}
        </Text>
      ) : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep the account
        </Button>
        <Button loading={remove.isPending} onClick={() => remove.mutate({ account: account.id })}>
          Remove the account
        </Button>
      </Group>
    </Modal>
  );
}
