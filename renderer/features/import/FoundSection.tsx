/** What was found in the file: how it is written and what each column holds. Every guess can be corrected. */
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { UnreadColumn } from '../../../shared/contract/fileQuestions.ts';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { useDesk } from '../../desk.tsx';
import { ColumnsTable } from '../../ui/file/ColumnsTable.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { toSize, whyWords } from '../../ui/file/fileWords.ts';
import { FileNotes, FileSettings } from '../../ui/file/OpenFileFields.tsx';
import { CountryField } from '../../ui/file/ReadFields.tsx';
import { Step } from '../../ui/file/Step.tsx';
import { type OpenFile, type ReadAnew, useOpenFile } from '../../ui/file/useOpenFile.ts';
import { Problem } from '../../ui/Problem.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { answerOfUnread, type ImportDraft, toChosenField, withField } from './draft.ts';
import { fieldChoices } from './importWords.ts';
import { insteadOfPreviews } from './previewer.ts';
import { foundSectionWords as say } from '../../../shared/words/page/import.ts';

export function FoundSection(props: {
  readonly found: IntakeFound;
  readonly draft: ImportDraft;
  /** Absent while the import is applied, and afterwards. */
  readonly onChange: ((draft: ImportDraft) => void) | undefined;
  /** Columns that hold numbers and are not read. */
  readonly unread?: readonly UnreadColumn[];
  readonly isOver?: boolean;
}) {
  const { found, draft, onChange, unread = [], isOver = false } = props;
  const file = useIntake(found);
  return (
    <Step
      title={say.whatWeFound}
      about={`${[found.name, ...found.levels.map(({ chosen }) => chosen)].join(' › ')} · ${toSize(found.bytes)}${found.columns.length === 0 ? '' : ` · ${say.columns(found.columns.length)}`}`}
      isOver={isOver}
      focused={!isOver}
    >
      <FileNotes
        file={file}
        isOpen={onChange !== undefined}
        {...(found.layout === null ? {} : { toMark: (word) => ({ word, shape: 'dot', tone: 'plain' }) })}
      />
      <div className={fileClasses.settings}>
        <FileSettings file={file} isOpen={onChange !== undefined} />
        {found.refused === null ? (
          <CountryField
            region={draft.region}
            without={say.none}
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
        <Problem word={say.notRead} sentence={found.refused}>
          <p>{say.chooseAnotherSheet(found.levels.some(isSheetChoice))}</p>
        </Problem>
      )}
    </Step>
  );
}

function isSheetChoice({ kind, parts }: IntakeFound['levels'][number]): boolean {
  return kind === 'sheet' && parts.length > 1;
}

/**
 * Where the meaning of a column comes from. For a column that is not read although it holds numbers, it says that it
 * does.
 */
function toWhy(found: IntakeFound, draft: ImportDraft, at: number, unread: readonly UnreadColumn[]): ReactNode {
  const guess = found.columns[at];
  if (guess === undefined) return '';
  const numbers = unread.find(({ column }) => column === at);
  if (numbers !== undefined && answerOfUnread(draft, at) === null) {
    const word = numbers.holds === 'numbers' ? say.holdsNumbers(numbers.count) : say.saysDoNotCall(numbers.count);
    return <StateMark mark={{ word, shape: 'triangle', tone: 'person' }} />;
  }
  const chosen = toChosenField(draft, at);
  if (chosen === 'leftOut') return found.leftOut.includes(at) ? say.leftOutByYouBefore : say.leftOutByYou;
  if (chosen !== guess.field) return say.yourChoice;
  return whyWords[guess.why];
}

/** The file as the core has it open; a preview that is under way is ended before it is read anew. */
function useIntake(found: IntakeFound): OpenFile {
  const { client, queries } = useDesk();
  const queryClient = useQueryClient();
  const { intake } = found;
  const anew = (call: () => Promise<IntakeFound>) => insteadOfPreviews(client, intake, call);
  const calls = {
    reread: (settings: ReadAnew) => anew(() => client.intake.reread({ intake, letChoose: true, ...settings })),
    forget: () => anew(() => client.intake.forgetMapping({ intake })),
  };
  return useOpenFile(found, calls, () => queryClient.invalidateQueries({ queryKey: queries.intake.key() }));
}
