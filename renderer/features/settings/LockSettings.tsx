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
import { lockSettingsWords as say } from '../../../shared/words/page/settings.ts';

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
  const save = useMutation(queries.lock.set.mutationOptions(done(say.theScreenLockIsSet)));
  const remove = useMutation(queries.lock.remove.mutationOptions(done(say.theScreenIsNotLocked)));
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
      <p className={classes.sentence}>{hasPin ? say.on : say.off}</p>
      {hasPin ? (
        <PasswordInput
          label={say.presentPin}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': say.showThePresentPin }}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
      ) : null}
      <PasswordInput
        label={hasPin ? say.newPin : say.pin}
        description={hasPin ? say.empty : say.atLeastFourCharacters}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': say.showTheNewPin }}
        maxLength={64}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <NumberInput
        label={say.lockAfterMinutesWithoutInput}
        description={say.onlyWhenYouLock}
        min={0}
        max={480}
        allowDecimal={false}
        value={minutes}
        onChange={setMinutes}
      />
      {failed === undefined ? null : <p role="alert">{toSentence(failed)}</p>}
      <div className={classes.row}>
        <Button type="submit" variant="default" disabled={!isReady} loading={save.isPending}>
          {hasPin ? say.save : say.turnTheLockOn}
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
              {say.turnItOff}
            </Button>
            <ActionTip id="lock">
              <Button variant="default" onClick={() => runAction(actions, 'lock')}>
                {say.lockNow}
              </Button>
            </ActionTip>
          </>
        ) : null}
      </div>
    </form>
  );
}
