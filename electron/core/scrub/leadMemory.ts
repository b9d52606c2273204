/**
 * What the desk remembers of lead files: what the columns of one with the same header were for, and which of them a person
 * left out. It is offered to the person and said; it is never applied unseen.
 */
import type { ScrubFound, ScrubOptions } from '../../../shared/contract/scrub.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { MappingRows } from '../db/desk/mappingRows.ts';
import type { Clock } from '../ports.ts';
import { noPhoneNote } from './leads/leadFile.ts';

type Found = Omit<ScrubFound, 'scrub'>;

export function createLeadMemory({ mappings, clock }: { readonly mappings: MappingRows; readonly clock: Clock }) {
  return {
    /** The file as found, its columns as the last time where that differs from the guess. */
    recall(found: Found): Found {
      const header = toHeader(found);
      const known = header === undefined ? undefined : mappings.load(header);
      if (known === undefined || known.mapping.some(({ column }) => column >= found.columns.length)) return found;
      const columns = found.columns.map((guess) => {
        const field = known.mapping.find(({ column }) => column === guess.column)?.field ?? 'ignore';
        return field === guess.field ? guess : { ...guess, field, why: 'remembered' as const };
      });
      if (known.leftOut.length === 0 && columns.every(({ why }) => why !== 'remembered')) return found;
      return {
        ...found,
        columns,
        leftOut: [...known.leftOut],
        notes: found.notes.filter((note) => note !== noPhoneNote),
        remembered: { at: known.at },
      };
    },

    remember(found: Found, { mapping, leftOut }: Pick<ScrubOptions, 'mapping' | 'leftOut'>): void {
      const header = toHeader(found);
      if (header === undefined) return;
      mappings.save(header, {
        at: toInstant(clock.now()),
        mapping,
        leftOut,
        requestValues: null,
        otherValues: null,
      });
    },

    forget(found: Found): void {
      const header = toHeader(found);
      if (header !== undefined) mappings.forget(header);
    },
  };
}

/** The header's cells; undefined for a file without one. */
function toHeader({ headerRow, columns }: Found): readonly string[] | undefined {
  return headerRow === null ? undefined : columns.map(({ header }) => header ?? '');
}
