/**
 * Conflicts: records about which the two sides disagree in a way that a person must decide. While a conflict is open,
 * its `holds` block in addition to the entry's own. A decided conflict stays, as evidence of who decided what.
 */
import type { ConflictKind } from '../../../../shared/domain/vendor/merge.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteFields } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId, Scope } from '../../../../shared/domain/entry/scope.ts';
import { readAbout } from '../damagedRow.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';
import { type RemoteKey, toFields, toFieldsText } from './remoteRows.ts';
import { toHoldsText, toScopeOfText } from '../entries/scopeRows.ts';

/** Instants are epoch milliseconds. */
export type Conflict = RemoteKey & {
  readonly id: number;
  readonly kind: ConflictKind;
  readonly base: RemoteFields | null;
  readonly ours: RemoteFields | null;
  readonly theirs: RemoteFields | null;
  readonly why: string;
  readonly holds: Scope;
  /** What the vendor has blocked while it is open and the entry does not: it is part of `holds`. */
  readonly heldThere: Scope;
  /** Grows with every change of the question: kind, sides or holds. */
  readonly version: number;
  /** What `questionVersion` answered when it was opened. */
  readonly openedVersion: number;
  /** What this desk put there while it is open, as the vendor then had it, and when; null: nothing. */
  readonly put: RemoteFields | null;
  readonly putAt: number | null;
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  /** The vendor no longer knows the agent whose list it is. */
  readonly isListGone: boolean;
};

/** Whether nothing here asks for the record of such a question: then the question alone blocks what the vendor blocks. */
export function blocksAlone(kind: ConflictKind): boolean {
  return kind === 'onlyThere' || kind === 'removedHereChangedThere';
}

/** A question as a sight of the record makes it. `seq`: the entry's, 0 without one. */
export type Question = Omit<Conflict, 'id' | 'resolvedAt' | 'version' | 'openedVersion' | 'isListGone'> & {
  readonly seq: number;
};

/** The version of a question that a person sees: every change of it, or of the entry (`seq`, 0 without one), is another. */
export function questionVersion({ version }: Pick<Conflict, 'version'>, seq: number): number {
  return version + seq;
}

/**
 * Whether two records of one number disagree in the same way: then one question is asked about both. A vendor that keeps one
 * record per agent may have many of them.
 */
export function isSameQuestion(a: Conflict, b: Conflict): boolean {
  return (
    a.number === b.number &&
    a.account === b.account &&
    a.kind === b.kind &&
    a.isListGone === b.isListGone &&
    (['base', 'ours', 'theirs'] as const).every((side) => toFieldsText(a[side]) === toFieldsText(b[side]))
  );
}

/**
 * The version of a question about several records: it names them all, so it is another one with every change of one of them,
 * and when one is added or gone. `seq`: the entry's, 0 without one.
 */
export function groupVersion(group: readonly Pick<Conflict, 'version'>[], seq: number): number {
  const sum = group.reduce((before, conflict) => before + questionVersion(conflict, seq), 0);
  return group.length === 1 ? sum : group.length * versionsPerRecord + sum;
}

/** More versions than a question ever has: a record that is added or gone makes another sum than any change. */
const versionsPerRecord = 1_000_000;

/** `settled`: the two sides came together without a decision. */
export type Resolution = 'keepOurs' | 'takeTheirs' | 'edit' | 'settled' | 'accountRemoved';

/** An earlier conflict of a record, and how it ended. */
export type Decided = {
  readonly kind: ConflictKind;
  readonly openedAt: number;
  readonly resolvedAt: number;
  readonly resolution: Resolution;
  readonly by: string;
};

export type ConflictFilter = {
  readonly account: AccountId | null;
  readonly number: PhoneNumber | null;
  readonly kind: ConflictKind | null;
};

export type ConflictRows = {
  /**
   * Opens a conflict, or updates the one that is open for this record. Answers true when that asks a person something new, and
   * not the same as of another record of the number.
   */
  readonly open: (question: Question, run: number | null) => boolean;
  readonly loadOpen: (key: RemoteKey) => Conflict | undefined;
  readonly load: (id: number) => Conflict | undefined;
  readonly listOpenOfNumbers: (numbers: readonly PhoneNumber[]) => readonly Conflict[];
  /** The open conflicts that are one question with this one, itself included, in order of id. */
  readonly listGroup: (conflict: Conflict) => readonly Conflict[];
  /** Open questions in order of id: of several records that disagree in the same way, the first. */
  readonly listOpen: (filter: ConflictFilter, after: number, limit: number) => readonly Conflict[];
  readonly countMatching: (filter: ConflictFilter) => number;
  /** How many questions are open. */
  readonly countOpen: (account: AccountId | null) => number;
  /**
   * Numbers after `after`, ascending, with an open question and a record that was not last seen to block for everybody and for
   * ever, or about which it is not known what a request did: of the others no vendor may call any.
   */
  readonly listDoubtful: (account: AccountId, after: number, limit: number) => readonly PhoneNumber[];
  /** The record's earlier conflicts, oldest first. */
  readonly listDecided: (key: RemoteKey) => readonly Decided[];
  /** What a batch of decisions resolved, and how. */
  readonly listOfBatch: (batch: number) => readonly (Conflict & { readonly resolution: Resolution })[];
  /** Takes a decision back. Does nothing when the record has another open conflict by now. */
  readonly reopen: (id: number) => boolean;
  /** Forgets what was put there while the question was open. */
  readonly forgetPut: (id: number) => void;
  readonly resolve: (id: number, how: { at: number; resolution: Resolution; by: string; batch: number | null }) => void;
};

type ConflictRow = Omit<Conflict, 'base' | 'ours' | 'theirs' | 'holds' | 'heldThere' | 'put' | 'isListGone'> & {
  readonly listGone: 0 | 1;
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
  readonly holds: string;
  readonly heldThere: string;
  readonly put: string | null;
};

/** Whether the agent of a conflict's list is gone, as 0 or 1. */
const listGoneOf = (conflict: string): string =>
  `EXISTS (SELECT 1 FROM target t WHERE t.account_id = ${conflict}.account_id AND t.remote_id = ${conflict}.scope
     AND t.remote_id <> '' AND t.state IN ('gone', 'retired'))`;

/** The condition that no earlier open conflict `e` asks the same as `c`. */
const isFirst = `NOT EXISTS (SELECT 1 FROM conflict e INDEXED BY conflict_open
  WHERE e.number = c.number AND e.account_id = c.account_id AND e.resolved_at IS NULL AND e.id < c.id
    AND e.kind = c.kind AND e.base IS c.base AND e.ours IS c.ours AND e.theirs IS c.theirs
    AND ${listGoneOf('e')} = ${listGoneOf('c')})`;

const columns = `c.id, c.account_id AS account, c.scope, c.number, c.kind, c.base, c.ours, c.theirs, c.why, c.holds,
  c.held_there AS heldThere, c.version, c.opened_version AS openedVersion, c.put, c.put_at AS putAt,
  c.opened_at AS openedAt, c.resolved_at AS resolvedAt, ${listGoneOf('c')} AS listGone`;

/** @throws DamagedRow about its number */
function toConflict({ listGone, ...row }: ConflictRow): Conflict {
  return readAbout(row.number, () => ({
    ...row,
    isListGone: listGone === 1,
    base: toFields(row.base),
    ours: toFields(row.ours),
    theirs: toFields(row.theirs),
    holds: toScopeOfText(row.holds),
    heldThere: toScopeOfText(row.heldThere),
    put: toFields(row.put),
  }));
}

/** The condition of a filter. */
const matches = `resolved_at IS NULL AND (@account IS NULL OR account_id = @account)
  AND (@number IS NULL OR number = @number) AND (@kind IS NULL OR kind = @kind)`;

/** Prepares the statements about conflicts. */
export function createConflictRows(db: WritableDb): ConflictRows {
  const openOne = db.prepare<[number, string, number], ConflictRow>(
    `SELECT ${columns} FROM conflict c WHERE account_id = ? AND scope = ? AND number = ? AND resolved_at IS NULL`,
  );
  const one = db.prepare<[number], ConflictRow>(`SELECT ${columns} FROM conflict c WHERE id = ?`);
  const insert = db.prepare(
    `INSERT INTO conflict
       (account_id, scope, number, kind, base, ours, theirs, why, holds, held_there, opened_version, put, put_at,
        opened_at, run_id)
     VALUES (@account, @scope, @number, @kind, @base, @ours, @theirs, @why, @holds, @heldThere, 1 + @seq, @put, @putAt,
       @openedAt, @run)`,
  );
  const refresh = db.prepare(
    `UPDATE conflict SET kind = @kind, base = @base, ours = @ours, theirs = @theirs, why = @why, holds = @holds,
       held_there = @heldThere, put = @put, put_at = @putAt,
       version = version + (kind <> @kind OR base IS NOT @base OR ours IS NOT @ours OR theirs IS NOT @theirs OR holds <> @holds)
     WHERE id = @id`,
  );
  const ofNumbers = db.prepare<[string], ConflictRow>(
    `SELECT ${columns} FROM json_each(?) n CROSS JOIN conflict c ON c.number = n.value AND c.resolved_at IS NULL`,
  );
  const listOpen = db.prepare<ConflictFilter & { after: number; limit: number }, ConflictRow>(
    `SELECT ${columns} FROM conflict c WHERE ${matches} AND id > @after AND ${isFirst} ORDER BY id LIMIT @limit`,
  );
  const isFirstOf = db.prepare<[number], number>(`SELECT 1 FROM conflict c WHERE id = ? AND ${isFirst}`).pluck();
  const decided = db.prepare<[number, number, string], Decided>(
    `SELECT kind, opened_at AS openedAt, resolved_at AS resolvedAt, resolution, coalesce(resolved_by, '') AS "by"
     FROM conflict WHERE number = ? AND account_id = ? AND scope = ? AND resolved_at IS NOT NULL ORDER BY id`,
  );
  const resolve = db.prepare(
    `UPDATE conflict SET resolved_at = @at, resolution = @resolution, resolved_by = @by, batch_id = @batch
     WHERE id = @id AND resolved_at IS NULL`,
  );
  const ofBatch = db.prepare<[number], ConflictRow & { readonly resolution: Resolution }>(
    `SELECT ${columns}, c.resolution FROM conflict c WHERE batch_id = ? AND resolved_at IS NOT NULL ORDER BY id`,
  );
  const reopen = db.prepare<[number]>(
    `UPDATE conflict SET resolved_at = NULL, resolution = NULL, resolved_by = NULL, batch_id = NULL
     WHERE id = ? AND NOT EXISTS (SELECT 1 FROM conflict o WHERE o.number = conflict.number
       AND o.account_id = conflict.account_id AND o.scope = conflict.scope AND o.resolved_at IS NULL)`,
  );
  const forgetPut = db.prepare<[number]>('UPDATE conflict SET put = NULL, put_at = NULL WHERE id = ?');
  return {
    ...createCounts(db),
    open({ account, scope, number, openedAt, seq, ...conflict }, run) {
      const texts = {
        kind: conflict.kind,
        put: toFieldsText(conflict.put),
        putAt: conflict.putAt,
        why: conflict.why,
        base: toFieldsText(conflict.base),
        ours: toFieldsText(conflict.ours),
        theirs: toFieldsText(conflict.theirs),
        holds: toHoldsText(conflict.holds),
        heldThere: toHoldsText(conflict.heldThere),
      };
      const known = openOne.get(account, scope, number);
      if (known !== undefined) {
        refresh.run({ id: known.id, ...texts });
        return false;
      }
      const { lastInsertRowid } = insert.run({ account, scope, number, openedAt, run, seq, ...texts });
      return isFirstOf.get(Number(lastInsertRowid)) !== undefined;
    },
    loadOpen({ account, scope, number }) {
      const row = openOne.get(account, scope, number);
      return row === undefined ? undefined : toConflict(row);
    },
    load(id) {
      const row = one.get(id);
      return row === undefined ? undefined : toConflict(row);
    },
    listOpenOfNumbers: (numbers) => ofNumbers.all(JSON.stringify(numbers)).map(toConflict),
    listGroup(conflict) {
      const open = ofNumbers.all(JSON.stringify([conflict.number])).map(toConflict);
      return open.filter((other) => isSameQuestion(other, conflict)).toSorted((a, b) => a.id - b.id);
    },
    listOpen: (filter, after, limit) => listOpen.all({ ...filter, after, limit }).map(toConflict),
    listDecided: ({ number, account, scope }) => decided.all(number, account, scope),
    listOfBatch: (batch) => ofBatch.all(batch).map((row) => ({ ...toConflict(row), resolution: row.resolution })),
    reopen: (id) => reopen.run(id).changes === 1,
    forgetPut: (id) => void forgetPut.run(id),
    resolve: (id, how) => void resolve.run({ id, ...how }),
  };
}

function createCounts(db: ReadableDb): Pick<ConflictRows, 'countMatching' | 'countOpen' | 'listDoubtful'> {
  const countMatching = db
    .prepare<ConflictFilter, number>(`SELECT count(*) FROM conflict c WHERE ${matches} AND ${isFirst}`)
    .pluck();
  const countAll = db
    .prepare<[], number>(`SELECT count(*) FROM conflict c WHERE resolved_at IS NULL AND ${isFirst}`)
    .pluck();
  const countOf = db
    .prepare<[number], number>(
      `SELECT count(*) FROM conflict c WHERE account_id = ? AND resolved_at IS NULL AND ${isFirst}`,
    )
    .pluck();
  const doubtful = db
    .prepare<[number, number, number], PhoneNumber>(
      `SELECT DISTINCT c.number FROM conflict c
       LEFT JOIN remote r ON r.account_id = c.account_id AND r.scope = c.scope AND r.number = c.number
       WHERE c.account_id = ? AND c.resolved_at IS NULL AND c.number > ?
         AND (r.seen IS NULL OR json_type(r.seen, '$.until') IS NOT 'null' OR json_type(r.seen, '$.agents') IS NOT 'null'
           OR EXISTS (SELECT 1 FROM outbox o WHERE o.account_id = c.account_id AND o.scope = c.scope AND o.number = c.number
             AND o.state = 'unknown'))
       ORDER BY c.number LIMIT ?`,
    )
    .pluck();
  return {
    countMatching: (filter) => countMatching.get(filter) ?? 0,
    listDoubtful: (account, after, limit) => doubtful.all(account, after, limit),
    countOpen: (account) => (account === null ? countAll.get() : countOf.get(account)) ?? 0,
  };
}
