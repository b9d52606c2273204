/** What holds for every line that does not say otherwise itself: where, until, why, and what happens to numbers that are there. */
import { Autocomplete, Radio, TextInput } from '@mantine/core';
import fileClasses from '../../ui/file/File.module.css';
import { Step } from '../../ui/file/Step.tsx';
import { MomentField } from '../../ui/MomentField.tsx';
import { ScopePicker } from '../../ui/ScopePicker.tsx';
import { categorySuggestions, reasonSuggestions, type StatementForm } from '../../ui/entry/statementForm.ts';
import type { ImportDraft } from './draft.ts';
import classes from './Import.module.css';

export function ChoicesSection(props: {
  readonly draft: ImportDraft;
  readonly onChange: ((draft: ImportDraft) => void) | undefined;
  readonly isOver?: boolean;
  /** How many numbers the preview would newly block, once it is there: what the vendors take their time for. */
  readonly count?: number | undefined;
}) {
  const { draft, onChange, isOver = false, count } = props;
  const { statement, fields } = draft;
  const say = (patch: Partial<StatementForm>) => onChange?.({ ...draft, statement: { ...statement, ...patch } });
  const besides = (field: ImportDraft['fields'][number]) =>
    fields.includes(field) ? 'For rows whose own column is empty.' : undefined;
  return (
    <Step title="How to block them" isOver={isOver}>
      <fieldset className={fileClasses.choices} disabled={onChange === undefined}>
        <ScopePicker
          legend="Where"
          value={statement.holds}
          onChange={(holds) => say({ holds })}
          said={{
            reason: statement.reason.trim() !== '' || fields.includes('reason'),
            category: statement.category.trim() !== '' || fields.includes('category'),
            callReference: fields.includes('batchId') && fields.includes('requestUuid'),
          }}
          {...(count === undefined ? {} : { count })}
        />
        <div className={fileClasses.fields}>
          <Autocomplete
            label="Why"
            description={besides('reason')}
            placeholder="asked in writing"
            data={[...reasonSuggestions]}
            maxLength={2000}
            value={statement.reason}
            onChange={(reason) => say({ reason })}
          />
          <div className={classes.categoryAndTime}>
            <Autocomplete
              label="Category"
              description={besides('category')}
              placeholder="none"
              data={[...categorySuggestions]}
              maxLength={64}
              value={statement.category}
              onChange={(category) => say({ category })}
            />
            <MomentField
              label="When they asked"
              description={besides('date')}
              kind="start"
              value={statement.requestedAt}
              onChange={(requestedAt) => say({ requestedAt })}
            />
          </div>
          <TextInput
            label="Source to name in the entries"
            placeholder="the name of the file"
            maxLength={200}
            value={draft.sourceLabel}
            onChange={(event) => onChange?.({ ...draft, sourceLabel: event.currentTarget.value })}
          />
          <Radio.Group
            label="Numbers that are on the list already"
            value={draft.onDuplicate}
            onChange={(value) => onChange?.({ ...draft, onDuplicate: value === 'update' ? 'update' : 'keep' })}
          >
            <div className={fileClasses.radios}>
              <Radio size="xs" value="keep" label="Keep what the list says about them" />
              <Radio size="xs" value="update" label="Take the file's reason, category and dates" />
            </div>
          </Radio.Group>
          <p className={fileClasses.quiet}>Either way a block is only ever made wider or longer by a file.</p>
        </div>
      </fieldset>
    </Step>
  );
}
