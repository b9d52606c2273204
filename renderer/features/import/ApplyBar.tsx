/** The bar at the bottom that stays in view: it applies the preview, or shows the progress. */
import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JobRow } from '../../../shared/contract/app.ts';
import type { IntakeAsk, IntakeSummary } from '../../../shared/contract/intake.ts';
import { useState } from 'react';
import { toSentence, useDesk, useJobs } from '../../desk.tsx';
import { findEnded } from '../../stores/jobs.ts';
import fileClasses from '../../ui/file/File.module.css';
import { WorkBar, WorkingBar } from '../../ui/file/WorkBar.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { toApplyWords, toLeftWords } from './importWords.ts';
import { applyBarWords as say } from '../../../shared/words/page/import.ts';

export function ApplyBar(props: {
  readonly intake: string;
  /** What the person has to confirm first. */
  readonly asks: readonly IntakeAsk[];
  readonly summary: IntakeSummary | undefined;
  readonly applying: JobRow | undefined;
  /** Whether the core's preview belongs to the choices on the page. */
  readonly isReady: boolean;
  /** How many questions have no answer yet, and the way to the first of them. */
  readonly open: number;
  readonly onFirst: () => void;
  /** There is no preview for these choices, and none is being made. */
  readonly isStale: boolean;
  readonly onPreview: () => void;
}) {
  const { intake, asks, summary, applying, isReady, open, onFirst, isStale, onPreview } = props;
  const { queries } = useDesk();
  const apply = useMutation(queries.intake.apply.mutationOptions());
  const [confirmed, setConfirmed] = useState<readonly IntakeAsk['kind'][]>([]);
  const isAsking = asks.some(({ kind }) => !confirmed.includes(kind));
  const ended = useJobs((state) => findEnded(state, 'import', intake));
  if (applying !== undefined) return <WorkingBar job={applying} cancelWord={say.cancelAndTakeItBack} />;
  const words = summary === undefined ? say.blockTheNumbers : toApplyWords(summary);
  const problem = apply.isError ? toSentence(apply.error) : ended?.message;
  return (
    <WorkBar>
      {problem === undefined ? null : (
        <Problem word={ended?.state === 'cancelled' ? say.cancelled : say.notApplied} sentence={problem} />
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
      <div className={fileClasses.row}>
        {isStale ? (
          <Button variant="default" onClick={onPreview}>
            {say.showWhatWillHappen}
          </Button>
        ) : (
          <Button
            size="sm"
            loading={apply.isPending}
            disabled={!isReady || open > 0 || isAsking || summary === undefined || words === undefined}
            onClick={() => apply.mutate({ intake, confirmed: [...confirmed] })}
          >
            {words ?? say.nothingToBlock}
          </Button>
        )}
        {open === 0 ? (
          <p className={fileClasses.quiet}>{summary === undefined ? '' : toLeftWords(summary)}</p>
        ) : (
          <>
            <StateMark
              mark={{
                word: say.questionsAreOpen(open),
                shape: 'triangle',
                tone: 'person',
              }}
            />
            <Button variant="default" size="compact-sm" onClick={onFirst}>
              {open === 1 ? say.goToIt : say.goToTheFirst}
            </Button>
          </>
        )}
      </div>
    </WorkBar>
  );
}

const askWords = {
  leads: say.theseArePeopleWhoAsked,
  appliedBefore: say.importTheSameFileAgain,
} as const satisfies Record<IntakeAsk['kind'], string>;
