/**
 * A change or removal of many entries: what to change and why, then what would happen entry by entry, then, above a thousand
 * entries or a twentieth of the list, the count typed back, and only then the work, which can be cancelled and undone.
 */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { useJob } from '../../desk.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { countOf, toCount } from '../../ui/words.ts';
import { SidePanel } from '../entry/SidePanel.tsx';
import panelClasses from '../entry/SidePanel.module.css';
import { type Rescope, useRescope } from '../entry/useRescope.tsx';
import { BulkPreview } from './BulkPreview.tsx';
import { ChooseFile, type ChosenFile } from './ChooseFile.tsx';
import { LeftList } from './LeftList.tsx';
import { useBulk } from './useBulk.ts';

type Preview = DeskInputs['bulk']['preview'];
type What = 'where' | 'until' | 'remove';

const titles = {
  where: (count: string) => `Change where ${count} hold`,
  until: (count: string) => `Change until when ${count} hold`,
  remove: (count: string) => `Remove ${count} from the list`,
} as const satisfies Record<What, (count: string) => string>;

export function BulkPanel(props: {
  readonly of: Preview['of'] | { readonly kind: 'chooseFile' };
  readonly what: What;
  readonly count: number | null;
  readonly onClose: () => void;
}) {
  const { of, what, count, onClose } = props;
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const { fields, rescope } = useRescope(what === 'remove' ? 'until' : what, count);
  const source = of.kind === 'chooseFile' ? file?.of : of;
  const act = toAct(what, rescope);
  const asked = source === undefined || act === undefined ? undefined : ({ of: source, act } satisfies Preview);
  const bulk = useBulk(asked, onClose);
  const job = useJob(bulk.job);
  const { summary, result } = bulk;
  const changes = summary?.groups.change ?? 0;
  const isConfirmed = summary?.confirm == null || typed.replaceAll(/[\s,.]/g, '') === String(summary.confirm);
  const isReady = summary !== undefined && changes > 0 && why.trim() !== '' && isConfirmed && !bulk.isBusy;
  const verb = what === 'remove' ? 'Remove' : 'Change';
  const name = count === null ? 'the numbers of a file' : countOf(count, 'number');

  function submit(): void {
    if (summary === undefined) {
      if (asked !== undefined && !bulk.isBusy) bulk.preview(asked);
    } else if (isReady) bulk.apply(why.trim(), summary.confirm);
  }

  if (result !== undefined)
    return (
      <SidePanel
        title={titles[what](name)}
        onClose={onClose}
        onSubmit={onClose}
        buttons={<Button type="submit">Close</Button>}
      >
        <p role="status">
          {verb}d {countOf(result.changed, 'number')}. {countOf(result.leftCount, 'number')} stayed as they are:
        </p>
        <LeftList left={result.left} total={result.leftCount} />
      </SidePanel>
    );

  return (
    <SidePanel
      title={titles[what](name)}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          {bulk.problem === undefined ? null : (
            <p className={panelClasses.error} role="alert">
              {bulk.problem}
            </p>
          )}
          <Button variant="default" onClick={onClose}>
            {what === 'remove' ? 'Keep blocking' : 'Close'}
          </Button>
          {summary === undefined ? (
            <Button type="submit" disabled={asked === undefined} loading={bulk.isBusy}>
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
      {of.kind === 'chooseFile' ? <ChooseFile file={file} onChoose={setFile} /> : null}
      {what === 'remove' ? null : fields}
      <TextInput
        label="Why"
        description="Written beside the batch, and in the history of numbers that are removed."
        placeholder={what === 'remove' ? 'imported from the wrong file' : 'kept one year by law'}
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

function toAct(what: What, rescope: Rescope | undefined): Preview['act'] | undefined {
  if (what === 'remove') return { kind: 'remove' };
  return rescope === undefined ? undefined : { kind: 'edit', ...rescope };
}

/** "12 %", "less than 1 %". */
function toShare(count: number, total: number): string {
  const percent = total === 0 ? 100 : (count / total) * 100;
  return percent < 1 ? 'less than 1 %' : `${Math.round(percent)} %`;
}
