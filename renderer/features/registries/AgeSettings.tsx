/** For how many days a version may be used, by country. Rules change, so these are settings with their source. */
import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import { nameCountry } from '../../ui/words.ts';
import classes from './Registries.module.css';
import { ageSettingsWords as say } from '../../../shared/words/page/registries.ts';

type Days = Settings['registryDays'];
const countries = ['US', 'CA', 'GB', 'AU'] as const satisfies readonly (keyof Days)[];

export function AgeSettings() {
  const { queries } = useDesk();
  const settings = useQuery(queries.app.settings.queryOptions());
  if (settings.data === undefined) return null;
  return <AgeForm key={JSON.stringify(settings.data.registryDays)} saved={settings.data.registryDays} />;
}

function AgeForm({ saved }: { readonly saved: Days }) {
  const { queries } = useDesk();
  const tell = useTell();
  const [days, setDays] = useState<Days>(saved);
  const save = useMutation(
    queries.app.saveSettings.mutationOptions({
      onSuccess: () => tell(say.settingsSaved),
    }),
  );
  const changed = countries.some((country) => days[country] !== saved[country]);
  return (
    <form
      className={classes.section}
      style={{ padding: 0, border: 0 }}
      aria-label={say.howOldAVersion}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ registryDays: days });
      }}
    >
      <h3 className={classes.subheading}>{say.howOldAVersion}</h3>
      <p className={classes.quiet}>{say.inDaysThen}</p>
      <div className={classes.columns}>
        {countries.map((country) => (
          <NumberInput
            key={country}
            label={nameCountry(country)}
            min={1}
            max={365}
            allowDecimal={false}
            value={days[country]}
            onChange={(value) => {
              if (typeof value === 'number') setDays((before) => ({ ...before, [country]: value }));
            }}
          />
        ))}
      </div>
      {save.isError ? <p role="alert">{toSentence(save.error)}</p> : null}
      <div>
        <Button type="submit" variant="default" disabled={!changed} loading={save.isPending}>
          {say.saveTheDays}
        </Button>
      </div>
    </form>
  );
}
