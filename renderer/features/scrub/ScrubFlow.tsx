/** One open lead file, from what was found in it to its halves. The core's state decides what is shown. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { isExpected, toSentence, useDesk, useJobs } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { findEnded, findRunning } from '../../stores/jobs.ts';
import type { JobRow } from '../../../shared/contract/app.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { WorkBar, WorkingBar } from '../../ui/file/WorkBar.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { LeadChoices } from './LeadChoices.tsx';
import { LeadsFound } from './LeadsFound.tsx';
import { findGap, type ScrubDraft, toDraft, toOptions } from './scrubDraft.ts';
import { ScrubDone } from './ScrubDone.tsx';
import { scrubFlowWords as say } from '../../../shared/words/page/scrub.ts';

type OpenScrub = DeskOutputs['scrub']['get'];

export function ScrubFlow({ scrub }: { readonly scrub: string }) {
  const { queries } = useDesk();
  const open = useQuery(queries.scrub.get.queryOptions({ input: { scrub } }));
  const settings = useQuery(queries.app.settings.queryOptions());
  // A failure that the core expected is the file's end; any other one leaves it open, with all that was answered.
  if (open.isError && (open.data === undefined || isExpected(open.error))) {
    return (
      <EmptyState
        title={say.thisLeadFile}
        actions={<Button onClick={() => goTo('scrub')}>{say.cleanALeadFile}</Button>}
      >
        {toSentence(open.error)}
      </EmptyState>
    );
  }
  if (open.data === undefined || settings.data === undefined) return <LineSkeletons lines={14} />;
  const { found } = open.data;
  // Other columns (another delimiter, another first row) need fresh choices.
  const shape = JSON.stringify([
    found.encoding,
    found.delimiter,
    found.headerRow,
    found.levels.map(({ chosen }) => chosen),
    found.remembered,
  ]);
  return <Flow key={shape} open={open.data} defaultRegion={settings.data.region} />;
}

function Flow({ open, defaultRegion }: { readonly open: OpenScrub; readonly defaultRegion: string | null }) {
  const { found, step, options } = open;
  const [draft, setDraft] = useState<ScrubDraft>(() => toDraft(found, options, defaultRegion));
  const [isChanging, setChanging] = useState(false);
  const running = useJobs((state) => findRunning(state, 'scrub', found.scrub));
  const isDone = step === 'done' && !isChanging && running === undefined;
  const onChange = isDone || running !== undefined ? undefined : setDraft;
  return (
    <div>
      <LeadsFound found={found} draft={draft} onChange={onChange} isOver={isDone} />
      <LeadChoices draft={draft} isSheet={found.format === 'sheet'} onChange={onChange} isOver={isDone} />
      {isDone ? (
        <ScrubDone scrub={found.scrub} name={found.name} onChange={() => setChanging(true)} />
      ) : (
        <RunBar
          scrub={found.scrub}
          name={found.name}
          draft={draft}
          running={running}
          onStarted={() => setChanging(false)}
        />
      )}
    </div>
  );
}

/** The bar at the bottom that stays in view: it starts the work, or shows the progress. */
function RunBar(props: {
  readonly scrub: string;
  readonly name: string;
  readonly draft: ScrubDraft;
  readonly running: JobRow | undefined;
  readonly onStarted: () => void;
}) {
  const { scrub, name, draft, running, onStarted } = props;
  const { queries } = useDesk();
  const queryClient = useQueryClient();
  const start = useMutation(
    queries.scrub.start.mutationOptions({
      // The result of an earlier scrub must not be shown, or saved under its name, for this one.
      onSuccess: async () => {
        queryClient.removeQueries({ queryKey: queries.scrub.result.key({ input: { scrub } }) });
        await queryClient.invalidateQueries({ queryKey: queries.scrub.get.key({ input: { scrub } }) });
        onStarted();
      },
    }),
  );
  const ended = useJobs((state) => findEnded(state, 'scrub', scrub));
  const gap = findGap(draft);
  if (running !== undefined) return <WorkingBar job={{ ...running, total: null }} cancelWord={say.cancel} />;
  const isCancelled = ended?.state === 'cancelled';
  const problem = start.isError ? toSentence(start.error) : ended?.message;
  return (
    <WorkBar>
      {problem === undefined ? null : (
        <Problem
          word={isCancelled ? say.cancelled : say.notCleaned}
          sentence={isCancelled ? say.nothingWasKeptOfIt : problem}
        />
      )}
      <div className={fileClasses.row}>
        <Button
          size="sm"
          loading={start.isPending}
          disabled={gap !== undefined}
          onClick={() => start.mutate({ scrub, options: toOptions(draft) })}
        >
          {say.clean(name)}
        </Button>
        <p className={fileClasses.quiet}>{gap ?? say.theFileItselfStays}</p>
      </div>
    </WorkBar>
  );
}
