/** A file whose rows say themselves whether somebody asked (flags, dispositions, actions): which of their words mean do-not-call. */
import { Button, Checkbox } from '@mantine/core';
import type { IntakeSummary, MeaningColumn } from '../../../shared/contract/intake.ts';
import fileClasses from '../../ui/file/File.module.css';
import { Step } from '../../ui/file/Step.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { countOf, toCount } from '../../ui/words.ts';
import { answerMeaning, answerRest, type ImportDraft } from './draft.ts';
import classes from './Import.module.css';

export function MeaningsSection(props: {
  readonly summary: IntakeSummary | undefined;
  readonly draft: ImportDraft;
  readonly onChange: ((draft: ImportDraft) => void) | undefined;
}) {
  const { summary, draft, onChange } = props;
  if (summary === undefined || summary.meanings.length === 0) return null;
  const isChosen = summary.meanings.some(({ values }) => values.some(({ means }) => means === 'block'));
  return (
    <Step title="Which of these mean do not call?" about="Only rows that say so are imported.">
      {isChosen ? null : (
        <p className={classes.gap}>
          <StateMark
            mark={{ word: 'Choose at least one, or nothing is imported.', shape: 'triangle', tone: 'person' }}
          />
        </p>
      )}
      {summary.meanings.map((column) => (
        <Column key={column.column} column={column} draft={draft} onChange={onChange} />
      ))}
    </Step>
  );
}

function Column(props: {
  readonly column: MeaningColumn;
  readonly draft: ImportDraft;
  readonly onChange: ((draft: ImportDraft) => void) | undefined;
}) {
  const { column, draft, onChange } = props;
  const name = column.header ?? `Column ${column.column + 1}`;
  const unknown = column.values.filter(({ means }) => means === 'unknown');
  return (
    <div className={classes.meanings} role="group" aria-label={name}>
      <p className={fileClasses.quiet}>
        <bdi>{name}</bdi>
      </p>
      <div className={classes.dispositions}>
        {column.values.map(({ value, count, means }) => (
          <Checkbox
            key={value}
            size="xs"
            disabled={onChange === undefined}
            checked={means === 'block'}
            indeterminate={means === 'unknown'}
            onChange={(event) => onChange?.(answerMeaning(draft, value, event.currentTarget.checked))}
            label={
              <>
                <bdi>{value === '' ? '(empty)' : value}</bdi>{' '}
                <span className={fileClasses.quiet}>
                  {toCount(count)}
                  {means === 'unknown' ? ', not answered' : ''}
                </span>
              </>
            }
          />
        ))}
      </div>
      {unknown.length === 0 ? null : (
        <div className={fileClasses.row}>
          <StateMark
            mark={{
              word: `${countOf(unknown.length, 'word is', 'words are')} not explained: their rows wait.`,
              shape: 'triangle',
              tone: 'person',
            }}
          />
          <Button
            variant="default"
            size="compact-sm"
            disabled={onChange === undefined}
            onClick={() =>
              onChange?.(
                answerRest(
                  draft,
                  unknown.map(({ value }) => value),
                ),
              )
            }
          >
            The rest do not
          </Button>
        </div>
      )}
      {column.hasMore ? (
        <p className={fileClasses.quiet}>
          The column has more values than are shown: it may hold something else. Correct it under What we found.
        </p>
      ) : null}
    </div>
  );
}
