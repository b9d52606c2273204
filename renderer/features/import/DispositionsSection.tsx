/** A file of calls, all of them: which of the ways in which a call ended mean that the person asked not to be called. */
import { Checkbox } from '@mantine/core';
import type { IntakeSummary } from '../../../shared/contract/intake.ts';
import fileClasses from '../../ui/file/File.module.css';
import { Step } from '../../ui/file/Step.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { toCount } from '../../ui/words.ts';
import type { ImportDraft } from './draft.ts';
import classes from './Import.module.css';

export function DispositionsSection(props: {
  readonly summary: IntakeSummary | undefined;
  readonly draft: ImportDraft;
  readonly onChange: ((draft: ImportDraft) => void) | undefined;
}) {
  const { summary, draft, onChange } = props;
  if (!draft.fields.includes('disposition') || summary === undefined || summary.dispositions.length === 0) return null;
  const { dispositions } = summary;
  const chosen = new Set(draft.requestValues ?? dispositions.filter((each) => each.chosen).map(({ value }) => value));
  const choose = (value: string, isRequest: boolean) => {
    const values = new Set(chosen);
    if (isRequest) values.add(value);
    else values.delete(value);
    onChange?.({ ...draft, requestValues: [...values] });
  };
  return (
    <Step title="Which calls mean do-not-call?" about="Only rows that ended so are imported.">
      {chosen.size > 0 ? null : (
        <p className={classes.gap}>
          <StateMark
            mark={{ word: 'Choose at least one, or nothing is imported.', shape: 'triangle', tone: 'person' }}
          />
        </p>
      )}
      <div className={classes.dispositions} role="group" aria-label="How the calls ended">
        {dispositions.map(({ value, count }) => (
          <Checkbox
            key={value}
            size="xs"
            disabled={onChange === undefined}
            checked={chosen.has(value)}
            onChange={(event) => choose(value, event.currentTarget.checked)}
            label={
              <>
                <bdi>{value === '' ? '(empty)' : value}</bdi>{' '}
                <span className={fileClasses.quiet}>{toCount(count)}</span>
              </>
            }
          />
        ))}
      </div>
      {summary.moreDispositions ? (
        <p className={fileClasses.quiet}>
          The column has more values than are shown: it may hold something else. Correct it under What we found.
        </p>
      ) : null}
    </Step>
  );
}
