/** What a bulk change is to change: each field is chosen first, and only then shown; what is not chosen stays as it is. */
import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldNames, fields as detailRows, ofEach } from '../../../shared/fields.ts';
import { DetailField } from '../../ui/entry/DetailField.tsx';
import { UntilFields } from '../../ui/entry/UntilFields.tsx';
import { WhereFields } from '../../ui/entry/WhereFields.tsx';
import classes from './Bulk.module.css';
import { type ChangeField, changeFields, type ChangeForm, withChosen } from '../../ui/entry/changeForm.ts';
import { changeFieldsWords as page } from '../../../shared/words/page/bulk.ts';

const words = {
  where: page.whereTheyHold,
  until: page.untilWhenTheyHold,
  ...ofEach(fieldNames, (field) => page.the(detailRows[field].word)),
} as const satisfies Record<ChangeField, string>;

const takenAway = page.empty;

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
    ...ofEach(fieldNames, (field) => (
      <DetailField
        field={field}
        form={form}
        onChange={say}
        description={takenAway}
        name={page.new(detailRows[field].word)}
      />
    )),
  };
  return (
    <fieldset className={classes.what}>
      <legend>{page.whatToChange}</legend>
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
