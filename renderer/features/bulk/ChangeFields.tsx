/** What a bulk change is to change: each field is chosen first, and only then shown; what is not chosen stays as it is. */
import { Autocomplete, Checkbox, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { MomentField } from '../../ui/MomentField.tsx';
import panelClasses from '../../ui/entry/SidePanel.module.css';
import { categorySuggestions, reasonSuggestions } from '../../ui/entry/statementForm.ts';
import { UntilFields } from '../../ui/entry/UntilFields.tsx';
import { WhereFields } from '../../ui/entry/WhereFields.tsx';
import classes from './Bulk.module.css';
import { type ChangeField, changeFields, type ChangeForm, withChosen } from '../../ui/entry/changeForm.ts';

const words = {
  where: 'Where they hold',
  until: 'Until when they hold',
  reason: 'The reason',
  category: 'The category',
  requestedAt: 'When the people asked',
  callReference: 'The reference of the call',
} as const satisfies Record<ChangeField, string>;

const takenAway = 'Empty: it is taken away.';

export function ChangeFields(props: {
  readonly form: ChangeForm;
  readonly onChange: (form: ChangeForm) => void;
  /** About how many numbers; null when that is not known yet. */
  readonly count: number | null;
}) {
  const { form, onChange, count } = props;
  const say = (patch: Partial<ChangeForm>) => onChange({ ...form, ...patch });
  const fields: Record<ChangeField, ReactNode> = {
    where: <WhereFields holds={form.holds} count={count} onChange={(holds) => say({ holds })} />,
    until: <UntilFields ends={form.ends} onChange={(ends) => say({ ends })} />,
    reason: (
      <Autocomplete
        aria-label="New reason"
        description={takenAway}
        placeholder="asked on the phone"
        data={[...reasonSuggestions]}
        maxLength={2000}
        value={form.reason}
        onChange={(reason) => say({ reason })}
      />
    ),
    category: (
      <Autocomplete
        aria-label="New category"
        description={takenAway}
        placeholder="none"
        data={[...categorySuggestions]}
        maxLength={64}
        value={form.category}
        onChange={(category) => say({ category })}
      />
    ),
    requestedAt: (
      <MomentField
        label="New time of the request"
        description={takenAway}
        kind="start"
        value={form.requestedAt}
        onChange={(requestedAt) => say({ requestedAt })}
      />
    ),
    callReference: (
      <div className={panelClasses.pair}>
        <TextInput
          label="Batch id"
          description={takenAway}
          value={form.batchId}
          onChange={(event) => say({ batchId: event.currentTarget.value })}
        />
        <TextInput
          label="Request UUID"
          description="Of the same call."
          value={form.requestUuid}
          onChange={(event) => say({ requestUuid: event.currentTarget.value })}
        />
      </div>
    ),
  };
  return (
    <fieldset className={classes.what}>
      <legend>What to change</legend>
      {changeFields.map((field, at) => (
        <div key={field} className={classes.field}>
          <Checkbox
            label={words[field]}
            checked={form.chosen.includes(field)}
            data-autofocus={at === 0 || undefined}
            onChange={(event) => onChange(withChosen(form, field, event.currentTarget.checked))}
          />
          {form.chosen.includes(field) ? <div className={classes.value}>{fields[field]}</div> : null}
        </div>
      ))}
    </fieldset>
  );
}
