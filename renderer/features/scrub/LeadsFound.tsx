/** What was found in a lead file: how it is written and which columns hold numbers, every guess open to correction. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ScrubFound } from '../../../shared/contract/scrub.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ColumnsTable } from '../../ui/file/ColumnsTable.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { toSize, whyWords } from '../../ui/file/fileWords.ts';
import { PartPickers } from '../../ui/file/PartPickers.tsx';
import { CountryField, type ReadChange, ReadFields } from '../../ui/file/ReadFields.tsx';
import { RememberedColumns } from '../../ui/file/RememberedColumns.tsx';
import { Step } from '../../ui/file/Step.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useToast } from '../../ui/useUndoToast.tsx';
import { type LeadField, leadFields, type ScrubDraft, withField } from './scrubDraft.ts';

export function LeadsFound(props: {
  readonly found: ScrubFound;
  readonly draft: ScrubDraft;
  /** Absent while the file is cleaned, and after. */
  readonly onChange: ((draft: ScrubDraft) => void) | undefined;
  readonly isOver: boolean;
}) {
  const { found, draft, onChange, isOver } = props;
  return (
    <Step
      title="What we found"
      about={`${found.name} · ${toSize(found.bytes)} · ${countOf(found.columns.length, 'column')}`}
      isOver={isOver}
      focused={!isOver}
    >
      {found.notes.length === 0 && found.remembered === null ? null : (
        <ul className={fileClasses.notes}>
          <Remembered found={found} isOpen={onChange !== undefined} />
          {found.notes.map((note) => (
            <li key={note}>
              <StateMark mark={{ word: note, shape: 'triangle', tone: 'person' }} />
            </li>
          ))}
        </ul>
      )}
      <div className={fileClasses.settings}>
        <ReadSettings found={found} isOpen={onChange !== undefined} />
        <CountryField
          region={draft.region}
          without="none: such rows are blocked"
          onChange={onChange && ((region) => onChange({ ...draft, region }))}
        />
      </div>
      <ColumnsTable
        columns={found.columns}
        fields={draft.fields}
        choices={leadFields}
        unread={['leftOut']}
        toWhy={(at) => toWhy(found, draft, at)}
        onField={onChange && ((at, field: LeadField) => onChange(withField(draft, at, field)))}
      />
    </Step>
  );
}

/** Where the meaning of a column comes from. */
function toWhy(found: ScrubFound, draft: ScrubDraft, at: number): string {
  const guess = found.columns[at];
  const field = draft.fields[at];
  if (guess === undefined) return '';
  if (field === 'leftOut') return found.leftOut.includes(at) ? 'left out by you before' : 'left out by you';
  if (field === 'ignore') return 'searched for numbers';
  return field === guess.field ? whyWords[guess.why] : 'your choice';
}

/** Columns that are for what they were for the last time, and the way to forget it. */
function Remembered({ found, isOpen }: { readonly found: ScrubFound; readonly isOpen: boolean }) {
  const { client } = useDesk();
  const { isPending, mutate } = useAnew(client.scrub.forgetMapping);
  const { scrub, remembered } = found;
  if (remembered === null) return null;
  const onForget = isOpen ? () => mutate({ scrub }) : undefined;
  return <RememberedColumns at={remembered.at} isForgetting={isPending} onForget={onForget} />;
}

/** What finds anew what is in the file, in the core. */
function useAnew<Input>(mutationFn: (input: Input) => Promise<unknown>) {
  const { queries } = useDesk();
  const queryClient = useQueryClient();
  const tell = useToast();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.scrub.key() }),
    onError: (error) => tell(toSentence(error), true),
  });
}

/** How the file is written. A change reads it again, in the core; the halves are written the same way. */
function ReadSettings({ found, isOpen }: { readonly found: ScrubFound; readonly isOpen: boolean }) {
  const { client } = useDesk();
  const reread = useAnew(client.scrub.reread);
  const { scrub, encoding, delimiter, headerRow, format, levels } = found;
  const isText = format === 'text';
  const isDisabled = !isOpen || reread.isPending;
  const read = (change: ReadChange) => {
    const written = isText ? { encoding, delimiter } : {};
    const parts = levels.map(({ chosen }) => chosen);
    reread.mutate({ scrub, parts, ...written, hasHeader: headerRow !== null, ...change });
  };
  return (
    <>
      {/* Another part is another table: what was said about this one does not hold for it. */}
      <PartPickers levels={levels} isDisabled={isDisabled} onPick={(parts) => reread.mutate({ scrub, parts })} />
      <ReadFields found={found} isText={isText} isDisabled={isDisabled} onRead={read} />
    </>
  );
}
