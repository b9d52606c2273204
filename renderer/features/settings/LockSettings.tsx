/** The lock of the screen: off until a PIN is chosen, then after some minutes without input, or by hand. */
import { Button, NumberInput, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { LockState } from '../../../shared/contract/lock.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { runAction } from '../../stores/actions.ts';
import { ActionTip } from '../../ui/ActionKey.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SettingsScreen.module.css';

export function LockSettings() {
  const { lock } = useDesk();
  const state = useStore(lock);
  return <LockForm key={`${state.hasPin} ${state.minutes}`} saved={state} />;
}

function LockForm({ saved }: { readonly saved: LockState }) {
  const { queries, lock, actions } = useDesk();
  const tell = useTell();
  const { hasPin } = saved;
  const [current, setCurrent] = useState('');
  const [pin, setPin] = useState('');
  const [minutes, setMinutes] = useState<number | string>(hasPin ? saved.minutes : 10);
  const done = (sentence: string) => ({
    onSuccess: (state: LockState) => {
      lock.setState(state);
      setCurrent('');
      setPin('');
      tell(sentence);
    },
  });
  const save = useMutation(queries.lock.set.mutationOptions(done('The screen lock is set.')));
  const remove = useMutation(queries.lock.remove.mutationOptions(done('The screen is not locked any more.')));
  const failed = save.isError ? save.error : remove.isError ? remove.error : undefined;
  const isReady = typeof minutes === 'number' && (hasPin ? current !== '' : pin.length >= 4);
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof minutes !== 'number') return;
        remove.reset();
        save.mutate({ minutes, ...(pin === '' ? {} : { pin }), ...(hasPin ? { current } : {}) });
      }}
    >
      <p className={classes.sentence}>
        {hasPin
          ? 'On. The page asks for the PIN after the minutes, when you lock it, and after every start of the desk.'
          : 'Off. With a PIN, the page locks when nobody is there: it then shows nothing and is answered nothing. Work goes on, and the command line is not locked: who forgot the PIN removes it there (dnc-desk screen-lock off).'}
      </p>
      {hasPin ? (
        <PasswordInput
          label="Present PIN"
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the present PIN' }}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
      ) : null}
      <PasswordInput
        label={hasPin ? 'New PIN' : 'PIN'}
        description={hasPin ? 'Empty: it stays as it is.' : 'At least four characters.'}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the new PIN' }}
        maxLength={64}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <NumberInput
        label="Lock after (minutes without input)"
        description="0: only when you lock it yourself."
        min={0}
        max={480}
        allowDecimal={false}
        value={minutes}
        onChange={setMinutes}
      />
      {failed === undefined ? null : <p role="alert">{toSentence(failed)}</p>}
      <div className={classes.row}>
        <Button type="submit" variant="default" disabled={!isReady} loading={save.isPending}>
          {hasPin ? 'Save' : 'Turn the lock on'}
        </Button>
        {hasPin ? (
          <>
            <Button
              variant="default"
              disabled={current === ''}
              loading={remove.isPending}
              onClick={() => {
                save.reset();
                remove.mutate({ current });
              }}
            >
              Turn it off
            </Button>
            <ActionTip id="lock">
              <Button variant="default" onClick={() => runAction(actions, 'lock')}>
                Lock now
              </Button>
            </ActionTip>
          </>
        ) : null}
      </div>
    </form>
  );
}
