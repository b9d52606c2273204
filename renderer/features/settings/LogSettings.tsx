/** How long the log of each sync, with its requests to the vendor, is kept. The history of the list is never deleted. */
import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toSentence, useDesk } from '../../desk.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SettingsScreen.module.css';
import { logSettingsWords as say } from '../../../shared/words/page/settings.ts';

export function LogSettings() {
  const { queries } = useDesk();
  const { data } = useQuery(queries.app.settings.queryOptions());
  if (data === undefined) return <LineSkeletons lines={2} />;
  return <LogForm key={data.requestLogDays} saved={data.requestLogDays} />;
}

function LogForm({ saved }: { readonly saved: number }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [days, setDays] = useState<number | string>(saved);
  const save = useMutation(queries.app.saveSettings.mutationOptions({ onSuccess: () => tell(say.settingsSaved) }));
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof days === 'number') save.mutate({ requestLogDays: days });
      }}
    >
      <NumberInput
        label={say.keepThemForDays}
        description={say.whenASyncRan}
        min={1}
        max={3650}
        allowDecimal={false}
        value={days}
        onChange={setDays}
        error={save.isError ? toSentence(save.error) : undefined}
      />
      <div>
        <Button
          type="submit"
          variant="default"
          disabled={typeof days !== 'number' || days === saved}
          loading={save.isPending}
        >
          {say.saveTheDays}
        </Button>
      </div>
    </form>
  );
}
