/**
 * A file that is open in the core, with the corrections that every page offers: read it in another way, read another
 * part, or forget what is remembered of its columns. After each, the core finds again what is in the file.
 */
import { useMutation } from '@tanstack/react-query';
import type { FileFound } from '../../../shared/contract/files.ts';
import { toSentence } from '../../desk.tsx';
import { useTell } from '../useTell.ts';
import type { ReadChange } from './ReadFields.tsx';

/** How the core is to read the file; what is left out is guessed again. */
export type ReadAnew = ReadChange & { readonly parts: string[] };

export type OpenFile = {
  readonly found: FileFound;
  /** The core is reading. */
  readonly isReading: boolean;
  readonly isForgetting: boolean;
  /** Reads the chosen part in another way; everything else stays as it was said. */
  readonly read: (change: ReadChange) => void;
  /** Chooses another part, in which everything is found again. */
  readonly pick: (parts: string[]) => void;
  /** Forgets what the columns of such a file meant. */
  readonly forget: () => void;
};

/**
 * @param calls ask the core; both answer what was found
 * @param onFound gets what was found again
 * @param onError gets a sentence about a failure; by default a notice shows it
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
  const tell = useTell();
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
