/**
 * The entry table: reads by number, and the two writes that the one write path makes of a change (a new row, or a
 * change of an existing row). Sorted changes are written hundreds at a time. Every write names the seq that it
 * replaces, so that a change planned on an older version of an entry fails instead of overwriting the newer one.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { DamagedRow } from '../damagedRow.ts';
import { createEntryReader, type FlatEntry, type FlatNewEntries } from './entryForm.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { scopeInDoubt } from './scopeRows.ts';
import { type AlikeEntries, createAlikeInsert, rowsAtOnce } from './insertAlike.ts';
import { type StoredDetails, storedColumns, storedNames } from './storedDetails.ts';

/** A stored entry joined with its scope and origin, under the names of the flat form. */
const entryColumns = `
  e.number, e.seq, s.holds, ${storedNames.map((name, at) => `e.${storedColumns[at] ?? ''} AS ${name}`).join(', ')},
  e.line, coalesce(e.changed_at, o.at) AS changedAt,
  coalesce(e.changed_by, o.author) AS changedBy, e.removed_at AS removedAt, e.removed_by AS removedBy,
  e.removed_why AS removedWhy, o.source_kind AS sourceKind, o.source_label AS sourceLabel, o.author AS createdBy,
  o.at AS createdAt, o.batch_id AS batchId`;

/** Where `entryColumns` come from. */
const entryTables = 'entry e JOIN scope s ON s.id = e.scope_id JOIN origin o ON o.id = e.origin_id';

/** A flat entry with the ids of its interned scope and origin. */
export type StorableEntry = { readonly flat: FlatEntry; readonly scopeId: number; readonly originId: number };

/** Entries by number, and what could not be read of some. */
export type ReadableEntries = {
  readonly entries: ReadonlyMap<PhoneNumber, Entry>;
  readonly damage: ReadonlyMap<PhoneNumber, DamagedRow>;
};

/** The ways in which entries are read. */
export type EntryLoader = {
  readonly load: (number: PhoneNumber) => Entry | undefined;
  /**
   * As `loadMany`, for who shows the list: an entry whose row is damaged is there as blocked everywhere, and `damage` says what
   * could not be read.
   */
  readonly loadReadable: (numbers: readonly PhoneNumber[]) => ReadableEntries;
  readonly loadFlat: (number: number) => FlatEntry | undefined;
  /** Whether there never was an entry: those that were removed are there too. */
  readonly isEmpty: () => boolean;
  /** The entries of these numbers that exist, by number. In any order; up to some ten thousand per call. */
  readonly loadMany: (numbers: readonly PhoneNumber[]) => Map<PhoneNumber, Entry>;
};

export type EntryRows = EntryLoader & {
  /** Writes new entries, sorted by number. Throws when one is there. */
  readonly insert: (entries: readonly StorableEntry[]) => void;
  /** Writes entries that were never on the list, `scopeIds` by statement, `originIds` by origin. Throws when one is there. */
  readonly insertNew: (added: FlatNewEntries, scopeIds: readonly number[], originIds: readonly number[]) => void;
  /** An entry with the ids of its scope and origin. */
  readonly loadStored: (number: number) => StorableEntry | undefined;
  /** Replaces an entry whose seq is `seq`. Throws when it is not. */
  readonly replace: (entry: StorableEntry, seq: number) => void;
};

/** What an insert and a replacement write beside number, seq, scope and origin. */
const restColumns = [
  ...storedColumns,
  'line',
  'changed_at',
  'changed_by',
  'removed_at',
  'removed_by',
  'removed_why',
] as const;
/** The values of an entry that is as it was made: changed and removed, by whom and why. */
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
  const any = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM entry)').pluck();
  const anyBetween = db
    .prepare<[number, number], number>('SELECT EXISTS (SELECT 1 FROM entry WHERE number BETWEEN ? AND ?)')
    .pluck();
  function readMany(numbers: readonly PhoneNumber[], read: (flat: FlatEntry) => Entry): Map<PhoneNumber, Entry> {
    const found = new Map<PhoneNumber, Entry>();
    const [first, last] = findRange(numbers);
    // Most sorted chunks of a first import lie where the table has no entries.
    if (last === undefined || anyBetween.get(first, last) === 0) return found;
    for (const flat of many.all(JSON.stringify(numbers))) {
      const entry = read(flat);
      found.set(entry.number, entry);
    }
    return found;
  }

  return {
    load(number) {
      // Most numbers that are asked for have no entry, and a statement of many columns costs much even then.
      const flat = isThere.get(number) === undefined ? undefined : one.get(number);
      return flat === undefined ? undefined : toEntry(flat);
    },
    loadFlat: (number) => one.get(number),
    isEmpty: () => any.get() === 0,
    loadMany: (numbers) => readMany(numbers, toEntry),
    loadReadable(numbers) {
      const damage = new Map<PhoneNumber, DamagedRow>();
      const read = createEntryReader((found) => {
        if (typeof found.subject === 'number') damage.set(toPhoneNumber(found.subject), found);
        return scopeInDoubt;
      });
      return { entries: readMany(numbers, read), damage };
    },
  };
}

/** The entries of the desk's own database: read as by a loader, and written by the list's writer alone. */
export function createEntryRows(db: WritableDb): EntryRows {
  const insertOne = db.prepare(
    `INSERT INTO entry (number, seq, scope_id, origin_id, ${restColumns.join(', ')})
     VALUES (?, ?, ?, ?, ${restColumns.map(() => '?').join(', ')})`,
  );
  const insertAlike = createAlikeInsert(db);
  const { loadFlat, ...loader } = createEntryLoader(db);
  const ids = db.prepare<[number], Omit<StorableEntry, 'flat'>>(
    'SELECT scope_id AS scopeId, origin_id AS originId FROM entry WHERE number = ?',
  );
  const replace = db.prepare(
    `UPDATE entry SET seq = ?, scope_id = ?, origin_id = ?, ${restColumns.map((column) => `${column} = ?`).join(', ')}
     WHERE number = ? AND seq = ?`,
  );

  function insertRow({ flat, scopeId, originId }: StorableEntry): void {
    insertOne.run(flat.number, flat.seq, scopeId, originId, ...restOfRow(flat));
  }

  return {
    ...loader,
    loadFlat,
    loadStored(number) {
      const flat = loadFlat(number);
      const found = ids.get(number);
      return flat === undefined || found === undefined ? undefined : { flat, ...found };
    },
    insert(entries) {
      for (let at = 0; at < entries.length; at += rowsAtOnce) {
        const rows = entries.slice(at, at + rowsAtOnce);
        for (const row of rows.slice(insertAlike(toAlike(rows)))) insertRow(row);
      }
    },
    insertNew(added, scopeIds, originIds) {
      const { numbers, lines, statementOf, statements, originOf } = added;
      for (let row = insertAlike({ ...added, scopeIds, originIds }); row < numbers.length; row++) {
        const place = statementOf[row] ?? 0;
        const statement = statements[place];
        if (statement === undefined) throw new Error('An entry without a statement');
        const found = [scopeIds[place], originIds[originOf[row] ?? 0]];
        insertOne.run(numbers[row], 1, ...found, ...toValues(statement), lines[row], ...unchanged);
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

/** What is stored of the fields, in the order of the columns. */
function toValues(stored: StoredDetails): readonly (string | number | null)[] {
  return storedNames.map((name) => stored[name]);
}

/** Rows as columns; none where one of them is not as it was made. */
function toAlike(rows: readonly StorableEntry[]): AlikeEntries {
  const alike = rows.every(isAsMade) ? rows : [];
  const places = alike.map((_, at) => at);
  return {
    numbers: alike.map(({ flat }) => flat.number),
    lines: alike.map(({ flat }) => flat.line),
    originOf: places,
    originIds: alike.map(({ originId }) => originId),
    statementOf: places,
    statements: alike.map(({ flat }) => flat),
    scopeIds: alike.map(({ scopeId }) => scopeId),
    said: storedNames,
  };
}

function isFresh({ flat }: StorableEntry): boolean {
  return flat.changedAt === flat.createdAt && flat.changedBy === flat.createdBy;
}

function isAsMade(row: StorableEntry): boolean {
  return row.flat.seq === 1 && row.flat.removedAt === null && isFresh(row);
}

function restOfRow(flat: FlatEntry): readonly (string | number | null)[] {
  const changed = flat.changedAt === flat.createdAt && flat.changedBy === flat.createdBy ? null : flat;
  return [
    ...toValues(flat),
    flat.line,
    changed?.changedAt ?? null,
    changed?.changedBy ?? null,
    flat.removedAt,
    flat.removedBy,
    flat.removedWhy,
  ];
}
