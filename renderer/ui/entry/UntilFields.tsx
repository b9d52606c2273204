/** Until when blocks will hold, wherever they hold: for ever, to the end of a day, or to a time of it. */
import { Radio, Text } from '@mantine/core';
import { useNow, useZone } from '../../desk.tsx';
import { MomentField } from '../MomentField.tsx';
import { toToday } from '../timeWords.ts';
import type { Ends } from './changeForm.ts';
import { untilFieldsWords as say } from '../../../shared/words/page/entryForm.ts';

export function UntilFields({ ends, onChange }: { readonly ends: Ends; readonly onChange: (ends: Ends) => void }) {
  const now = useNow();
  const zone = useZone();
  return (
    <>
      <Text size="sm" c="dimmed">
        {say.whereTheyHoldStays}
      </Text>
      <Radio.Group
        label={say.blockedUntil}
        value={ends.kind}
        onChange={(value) => onChange({ ...ends, kind: value === 'on' ? 'on' : 'never' })}
      >
        <Radio value="never" label={say.noEnd} mt="xs" />
        <Radio value="on" label={say.theEndOfADay} mt="xs" />
      </Radio.Group>
      {ends.kind === 'on' ? (
        <MomentField
          label={say.lastBlockedDay}
          kind="end"
          min={toToday(now, zone)}
          value={ends.end}
          onChange={(end) => onChange({ ...ends, end })}
        />
      ) : null}
    </>
  );
}
