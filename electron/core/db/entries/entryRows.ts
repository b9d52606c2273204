/**
 * The entry table: reads by number, and the two writes that the one write path makes of a change (a new row, or a row that
 * is there). Sorted changes are written hundreds at a time; every write names the seq that it replaces, so that a change
 * planned on an entry that has moved on since fails instead of overwriting it.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { createEntryReader, type FlatEntry, type FlatNewEntries } from './entryForm.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';

/** A stored entry joined with its scope and origin, under the names of the flat form. */
const entryColumns = `
  e.number, e.seq, s.holds, e.reason, e.category, e.requested_at AS requestedAt, e.call_batch_id AS callBatchId,
  e.call_request_uuid AS callRequestUuid, e.line, coalesce(e.changed_at, o.at) AS changedAt,
  coalesce(e.changed_by, o.author) AS changedBy, e.removed_at AS removedAt, e.removed_by AS removedBy,
  e.removed_why AS removedWhy, o.source_kind AS sourceKind, o.source_label AS sourceLabel, o.author AS createdBy,
  o.at AS createdAt, o.batch_id AS batchId`;

/** Where `entryColumns` come from. */
const entryTables = 'entry e JOIN scope s ON s.id = e.scope_id JOIN origin o ON o.id = e.origin_id';

/** A flat entry with the ids of its interned scope and origin. */
export type StorableEntry = { readonly flat: FlatEntry; readonly scopeId: number; readonly originId: number };

/** The ways in which entries are read. */
export type EntryLoader = {
  readonly load: (number: PhoneNumber) => Entry | undefined;
  readonly loadFlat: (number: number) => FlatEntry | undefined;
  /** The entries that are there, by number. Any order; up to some ten thousand a call. */
  readonly loadMany: (numbers: readonly PhoneNumber[]) => Map<PhoneNumber, Entry>;
  /** The entries from `first` to `last`, by number. */
  readonly eachBetween: (first: number, last: number) => IterableIterator<FlatEntry>;
};

export type EntryRows = EntryLoader & {
  /** Writes new entries, sorted by number. Throws when one is there. */
  readonly insert: (entries: readonly StorableEntry[]) => void;
  /** Writes entries that were never on the list, `scopeIds` by statement. Throws when one is there. */
  readonly insertNew: (added: FlatNewEntries, scopeIds: readonly number[], originId: number) => void;
  /** Replaces an entry whose seq is `seq`. Throws when it is not. */
  readonly replace: (entry: StorableEntry, seq: number) => void;
};

const rowsAtOnce = 100;
/** Of an entry that is as it was made: changed and removed, by whom and why. */
const unchanged = [null, null, null, null, null] as const;

/** Reads entries, of the desk's own database or of a snapshot. */
export function createEntryLoader(db: ReadableDb): EntryLoader {
  const toEntry = createEntryReader();
  const one = db.prepare<[number], FlatEntry>(`SELECT ${entryColumns} FROM ${entryTables} WHERE e.number = ?`);
  const isThere = db.prepare<[number], number>('SELECT 1 FROM entry WHERE number = ?').pluck();
  const many = db.prepare<[string], FlatEntry>(
    `SELECT ${entryColumns} FROM json_each(?) n CROSS JOIN entry e ON e.number = n.value
     JOIN scope s ON s.id = e.scope_id JOIN origin o ON o.id = e.origin_id`,
  );
  const between = db.prepare<[number, number], FlatEntry>(
    `SELECT ${entryColumns} FROM ${entryTables} WHERE e.number BETWEEN ? AND ? ORDER BY e.number`,
  );
  const anyBetween = db
    .prepare<[number, number], number>('SELECT EXISTS (SELECT 1 FROM entry WHERE number BETWEEN ? AND ?)')
    .pluck();
  return {
    load(number) {
      // Most numbers that are asked for are not there, and a statement of many columns costs much even then.
      const flat = isThere.get(number) === undefined ? undefined : one.get(number);
      return flat === undefined ? undefined : toEntry(flat);
    },
    loadFlat: (number) => one.get(number),
    loadMany(numbers) {
      const found = new Map<PhoneNumber, Entry>();
      const [first, last] = findRange(numbers);
      // Most chunks of a first import, being sorted, lie where nothing is.
      if (last === undefined || anyBetween.get(first, last) === 0) return found;
      for (const flat of many.all(JSON.stringify(numbers))) {
        const entry = toEntry(flat);
        found.set(entry.number, entry);
      }
      return found;
    },
    eachBetween: (first, last) => between.iterate(first, last),
  };
}

export function createEntryRows(db: WritableDb): EntryRows {
  const insertOne = db.prepare(
    `INSERT INTO entry (number, seq, scope_id, origin_id, reason, category, requested_at, call_batch_id,
       call_request_uuid, line, changed_at, changed_by, removed_at, removed_by, removed_why)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // What the rows of an import have in common is bound once; better-sqlite3 spends most of an insert on binding.
  const insertAlike = db.prepare(
    `INSERT INTO entry (number, seq, scope_id, origin_id, reason, category, requested_at, line)
     VALUES ${Array.from({ length: rowsAtOnce }, () => '(?, 1, @scope, @origin, ?, @category, ?, ?)').join(', ')}`,
  );
  const replace = db.prepare(
    `UPDATE entry SET seq = ?, scope_id = ?, origin_id = ?, reason = ?, category = ?, requested_at = ?, call_batch_id = ?,
       call_request_uuid = ?, line = ?, changed_at = ?, changed_by = ?, removed_at = ?, removed_by = ?, removed_why = ?
     WHERE number = ? AND seq = ?`,
  );

  function insertAlikeRows(rows: readonly StorableEntry[], common: StorableEntry): void {
    const values: unknown[] = [];
    for (const { flat } of rows) values.push(flat.number, flat.reason, flat.requestedAt, flat.line);
    insertAlike.run(values, { scope: common.scopeId, origin: common.originId, category: common.flat.category });
  }

  function insertRow({ flat, scopeId, originId }: StorableEntry): void {
    insertOne.run(flat.number, flat.seq, scopeId, originId, ...restOfRow(flat));
  }

  return {
    ...createEntryLoader(db),
    insert(entries) {
      for (let at = 0; at < entries.length; at += rowsAtOnce) {
        const rows = entries.slice(at, at + rowsAtOnce);
        const [head] = rows;
        if (head !== undefined && rows.length === rowsAtOnce && rows.every((row) => isAlike(row, head)))
          insertAlikeRows(rows, head);
        else for (const row of rows) insertRow(row);
      }
    },
    insertNew({ numbers, lines, statementOf, statements }, scopeIds, originId) {
      const [head] = statements;
      const alike = statements.every(
        ({ category, callBatchId, callRequestUuid }, at) =>
          scopeIds[at] === scopeIds[0] &&
          category === head?.category &&
          callBatchId === null &&
          callRequestUuid === null,
      );
      const common = { scope: scopeIds[0], origin: originId, category: head?.category };
      const whole = alike ? numbers.length - (numbers.length % rowsAtOnce) : 0;
      const values: unknown[] = Array.from({ length: rowsAtOnce * 4 });
      for (let from = 0; from < whole; from += rowsAtOnce) {
        for (let row = 0; row < rowsAtOnce; row++) {
          const statement = statements[statementOf[from + row] ?? 0];
          values[row * 4] = numbers[from + row];
          values[row * 4 + 1] = statement?.reason;
          values[row * 4 + 2] = statement?.requestedAt;
          values[row * 4 + 3] = lines[from + row];
        }
        insertAlike.run(values, common);
      }
      for (let row = whole; row < numbers.length; row++) {
        const place = statementOf[row] ?? 0;
        const said = statements[place];
        if (said === undefined) throw new Error('An entry without a statement');
        insertOne.run(
          numbers[row],
          1,
          scopeIds[place],
          originId,
          said.reason,
          said.category,
          said.requestedAt,
          said.callBatchId,
          said.callRequestUuid,
          lines[row],
          ...unchanged,
        );
      }
    },
    replace({ flat, scopeId, originId }, seq) {
      const { changes } = replace.run(flat.seq, scopeId, originId, ...restOfRow(flat), flat.number, seq);
      if (changes !== 1) throw new Error(`An entry was changed on the basis of seq ${seq}, which it no longer has`);
    },
  };
}

function findRange(numbers: readonly number[]): readonly [number, number] | readonly [number, undefined] {
  if (numbers.length === 0) return [0, undefined];
  let first = Infinity;
  let last = 0;
  for (const number of numbers) {
    if (number < first) first = number;
    if (number > last) last = number;
  }
  return [first, last];
}

function isFresh({ flat }: StorableEntry): boolean {
  return flat.changedAt === flat.createdAt && flat.changedBy === flat.createdBy;
}

function isAlike(row: StorableEntry, head: StorableEntry): boolean {
  return (
    row.scopeId === head.scopeId &&
    row.originId === head.originId &&
    row.flat.category === head.flat.category &&
    row.flat.seq === 1 &&
    row.flat.callBatchId === null &&
    row.flat.callRequestUuid === null &&
    row.flat.removedAt === null &&
    isFresh(row)
  );
}

function restOfRow(flat: FlatEntry): readonly (string | number | null)[] {
  const changed = flat.changedAt === flat.createdAt && flat.changedBy === flat.createdBy ? null : flat;
  return [
    flat.reason,
    flat.category,
    flat.requestedAt,
    flat.callBatchId,
    flat.callRequestUuid,
    flat.line,
    changed?.changedAt ?? null,
    changed?.changedBy ?? null,
    flat.removedAt,
    flat.removedBy,
    flat.removedWhy,
  ];
}
