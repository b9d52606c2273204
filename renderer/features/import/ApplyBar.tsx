/** The bar at the bottom that stays in sight: carries the preview out, or shows how far that is. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JobRow } from '../../../shared/contract/app.ts';
import type { IntakeSummary } from '../../../shared/contract/intake.ts';
import { toSentence, useDesk, useJobs } from '../../desk.tsx';
import type { JobsState } from '../../stores/jobs.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import classes from './Import.module.css';
import { toApplyWords, toLeftWords } from './importWords.ts';

export function ApplyBar(props: {
  readonly intake: string;
  readonly summary: IntakeSummary | undefined;
  readonly applying: JobRow | undefined;
  /** Whether the preview in the core is of the choices on the page. */
  readonly isReady: boolean;
  /** There is none of these choices, and none is under way. */
  readonly isStale: boolean;
  readonly onPreview: () => void;
}) {
  const { intake, summary, applying, isReady, isStale, onPreview } = props;
  const { queries } = useDesk();
  const apply = useMutation(queries.intake.apply.mutationOptions());
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
      <div className={classes.applyRow}>
        {isStale ? (
          <Button variant="default" onClick={onPreview}>
            Show what will happen
          </Button>
        ) : (
          <Button
            size="sm"
            loading={apply.isPending}
            disabled={!isReady || summary === undefined || words === undefined}
            onClick={() => apply.mutate({ intake })}
          >
            {words ?? 'Nothing to block'}
          </Button>
        )}
        <p className={classes.quiet}>{summary === undefined ? '' : toLeftWords(summary)}</p>
      </div>
    </div>
  );
}

/** How the newest apply of this intake ended, if it was cancelled or failed. */
function findEnded({ byId }: JobsState, intake: string): JobRow | undefined {
  const last = [...byId.values()].findLast((job) => job.kind === 'import' && job.subject === intake);
  return last?.state === 'failed' || last?.state === 'cancelled' ? last : undefined;
}
