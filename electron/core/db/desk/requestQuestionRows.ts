/** What programs handed in and a person has to make sure of. Times in epoch ms. */
import type { WritableDb } from '../handles.ts';

export type RequestQuestion = {
  readonly id: number;
  readonly kind: 'word' | 'number';
  readonly at: number;
  readonly by: string;
  /** '' for a plain request. */
  readonly form: string;
  /** The number as it was handed in. */
  readonly text: string;
  readonly word: string;
  readonly number: number | null;
  /** The batch that blocks it meanwhile, or what was sure in a text; null where that was blocked before. */
  readonly batch: number | null;
  /** Of a text that is not one number. */
  readonly readAs: ReadAs;
  readonly times: number;
};

/** What was read in a text: the numbers that were sure, and the pieces that were not. */
export type ReadAs = { readonly numbers: readonly number[]; readonly unread: readonly string[] };

export type RequestQuestionRows = {
  /** Asks, or counts once more what is asked already. */
  readonly ask: (question: Omit<RequestQuestion, 'id' | 'times' | 'readAs'> & { readonly readAs?: ReadAs }) => void;
  /** Open ones, oldest first. */
  readonly listOpen: () => readonly RequestQuestion[];
  /** `batch`: what the answer changed in the list, of a number. */
  readonly answer: (
    id: number,
    how: { readonly answer: string; readonly at: number; readonly by: string; readonly batch: number | null },
  ) => void;
  /** Answers the open ones about words of a number: somebody said stop for it meanwhile, so that no word of before releases it. Whether there were any. */
  readonly settleWords: (number: number, how: { readonly at: number; readonly by: string }) => boolean;
  /** Numbers whose words were found to mean nothing, with the batches that had blocked them. */
  readonly listNothing: () => readonly { readonly number: number; readonly batch: number }[];
  /** Those that were answered in one go with this one, which is among them; none where it is open, or not there. */
  readonly listAnsweredWith: (id: number) => readonly AnsweredQuestion[];
  /** Opens it again, unless the same is asked already. */
  readonly reopen: (id: number) => void;
};

/** `answerBatch`: what its answer changed in the list. */
export type AnsweredQuestion = RequestQuestion & { readonly answer: string; readonly answerBatch: number | null };

type Stored<T> = Omit<T, 'readAs'> & { readonly readAs: string };

/** Prepares the statements over the questions. */
export function createRequestQuestionRows(db: WritableDb): RequestQuestionRows {
  const ask = db.prepare(
    `INSERT INTO request_question (kind, at, by, form, text, word, number, batch_id, read_as)
     VALUES (@kind, @at, @by, @form, @text, @word, @number, @batch, @readAs)
     ON CONFLICT (kind, form, word, text) WHERE answer IS NULL
     DO UPDATE SET times = times + 1, batch_id = coalesce(batch_id, excluded.batch_id), read_as = excluded.read_as`,
  );
  const open = db.prepare<[], Stored<RequestQuestion>>(
    `SELECT id, kind, at, by, form, text, word, number, batch_id AS batch, read_as AS readAs, times FROM request_question
     WHERE answer IS NULL ORDER BY id`,
  );
  const answer = db.prepare(
    `UPDATE request_question SET answer = @answer, answered_at = @at, answered_by = @by, answer_batch_id = @batch
     WHERE id = @id`,
  );
  const settle = db.prepare<{ number: number; at: number; by: string }>(
    `UPDATE request_question SET answer = 'stop', answered_at = @at, answered_by = @by
     WHERE answer IS NULL AND kind = 'word' AND number = @number`,
  );
  const nothing = db.prepare<[], { number: number; batch: number }>(
    `SELECT number, batch_id AS batch FROM request_question
     WHERE kind = 'word' AND answer = 'nothing' AND number IS NOT NULL AND batch_id IS NOT NULL`,
  );
  const answered = db.prepare<[number], Stored<AnsweredQuestion>>(
    `SELECT q.id, q.kind, q.at, q.by, q.form, q.text, q.word, q.number, q.batch_id AS batch, q.read_as AS readAs, q.times,
       q.answer, q.answer_batch_id AS answerBatch
     FROM request_question one JOIN request_question q
       ON q.kind = one.kind AND q.form = one.form AND q.answer = one.answer AND q.answered_at = one.answered_at
     WHERE one.id = ? ORDER BY q.id`,
  );
  const reopen = db.prepare(
    'UPDATE OR IGNORE request_question SET answer = NULL, answered_at = NULL, answered_by = NULL, answer_batch_id = NULL WHERE id = ?',
  );
  return {
    ask: ({ readAs = nothingRead, ...question }) => void ask.run({ ...question, readAs: JSON.stringify(readAs) }),
    listOpen: () => open.all().map(toRead),
    answer: (id, how) => void answer.run({ ...how, id }),
    settleWords: (number, how) => settle.run({ ...how, number }).changes > 0,
    listNothing: () => nothing.all(),
    listAnsweredWith: (id) => answered.all(id).map(toRead),
    reopen: (id) => void reopen.run(id),
  };
}

const nothingRead: ReadAs = { numbers: [], unread: [] };

const toRead = <T extends { readonly readAs: string }>(row: T) => ({
  ...row,
  readAs: JSON.parse(row.readAs) as ReadAs,
});
