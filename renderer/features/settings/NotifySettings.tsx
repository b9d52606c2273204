/** Of what the system tells while the desk is not in front, by kind; and the browser's own permission. */
import { Button, Checkbox, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type NeedKind, needKinds } from '../../../shared/domain/home/needKinds.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import type { NotifierState } from '../../notifier.ts';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SettingsScreen.module.css';

const kindWords: Readonly<Record<NeedKind, string>> = {
  call: 'A number may be called against a request, or a request is due',
  account: 'An account cannot be read, refuses records or looks suspicious',
  question: 'A conflict, a call reference or a removal by hand waits for you',
  desk: 'A registry, a backup or the written policy is too old, or somebody added far more than usual',
};

const stateWords: Readonly<Record<NotifierState, string>> = {
  on: 'They are shown while the desk is open and another window is in front.',
  ask: 'This browser asks you first.',
  denied: 'This browser was told not to show any: allow notifications for this page in the browser’s settings.',
  none: 'This browser has none.',
};

export function NotifySettings() {
  const { queries, notifier } = useDesk();
  const tell = useTell();
  const { data } = useQuery(queries.app.settings.queryOptions());
  const [state, setState] = useState(notifier.state);
  const save = useMutation(
    queries.app.saveSettings.mutationOptions({ onError: (error) => tell(toSentence(error), true) }),
  );
  if (data === undefined) return <LineSkeletons lines={4} />;
  const { notify } = data;
  return (
    <div className={classes.fields}>
      <Text size="sm">
        The system tells you what needs you, as Home says it: never with a number in it. {stateWords[state]}
      </Text>
      {needKinds.map((kind) => (
        <Checkbox
          key={kind}
          label={kindWords[kind]}
          checked={notify[kind]}
          onChange={(event) => save.mutate({ notify: { ...notify, [kind]: event.currentTarget.checked } })}
        />
      ))}
      {state === 'ask' ? (
        <div>
          <Button variant="default" onClick={() => void notifier.ask().then(setState)}>
            Show notifications in this browser
          </Button>
        </div>
      ) : null}
    </div>
  );
}
