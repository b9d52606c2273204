/**
 * What a restore carries over from the list that is replaced, beside its blocks: what programs handed in and a person has not made sure of
 * yet, and the certificates of scrubs. Neither is in any entry, and a backup from before knows nothing of them.
 */
import type { ReadableDb, WritableDb } from '../handles.ts';
import { type CertificateRow, createCertificateRows } from './certificateRows.ts';
import type { RequestQuestion } from './requestQuestionRows.ts';

/** `readAs`: as JSON. */
type CarriedQuestion = Omit<RequestQuestion, 'id' | 'readAs'> & { readonly readAs: string };

export type CarriedRows = {
  readonly questions: readonly CarriedQuestion[];
  readonly certificates: readonly CertificateRow[];
};

/** All that there is to carry over; the database has this program's schema. */
export function readCarried(db: ReadableDb): CarriedRows {
  return {
    questions: db
      .prepare<[], CarriedQuestion>(
        `SELECT kind, at, by, form, text, word, number, batch_id AS batch, read_as AS readAs, times FROM request_question
         WHERE answer IS NULL ORDER BY id`,
      )
      .all(),
    certificates: db
      .prepare<[], CertificateRow>(
        'SELECT at, author, head_seq AS headSeq, sha256, certificate FROM scrub_certificate ORDER BY id',
      )
      .all(),
  };
}

/** What of it a database lacks. */
export function findUncarried(db: ReadableDb, { questions, certificates }: CarriedRows): CarriedRows {
  const asked = db
    .prepare<[string, string, string, string], number>(
      `SELECT EXISTS (SELECT 1 FROM request_question
       WHERE kind = ? AND form = ? AND word = ? AND text = ? AND answer IS NULL)`,
    )
    .pluck();
  const has = db
    .prepare<[string, number], number>('SELECT EXISTS (SELECT 1 FROM scrub_certificate WHERE sha256 = ? AND at = ?)')
    .pluck();
  return {
    questions: questions.filter(({ kind, form, word, text }) => asked.get(kind, form, word, text) === 0),
    certificates: certificates.filter(({ sha256, at }) => has.get(sha256, at) === 0),
  };
}

/** Writes it. The batches of the other list are not those of this one, so that what a question blocks stays until a person removes it. */
export function writeCarried(db: WritableDb, { questions, certificates }: CarriedRows): void {
  const ask = db.prepare(
    `INSERT INTO request_question (kind, at, by, form, text, word, number, read_as, times)
     VALUES (@kind, @at, @by, @form, @text, @word, @number, @readAs, @times)`,
  );
  for (const { batch: _batch, ...question } of questions) ask.run(question);
  const rows = createCertificateRows(db);
  for (const certificate of certificates) rows.add(certificate);
}
