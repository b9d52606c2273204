/** What will happen: the groups of lines as bars, and the lines of the one that was clicked. */
import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { useJob } from '../../desk.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { Step } from '../../ui/file/Step.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Shape, StateMark } from '../../ui/StateMark.tsx';
import classes from './Import.module.css';
import { groups, groupWords, toNumberWords } from './importWords.ts';
import { LinesPanel } from './LinesPanel.tsx';
import type { PreviewState } from './previewer.ts';
import { previewSectionWords as say } from '../../../shared/words/page/import.ts';

export function PreviewSection(props: {
  readonly intake: string;
  /** What is missing before there can be a preview. */
  readonly gap: string | undefined;
  readonly summary: IntakeSummary | undefined;
  /** Whether the core's preview belongs to the choices on the page. */
  readonly isCurrent: boolean;
  readonly preview: PreviewState;
  readonly onPreview: () => void;
}) {
  const { intake, gap, summary, isCurrent, preview, onPreview } = props;
  const [clicked, setChosen] = useState<LineGroup | null | undefined>(undefined);
  const job = useJob(preview.job);
  const isWorking = preview.phase === 'working';
  const shown = gap === undefined ? summary : undefined;
  const chosen = clicked === undefined ? toFirstGroup(shown) : clicked;

  return (
    <Step title={say.whatWillHappen} about={toAbout(shown)}>
      {gap === undefined ? null : (
        <p className={classes.gap}>
          <StateMark mark={{ word: gap, shape: 'triangle', tone: 'person' }} />
        </p>
      )}
      {gap === undefined && (preview.phase === 'failed' || preview.phase === 'stopped') ? (
        <Problem
          word={preview.phase === 'failed' ? say.notWorkedOut : say.stopped}
          sentence={preview.phase === 'failed' ? preview.sentence : say.nothingWasWritten}
        >
          <Button variant="default" size="compact-sm" onClick={onPreview}>
            {say.workItOutAgain}
          </Button>
        </Problem>
      ) : null}
      {gap === undefined ? (
        <>
          <Bars summary={shown} isDim={isWorking || !isCurrent} chosen={chosen} onChoose={setChosen} />
          {shown === undefined ? null : <Remarks summary={shown} />}
          {shown !== undefined && chosen !== null ? (
            <LinesPanel key={chosen} intake={intake} group={chosen} summary={shown} enabled={!isWorking} />
          ) : null}
        </>
      ) : null}
      {isWorking ? (
        <div className={classes.progress}>
          {job === undefined ? <p className={fileClasses.quiet}>{say.workingItOut}</p> : <JobProgress job={job} />}
        </div>
      ) : null}
    </Step>
  );
}

/** When nothing in a file can be used, the page shows the reason at once. */
function toFirstGroup(summary: IntakeSummary | undefined): LineGroup | null {
  if (summary === undefined || summary.lines === 0) return null;
  return summary.groups.rejected === summary.lines ? 'rejected' : null;
}

function toAbout(summary: IntakeSummary | undefined): string {
  if (summary === undefined) return say.nothingIsWrittenBefore;
  return say.lines(summary.lines);
}

/** The numbers beside the lines, what was noticed about the file as a whole, and what lines say that cannot be used. */
function Remarks({ summary }: { readonly summary: IntakeSummary }) {
  const { remarks, notes } = summary;
  const numbers = toNumberWords(summary.result, summary.numbers);
  if (remarks.length === 0 && notes.lines === 0 && numbers === undefined) return null;
  return (
    <ul className={classes.reasons} aria-label={say.noticed}>
      {numbers === undefined ? null : <li>{numbers}</li>}
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
      {notes.lines === 0 ? null : (
        <li>
          {say.linesAreImported(notes.lines)}
          {notes.first.map(({ line, sentence }) => say.line(line, sentence)).join(' ')}
          {notes.lines > notes.first.length ? ' …' : ''}
        </li>
      )}
    </ul>
  );
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
    <div className={classes.bars} data-dim={isDim} role="group" aria-label={say.groupsOfLines}>
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
              ) : count === 0 ? null : (
                <span
                  className={classes.fill}
                  data-group={group}
                  style={{ width: `${Math.max(0.5, (count / most) * 100)}%` }}
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
