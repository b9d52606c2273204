/** The actions on an account: sync, test, pause, change, remove. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk, useOpenPanel } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';
import { UseExport } from './UseExport.tsx';
import { accountActionsWords as say } from '../../../shared/words/page/accounts.ts';

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
        aria-label={say.syncNowOf(account.name)}
      >
        {say.syncNow}
      </Button>
      <Button
        variant="default"
        onClick={() => openPanel({ kind: 'nextSync', account: id })}
        aria-label={say.whatWillBeSentTo(account.name)}
      >
        {say.whatWillBeSent}
      </Button>
      <Button
        variant="default"
        loading={test.isPending}
        onClick={() => test.mutate({ account: id })}
        aria-label={say.testOf(account.name)}
      >
        {say.test}
      </Button>
      <UseExport account={account} isBusy={isSyncing || account.state === 'syncing'} />
      <Button
        variant="default"
        loading={update.isPending}
        onClick={() => update.mutate({ account: id, paused: !account.paused })}
        aria-label={say.resumeOf(account.paused, account.name)}
      >
        {account.paused ? say.resume : say.pause}
      </Button>
      <Button
        variant="default"
        onClick={() => goTo('accounts', { rest: [String(id), 'edit'] })}
        aria-label={say.editOf(account.name)}
      >
        {say.edit}
      </Button>
      <Button variant="default" onClick={() => setAsking(true)} aria-label={say.removeOf(account.name)}>
        {say.remove}
      </Button>
      {isAsking ? <RemoveQuestion account={account} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function RemoveQuestion({ account, onClose }: { readonly account: AccountRow; readonly onClose: () => void }) {
  useFocusBack();
  const { queries } = useDesk();
  const tell = useTell();
  const remove = useMutation(
    queries.accounts.remove.mutationOptions({
      onSuccess: () => {
        onClose();
        tell(say.isForgottenHere(account.name, account.vendorName));
      },
    }),
  );
  const owed = account.waiting + account.needsCallReference + account.removeByHand + account.parked;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.removeQuestion(account.name)}
      closeButtonProps={{ 'aria-label': say.closeThisQuestion }}
    >
      <Text size="sm">{say.dncDeskForgetsThisAccount(owed)}</Text>
      <Text size="sm" mt="xs">
        {say.whatStays(account.vendorName)}
      </Text>
      {remove.isError ? (
        <Text size="sm" mt="xs" c="var(--mantine-color-error)" role="alert">
          {toSentence(remove.error)}
        </Text>
      ) : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {say.keepTheAccount}
        </Button>
        <Button loading={remove.isPending} onClick={() => remove.mutate({ account: account.id })}>
          {say.removeTheAccount}
        </Button>
      </Group>
    </Modal>
  );
}
