/** What holds for every line that does not say otherwise itself: where, until, why, and what happens to numbers that are there. */
import { Radio, TextInput } from '@mantine/core';
import { type Field, fieldNames, fields as detailRows, ofEach, wordFields } from '../../../shared/fields.ts';
import fileClasses from '../../ui/file/File.module.css';
import { Step } from '../../ui/file/Step.tsx';
import { ScopePicker } from '../../ui/ScopePicker.tsx';
import { DetailField } from '../../ui/entry/DetailField.tsx';
import { isFilled, partsOf } from '../../ui/entry/detailForm.ts';
import type { StatementForm } from '../../ui/entry/statementForm.ts';
import type { ImportDraft } from './draft.ts';
import classes from './Import.module.css';
import { choicesSectionWords as words } from '../../../shared/words/page/import.ts';

/** No person has one call reference for a file of calls. */
const others = fieldNames.filter((field) => field !== 'reason' && detailRows[field].kind !== 'reference');

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
  const hasColumn = (field: Field) => partsOf(field).every(({ column }) => fields.includes(column));
  const input = (field: Field) => (
    <DetailField
      key={field}
      field={field}
      form={statement}
      onChange={say}
      description={hasColumn(field) ? words.forRowsWhoseOwnColumn : undefined}
    />
  );
  return (
    <Step title={words.howToBlockThem} isOver={isOver}>
      <fieldset className={fileClasses.choices} disabled={onChange === undefined}>
        <ScopePicker
          legend={words.where}
          value={statement.holds}
          onChange={(holds) => say({ holds })}
          said={{
            ...ofEach(wordFields, (field) => isFilled(statement, field) || hasColumn(field)),
            callReference: hasColumn('callReference'),
          }}
          {...(count === undefined ? {} : { count })}
        />
        <div className={fileClasses.fields}>
          {input('reason')}
          <div className={classes.detailFields}>{others.map(input)}</div>
          <TextInput
            label={words.sourceToName}
            placeholder={words.theNameOfTheFile}
            maxLength={200}
            value={draft.sourceLabel}
            onChange={(event) => onChange?.({ ...draft, sourceLabel: event.currentTarget.value })}
          />
          <Radio.Group
            label={words.numbersThat}
            value={draft.onDuplicate}
            onChange={(value) => onChange?.({ ...draft, onDuplicate: value === 'update' ? 'update' : 'keep' })}
          >
            <div className={fileClasses.radios}>
              <Radio value="keep" label={words.keepWhatTheListSays} />
              <Radio value="update" label={words.takeWhatTheFileSays} />
            </div>
          </Radio.Group>
          <p className={fileClasses.quiet}>{words.eitherWayABlock}</p>
        </div>
      </fieldset>
    </Step>
  );
}
