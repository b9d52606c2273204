/** Remembered mappings: what the columns of a file meant, by the signature of its header. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { columnField } from '../../../../shared/contract/intake.ts';
import { foldHeader } from '../../../../shared/domain/columns/columnAliases.ts';
import type { ColumnMapping } from '../../../../shared/domain/columns/columns.ts';
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/instant.ts';
import type { Db } from '../openDatabase.ts';

export type RememberedMapping = {
  readonly at: Instant;
  readonly mapping: ColumnMapping;
  /** The dispositions that mean do-not-call; null: not known. */
  readonly requestValues: readonly string[] | null;
};

/** `header`: the cells of the header row, in order. */
export type MappingRows = {
  readonly load: (header: readonly string[]) => RememberedMapping | undefined;
  readonly save: (header: readonly string[], mapping: RememberedMapping) => void;
  readonly forget: (header: readonly string[]) => void;
};

type MappingRow = { readonly saved_at: number; readonly columns: string; readonly request_values: string | null };

const storedColumns = z.array(z.tuple([z.number().int().nonnegative(), columnField]));
const storedValues = z.array(z.string());

export function createMappingRows(db: Db): MappingRows {
  const find = db.prepare<[Buffer], MappingRow>(
    'SELECT saved_at, columns, request_values FROM import_mapping WHERE signature = ?',
  );
  const insert = db.prepare(
    `INSERT OR REPLACE INTO import_mapping (signature, saved_at, columns, request_values)
     VALUES (@signature, @savedAt, @columns, @requestValues)`,
  );
  const remove = db.prepare<[Buffer]>('DELETE FROM import_mapping WHERE signature = ?');
  return {
    load(header) {
      const row = find.get(toSignature(header));
      if (row === undefined) return undefined;
      // A field that a later version no longer knows: the mapping is offered no more.
      const columns = storedColumns.safeParse(JSON.parse(row.columns));
      if (!columns.success) return undefined;
      return {
        at: toInstant(row.saved_at),
        mapping: columns.data.map(([column, field]) => ({ column, field })),
        requestValues: row.request_values === null ? null : storedValues.parse(JSON.parse(row.request_values)),
      };
    },
    save(header, { at, mapping, requestValues }) {
      insert.run({
        signature: toSignature(header),
        savedAt: toEpochMs(at),
        columns: JSON.stringify(mapping.map(({ column, field }) => [column, field])),
        requestValues: requestValues === null ? null : JSON.stringify(requestValues),
      });
    },
    forget: (header) => void remove.run(toSignature(header)),
  };
}

/** Names are told apart as `foldHeader` does; a header of the same names in another order is another one. */
function toSignature(header: readonly string[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(header.map(foldHeader)))
    .digest();
}
