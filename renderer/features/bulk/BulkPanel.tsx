/**
 * A change or removal of many entries, in steps: what to change and why; what would happen, entry by entry; above a
 * thousand entries or a twentieth of the list, the count, which the person types; and only then the work, which can be
 * cancelled and undone.
 */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { useJob } from '../../desk.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { MeaningFields } from '../../ui/file/MeaningFields.tsx';
import { findChangeGap, startChange, toAct } from '../../ui/entry/changeForm.ts';
import { SidePanel, PanelProblem } from '../../ui/entry/SidePanel.tsx';
import { BulkDone } from './BulkDone.tsx';
import { ConfirmField, WhyField } from './BulkFields.tsx';
import { BulkPreview } from './BulkPreview.tsx';
import { ChangeFields } from './ChangeFields.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { ColumnQuestions } from './ColumnQuestions.tsx';
import { useBulk } from './useBulk.ts';
import { useFileAnswers } from './useFileAnswers.ts';
import { bulkPanelWords as say } from '../../../shared/words/page/bulk.ts';

type Preview = DeskInputs['bulk']['preview'];
type What = 'where' | 'until' | 'change' | 'remove';

export function BulkPanel(props: {
  readonly of: Preview['of'] | { readonly kind: 'chooseFile' };
  readonly what: What;
  readonly count: number | null;
  readonly onClose: () => void;
}) {
  const { of, what, count, onClose } = props;
  const isRemoval = what === 'remove';
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const [form, setForm] = useState(() => startChange(what === 'where' || what === 'until' ? [what] : []));
  const answers = useFileAnswers();
  const source = of.kind === 'chooseFile' ? answers.source : of;
  const act = isRemoval ? ({ kind: 'remove' } as const) : toAct(form);
  // What is missing is shown only after the person has begun.
  const gap = isRemoval || form.chosen.length === 0 ? undefined : findChangeGap(form);
  const wanted = source === undefined || act === undefined ? undefined : ({ of: source, act } satisfies Preview);
  const bulk = useBulk(wanted, onClose);
  const job = useJob(bulk.job);
  const { summary, result } = bulk;
  const { asked } = answers;
  if (summary !== undefined) answers.ask(summary);
  const changes = summary?.groups.change ?? 0;
  // The count as it is shown: grouped by points, commas, blanks or apostrophes.
  const isConfirmed = summary?.confirm == null || typed.replaceAll(/[\s,.'’]/g, '') === String(summary.confirm);
  const isAnswered = summary?.question === null;
  const isReady = isAnswered && changes > 0 && why.trim() !== '' && isConfirmed && !bulk.isBusy;
  const name = count === null ? say.theNumbersOfAFile : say.numbers(count);
  const title = isRemoval ? say.removeFromTheList(name) : say.changeOf(name);

  function submit(): void {
    if (summary === undefined) {
      if (wanted !== undefined && !bulk.isBusy) bulk.preview(wanted);
    } else if (isReady) bulk.apply(why.trim(), summary.confirm);
  }

  if (result !== undefined) return <BulkDone title={title} isRemoval={isRemoval} result={result} onClose={onClose} />;

  return (
    <SidePanel
      title={title}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          <PanelProblem sentence={bulk.problem ?? gap} />
          <Button variant="default" onClick={onClose}>
            {isRemoval ? say.keepBlocking : say.close}
          </Button>
          {summary === undefined ? (
            <Button type="submit" disabled={wanted === undefined} loading={bulk.isBusy}>
              {say.showWhatWillHappen}
            </Button>
          ) : (
            <Button type="submit" disabled={!isReady} loading={bulk.isBusy} {...(isRemoval ? { color: 'red' } : {})}>
              {say.removeNumbers(isRemoval, changes)}
            </Button>
          )}
        </>
      }
    >
      {of.kind === 'chooseFile' ? <ChooseFile onChoose={answers.choose} /> : null}
      <ColumnQuestions
        columns={asked.undecided}
        phones={asked.otherPhones}
        answers={answers.columns}
        isRemoval={isRemoval}
        onAnswer={bulk.isBusy ? undefined : answers.setColumns}
      />
      <MeaningFields
        columns={asked.meanings}
        answers={answers.said}
        purpose="release"
        words={isRemoval ? removalWords : changeWords}
        isWaiting={asked.isWaiting}
        onAnswer={bulk.isBusy ? undefined : answers.setSaid}
      />
      {isRemoval ? null : <ChangeFields form={form} onChange={setForm} count={count} />}
      <WhyField isRemoval={isRemoval} isFirst={isRemoval && of.kind !== 'chooseFile'} value={why} onChange={setWhy} />
      {bulk.isBusy && job !== undefined ? <JobProgress job={job} cancelWord={say.cancel} /> : null}
      {summary === undefined ? null : <BulkPreview key={summary.bulk} summary={summary} />}
      {summary?.confirm == null ? null : (
        <ConfirmField confirm={summary.confirm} total={summary.total} value={typed} onChange={setTyped} />
      )}
    </SidePanel>
  );
}

const removalWords = { ask: say.meanThatANumber, yes: say.remove, no: say.keepBlocking };
const changeWords = { ask: say.meanThat, yes: say.change, no: say.leaveAsItIs };
