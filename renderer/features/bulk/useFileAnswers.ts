/** The file of a bulk, what it leaves open, and what the person answers about it: its columns, and the words in them. */
import { useState } from 'react';
import type { BulkSummary } from '../../../shared/contract/bulk.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { noAnswers } from '../../ui/file/meaningAnswers.ts';
import { answerColumns, type ColumnAnswers, withAsked } from './ColumnQuestions.tsx';

type File = Extract<DeskInputs['bulk']['preview']['of'], { kind: 'file' }>;

/**
 * What the deciding columns of a file say, which others may decide or hold other people's numbers, and whether lines wait
 * for an answer.
 */
type Asking = Pick<BulkSummary, 'meanings' | 'undecided' | 'otherPhones'> & { readonly isWaiting: boolean };
const nothingAsked: Asking = { meanings: [], undecided: [], otherPhones: [], isWaiting: false };

export function useFileAnswers() {
  const [file, setFile] = useState<File>();
  const [said, setSaid] = useState(noAnswers);
  const [columns, setColumns] = useState<ColumnAnswers>({});
  const [asked, setAsked] = useState(nothingAsked);
  return {
    /** The file as it is read by the answers. */
    source: file && { ...answerColumns(file, columns, asked.undecided), columnAnswers: [...said.columnAnswers] },
    asked,
    said,
    columns,
    setSaid,
    setColumns,

    /** A question stays where it is while its answer is worked out. */
    ask: (summary: BulkSummary): void => {
      if (summary.meanings === asked.meanings) return;
      setAsked({
        meanings: summary.meanings,
        undecided: withAsked(asked.undecided, summary.undecided),
        otherPhones: withAsked(asked.otherPhones, summary.otherPhones),
        isWaiting: summary.question !== null,
      });
    },

    choose: (next: File | undefined): void => {
      // In another file the same words mean something else.
      if (next?.intake !== file?.intake) {
        setSaid(noAnswers);
        setColumns({});
        setAsked(nothingAsked);
      }
      if (next === undefined) setAsked(nothingAsked);
      setFile(next);
    },
  };
}
