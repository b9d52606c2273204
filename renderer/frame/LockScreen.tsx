/** The whole page while the screen is locked: it asks for the PIN, and knows nothing else of the desk. */
import { Button, PasswordInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { toSentence } from '../desk.tsx';
import classes from './LockScreen.module.css';
import { lockScreenWords as say } from '../../shared/words/page/frame.ts';

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
        {say.dncDeskIsLocked}
      </Title>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <PasswordInput
          label={say.pin}
          autoFocus
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': say.showThePin }}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          error={problem}
        />
        <Button type="submit" disabled={pin === ''} loading={isAsking}>
          {say.unlock}
        </Button>
      </form>
      <p className={classes.sentence}>
        {say.syncsAndOtherWorkGo}
        <code>{say.dncDeskScreenLockOff}</code>
      </p>
    </main>
  );
}
