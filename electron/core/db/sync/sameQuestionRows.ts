/**
 * Questions whether two targets are one: an agent that was made again under its name, two accounts of one list, an account that was
 * connected again. An answer is kept as evidence of who said it, and holds as long as its batch does: undone, the question is open again.
 */
import { findStandIns, type SamePair } from '../../../../shared/domain/entry/standIns.ts';
import type { AccountId, StandIn, Target, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';

export type SameAnswer = 'same' | 'another';
/** What makes one think so: the name (or, of accounts without agents, the address alone); or of accounts the ids of agents, those of records, or the token. */
export type FoundBy = 'name' | 'agents' | 'records' | 'token';

/** Instants are epoch milliseconds. `target`: the one that appeared later; `other`: the one that was known. */
export type SameQuestion = {
  readonly id: number;
  readonly target: TargetId;
  readonly other: TargetId;
  readonly foundBy: FoundBy;
  readonly askedAt: number;
};

export type SameQuestionRows = {
  /** Asks, unless it was asked before. Answers whether it is asked now for the first time. */
  readonly ask: (question: Omit<SameQuestion, 'id'>) => boolean;
  /**
   * The open questions about targets of accounts that are connected, in order of id. `other` may be one that was removed, whichever
   * of the two was there first, as long as an entry holds for it or one of its agents.
   */
  readonly listOpen: () => readonly SameQuestion[];
  /** The accounts that are not worked with, because they are another one that is connected, or it is asked whether they are. */
  readonly listHeld: () => ReadonlySet<AccountId>;
  /** How many others are open about the same `other`. */
  readonly countBeside: (question: SameQuestion) => number;
  readonly answer: (id: number, how: { answer: SameAnswer; at: number; by: string; batch: number }) => void;
  /** The questions that the batch answered, with the answers. */
  readonly listOfBatch: (batch: number) => readonly (SameQuestion & { readonly answer: SameAnswer })[];
};

/** Over the tables below: nobody has answered, or the answer was taken back. */
export const isOpenQuestion = `(q.answer IS NULL OR b.state IN ('undone', 'cancelled'))`;
export const sameQuestionTables = 'same_question q LEFT JOIN batch b ON b.id = q.batch_id';
const [isOpen, questions] = [isOpenQuestion, sameQuestionTables];
const columns = 'q.id, q.target_id AS target, q.other_id AS other, q.found_by AS foundBy, q.asked_at AS askedAt';
const accounts = `JOIN target t ON t.id = q.target_id JOIN account ta ON ta.id = t.account_id
  JOIN target o ON o.id = q.other_id JOIN account oa ON oa.id = o.account_id`;
const areBothConnected = 'ta.removed_at IS NULL AND oa.removed_at IS NULL';
/** One of the two accounts was removed, and entries hold for it. */
const isOneRemoved = `t.kind = 'account' AND (ta.removed_at IS NULL) <> (oa.removed_at IS NULL) AND EXISTS (
  SELECT 1 FROM target x JOIN scope_hold h ON h.place = x.id JOIN scope s ON s.id = h.scope_id
  WHERE x.account_id = iif(ta.removed_at IS NULL, oa.id, ta.id) AND s.live > 0)`;

/** Prepares the statements about these questions. `touch` is called after each write. */
export function createSameQuestionRows(db: WritableDb, touch: () => void): SameQuestionRows {
  const ask = db.prepare<Omit<SameQuestion, 'id'>>(
    `INSERT INTO same_question (target_id, other_id, found_by, asked_at) VALUES (@target, @other, @foundBy, @askedAt)
     ON CONFLICT DO NOTHING`,
  );
  const open = db.prepare<[], SameQuestion>(
    `SELECT q.id, iif(ta.removed_at IS NULL, t.id, o.id) AS target, iif(ta.removed_at IS NULL, o.id, t.id) AS other,
       q.found_by AS foundBy, q.asked_at AS askedAt
     FROM ${questions} ${accounts} WHERE ${isOpen} AND ((${areBothConnected}) OR (${isOneRemoved})) ORDER BY q.id`,
  );
  const held = db
    .prepare<[], AccountId>(
      `SELECT ta.id FROM ${questions} ${accounts}
       WHERE (${isOpen} OR q.answer = 'same') AND t.kind = 'account' AND ${areBothConnected}`,
    )
    .pluck();
  const answer = db.prepare(
    `UPDATE same_question SET answer = @answer, answered_at = @at, answered_by = @by, batch_id = @batch WHERE id = @id`,
  );
  const ofBatch = db.prepare<[number], SameQuestion & { readonly answer: SameAnswer }>(
    `SELECT ${columns}, q.answer FROM same_question q WHERE q.batch_id = ? ORDER BY q.id`,
  );
  return {
    ask(question) {
      const isNew = ask.run(question).changes === 1;
      if (isNew) touch();
      return isNew;
    },
    listOpen: () => open.all(),
    listHeld: () => new Set(held.all()),
    countBeside: ({ id, other }) => open.all().filter((one) => one.other === other && one.id !== id).length,
    answer(id, how) {
      answer.run({ id, ...how });
      touch();
    },
    listOfBatch: (batch) => ofBatch.all(batch),
  };
}

type PlaceRow = Pick<Target, 'id' | 'accountId' | 'kind' | 'remoteId' | 'name'>;

/**
 * A reader of what each target stands for, by its id. Targets of removed accounts count too: holds name them. What was open between
 * two accounts when both were removed is asked of the account that is connected after them (`listStoodFor`). Mostly there is
 * no such question, and then it costs one look at an empty table.
 */
export function createStandInReader(db: ReadableDb): () => ReadonlyMap<TargetId, readonly StandIn[]> {
  const pairs = db.prepare<[], { target: number; other: number; isOpen: 0 | 1 }>(
    `SELECT q.target_id AS target, q.other_id AS other, ${isOpen} AS isOpen FROM ${questions} ${accounts}
     WHERE (q.answer IS NOT 'another' OR ${isOpen})
       AND NOT (${isOpen} AND t.kind = 'account' AND ta.removed_at IS NOT NULL AND oa.removed_at IS NOT NULL) ORDER BY q.id`,
  );
  const places = db.prepare<[], PlaceRow>(
    `SELECT id, account_id AS accountId, kind, nullif(remote_id, '') AS remoteId, name FROM target ORDER BY id`,
  );
  return () => {
    const found = pairs.all().map((pair): SamePair => ({ ...pair, isOpen: pair.isOpen === 1 }));
    return found.length === 0 ? new Map() : findStandIns(found, places.all());
  };
}
