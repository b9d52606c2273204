/** What was found in the file: how it is written and what each column holds, every guess open to correction. */
import { Button, NativeSelect, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ColumnGuess, IntakeFound } from '../../../shared/contract/intake.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { countryChoices } from '../../ui/countryChoices.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useToast } from '../../ui/useUndoToast.tsx';
import { countOf } from '../../ui/words.ts';
import { type ImportDraft, withField } from './draft.ts';
import { delimiterChoices, encodingChoices, fieldChoices, toSize } from './importWords.ts';
import classes from './Import.module.css';
import { PartPickers } from './PartPickers.tsx';
import { Step } from './Step.tsx';

export function FoundSection(props: {
  readonly found: IntakeFound;
  readonly draft: ImportDraft;
  /** Absent while the import is applied, and after. */
  readonly onChange: ((draft: ImportDraft) => void) | undefined;
  readonly isOver?: boolean;
}) {
  const { found, draft, onChange, isOver = false } = props;
  return (
    <Step
      title="What we found"
      about={`${[found.name, ...found.levels.map(({ chosen }) => chosen)].join(' › ')} · ${toSize(found.bytes)} · ${countOf(found.columns.length, 'column')}`}
      isOver={isOver}
    >
      {found.notes.length === 0 && found.remembered === null ? null : (
        <ul className={classes.notes}>
          {found.remembered === null ? null : <Remembered found={found} isOpen={onChange !== undefined} />}
          {found.notes.map((note) => (
            <li key={note}>
              <StateMark
                mark={
                  found.layout === null
                    ? { word: note, shape: 'triangle', tone: 'person' }
                    : { word: note, shape: 'dot', tone: 'plain' }
                }
              />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.settings}>
        <ReadSettings found={found} isOpen={onChange !== undefined} />
        <Select
          label="Country of numbers without +"
          placeholder="none: they are rejected"
          data={countryChoices()}
          searchable
          allowDeselect={false}
          disabled={onChange === undefined}
          value={draft.region}
          onChange={(region) => onChange?.({ ...draft, region })}
        />
      </div>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Columns of the file">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Holds</th>
              <th scope="col">In the first rows</th>
            </tr>
          </thead>
          <tbody>
            {found.columns.map((guess, at) => (
              <ColumnRow
                key={guess.column}
                guess={guess}
                field={draft.fields[at] ?? 'ignore'}
                onField={onChange && ((field) => onChange(withField(draft, at, field)))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Step>
  );
}

function ColumnRow(props: {
  readonly guess: ColumnGuess;
  readonly field: ColumnGuess['field'];
  readonly onField: ((field: ColumnGuess['field']) => void) | undefined;
}) {
  const { guess, field, onField } = props;
  const name = guess.header === null || guess.header === '' ? `Column ${guess.column + 1}` : guess.header;
  return (
    <tr data-used={field !== 'ignore'}>
      <th scope="row" dir="auto">
        {name}
      </th>
      <td className={classes.holds}>
        <NativeSelect
          size="xs"
          aria-label={`${name} holds`}
          data={fieldChoices}
          disabled={onField === undefined}
          value={field}
          onChange={(event) => {
            const chosen = fieldChoices.find(({ value }) => value === event.currentTarget.value);
            if (chosen !== undefined) onField?.(chosen.value);
          }}
        />
        <span className={classes.why}>{toWhy(guess, field)}</span>
      </td>
      <td className={classes.samples} dir="auto">
        {guess.samples.length === 0 ? (
          <span className={classes.quiet}>empty</span>
        ) : (
          guess.samples.slice(0, 4).map((sample, place) => <bdi key={`${place}/${sample}`}>{sample}</bdi>)
        )}
      </td>
    </tr>
  );
}

function toWhy(guess: ColumnGuess, field: ColumnGuess['field']): string {
  if (field !== guess.field) return 'your choice';
  return {
    header: 'by its name',
    content: 'by its content',
    layout: 'by the layout',
    remembered: 'as the last time',
    none: '',
  }[guess.why];
}

/** Columns that mean what they meant the last time, and the way to forget it. */
function Remembered({ found, isOpen }: { readonly found: IntakeFound; readonly isOpen: boolean }) {
  const { queries } = useDesk();
  const queryClient = useQueryClient();
  const tell = useToast();
  const forget = useMutation(
    queries.intake.forgetMapping.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.intake.key() }),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <li className={classes.remembered}>
      <span>
        The columns are read as in the last file like this, on{' '}
        {new Date(found.remembered?.at ?? 0).toLocaleDateString('en-GB', { dateStyle: 'long' })}.
      </span>
      {isOpen ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={forget.isPending}
          onClick={() => forget.mutate({ intake: found.intake })}
        >
          Forget it
        </Button>
      ) : null}
    </li>
  );
}

/** How the file is written. A change reads it again, in the core. */
function ReadSettings({ found, isOpen }: { readonly found: IntakeFound; readonly isOpen: boolean }) {
  const { queries } = useDesk();
  const queryClient = useQueryClient();
  const tell = useToast();
  const reread = useMutation(
    queries.intake.reread.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.intake.key() }),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const { intake, encoding, delimiter, levels } = found;
  const parts = levels.map(({ chosen }) => chosen);
  const hasHeader = found.headerRow !== null;
  const read = (change: Partial<{ encoding: typeof encoding; delimiter: typeof delimiter; hasHeader: boolean }>) =>
    reread.mutate({ intake, parts, encoding, delimiter, hasHeader, ...change });
  const disabled = !isOpen || reread.isPending;
  return (
    <>
      {/* Of another part everything is found anew. */}
      <PartPickers levels={levels} isDisabled={disabled} onPick={(picks) => reread.mutate({ intake, parts: picks })} />
      {found.format === 'sheet' ? null : (
        <>
          <NativeSelect
            label="Written in"
            data={encodingChoices}
            disabled={disabled}
            value={encoding}
            onChange={(event) => {
              const chosen = encodingChoices.find(({ value }) => value === event.currentTarget.value);
              if (chosen !== undefined) read({ encoding: chosen.value });
            }}
          />
          <NativeSelect
            label="Columns separated by"
            data={delimiterChoices}
            disabled={disabled}
            value={delimiter}
            onChange={(event) => {
              const chosen = delimiterChoices.find(({ value }) => value === event.currentTarget.value);
              if (chosen !== undefined) read({ delimiter: chosen.value });
            }}
          />
        </>
      )}
      <NativeSelect
        label="Column names"
        data={[
          { value: 'yes', label: found.headerRow === null ? 'in the first row' : `in row ${found.headerRow}` },
          { value: 'no', label: 'none: the first row is data' },
        ]}
        disabled={disabled}
        value={hasHeader ? 'yes' : 'no'}
        onChange={(event) => read({ hasHeader: event.currentTarget.value === 'yes' })}
      />
    </>
  );
}
