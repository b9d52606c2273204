/** What was found in a lead file: how it is written and which columns hold numbers. Every guess can be corrected. */
import { useQueryClient } from '@tanstack/react-query';
import type { ScrubFound } from '../../../shared/contract/scrub.ts';
import { useDesk } from '../../desk.tsx';
import { ColumnsTable } from '../../ui/file/ColumnsTable.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { toSize, whyWords } from '../../ui/file/fileWords.ts';
import { FileNotes, FileSettings } from '../../ui/file/OpenFileFields.tsx';
import { CountryField } from '../../ui/file/ReadFields.tsx';
import { Step } from '../../ui/file/Step.tsx';
import { type OpenFile, type ReadAnew, useOpenFile } from '../../ui/file/useOpenFile.ts';
import { type LeadField, leadFields, type ScrubDraft, withField } from './scrubDraft.ts';
import { leadsFoundWords as say } from '../../../shared/words/page/scrub.ts';

export function LeadsFound(props: {
  readonly found: ScrubFound;
  readonly draft: ScrubDraft;
  /** Absent while the file is cleaned, and afterwards. */
  readonly onChange: ((draft: ScrubDraft) => void) | undefined;
  readonly isOver: boolean;
}) {
  const { found, draft, onChange, isOver } = props;
  const file = useLeads(found);
  return (
    <Step
      title={say.whatWeFound}
      about={`${found.name} · ${toSize(found.bytes)} · ${say.columns(found.columns.length)}`}
      isOver={isOver}
      focused={!isOver}
    >
      <FileNotes file={file} isOpen={onChange !== undefined} />
      <div className={fileClasses.settings}>
        <FileSettings file={file} isOpen={onChange !== undefined} />
        <CountryField
          region={draft.region}
          without={say.none}
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
  if (field === 'leftOut') return found.leftOut.includes(at) ? say.leftOutByYouBefore : say.leftOutByYou;
  if (field === 'ignore') return say.searchedForNumbers;
  return field === guess.field ? whyWords[guess.why] : say.yourChoice;
}

/** The file as the core has it open; the halves are written the way it is read. */
function useLeads(found: ScrubFound): OpenFile {
  const { client, queries } = useDesk();
  const queryClient = useQueryClient();
  const { scrub } = found;
  const calls = {
    reread: (settings: ReadAnew) => client.scrub.reread({ scrub, ...settings }),
    forget: () => client.scrub.forgetMapping({ scrub }),
  };
  return useOpenFile(found, calls, () => queryClient.invalidateQueries({ queryKey: queries.scrub.key() }));
}
