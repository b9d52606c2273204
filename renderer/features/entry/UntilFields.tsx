/** Until when blocks will hold, wherever they hold: for ever, or to the end of a day. */
import { Radio, Text, TextInput } from '@mantine/core';
import { useNow } from '../../desk.tsx';
import { toFieldDay } from '../../ui/words.ts';
import type { Ends } from './changeForm.ts';

export function UntilFields({ ends, onChange }: { readonly ends: Ends; readonly onChange: (ends: Ends) => void }) {
  const now = useNow();
  return (
    <>
      <Text size="sm" c="dimmed">
        Where they hold stays as it is. When the day is over, a number may be called again.
      </Text>
      <Radio.Group
        label="Blocked until"
        value={ends.kind}
        onChange={(value) => onChange({ ...ends, kind: value === 'on' ? 'on' : 'never' })}
      >
        <Radio size="xs" value="never" label="No end" mt="xs" />
        <Radio size="xs" value="on" label="The end of a day" mt="xs" />
      </Radio.Group>
      {ends.kind === 'on' ? (
        <TextInput
          type="date"
          label="Last blocked day"
          min={toFieldDay(now.toISOString()) ?? undefined}
          value={ends.day}
          onChange={(event) => onChange({ ...ends, day: event.currentTarget.value })}
        />
      ) : null}
    </>
  );
}
