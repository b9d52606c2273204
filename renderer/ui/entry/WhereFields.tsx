/** Where blocks will hold instead of where they hold now: for a selection and for all that match alike. */
import { Text } from '@mantine/core';
import type { HoldInput } from '../../../shared/contract/entries.ts';
import { ScopePicker } from '../ScopePicker.tsx';

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
        This replaces where they hold now. A narrower choice releases them in the other places.
      </Text>
      <ScopePicker
        value={holds}
        onChange={onChange}
        said={{ reason: true, callReference: true }}
        legend="Where they will hold"
        {...(count === null ? {} : { count })}
      />
    </>
  );
}
