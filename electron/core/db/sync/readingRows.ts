/**
 * Readings of vendors' lists that have not come to their end, or whose absences were not followed up: one row a list, and
 * the numbers that they have shown so far, so that a reading goes on where it was broken off.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteList, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';

/** Instants are epoch milliseconds. */
export type StoredReading = {
  /** The account's access (accountRows.ts) when it began. */
  readonly access: number;
  readonly startedAt: number;
  /** When its last page was read. */
  readonly readAt: number;
  /** What its last page was asked with. */
  readonly cursor: string;
  /** The ids on its last page. */
  readonly edge: readonly string[];
  /** Whether its last page was the last of the list. */
  readonly isOver: boolean;
  readonly records: number;
  readonly inNoPlan: number;
};

/** A record that waits for the end of the list, and the number that it is kept under here. */
export type HeldRecord = { readonly record: RemoteRecord; readonly ours: PhoneNumber };

/** What a stretch of a reading has shown. */
export type ReadingPart = { readonly numbers: Float64Array; readonly held: readonly HeldRecord[] };

export type ReadingRows = {
  readonly load: (account: AccountId, list: RemoteList) => StoredReading | undefined;
  /** What the reading has shown so far, a part at a time. */
  readonly loadParts: (account: AccountId, list: RemoteList) => readonly ReadingPart[];
  /** Saves where the reading is, and what it has shown since it was last saved. */
  readonly save: (account: AccountId, list: RemoteList, reading: StoredReading, part: ReadingPart) => void;
  /** Notes what is there by another sight, if a reading of the list is stored. */
  readonly noteShown: (account: AccountId, list: RemoteList, numbers: readonly PhoneNumber[]) => void;
  /** Forgets the reading of one list, or of all lists of the account (null). */
  readonly remove: (account: AccountId, list: RemoteList | null) => void;
};

type ReadingRow = Omit<StoredReading, 'edge' | 'isOver'> & { readonly edge: string; readonly isOver: number };

/** Prepares the statements about stored readings. */
export function createReadingRows(db: WritableDb): ReadingRows {
  const one = db.prepare<[number, string], ReadingRow>(
    `SELECT access, started_at AS startedAt, read_at AS readAt, cursor, edge, is_over AS isOver, records,
       in_no_plan AS inNoPlan FROM reading WHERE account_id = ? AND scope = ?`,
  );
  const parts = db.prepare<[number, string], { numbers: Buffer; held: string | null }>(
    'SELECT numbers, held FROM reading_part WHERE account_id = ? AND scope = ? ORDER BY n',
  );
  const save = db.prepare(
    `INSERT OR REPLACE INTO reading
       (account_id, scope, access, started_at, read_at, cursor, edge, is_over, records, in_no_plan)
     VALUES (@account, @list, @access, @startedAt, @readAt, @cursor, @edge, @isOver, @records, @inNoPlan)`,
  );
  const addPart = db.prepare(
    `INSERT INTO reading_part (account_id, scope, n, numbers, held)
     SELECT account_id, scope, coalesce((SELECT max(n) FROM reading_part p
       WHERE p.account_id = r.account_id AND p.scope = r.scope), 0) + 1, @numbers, @held
     FROM reading r WHERE account_id = @account AND scope = @list`,
  );
  const removals = ['reading', 'reading_part'].map((table) =>
    db.prepare<{ account: number; list: string | null }>(
      `DELETE FROM ${table} WHERE account_id = @account AND (@list IS NULL OR scope = @list)`,
    ),
  );
  const add = (account: AccountId, list: RemoteList, { numbers, held }: ReadingPart): void => {
    const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    addPart.run({ account, list, numbers: bytes, held: held.length === 0 ? null : JSON.stringify(held) });
  };
  return {
    load(account, list) {
      const row = one.get(account, list);
      return row === undefined
        ? undefined
        : { ...row, edge: JSON.parse(row.edge) as readonly string[], isOver: row.isOver !== 0 };
    },
    loadParts: (account, list) =>
      parts.all(account, list).map(({ numbers, held }) => ({
        numbers: new Float64Array(Uint8Array.from(numbers).buffer),
        held: held === null ? [] : (JSON.parse(held) as readonly HeldRecord[]),
      })),
    save(account, list, reading, part) {
      const { edge, isOver } = reading;
      save.run({ ...reading, account, list, edge: JSON.stringify(edge), isOver: isOver ? 1 : 0 });
      add(account, list, part);
    },
    noteShown(account, list, numbers) {
      if (numbers.length > 0) add(account, list, { numbers: Float64Array.from(numbers), held: [] });
    },
    remove(account, list) {
      for (const statement of removals) statement.run({ account, list });
    },
  };
}
