/** The input of one field of an entry, as its kind (shared/fields.ts) wants it: words, one of a few, a moment, or two ids. */
import { Autocomplete, Select, TextInput } from '@mantine/core';
import { assertNever } from '../../../shared/assertNever.ts';
import { type Field, type FieldRow, fields, type Part } from '../../../shared/fields.ts';
import { MomentField } from '../MomentField.tsx';
import { type DetailForm, partsOf } from './detailForm.ts';
import classes from './SidePanel.module.css';
import { detailFieldWords as say } from '../../../shared/words/page/entryForm.ts';

type Props = {
  readonly field: Field;
  readonly form: DetailForm;
  readonly onChange: (patch: Partial<DetailForm>) => void;
  readonly description?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly takesFocus?: boolean;
  /** The words beside it say what it is; its own name is read aloud alone. */
  readonly name?: string;
};

export function DetailField({ field, form, onChange, description, placeholder, takesFocus, name }: Props) {
  const row: FieldRow = fields[field];
  const said = name === undefined ? { label: row.label } : { 'aria-label': name };
  const focus = { 'data-autofocus': takesFocus === true || undefined };
  const value = form[field as Part];
  const change = (text: string) => onChange({ [field]: text });
  switch (row.kind) {
    case 'text':
      return (
        <Autocomplete
          {...said}
          {...focus}
          description={description}
          placeholder={placeholder ?? row.placeholder}
          data={[...row.suggestions]}
          maxLength={row.most}
          value={value}
          onChange={change}
        />
      );
    case 'choice':
      return (
        <Select
          {...said}
          {...focus}
          description={description}
          placeholder={say.notKnown}
          data={Object.entries(row.words).map(([choice, label]) => ({ value: choice, label }))}
          clearable
          value={value === '' ? null : value}
          onChange={(choice) => change(choice ?? '')}
        />
      );
    case 'moment':
      return (
        <MomentField label={name ?? row.label} description={description} kind="start" value={value} onChange={change} />
      );
    case 'reference':
      return (
        <div className={classes.pair}>
          {partsOf(field).map(({ part, label }, at) => (
            <TextInput
              key={part}
              label={label}
              description={description === undefined || at === 0 ? description : say.ofTheSameCall}
              value={form[part]}
              {...(at === 0 ? focus : {})}
              onChange={(event) => onChange({ [part]: event.currentTarget.value })}
            />
          ))}
        </div>
      );
    default:
      return assertNever(row);
  }
}
