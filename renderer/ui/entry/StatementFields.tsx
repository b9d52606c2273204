/** The fields of an entry, shared by adding and editing. The call reference is folded away: most entries need none. */
import { type Field, fieldNames, fields, ofEach, wordFields } from '../../../shared/fields.ts';
import { ScopePicker } from '../ScopePicker.tsx';
import { DetailField } from './DetailField.tsx';
import { isFilled } from './detailForm.ts';
import classes from './SidePanel.module.css';
import type { StatementForm } from './statementForm.ts';

/** Why comes before where; what most entries lack is folded away. */
const folded = fieldNames.filter((field) => fields[field].kind === 'reference');
const others = fieldNames.filter((field) => field !== 'reason' && !folded.includes(field));

export function StatementFields(props: {
  readonly form: StatementForm;
  readonly onChange: (patch: Partial<StatementForm>) => void;
  readonly focus?: 'reason' | 'callReference';
}) {
  const { form, onChange, focus } = props;
  const input = (field: Field) => (
    <DetailField key={field} field={field} form={form} onChange={onChange} takesFocus={focus === field} />
  );
  return (
    <>
      {input('reason')}
      <ScopePicker
        value={form.holds}
        onChange={(holds) => onChange({ holds })}
        said={{
          ...ofEach(wordFields, (field) => isFilled(form, field)),
          callReference: isFilled(form, 'callReference'),
        }}
      />
      <div className={classes.details}>{others.map(input)}</div>
      {folded.map((field) => (
        <details key={field} className={classes.more} open={focus === field || isFilled(form, field) || undefined}>
          <summary>{fields[field].label}</summary>
          {input(field)}
        </details>
      ))}
    </>
  );
}
