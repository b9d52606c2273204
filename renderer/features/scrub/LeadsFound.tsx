/** What was found in a lead file: how it is written and which columns hold numbers, every guess open to correction. */
import { NativeSelect, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ScrubFound } from '../../../shared/contract/scrub.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { countryChoices } from '../../ui/countryChoices.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useToast } from '../../ui/useUndoToast.tsx';
import { countOf } from '../../ui/words.ts';
import { delimiterChoices, encodingChoices, toSize } from '../import/importWords.ts';
import { Step } from '../import/Step.tsx';
import classes from './Scrub.module.css';
import { type LeadField, leadFields, type ScrubDraft, withField } from './scrubDraft.ts';

export function LeadsFound(props: {
  readonly found: ScrubFound;
  readonly draft: ScrubDraft;
  /** Absent while the file is cleaned, and after. */
  readonly onChange: ((draft: ScrubDraft) => void) | undefined;
  readonly isOver: boolean;
}) {
  const { found, draft, onChange, isOver } = props;
  return (
    <Step
      title="What we found"
      about={`${found.name} · ${toSize(found.bytes)} · ${countOf(found.columns.length, 'column')}`}
      isOver={isOver}
    >
      {found.notes.map((note) => (
        <p key={note} className={classes.note}>
          <StateMark mark={{ word: note, shape: 'triangle', tone: 'person' }} />
        </p>
      ))}
      <div className={classes.settings}>
        <ReadSettings found={found} isOpen={onChange !== undefined} />
        <Select
          label="Country of numbers without +"
          placeholder="none: such rows are blocked"
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
            {found.columns.map(({ column, header, samples }, at) => {
              const name = header === null || header === '' ? `Column ${column + 1}` : header;
              const field: LeadField = draft.fields[at] ?? 'ignore';
              return (
                <tr key={column} data-used={field !== 'ignore'}>
                  <th scope="row" dir="auto">
                    {name}
                  </th>
                  <td className={classes.holds}>
                    <NativeSelect
                      size="xs"
                      aria-label={`${name} holds`}
                      data={[...leadFields]}
                      disabled={onChange === undefined}
                      value={field}
                      onChange={(event) => {
                        const chosen = leadFields.find(({ value }) => value === event.currentTarget.value);
                        if (chosen !== undefined) onChange?.(withField(draft, at, chosen.value));
                      }}
                    />
                  </td>
                  <td className={classes.samples} dir="auto">
                    {samples.length === 0 ? (
                      <span className={classes.quiet}>empty</span>
                    ) : (
                      samples.slice(0, 4).map((sample, place) => <bdi key={`${place}/${sample}`}>{sample}</bdi>)
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Step>
  );
}

/** How the file is written. A change reads it again, in the core; the halves are written the same way. */
function ReadSettings({ found, isOpen }: { readonly found: ScrubFound; readonly isOpen: boolean }) {
  const { queries } = useDesk();
  const queryClient = useQueryClient();
  const tell = useToast();
  const reread = useMutation(
    queries.scrub.reread.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.scrub.key() }),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const { scrub, encoding, delimiter, headerRow } = found;
  const read = (change: Partial<{ encoding: typeof encoding; delimiter: typeof delimiter; hasHeader: boolean }>) =>
    reread.mutate({ scrub, encoding, delimiter, hasHeader: headerRow !== null, ...change });
  const disabled = !isOpen || reread.isPending;
  return (
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
      <NativeSelect
        label="Column names"
        data={[
          { value: 'yes', label: headerRow === null ? 'in the first row' : `in row ${headerRow}` },
          { value: 'no', label: 'none: the first row is data' },
        ]}
        disabled={disabled}
        value={headerRow === null ? 'no' : 'yes'}
        onChange={(event) => read({ hasHeader: event.currentTarget.value === 'yes' })}
      />
    </>
  );
}
