/** What the desktop app says about newer versions of itself, and the two things a person may do about it. */
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Updates, UpdateState } from '../../../shared/contract/updates.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './SettingsScreen.module.css';
import { updateSentence } from './updateSentence.ts';
import { updatesSectionWords as say } from '../../../shared/words/page/settings.ts';

export function UpdatesSection({ updates }: { readonly updates: Updates }) {
  const [state, setState] = useState<UpdateState>();
  useEffect(() => {
    let isHere = true;
    const stop = updates.onChange(setState);
    void updates.state().then((now) => isHere && setState((heard) => heard ?? now));
    return () => {
      isHere = false;
      stop();
    };
  }, [updates]);
  if (state === undefined) return null;
  return (
    <>
      <p className={classes.sentence} role="status">
        {updateSentence(state)}
        {state.kind === 'current' && state.checkedAt !== null ? (
          <>
            {say.asked}
            <TimeText at={state.checkedAt} />.
          </>
        ) : null}
      </p>
      {state.kind === 'off' ? null : (
        <div className={classes.row}>
          <Button
            variant="default"
            loading={state.kind === 'checking' || state.kind === 'loading'}
            disabled={state.kind === 'ready'}
            onClick={() => void updates.check()}
          >
            {say.lookForANewerVersion}
          </Button>
          {state.kind === 'ready' ? (
            <Button onClick={() => void updates.install()}>{say.closeTheDeskAndInstall}</Button>
          ) : null}
        </div>
      )}
    </>
  );
}
