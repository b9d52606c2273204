/** Until when blocks will hold, wherever they hold: for ever, to the end of a day, or to a time of it. */
import { Radio, Text } from '@mantine/core';
import { useNow, useZone } from '../../desk.tsx';
import { MomentField } from '../MomentField.tsx';
import { toToday } from '../timeWords.ts';
import type { Ends } from './changeForm.ts';

export function UntilFields({ ends, onChange }: { readonly ends: Ends; readonly onChange: (ends: Ends) => void }) {
  const now = useNow();
  const zone = useZone();
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
        <Radio value="never" label="No end" mt="xs" />
        <Radio value="on" label="The end of a day" mt="xs" />
      </Radio.Group>
      {ends.kind === 'on' ? (
        <MomentField
          label="Last blocked day"
          kind="end"
          min={toToday(now, zone)}
          value={ends.end}
          onChange={(end) => onChange({ ...ends, end })}
        />
      ) : null}
    </>
  );
}
