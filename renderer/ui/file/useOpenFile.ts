/**
 * A file that is open in the core, as every page that reads one corrects it: read otherwise, another part of it, or without
 * what is remembered of its columns. Each finds anew what is in the file.
 */
import { useMutation } from '@tanstack/react-query';
import type { FileFound } from '../../../shared/contract/files.ts';
import { toSentence } from '../../desk.tsx';
import { useToast } from '../useUndoToast.tsx';
import type { ReadChange } from './ReadFields.tsx';

/** What the core is told to read the file by; what is not said is guessed anew. */
export type ReadAnew = ReadChange & { readonly parts: string[] };

export type OpenFile = {
  readonly found: FileFound;
  /** The core is at it. */
  readonly isReading: boolean;
  readonly isForgetting: boolean;
  /** Reads the part that is chosen otherwise; what was said of it besides stands. */
  readonly read: (change: ReadChange) => void;
  /** Chooses another part, of which everything is found anew. */
  readonly pick: (parts: string[]) => void;
  /** Forgets what the columns of such a file meant. */
  readonly forget: () => void;
};

/**
 * @param calls ask the core; both answer what was found
 * @param onFound is told what was found anew
 * @param onError is told what went wrong, as a sentence; a notice says it unless told
 */
export function useOpenFile<Found extends FileFound>(
  found: Found,
  calls: {
    readonly reread: (settings: ReadAnew) => Promise<Found>;
    readonly forget: () => Promise<Found>;
  },
  onFound: (found: Found) => unknown,
  onError?: (sentence: string) => void,
): OpenFile {
  const tell = useToast();
  const fail = (error: unknown) => (onError ?? ((sentence) => tell(sentence, true)))(toSentence(error));
  const reread = useMutation({ mutationFn: calls.reread, onSuccess: onFound, onError: fail });
  const forget = useMutation({ mutationFn: calls.forget, onSuccess: onFound, onError: fail });
  const { encoding, delimiter, headerRow, format, levels } = found;
  // A sheet has neither.
  const written = format === 'text' ? { encoding, delimiter } : {};
  const parts = levels.map(({ chosen }) => chosen);
  return {
    found,
    isReading: reread.isPending,
    isForgetting: forget.isPending,
    read: (change) => reread.mutate({ parts, ...written, hasHeader: headerRow !== null, ...change }),
    pick: (picks) => reread.mutate({ parts: picks }),
    forget: () => forget.mutate(),
  };
}
