/** One open import, from what was found in the file to what was done. The core's state decides what is shown. */
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { isExpected, toSentence, useDesk, useJobs } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { findRunning } from '../../stores/jobs.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { ApplyBar } from './ApplyBar.tsx';
import { ChoicesSection } from './ChoicesSection.tsx';
import { DoneSection } from './DoneSection.tsx';
import { findGap, type ImportDraft, toDraft, toOptions } from './draft.ts';
import { FoundSection } from './FoundSection.tsx';
import { createPreviewer } from './previewer.ts';
import { PreviewSection } from './PreviewSection.tsx';
import { countOpen } from './questions.ts';
import { QuestionsSection } from './QuestionsSection.tsx';
import { useAsked } from './useAsked.ts';
import { intakeFlowWords as say } from '../../../shared/words/page/import.ts';

type OpenIntake = DeskOutputs['intake']['get'];

/** Larger files are previewed only on request, not with every change of a choice. */
const previewAtOnceBytes = 30_000_000;
const settleMs = 350;

export function IntakeFlow({ intake }: { readonly intake: string }) {
  const { queries } = useDesk();
  const open = useQuery(queries.intake.get.queryOptions({ input: { intake } }));
  const settings = useQuery(queries.app.settings.queryOptions());
  // A failure that the core expected is the file's end; any other one leaves it open, with all that was answered.
  if (open.isError && (open.data === undefined || isExpected(open.error))) {
    return (
      <EmptyState
        title={say.thisImportIsNotOpen}
        actions={<Button onClick={() => goTo('import')}>{say.importAFile}</Button>}
      >
        {toSentence(open.error)}
      </EmptyState>
    );
  }
  if (open.data === undefined || settings.data === undefined) return <LineSkeletons lines={14} />;
  const { found } = open.data;
  // Other columns (another delimiter, another first row) need a fresh mapping.
  const shape = JSON.stringify([
    found.encoding,
    found.delimiter,
    found.headerRow,
    found.remembered,
    found.levels.map(({ chosen }) => chosen),
  ]);
  if (found.refused !== null)
    return (
      <FoundSection key={shape} found={found} draft={toDraft(found, null, settings.data.region)} onChange={keepDraft} />
    );
  return <Flow key={shape} open={open.data} defaultRegion={settings.data.region} />;
}

/** When a part cannot be read, the person can only choose another part. */
const keepDraft = (): void => {};

function Flow({ open, defaultRegion }: { readonly open: OpenIntake; readonly defaultRegion: string | null }) {
  const { found, step, options } = open;
  const { intake } = found;
  const [draft, setDraft] = useState<ImportDraft>(() => toDraft(found, options, defaultRegion));
  const applying = useJobs((state) => findRunning(state, 'import', intake));
  const gap = findGap(draft);
  const wanted = toOptions(draft);
  const isCurrent =
    options !== null && JSON.stringify(toOptions(toDraft(found, options, defaultRegion))) === JSON.stringify(wanted);
  const atOnce = found.bytes <= previewAtOnceBytes;
  const isOpen = step !== 'applied' && applying === undefined;
  const previewer = usePreviewer(
    intake,
    isOpen && atOnce && gap === undefined && !isCurrent ? JSON.stringify(wanted) : null,
  );
  const preview = useStore(previewer.store);
  const isWorking = preview.phase === 'working';
  const { queries } = useDesk();
  const summary = useQuery(
    queries.intake.summary.queryOptions({
      input: { intake },
      enabled: step === 'previewed' && !isWorking,
      placeholderData: keepPreviousData,
    }),
  );
  const onPreview = () => previewer.want(wanted, true);
  const questions = useRef<HTMLDivElement>(null);
  const isFresh = isCurrent && !isWorking && !summary.isFetching;
  const { asked, forget } = useAsked(isFresh ? summary.data : undefined, draft);
  const unanswered = gap === undefined ? countOpen(asked, draft) : 0;
  // Questions that the page has no form for are shown as the core words them.
  const others = isFresh && unanswered === 0 ? (summary.data?.questions ?? []) : [];
  const readAnew = (next: ImportDraft) => {
    forget();
    setDraft(next);
  };

  if (step === 'applied') {
    return (
      <div>
        <FoundSection found={found} draft={draft} onChange={undefined} isOver />
        <ChoicesSection draft={draft} onChange={undefined} isOver />
        <DoneSection intake={intake} name={found.name} />
      </div>
    );
  }
  return (
    <div>
      <FoundSection
        found={found}
        draft={draft}
        onChange={isOpen ? readAnew : undefined}
        unread={gap === undefined ? asked.unread : []}
      />
      {gap === undefined ? (
        <QuestionsSection
          asked={asked}
          draft={draft}
          onChange={isOpen ? setDraft : undefined}
          others={others}
          ref={questions}
        />
      ) : null}
      <ChoicesSection
        draft={draft}
        onChange={isOpen ? setDraft : undefined}
        count={gap === undefined ? summary.data?.numbers.added : undefined}
      />
      <PreviewSection
        intake={intake}
        gap={gap}
        summary={summary.data}
        isCurrent={isCurrent}
        preview={preview}
        onPreview={onPreview}
      />
      <ApplyBar
        intake={intake}
        asks={found.asks}
        summary={gap === undefined ? summary.data : undefined}
        applying={applying}
        isReady={step === 'previewed' && isCurrent && !isWorking && others.length === 0}
        open={unanswered}
        onFirst={() => focusFirstOpen(questions.current)}
        isStale={!atOnce && gap === undefined && !isCurrent && preview.phase === 'idle'}
        onPreview={onPreview}
      />
    </div>
  );
}

/** Moves the focus to the first answer of the first open question. */
function focusFirstOpen(questions: HTMLElement | null): void {
  const question = questions?.querySelector('[data-open="true"]');
  const answer =
    question?.querySelector<HTMLElement>(':scope [data-open="true"] input') ??
    question?.querySelector<HTMLElement>('input');
  question?.scrollIntoView({ block: 'center' });
  answer?.focus({ preventScroll: true });
}

/** The previewer of this intake. It works out what `key` (options as JSON) asks for once the choices have settled. */
function usePreviewer(intake: string, key: string | null) {
  const { client } = useDesk();
  const [previewer] = useState(() => createPreviewer(client, intake, toSentence));
  useEffect(() => () => previewer.close(), [previewer]);
  useEffect(() => {
    if (key === null) return undefined;
    const timer = setTimeout(() => previewer.want(JSON.parse(key)), settleMs);
    return () => clearTimeout(timer);
  }, [previewer, key]);
  return previewer;
}
