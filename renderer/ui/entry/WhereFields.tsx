/** Where blocks will hold instead of where they hold now: for a selection and for all that match alike. */
import { Text } from '@mantine/core';
import type { HoldInput } from '../../../shared/contract/entries.ts';
import { ScopePicker } from '../ScopePicker.tsx';
import { whereFieldsWords as say } from '../../../shared/words/page/entryForm.ts';

export function WhereFields(props: {
  readonly holds: readonly HoldInput[];
  readonly onChange: (holds: readonly HoldInput[]) => void;
  /** About how many numbers; null when that is not known yet. */
  readonly count: number | null;
}) {
  const { holds, onChange, count } = props;
  return (
    <>
      <Text size="sm" c="dimmed">
        {say.thisReplacesWhereTheyHold}
      </Text>
      <ScopePicker
        value={holds}
        onChange={onChange}
        said={{ reason: true, callReference: true }}
        legend={say.whereTheyWillHold}
        {...(count === null ? {} : { count })}
      />
    </>
  );
}
