/** The fields of an entry, shared by adding and editing. The call reference is folded away: most entries need none. */
import { Autocomplete, TextInput } from '@mantine/core';
import { MomentField } from '../MomentField.tsx';
import { ScopePicker } from '../ScopePicker.tsx';
import classes from './SidePanel.module.css';
import { categorySuggestions, reasonSuggestions, type StatementForm } from './statementForm.ts';

export function StatementFields(props: {
  readonly form: StatementForm;
  readonly onChange: (patch: Partial<StatementForm>) => void;
  readonly focus?: 'reason' | 'callReference';
}) {
  const { form, onChange, focus } = props;
  return (
    <>
      <Autocomplete
        label="Why"
        placeholder="asked on the phone"
        data={[...reasonSuggestions]}
        maxLength={2000}
        value={form.reason}
        data-autofocus={focus === 'reason' || undefined}
        onChange={(reason) => onChange({ reason })}
      />
      <ScopePicker
        value={form.holds}
        onChange={(holds) => onChange({ holds })}
        said={{
          reason: form.reason.trim() !== '',
          category: form.category.trim() !== '',
          callReference: form.batchId.trim() !== '',
        }}
      />
      <div className={classes.categoryAndTime}>
        <Autocomplete
          label="Category"
          placeholder="none"
          data={[...categorySuggestions]}
          maxLength={64}
          value={form.category}
          onChange={(category) => onChange({ category })}
        />
        <MomentField
          label="When the person asked"
          kind="start"
          value={form.requestedAt}
          onChange={(requestedAt) => onChange({ requestedAt })}
        />
      </div>
      <details className={classes.more} open={focus === 'callReference' || form.batchId !== '' || undefined}>
        <summary>Reference of the call (some vendors need it)</summary>
        <div className={classes.pair}>
          <TextInput
            label="Batch id"
            value={form.batchId}
            data-autofocus={focus === 'callReference' || undefined}
            onChange={(event) => onChange({ batchId: event.currentTarget.value })}
          />
          <TextInput
            label="Request UUID"
            value={form.requestUuid}
            onChange={(event) => onChange({ requestUuid: event.currentTarget.value })}
          />
        </div>
      </details>
    </>
  );
}
