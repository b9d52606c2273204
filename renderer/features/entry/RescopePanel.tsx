/** For a selection: change where the blocks hold, or until when. As one batch, with Undo. */
import { Button, Radio, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HoldInput } from '../../../shared/contract/entries.ts';
import { toSentence, useDesk, useNow } from '../../desk.tsx';
import { everywhereForEver, ScopePicker } from '../../ui/ScopePicker.tsx';
import { useUndoToast } from '../../ui/useUndoToast.tsx';
import { countOf, toEndOfDay, toFieldDay } from '../../ui/words.ts';
import { SidePanel } from './SidePanel.tsx';
import classes from './SidePanel.module.css';

export function RescopePanel(props: {
  readonly numbers: readonly string[];
  readonly what: 'where' | 'until';
  readonly onClose: () => void;
}) {
  const { numbers, what, onClose } = props;
  const { client } = useDesk();
  const tellUndo = useUndoToast();
  const now = useNow();
  const [holds, setHolds] = useState<readonly HoldInput[]>(everywhereForEver);
  const [ends, setEnds] = useState<'never' | 'on'>('never');
  const [day, setDay] = useState('');
  const until = ends === 'never' ? null : toEndOfDay(day);
  const ready = what === 'where' ? holds.length > 0 : ends === 'never' || until !== null;
  const change = useMutation({
    mutationFn: () =>
      what === 'where'
        ? client.entries.edit({ numbers: [...numbers], patch: { holds: [...holds] } })
        : client.entries.edit({ numbers: [...numbers], patch: {}, expires: until }),
    onSuccess: ({ batch, changed }) => {
      tellUndo(changed === 0 ? 'Nothing changed.' : `Changed ${countOf(changed, 'number')}.`, batch);
      onClose();
    },
  });
  const count = countOf(numbers.length, 'number');

  return (
    <SidePanel
      title={what === 'where' ? `Change where ${count} hold` : `Change until when ${count} hold`}
      onClose={onClose}
      onSubmit={() => {
        if (ready && !change.isPending) change.mutate();
      }}
      buttons={
        <>
          {change.isError ? (
            <p className={classes.error} role="alert">
              {toSentence(change.error)}
            </p>
          ) : null}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready} loading={change.isPending}>
            Change {count}
          </Button>
        </>
      }
    >
      {what === 'where' ? (
        <>
          <Text size="sm" c="dimmed">
            This replaces where they hold now. A narrower choice releases them in the other places.
          </Text>
          <ScopePicker
            value={holds}
            onChange={setHolds}
            said={{ reason: true, category: false, callReference: true }}
            legend="Where they will hold"
            count={numbers.length}
          />
        </>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            Where they hold stays as it is. When the day is over, a number may be called again.
          </Text>
          <Radio.Group
            label="Blocked until"
            value={ends}
            onChange={(value) => setEnds(value === 'on' ? 'on' : 'never')}
          >
            <Radio value="never" label="No end" mt="xs" />
            <Radio value="on" label="The end of a day" mt="xs" />
          </Radio.Group>
          {ends === 'on' ? (
            <TextInput
              type="date"
              label="Last blocked day"
              min={toFieldDay(now.toISOString()) ?? undefined}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
          ) : null}
        </>
      )}
    </SidePanel>
  );
}
