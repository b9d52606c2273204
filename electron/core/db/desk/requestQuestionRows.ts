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
  readonly answer: (id: number, how: { readonly answer: string; readonly at: number; readonly by: string }) => void;
};

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
  const answer = db.prepare('UPDATE request_question SET answer = ?, answered_at = ?, answered_by = ? WHERE id = ?');
  return {
    ask: (question) => void ask.run(question),
    listOpen: () => open.all(),
    answer: (id, how) => void answer.run(how.answer, how.at, how.by, id),
  };
}
