/** Joins a shared list by one pasted line. The line holds a password, so it is not shown as it is typed. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SharedList.module.css';

export function JoinHub() {
  const { queries } = useDesk();
  const tell = useTell();
  const [line, setLine] = useState('');
  const join = useMutation(
    queries.hub.join.mutationOptions({
      onSuccess: ({ place, name }) => tell(`Joined the list at ${place} as ${name}.`),
    }),
  );
  return (
    <form
      className={classes.join}
      onSubmit={(event) => {
        event.preventDefault();
        if (line.trim() !== '') join.mutate({ line });
      }}
    >
      <p className={classes.quiet}>
        This desk keeps its list for itself. Desks that share one block what any of them blocks; each keeps its own copy
        and goes on without the others. What is on the list here is shared when you join.
      </p>
      <PasswordInput
        label="Line of the invitation"
        description="One line that begins with dnc-desk-hub: and that the admin of the shared list made for you."
        value={line}
        onChange={(event) => setLine(event.currentTarget.value)}
        error={join.isError ? toSentence(join.error) : undefined}
        autoComplete="off"
      />
      <Button type="submit" disabled={line.trim() === ''} loading={join.isPending}>
        Join
      </Button>
    </form>
  );
}
