/** The choice of where blocks will hold, or until when: for a selection and for all that match alike. */
import { Radio, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { HoldInput } from '../../../shared/contract/entries.ts';
import { useNow } from '../../desk.tsx';
import { everywhereForEver, ScopePicker } from '../../ui/ScopePicker.tsx';
import { toEndOfDay, toFieldDay } from '../../ui/words.ts';

/** What is to change, as `entries.edit` takes it. */
export type Rescope = { readonly patch: { readonly holds?: HoldInput[] }; readonly expires?: string | null };

export function useRescope(
  what: 'where' | 'until',
  count: number | null,
): {
  readonly fields: ReactNode;
  /** Undefined while something is missing. */
  readonly rescope: Rescope | undefined;
} {
  const now = useNow();
  const [holds, setHolds] = useState<readonly HoldInput[]>(everywhereForEver);
  const [ends, setEnds] = useState<'never' | 'on'>('never');
  const [day, setDay] = useState('');
  const until = ends === 'never' ? null : toEndOfDay(day);
  if (what === 'where')
    return {
      rescope: holds.length > 0 ? { patch: { holds: [...holds] } } : undefined,
      fields: (
        <>
          <Text size="sm" c="dimmed">
            This replaces where they hold now. A narrower choice releases them in the other places.
          </Text>
          <ScopePicker
            value={holds}
            onChange={setHolds}
            said={{ reason: true, category: false, callReference: true }}
            legend="Where they will hold"
            {...(count === null ? {} : { count })}
          />
        </>
      ),
    };
  return {
    rescope: ends === 'never' || until !== null ? { patch: {}, expires: until } : undefined,
    fields: (
      <>
        <Text size="sm" c="dimmed">
          Where they hold stays as it is. When the day is over, a number may be called again.
        </Text>
        <Radio.Group label="Blocked until" value={ends} onChange={(value) => setEnds(value === 'on' ? 'on' : 'never')}>
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
    ),
  };
}
