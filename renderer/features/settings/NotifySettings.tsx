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
import { notifySettingsWords as say } from '../../../shared/words/page/settings.ts';

const kindWords: Readonly<Record<NeedKind, string>> = {
  call: say.aNumberMayBeCalled,
  account: say.anAccountCannotBeRead,
  question: say.aConflictACallReference,
  desk: say.aRegistryABackup,
};

const stateWords: Readonly<Record<NotifierState, string>> = {
  on: say.theyAreShown,
  ask: say.thisBrowserAsksYouFirst,
  denied: say.thisBrowserWasTold,
  none: say.thisBrowserHasNone,
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
        {say.theSystemTells}
        {stateWords[state]}
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
            {say.showNotificationsInThisBrowser}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
