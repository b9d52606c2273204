/** What will happen: the groups of lines as bars, the lines of one of them, and the button that carries it out. */
import { Button, Skeleton } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobRow } from '../../../shared/contract/app.ts';
import type { IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import { toSentence, useDesk, useJob, useJobs } from '../../desk.tsx';
import type { JobsState } from '../../stores/jobs.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { Shape, StateMark } from '../../ui/StateMark.tsx';
import { countOf, toCount } from '../../ui/words.ts';
import classes from './Import.module.css';
import { groups, groupWords, toApplyWords } from './importWords.ts';
import { LinesPanel } from './LinesPanel.tsx';
import type { PreviewState } from './previewer.ts';
import { Step } from './Step.tsx';

export function PreviewSection(props: {
  readonly intake: string;
  /** What is missing before there can be a preview. */
  readonly gap: string | undefined;
  /** Whether the preview in the core is of the choices on the page. */
  readonly isCurrent: boolean;
  readonly isPreviewed: boolean;
  readonly preview: PreviewState;
  readonly applying: JobRow | undefined;
  readonly onPreview: () => void;
}) {
  const { intake, gap, isCurrent, isPreviewed, preview, applying, onPreview } = props;
  const { queries } = useDesk();
  const [chosen, setChosen] = useState<LineGroup | null>(null);
  const job = useJob(preview.job);
  const isWorking = preview.phase === 'working';
  const ready = isPreviewed && !isWorking;
  const summary = useQuery(
    queries.intake.summary.queryOptions({ input: { intake }, enabled: ready, placeholderData: keepPreviousData }),
  );
  const shown = gap === undefined ? summary.data : undefined;
  const isStale = gap === undefined && !isCurrent && !isWorking && preview.phase === 'idle';

  return (
    <Step title="What will happen" about={toAbout(shown)}>
      {gap === undefined ? null : (
        <p className={classes.gap}>
          <StateMark mark={{ word: gap, shape: 'triangle', tone: 'person' }} />
        </p>
      )}
      {gap === undefined && (preview.phase === 'failed' || preview.phase === 'stopped') ? (
        <div className={classes.problem} role="alert">
          <StateMark
            mark={{
              word: preview.phase === 'failed' ? 'Not worked out' : 'Stopped',
              shape: 'triangle',
              tone: 'lost',
            }}
          />
          <p>{preview.phase === 'failed' ? preview.sentence : 'Nothing was written.'}</p>
          <Button variant="default" size="compact-sm" onClick={onPreview}>
            Work it out again
          </Button>
        </div>
      ) : null}
      {isStale && !isPreviewed ? (
        <div>
          <Button variant="default" onClick={onPreview}>
            Show what will happen
          </Button>
        </div>
      ) : null}
      {gap === undefined ? (
        <>
          <Bars summary={shown} isDim={isWorking || !isCurrent} chosen={chosen} onChoose={setChosen} />
          {shown !== undefined && chosen !== null ? (
            <LinesPanel intake={intake} group={chosen} summary={shown} enabled={ready} />
          ) : null}
        </>
      ) : null}
      {isWorking ? (
        <div className={classes.progress}>
          {job === undefined ? <p className={classes.quiet}>Working it out.</p> : <JobProgress job={job} />}
        </div>
      ) : null}
      {shown === undefined || gap !== undefined ? null : (
        <Apply
          intake={intake}
          summary={shown}
          applying={applying}
          isReady={ready && isCurrent}
          isStale={isStale}
          onPreview={onPreview}
        />
      )}
    </Step>
  );
}

function toAbout(summary: IntakeSummary | undefined): string {
  if (summary === undefined) return 'Nothing is written before you say so.';
  const twice = summary.twiceInFile === 0 ? '' : `, ${toCount(summary.twiceInFile)} of them twice in the file`;
  return `${countOf(summary.lines, 'line')}${twice}. Nothing is written before you say so.`;
}

function Bars(props: {
  readonly summary: IntakeSummary | undefined;
  readonly isDim: boolean;
  readonly chosen: LineGroup | null;
  readonly onChoose: (group: LineGroup | null) => void;
}) {
  const { summary, isDim, chosen, onChoose } = props;
  const most = summary === undefined ? 0 : Math.max(1, ...Object.values(summary.groups));
  return (
    <div className={classes.bars} data-dim={isDim} role="group" aria-label="Groups of lines">
      {groups.map((group) => {
        const count = summary?.groups[group];
        return (
          <button
            key={group}
            type="button"
            className={classes.bar}
            aria-pressed={chosen === group}
            disabled={count === undefined || count === 0}
            onClick={() => onChoose(chosen === group ? null : group)}
          >
            <Shape mark={groupWords[group]} />
            <span className={classes.barName}>{groupWords[group].word}</span>
            <span className={classes.track}>
              {count === undefined ? (
                <Skeleton height={12} />
              ) : (
                <span
                  className={classes.fill}
                  data-group={group}
                  style={{ width: `${count === 0 ? 0 : Math.max(0.5, (count / most) * 100)}%` }}
                />
              )}
            </span>
            <span className={classes.barCount}>{count === undefined ? '' : toCount(count)}</span>
          </button>
        );
      })}
    </div>
  );
}

function Apply(props: {
  readonly intake: string;
  readonly summary: IntakeSummary;
  readonly applying: JobRow | undefined;
  readonly isReady: boolean;
  readonly isStale: boolean;
  readonly onPreview: () => void;
}) {
  const { intake, summary, applying, isReady, isStale, onPreview } = props;
  const { queries } = useDesk();
  const apply = useMutation(queries.intake.apply.mutationOptions());
  const ended = useJobs((state) => findEnded(state, intake));
  if (applying !== undefined) return <JobProgress job={applying} cancelWord="Cancel and take it back" />;
  const words = toApplyWords(summary);
  const { wouldChange, alreadyThere, rejected, unconfirmed } = summary.groups;
  const left = rejected + unconfirmed;
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
            Show what will happen now
          </Button>
        ) : (
          <Button
            size="sm"
            loading={apply.isPending}
            disabled={!isReady || words === undefined}
            onClick={() => apply.mutate({ intake })}
          >
            {words ?? 'Nothing to block'}
          </Button>
        )}
        <p className={classes.quiet}>
          {[
            wouldChange > 0 && summary.groups.new > 0
              ? `${countOf(wouldChange, 'number')} on the list changes too`
              : '',
            alreadyThere > 0 ? `${countOf(alreadyThere, 'line')} change nothing` : '',
            left > 0 ? `${countOf(left, 'line')} will be left out` : '',
            'The whole import can be undone',
          ]
            .filter((part) => part !== '')
            .join('. ')}
          .
        </p>
      </div>
    </div>
  );
}

/** How the newest apply of this intake ended, if it was cancelled or failed. */
function findEnded({ byId }: JobsState, intake: string): JobRow | undefined {
  const last = [...byId.values()].findLast((job) => job.kind === 'import' && job.subject === intake);
  return last?.state === 'failed' || last?.state === 'cancelled' ? last : undefined;
}
