/** Remembered mappings: what the columns of a file meant, by the signature of its header. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { columnField } from '../../../../shared/contract/files.ts';
import { foldHeader } from '../../../../shared/domain/columns/columnAliases.ts';
import type { ColumnMapping } from '../../../../shared/domain/columns/columns.ts';
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { WritableDb } from '../handles.ts';

export type RememberedMapping = {
  readonly at: Instant;
  readonly mapping: ColumnMapping;
  /** The values of the deciding columns that mean do-not-call, and those that do not; null: not known. */
  readonly requestValues: readonly string[] | null;
  readonly otherValues: readonly string[] | null;
  /** Columns that a person left out. */
  readonly leftOut: readonly number[];
  /** What was said about the values of single columns. */
  readonly columnAnswers: readonly {
    readonly column: number;
    readonly requestValues: readonly string[];
    readonly otherValues: readonly string[];
  }[];
  /** Columns of which a person said what their yes and no mean, as their names do not tell it. */
  readonly explained: readonly number[];
};

/** `header`: the cells of the header row, in order. */
export type MappingRows = {
  readonly load: (header: readonly string[]) => RememberedMapping | undefined;
  readonly save: (header: readonly string[], mapping: RememberedMapping) => void;
  readonly forget: (header: readonly string[]) => void;
};

type MappingRow = {
  readonly saved_at: number;
  readonly columns: string;
  readonly request_values: string | null;
  readonly other_values: string | null;
  readonly left_out: string;
};

const storedValues = z.array(z.string());
/** A column and its field, and what a person said about it, if she did. */
const storedColumns = z.array(
  z.tuple([z.number().int().nonnegative(), columnField]).rest(
    z.object({
      requestValues: storedValues.optional(),
      otherValues: storedValues.optional(),
      explained: z.boolean().optional(),
    }),
  ),
);
const storedPlaces = z.array(z.number().int().nonnegative());

/**
 * What was done with such files. A column may mean one thing in a file of leads and another in a list, so the two are
 * kept apart.
 */
export type MappingPurpose = 'import' | 'scrub';

/**
 * Remembered mappings of one purpose, by the signature of the header. A mapping stored in an older form counts as not
 * remembered.
 */
export function createMappingRows(db: WritableDb, purpose: MappingPurpose = 'import'): MappingRows {
  const find = db.prepare<[Buffer], MappingRow>(
    'SELECT saved_at, columns, request_values, other_values, left_out FROM import_mapping WHERE signature = ?',
  );
  const insert = db.prepare(
    `INSERT OR REPLACE INTO import_mapping (signature, saved_at, columns, request_values, other_values, left_out)
     VALUES (@signature, @savedAt, @columns, @requestValues, @otherValues, @leftOut)`,
  );
  const remove = db.prepare<[Buffer]>('DELETE FROM import_mapping WHERE signature = ?');
  return {
    load(header) {
      const row = find.get(toSignature(header, purpose));
      if (row === undefined) return undefined;
      // A field that this version no longer knows: the mapping is not offered any more.
      const columns = storedColumns.safeParse(JSON.parse(row.columns));
      if (!columns.success) return undefined;
      return {
        at: toInstant(row.saved_at),
        mapping: columns.data.flatMap(([column, field]) => (field === 'ignore' ? [] : [{ column, field }])),
        columnAnswers: columns.data.flatMap(([column, , { requestValues, otherValues } = {}]) =>
          requestValues === undefined || otherValues === undefined ? [] : [{ column, requestValues, otherValues }],
        ),
        explained: columns.data.flatMap(([column, , { explained = false } = {}]) => (explained ? [column] : [])),
        requestValues: toValues(row.request_values),
        otherValues: toValues(row.other_values),
        leftOut: storedPlaces.parse(JSON.parse(row.left_out)),
      };
    },
    save(header, { at, mapping, requestValues, otherValues, leftOut, ...said }) {
      insert.run({
        signature: toSignature(header, purpose),
        savedAt: toEpochMs(at),
        columns: JSON.stringify(toStoredColumns(mapping, said)),
        requestValues: requestValues === null ? null : JSON.stringify(requestValues),
        otherValues: otherValues === null ? null : JSON.stringify(otherValues),
        leftOut: JSON.stringify(leftOut),
      });
    },
    forget: (header) => void remove.run(toSignature(header, purpose)),
  };
}

function toStoredColumns(
  mapping: ColumnMapping,
  { columnAnswers, explained }: Pick<RememberedMapping, 'columnAnswers' | 'explained'>,
): z.input<typeof storedColumns> {
  const columns = new Set([...mapping, ...columnAnswers].map(({ column }) => column));
  return [...columns].map((column) => {
    const { field } = mapping.find((each) => each.column === column) ?? { field: 'ignore' as const };
    const answer = columnAnswers.find((each) => each.column === column);
    const isExplained = explained.includes(column);
    if (answer === undefined && !isExplained) return [column, field];
    const words = answer && { requestValues: [...answer.requestValues], otherValues: [...answer.otherValues] };
    return [column, field, { ...words, ...(isExplained ? { explained: true } : {}) }];
  });
}

const toValues = (stored: string | null): readonly string[] | null =>
  stored === null ? null : storedValues.parse(JSON.parse(stored));

/** Compares names as `foldHeader` does. The same names in another order are another header. */
function toSignature(header: readonly string[], purpose: MappingPurpose): Buffer {
  const names = JSON.stringify(header.map(foldHeader));
  return createHash('sha256')
    .update(purpose === 'import' ? names : `${purpose} ${names}`)
    .digest();
}
