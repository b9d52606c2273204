/** The bar at the bottom that stays in sight: carries the preview out, or shows how far that is. */
import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JobRow } from '../../../shared/contract/app.ts';
import type { IntakeAsk, IntakeSummary } from '../../../shared/contract/intake.ts';
import { useState } from 'react';
import { toSentence, useDesk, useJobs } from '../../desk.tsx';
import type { JobsState } from '../../stores/jobs.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import classes from './Import.module.css';
import { toApplyWords, toLeftWords } from './importWords.ts';

export function ApplyBar(props: {
  readonly intake: string;
  /** What has to be confirmed first. */
  readonly asks: readonly IntakeAsk[];
  readonly summary: IntakeSummary | undefined;
  readonly applying: JobRow | undefined;
  /** Whether the preview in the core is of the choices on the page. */
  readonly isReady: boolean;
  /** There is none of these choices, and none is under way. */
  readonly isStale: boolean;
  readonly onPreview: () => void;
}) {
  const { intake, asks, summary, applying, isReady, isStale, onPreview } = props;
  const { queries } = useDesk();
  const apply = useMutation(queries.intake.apply.mutationOptions());
  const [confirmed, setConfirmed] = useState<readonly IntakeAsk['kind'][]>([]);
  const isAsking = asks.some(({ kind }) => !confirmed.includes(kind));
  const ended = useJobs((state) => findEnded(state, intake));
  if (applying !== undefined) {
    return (
      <div className={classes.apply}>
        <JobProgress job={applying} cancelWord="Cancel and take it back" />
      </div>
    );
  }
  const words = summary === undefined ? 'Block the numbers' : toApplyWords(summary);
  const problem = apply.isError ? toSentence(apply.error) : ended?.message;
  return (
    <div className={classes.apply}>
      {problem === undefined ? null : (
        <div className={classes.problem} role="alert">
          <StateMark
            mark={{ word: ended?.state === 'cancelled' ? 'Cancelled' : 'Not applied', shape: 'triangle', tone: 'lost' }}
          />
          <p>{problem}</p>
        </div>
      )}
      {asks.map(({ kind, sentence }) => (
        <Checkbox
          key={kind}
          size="xs"
          description={sentence}
          label={askWords[kind]}
          checked={confirmed.includes(kind)}
          onChange={(event) => {
            const others = confirmed.filter((other) => other !== kind);
            setConfirmed(event.currentTarget.checked ? [...others, kind] : others);
          }}
        />
      ))}
      <div className={classes.applyRow}>
        {isStale ? (
          <Button variant="default" onClick={onPreview}>
            Show what will happen
          </Button>
        ) : (
          <Button
            size="sm"
            loading={apply.isPending}
            disabled={!isReady || isAsking || summary === undefined || words === undefined}
            onClick={() => apply.mutate({ intake, confirmed: [...confirmed] })}
          >
            {words ?? 'Nothing to block'}
          </Button>
        )}
        <p className={classes.quiet}>{summary === undefined ? '' : toLeftWords(summary)}</p>
      </div>
    </div>
  );
}

const askWords = {
  leads: 'These are people who asked not to be called: block them',
  appliedBefore: 'Import the same file again',
} as const satisfies Record<IntakeAsk['kind'], string>;

/** How the newest apply of this intake ended, if it was cancelled or failed. */
function findEnded({ byId }: JobsState, intake: string): JobRow | undefined {
  const last = [...byId.values()].findLast((job) => job.kind === 'import' && job.subject === intake);
  return last?.state === 'failed' || last?.state === 'cancelled' ? last : undefined;
}
