/**
 * Remembered scrubs: what the columns of a lead file meant and which of them a person left out, by the signature of its
 * header. They share the table of imports under keys of their own, because a column of leads may mean something else.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { columnField } from '../../../../shared/contract/intake.ts';
import { foldHeader } from '../../../../shared/domain/columns/columnAliases.ts';
import type { ColumnMapping } from '../../../../shared/domain/columns/columns.ts';
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/instant.ts';
import type { Db } from '../openDatabase.ts';

export type RememberedScrub = {
  readonly at: Instant;
  readonly mapping: ColumnMapping;
  readonly leftOut: readonly number[];
};

/** `header`: the cells of the header row, in order. */
export type ScrubMappingRows = {
  readonly load: (header: readonly string[]) => RememberedScrub | undefined;
  readonly save: (header: readonly string[], scrub: RememberedScrub) => void;
  readonly forget: (header: readonly string[]) => void;
};

const leftOutWord = 'leftOut';
const storedColumns = z.array(
  z.tuple([z.number().int().nonnegative(), z.union([columnField, z.literal(leftOutWord)])]),
);

export function createScrubMappingRows(db: Db): ScrubMappingRows {
  const find = db.prepare<[Buffer], { readonly saved_at: number; readonly columns: string }>(
    'SELECT saved_at, columns FROM import_mapping WHERE signature = ?',
  );
  const insert = db.prepare<[Buffer, number, string]>(
    'INSERT OR REPLACE INTO import_mapping (signature, saved_at, columns, request_values) VALUES (?, ?, ?, NULL)',
  );
  const remove = db.prepare<[Buffer]>('DELETE FROM import_mapping WHERE signature = ?');
  return {
    load(header) {
      const row = find.get(toSignature(header));
      // A field that a later version no longer knows: nothing is offered.
      const columns = row === undefined ? undefined : storedColumns.safeParse(JSON.parse(row.columns));
      if (row === undefined || columns?.success !== true) return undefined;
      return {
        at: toInstant(row.saved_at),
        mapping: columns.data.flatMap(([column, field]) => (field === leftOutWord ? [] : [{ column, field }])),
        leftOut: columns.data.flatMap(([column, field]) => (field === leftOutWord ? [column] : [])),
      };
    },
    save(header, { at, mapping, leftOut }) {
      const columns = [
        ...mapping.map(({ column, field }) => [column, field]),
        ...leftOut.map((column) => [column, leftOutWord]),
      ];
      insert.run(toSignature(header), toEpochMs(at), JSON.stringify(columns));
    },
    forget: (header) => void remove.run(toSignature(header)),
  };
}

/** Names are told apart as `foldHeader` does; the word in front keeps scrubs and imports apart. */
function toSignature(header: readonly string[]): Buffer {
  return createHash('sha256')
    .update(`scrub ${JSON.stringify(header.map(foldHeader))}`)
    .digest();
}
