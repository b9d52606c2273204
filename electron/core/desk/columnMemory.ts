/**
 * What the desk remembers of the columns of files, by their header: what they meant, and which of them a person left
 * out. It offers this to the person and says so; it never applies it unseen.
 */
import type { FileFound } from '../../../shared/contract/files.ts';
import { readFlagName } from '../../../shared/domain/columns/flagNames.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { MappingRows, RememberedMapping } from '../db/desk/mappingRows.ts';
import type { Clock } from '../ports.ts';

export type ColumnMemory = {
  /** Whether such cells were the header of an earlier file. */
  readonly isHeader: (cells: readonly string[]) => boolean;
  /**
   * What is known of the columns of such a file. `found` is the file with this knowledge; `isAsGuessed` tells whether
   * that equals the guess. Undefined where nothing is known, or where what is known does not fit.
   */
  readonly recall: <Found extends FileFound>(
    found: Found,
  ) => { readonly found: Found; readonly isAsGuessed: boolean; readonly known: RememberedMapping } | undefined;
  readonly remember: (found: FileFound, known: Omit<RememberedMapping, 'at' | 'explained'>) => void;
  readonly forget: (found: FileFound) => void;
};

/** @param noPhoneNote is left out of the notes of a file whose phone columns are known */
export function createColumnMemory(
  { mappings, clock }: { readonly mappings: MappingRows; readonly clock: Clock },
  noPhoneNote: string,
): ColumnMemory {
  return {
    isHeader: (cells) => mappings.load(cells) !== undefined,
    recall(found) {
      const header = toHeader(found);
      const known = header === undefined ? undefined : mappings.load(header);
      if (known === undefined || known.mapping.some(({ column }) => column >= found.columns.length)) return undefined;
      const columns = found.columns.map((guess) => {
        const said = known.mapping.find(({ column }) => column === guess.column)?.field ?? 'ignore';
        const isSaid = known.explained.includes(guess.column) || known.leftOut.includes(guess.column);
        // What such a name was once taken for, before anybody was asked, answers no question about it.
        const field = guess.field === 'doubtfulFlag' && !isSaid ? guess.field : said;
        return field === guess.field ? guess : { ...guess, field, why: 'remembered' as const };
      });
      return {
        known,
        isAsGuessed: known.leftOut.length === 0 && columns.every(({ why }) => why !== 'remembered'),
        found: {
          ...found,
          columns,
          leftOut: [...known.leftOut],
          notes: found.notes.filter((note) => note !== noPhoneNote),
          remembered: { at: known.at },
        },
      };
    },
    remember(found, known) {
      const header = toHeader(found);
      if (header === undefined) return;
      const explained = known.mapping
        .filter(({ column, field }) => field !== 'doubtfulFlag' && isDoubtful(header[column] ?? ''))
        .map(({ column }) => column);
      mappings.save(header, { ...known, explained, at: toInstant(clock.now()) });
    },
    forget(found) {
      const header = toHeader(found);
      if (header !== undefined) mappings.forget(header);
    },
  };
}

const isDoubtful = (name: string): boolean => readFlagName(name)?.field === 'doubtfulFlag';

/** The header's cells; undefined for a file without one. */
function toHeader({ headerRow, columns }: FileFound): readonly string[] | undefined {
  return headerRow === null ? undefined : columns.map(({ header }) => header ?? '');
}
