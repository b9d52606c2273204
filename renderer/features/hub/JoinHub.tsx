/** Joins a shared list by one pasted line. The line holds a password, so it is not shown as it is typed. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SharedList.module.css';
import { joinHubWords as say } from '../../../shared/words/page/hub.ts';

export function JoinHub() {
  const { queries } = useDesk();
  const tell = useTell();
  const [line, setLine] = useState('');
  const join = useMutation(
    queries.hub.join.mutationOptions({
      onSuccess: ({ place, name }) => tell(say.joinedTheListAtAs(place, name)),
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
      <p className={classes.quiet}>{say.thisDeskKeepsItsList}</p>
      <PasswordInput
        label={say.lineOfTheInvitation}
        description={say.oneLineThatBegins}
        value={line}
        onChange={(event) => setLine(event.currentTarget.value)}
        error={join.isError ? toSentence(join.error) : undefined}
        autoComplete="off"
      />
      <Button type="submit" disabled={line.trim() === ''} loading={join.isPending}>
        {say.join}
      </Button>
    </form>
  );
}
