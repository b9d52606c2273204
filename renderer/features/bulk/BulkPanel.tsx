/**
 * A change or removal of many entries: what to change and why, then what would happen entry by entry, then, above a thousand
 * entries or a twentieth of the list, the count typed back, and only then the work, which can be cancelled and undone.
 */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BulkSummary } from '../../../shared/contract/bulk.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { useJob } from '../../desk.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { type MeaningAnswers, noAnswers } from '../../ui/file/meaningAnswers.ts';
import { MeaningFields } from '../../ui/file/MeaningFields.tsx';
import { findChangeGap, startChange, toAct } from '../../ui/entry/changeForm.ts';
import { SidePanel } from '../../ui/entry/SidePanel.tsx';
import panelClasses from '../../ui/entry/SidePanel.module.css';
import { BulkPreview } from './BulkPreview.tsx';
import { ChangeFields } from './ChangeFields.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { LeftList } from './LeftList.tsx';
import { useBulk } from './useBulk.ts';

type Preview = DeskInputs['bulk']['preview'];
type File = Extract<Preview['of'], { kind: 'file' }>;
type What = 'where' | 'until' | 'change' | 'remove';

export function BulkPanel(props: {
  readonly of: Preview['of'] | { readonly kind: 'chooseFile' };
  readonly what: What;
  readonly count: number | null;
  readonly onClose: () => void;
}) {
  const { of, what, count, onClose } = props;
  const [file, setFile] = useState<File>();
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const [form, setForm] = useState(() => startChange(what === 'where' || what === 'until' ? [what] : []));
  const [said, setSaid] = useState(noAnswers);
  const source = of.kind === 'chooseFile' ? file && { ...file, ...toValues(said) } : of;
  const act = what === 'remove' ? ({ kind: 'remove' } as const) : toAct(form);
  // What is missing is said once something was begun.
  const gap = what === 'remove' || form.chosen.length === 0 ? undefined : findChangeGap(form);
  const wanted = source === undefined || act === undefined ? undefined : ({ of: source, act } satisfies Preview);
  const bulk = useBulk(wanted, onClose);
  const job = useJob(bulk.job);
  const { summary, result } = bulk;
  // The question stays where it is while its answer is worked out.
  const [asked, setAsked] = useState<Asking>(nothingAsked);
  if (summary !== undefined && summary.meanings !== asked.meanings)
    setAsked({ meanings: summary.meanings, isWaiting: summary.question !== null });
  const changes = summary?.groups.change ?? 0;
  const isConfirmed = summary?.confirm == null || typed.replaceAll(/[\s,.]/g, '') === String(summary.confirm);
  const isAnswered = summary?.question === null;
  const isReady = isAnswered && changes > 0 && why.trim() !== '' && isConfirmed && !bulk.isBusy;
  const verb = what === 'remove' ? 'Remove' : 'Change';
  const name = count === null ? 'the numbers of a file' : countOf(count, 'number');
  const title = what === 'remove' ? `Remove ${name} from the list` : `Change ${name}`;

  function submit(): void {
    if (summary === undefined) {
      if (wanted !== undefined && !bulk.isBusy) bulk.preview(wanted);
    } else if (isReady) bulk.apply(why.trim(), summary.confirm);
  }

  if (result !== undefined)
    return (
      <SidePanel title={title} onClose={onClose} onSubmit={onClose} buttons={<Button type="submit">Close</Button>}>
        <p role="status">
          {verb}d {countOf(result.changed, 'number')}. {countOf(result.leftCount, 'number')} stayed as{' '}
          {result.leftCount === 1 ? 'it is' : 'they are'}:
        </p>
        <LeftList left={result.left} total={result.leftCount} />
      </SidePanel>
    );

  return (
    <SidePanel
      title={title}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          {(bulk.problem ?? gap) === undefined ? null : (
            <p className={panelClasses.error} role="alert">
              {bulk.problem ?? gap}
            </p>
          )}
          <Button variant="default" onClick={onClose}>
            {what === 'remove' ? 'Keep blocking' : 'Close'}
          </Button>
          {summary === undefined ? (
            <Button type="submit" disabled={wanted === undefined} loading={bulk.isBusy}>
              Show what will happen
            </Button>
          ) : (
            <Button
              type="submit"
              disabled={!isReady}
              loading={bulk.isBusy}
              {...(what === 'remove' ? { color: 'red' } : {})}
            >
              {verb} {countOf(changes, 'number')}
            </Button>
          )}
        </>
      }
    >
      {of.kind === 'chooseFile' ? (
        <ChooseFile
          onChoose={(next) => {
            // What another file says means something else.
            if (next?.intake !== file?.intake) setSaid(noAnswers);
            if (next === undefined) setAsked(nothingAsked);
            setFile(next);
          }}
        />
      ) : null}
      <MeaningFields
        columns={asked.meanings}
        answers={said}
        purpose="release"
        words={
          what === 'remove'
            ? { ask: 'mean that a number is to be removed', yes: 'Remove', no: 'Keep blocking' }
            : { ask: 'mean that a number is to be changed', yes: 'Change', no: 'Leave as it is' }
        }
        isWaiting={asked.isWaiting}
        onAnswer={bulk.isBusy ? undefined : setSaid}
      />
      {what === 'remove' ? null : <ChangeFields form={form} onChange={setForm} count={count} />}
      <TextInput
        label={what === 'remove' ? 'Why' : 'Why you change them'}
        description={`Written beside the batch${what === 'remove' ? ', and in the history of the numbers' : ''}.`}
        placeholder={what === 'remove' ? 'imported from the wrong file' : 'kept one year by law'}
        data-autofocus={(of.kind !== 'chooseFile' && what === 'remove') || undefined}
        required
        maxLength={2000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      {bulk.isBusy && job !== undefined ? <JobProgress job={job} cancelWord="Cancel" /> : null}
      {summary === undefined ? null : <BulkPreview key={summary.bulk} summary={summary} />}
      {summary?.confirm == null ? null : (
        <TextInput
          label={`Type ${toCount(summary.confirm)} to confirm`}
          description={`That is ${toShare(summary.confirm, summary.total)} of the list. It can be undone as a whole.`}
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </SidePanel>
  );
}

/** What the deciding columns of a file say, and whether lines wait for an answer. */
type Asking = { readonly meanings: BulkSummary['meanings']; readonly isWaiting: boolean };
const nothingAsked: Asking = { meanings: [], isWaiting: false };

function toValues({ requestValues, otherValues }: MeaningAnswers): Pick<File, 'releaseValues' | 'otherValues'> {
  return {
    ...(requestValues === null ? {} : { releaseValues: [...requestValues] }),
    ...(otherValues === null ? {} : { otherValues: [...otherValues] }),
  };
}

/** "12 %", "less than 1 %". */
function toShare(count: number, total: number): string {
  const percent = total === 0 ? 100 : (count / total) * 100;
  return percent < 1 ? 'less than 1 %' : `${Math.round(percent)} %`;
}
