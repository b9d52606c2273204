/** What was found in the file: how it is written and what each column holds, every guess open to correction. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { UnreadColumn } from '../../../shared/contract/fileQuestions.ts';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ColumnsTable } from '../../ui/file/ColumnsTable.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { toSize, whyWords } from '../../ui/file/fileWords.ts';
import { PartPickers } from '../../ui/file/PartPickers.tsx';
import { CountryField, type ReadChange, ReadFields } from '../../ui/file/ReadFields.tsx';
import { RememberedColumns } from '../../ui/file/RememberedColumns.tsx';
import { Step } from '../../ui/file/Step.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useToast } from '../../ui/useUndoToast.tsx';
import { answerOfUnread, type ImportDraft, toChosenField, withField } from './draft.ts';
import { fieldChoices } from './importWords.ts';
import { stopPreviews } from './previewer.ts';

export function FoundSection(props: {
  readonly found: IntakeFound;
  readonly draft: ImportDraft;
  /** Absent while the import is applied, and after. */
  readonly onChange: ((draft: ImportDraft) => void) | undefined;
  /** Columns that hold numbers and are not read. */
  readonly unread?: readonly UnreadColumn[];
  readonly isOver?: boolean;
}) {
  const { found, draft, onChange, unread = [], isOver = false } = props;
  return (
    <Step
      title="What we found"
      about={`${[found.name, ...found.levels.map(({ chosen }) => chosen)].join(' › ')} · ${toSize(found.bytes)}${found.columns.length === 0 ? '' : ` · ${countOf(found.columns.length, 'column')}`}`}
      isOver={isOver}
      focused={!isOver}
    >
      {found.notes.length === 0 && found.remembered === null ? null : (
        <ul className={fileClasses.notes}>
          <Remembered found={found} isOpen={onChange !== undefined} />
          {found.notes.map((note) => (
            <li key={note}>
              <StateMark
                mark={
                  found.layout === null
                    ? { word: note, shape: 'triangle', tone: 'person' }
                    : { word: note, shape: 'dot', tone: 'plain' }
                }
              />
            </li>
          ))}
        </ul>
      )}
      <div className={fileClasses.settings}>
        <ReadSettings found={found} isOpen={onChange !== undefined} />
        {found.refused === null ? (
          <CountryField
            region={draft.region}
            without="none: they are rejected"
            onChange={onChange && ((region) => onChange({ ...draft, region }))}
          />
        ) : null}
      </div>
      {found.refused === null ? (
        <ColumnsTable
          columns={found.columns}
          fields={found.columns.map((_, at) => toChosenField(draft, at))}
          choices={fieldChoices}
          unread={['leftOut']}
          toWhy={(at) => toWhy(found, draft, at, unread)}
          onField={onChange && ((at, field) => onChange(withField(draft, at, field)))}
        />
      ) : (
        <Problem word="Not read" sentence={found.refused}>
          <p>Choose another {found.levels.some(isSheetChoice) ? 'sheet' : 'file of the archive'}.</p>
        </Problem>
      )}
    </Step>
  );
}

function isSheetChoice({ kind, parts }: IntakeFound['levels'][number]): boolean {
  return kind === 'sheet' && parts.length > 1;
}

/** Where the meaning of a column comes from; of one that nobody reads although it holds numbers, that it does. */
function toWhy(found: IntakeFound, draft: ImportDraft, at: number, unread: readonly UnreadColumn[]): ReactNode {
  const guess = found.columns[at];
  if (guess === undefined) return '';
  const numbers = unread.find(({ column }) => column === at);
  if (numbers !== undefined && answerOfUnread(draft, at) === null) {
    const word =
      numbers.holds === 'numbers'
        ? `holds ${countOf(numbers.count, 'number')}`
        : `says do-not-call of ${countOf(numbers.count, 'line')}`;
    return <StateMark mark={{ word, shape: 'triangle', tone: 'person' }} />;
  }
  const chosen = toChosenField(draft, at);
  if (chosen === 'leftOut') return found.leftOut.includes(at) ? 'left out by you before' : 'left out by you';
  if (chosen !== guess.field) return 'your choice';
  return whyWords[guess.why];
}

/** What reads the file anew, in the core; a preview that is under way is ended first. */
function useAnew<Input extends { readonly intake: string }>(call: (input: Input) => Promise<unknown>) {
  const { client, queries } = useDesk();
  const queryClient = useQueryClient();
  const tell = useToast();
  return useMutation({
    mutationFn: async (input: Input) => {
      await stopPreviews(client, input.intake);
      return call(input);
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.intake.key() }),
    onError: (error) => tell(toSentence(error), true),
  });
}

/** Columns that mean what they meant the last time, and the way to forget it. */
function Remembered({ found, isOpen }: { readonly found: IntakeFound; readonly isOpen: boolean }) {
  const { client } = useDesk();
  const { isPending, mutate } = useAnew(client.intake.forgetMapping);
  const { intake, remembered } = found;
  if (remembered === null) return null;
  const onForget = isOpen ? () => mutate({ intake }) : undefined;
  return <RememberedColumns at={remembered.at} isForgetting={isPending} onForget={onForget} />;
}

/** How the file is written. A change reads it again, in the core. */
function ReadSettings({ found, isOpen }: { readonly found: IntakeFound; readonly isOpen: boolean }) {
  const { client } = useDesk();
  const reread = useAnew(client.intake.reread);
  const { intake, encoding, delimiter, headerRow, levels } = found;
  const parts = levels.map(({ chosen }) => chosen);
  const read = (change: ReadChange) =>
    reread.mutate({ intake, parts, letChoose: true, encoding, delimiter, hasHeader: headerRow !== null, ...change });
  const isDisabled = !isOpen || reread.isPending;
  return (
    <>
      {/* Of another part everything is found anew. */}
      <PartPickers
        levels={levels}
        isDisabled={isDisabled}
        onPick={(picks) => reread.mutate({ intake, parts: picks, letChoose: true })}
      />
      {found.columns.length === 0 ? null : (
        <ReadFields found={found} isText={found.format !== 'sheet'} isDisabled={isDisabled} onRead={read} />
      )}
    </>
  );
}
