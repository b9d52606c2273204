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
  /** The batch that blocks it meanwhile; null where it was blocked before. */
  readonly batch: number | null;
  readonly times: number;
};

export type RequestQuestionRows = {
  /** Asks, or counts once more what is asked already. */
  readonly ask: (question: Omit<RequestQuestion, 'id' | 'times'>) => void;
  /** Open ones, oldest first. */
  readonly listOpen: () => readonly RequestQuestion[];
  /** `batch`: what the answer changed in the list, of a number. */
  readonly answer: (
    id: number,
    how: { readonly answer: string; readonly at: number; readonly by: string; readonly batch: number | null },
  ) => void;
  /** Answers the open ones about words of a number: somebody said stop for it meanwhile, so that no word of before releases it. */
  readonly settleWords: (number: number, how: { readonly at: number; readonly by: string }) => void;
  /** Says which batch blocks the number of a question, where none does yet. */
  readonly holdBy: (id: number, batch: number) => void;
  /** Those that were answered in one go with this one, which is among them; none where it is open, or not there. */
  readonly listAnsweredWith: (id: number) => readonly AnsweredQuestion[];
  /** Opens it again, unless the same is asked already. */
  readonly reopen: (id: number) => void;
};

export type AnsweredQuestion = RequestQuestion & { readonly answer: string };

/** Prepares the statements over the questions. */
export function createRequestQuestionRows(db: WritableDb): RequestQuestionRows {
  const ask = db.prepare(
    `INSERT INTO request_question (kind, at, by, form, text, word, number, batch_id)
     VALUES (@kind, @at, @by, @form, @text, @word, @number, @batch)
     ON CONFLICT (kind, form, word, text) WHERE answer IS NULL
     DO UPDATE SET times = times + 1, batch_id = coalesce(batch_id, excluded.batch_id)`,
  );
  const open = db.prepare<[], RequestQuestion>(
    `SELECT id, kind, at, by, form, text, word, number, batch_id AS batch, times FROM request_question
     WHERE answer IS NULL ORDER BY id`,
  );
  const answer = db.prepare(
    `UPDATE request_question SET answer = @answer, answered_at = @at, answered_by = @by, batch_id = coalesce(batch_id, @batch)
     WHERE id = @id`,
  );
  const settle = db.prepare<{ number: number; at: number; by: string }>(
    `UPDATE request_question SET answer = 'stop', answered_at = @at, answered_by = @by
     WHERE answer IS NULL AND kind = 'word' AND number = @number`,
  );
  const hold = db.prepare<[number, number]>(
    'UPDATE request_question SET batch_id = coalesce(batch_id, ?) WHERE id = ?',
  );
  const answered = db.prepare<[number], AnsweredQuestion>(
    `SELECT q.id, q.kind, q.at, q.by, q.form, q.text, q.word, q.number, q.batch_id AS batch, q.times, q.answer
     FROM request_question one JOIN request_question q
       ON q.kind = one.kind AND q.form = one.form AND q.answer = one.answer AND q.answered_at = one.answered_at
     WHERE one.id = ? ORDER BY q.id`,
  );
  const reopen = db.prepare(
    'UPDATE OR IGNORE request_question SET answer = NULL, answered_at = NULL, answered_by = NULL WHERE id = ?',
  );
  return {
    ask: (question) => void ask.run(question),
    listOpen: () => open.all(),
    answer: (id, how) => void answer.run({ ...how, id }),
    settleWords: (number, how) => void settle.run({ ...how, number }),
    holdBy: (id, batch) => void hold.run(batch, id),
    listAnsweredWith: (id) => answered.all(id),
    reopen: (id) => void reopen.run(id),
  };
}
