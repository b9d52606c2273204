/**
 * Questions whether two targets are one: an agent that was made again under its name, two accounts of one list. An answer is
 * kept as evidence of who said it, and holds as long as its batch does: undone, the question is open again.
 */
import { findStandIns, type SamePair } from '../../../../shared/domain/entry/standIns.ts';
import type { AccountId, StandIn, Target, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { ReadableDb, WritableDb } from '../handles.ts';

export type SameAnswer = 'same' | 'another';
/** What makes one think so: an agent's name; or of accounts the ids of agents, those of records, or the token. */
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
  /** The open questions between targets of accounts that are connected, in order of id. */
  readonly listOpen: () => readonly SameQuestion[];
  /** The accounts that are not worked with, because they are another one that is connected, or it is asked whether they are. */
  readonly listHeld: () => ReadonlySet<AccountId>;
  /** How many others are open about the same `other`. */
  readonly countBeside: (question: SameQuestion) => number;
  readonly answer: (id: number, how: { answer: SameAnswer; at: number; by: string; batch: number }) => void;
  /** The questions that the batch answered, with the answers. */
  readonly listOfBatch: (batch: number) => readonly (SameQuestion & { readonly answer: SameAnswer })[];
};

const isOpen = `(q.answer IS NULL OR b.state IN ('undone', 'cancelled'))`;
const questions = 'same_question q LEFT JOIN batch b ON b.id = q.batch_id';
const columns = 'q.id, q.target_id AS target, q.other_id AS other, q.found_by AS foundBy, q.asked_at AS askedAt';
const between = `JOIN target t ON t.id = q.target_id JOIN account ta ON ta.id = t.account_id AND ta.removed_at IS NULL
  JOIN target o ON o.id = q.other_id JOIN account oa ON oa.id = o.account_id AND oa.removed_at IS NULL`;

/** Prepares the statements about these questions. `touch` is called after each write. */
export function createSameQuestionRows(db: WritableDb, touch: () => void): SameQuestionRows {
  const ask = db.prepare<Omit<SameQuestion, 'id'>>(
    `INSERT INTO same_question (target_id, other_id, found_by, asked_at) VALUES (@target, @other, @foundBy, @askedAt)
     ON CONFLICT DO NOTHING`,
  );
  const open = db.prepare<[], SameQuestion>(
    `SELECT ${columns} FROM ${questions} ${between} WHERE ${isOpen} ORDER BY q.id`,
  );
  const held = db
    .prepare<[], AccountId>(
      `SELECT ta.id FROM ${questions} ${between} WHERE (${isOpen} OR q.answer = 'same') AND t.kind = 'account'`,
    )
    .pluck();
  const beside = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM ${questions} WHERE q.other_id = ? AND q.id <> ? AND ${isOpen}`,
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
    countBeside: ({ id, other }) => beside.get(other, id) ?? 0,
    answer(id, how) {
      answer.run({ id, ...how });
      touch();
    },
    listOfBatch: (batch) => ofBatch.all(batch),
  };
}

type PlaceRow = Pick<Target, 'id' | 'accountId' | 'kind' | 'remoteId'>;

/**
 * A reader of what each target stands for, by its id. Targets of removed accounts count too: holds name them. Mostly there is
 * no such question, and then it costs one look at an empty table.
 */
export function createStandInReader(db: ReadableDb): () => ReadonlyMap<TargetId, readonly StandIn[]> {
  const pairs = db.prepare<[], { target: number; other: number; isOpen: 0 | 1 }>(
    `SELECT q.target_id AS target, q.other_id AS other, ${isOpen} AS isOpen FROM ${questions}
     WHERE q.answer IS NOT 'another' OR ${isOpen} ORDER BY q.id`,
  );
  const places = db.prepare<[], PlaceRow>(
    `SELECT id, account_id AS accountId, kind, nullif(remote_id, '') AS remoteId FROM target ORDER BY id`,
  );
  return () => {
    const found = pairs.all().map((pair): SamePair => ({ ...pair, isOpen: pair.isOpen === 1 }));
    return found.length === 0 ? new Map() : findStandIns(found, places.all());
  };
}
