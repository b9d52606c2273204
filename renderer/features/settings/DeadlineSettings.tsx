/** By when a person's request has to be at every vendor: the rule of a country, or the company's own. */
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SettingsScreen.module.css';
import { deadlineSettingsWords as say } from '../../../shared/words/page/settings.ts';

type Deadline = Settings['deadline'];

export function DeadlineSettings() {
  const { queries } = useDesk();
  const { data } = useQuery(queries.app.settings.queryOptions());
  if (data === undefined) return <LineSkeletons lines={3} />;
  return <DeadlineForm key={JSON.stringify(data.deadline)} saved={data.deadline} />;
}

function DeadlineForm({ saved }: { readonly saved: Deadline }) {
  const { queries } = useDesk();
  const tell = useTell();
  const presets = useQuery(queries.home.deadlines.queryOptions());
  const [draft, setDraft] = useState<Omit<Deadline, 'days'> & { readonly days: number | string }>(saved);
  const save = useMutation(queries.app.saveSettings.mutationOptions({ onSuccess: () => tell(say.settingsSaved) }));
  const { days, counting, holidays } = draft;
  const isAsSaved = days === saved.days && counting === saved.counting && holidays === saved.holidays;
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof days === 'number') save.mutate({ deadline: { days, counting, holidays } });
      }}
    >
      <NumberInput
        label={say.daysUntilARequest}
        description={say.fromTheDay}
        min={1}
        max={90}
        allowDecimal={false}
        value={days}
        onChange={(value) => setDraft({ ...draft, days: value })}
        error={save.isError ? toSentence(save.error) : undefined}
      />
      <NativeSelect
        label={say.whatCounts}
        value={counting}
        onChange={(event) =>
          setDraft({ ...draft, counting: event.currentTarget.value === 'days' ? 'days' : 'businessDays' })
        }
        data={[
          { value: 'businessDays', label: say.businessDays },
          { value: 'days', label: say.allDays },
        ]}
      />
      {counting === 'days' ? null : (
        <NativeSelect
          label={say.holidays}
          value={holidays}
          onChange={(event) => setDraft({ ...draft, holidays: event.currentTarget.value === 'US' ? 'US' : 'none' })}
          data={[
            { value: 'US', label: say.federalHolidaysOfTheUnited },
            { value: 'none', label: say.none },
          ]}
        />
      )}
      <div>
        {presets.data?.map((preset) => (
          <p key={preset.country} style={{ margin: '0 0 6px' }}>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => setDraft({ ...draft, days: preset.days, counting: preset.counting })}
            >
              {preset.country}: {preset.rule}
            </Button>{' '}
            {preset.source}
          </p>
        ))}
      </div>
      <div>
        <Button
          type="submit"
          variant="default"
          disabled={typeof days !== 'number' || isAsSaved}
          loading={save.isPending}
        >
          {say.saveTheRule}
        </Button>
      </div>
    </form>
  );
}
