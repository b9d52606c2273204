/** After how long without a reading of the shared list no number is callable here. Kept as soon as it is chosen. */
import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { HubView } from '../../../shared/contract/hub.ts';
import { hubHoursWords as say } from '../../../shared/words/page/hub.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SharedList.module.css';

const usual = [1, 4, 12, 24, 48, 168] as const;
const never = 'never';

export function HubHours({ hub: { openHours } }: { readonly hub: HubView }) {
  const { queries } = useDesk();
  const tell = useTell();
  const save = useMutation(
    queries.hub.saveSettings.mutationOptions({
      onSuccess: (view) => tell(view.openHours === null ? say.keptNever : say.keptHours(view.openHours)),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  // The command line sets any number of hours.
  const hours = [...new Set([...usual, ...(openHours === null ? [] : [openHours])])].toSorted((a, b) => a - b);
  return (
    <NativeSelect
      className={classes.hours}
      size="sm"
      label={say.label}
      description={say.description}
      value={openHours === null ? never : String(openHours)}
      data={[
        { value: never, label: say.never },
        ...hours.map((count) => ({ value: String(count), label: say.hours(count) })),
      ]}
      disabled={save.isPending}
      onChange={({ currentTarget: { value } }) => save.mutate({ openHours: value === never ? null : Number(value) })}
    />
  );
}
