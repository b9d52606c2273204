/** The whole page while the screen is locked: it asks for the PIN, and knows nothing else of the desk. */
import { Button, PasswordInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { toSentence } from '../desk.tsx';
import classes from './LockScreen.module.css';

export type LockQuestion = { readonly client: DeskClient; readonly onOpen: () => void };

export function LockScreen({ client, onOpen }: LockQuestion) {
  const [pin, setPin] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();

  async function unlock(): Promise<void> {
    setAsking(true);
    try {
      await client.lock.unlock({ pin });
      onOpen();
    } catch (error) {
      setProblem(toSentence(error));
      setPin('');
    } finally {
      setAsking(false);
    }
  }

  return (
    <main className={classes.locked}>
      <Title order={1} size="h3">
        DNC Desk is locked
      </Title>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <PasswordInput
          label="PIN"
          autoFocus
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the PIN' }}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          error={problem}
        />
        <Button type="submit" disabled={pin === ''} loading={isAsking}>
          Unlock
        </Button>
      </form>
      <p className={classes.sentence}>
        Syncs and other work go on, and programs are answered. Who forgot the PIN removes it on this computer:{' '}
        <code>dnc-desk screen-lock off</code>
      </p>
    </main>
  );
}
