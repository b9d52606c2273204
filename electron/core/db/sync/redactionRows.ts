/**
 * Takes a number's texts out of what is kept of it beside the list: requests to vendors whose outcome is unknown, decided conflicts, what
 * a reading of a list has put aside, what programs handed in, and what leads were asked. The facts about its records are typed, and redacted in sync/record/redactRecords.ts.
 */
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { WritableDb } from '../handles.ts';

export type RedactionRows = {
  /** `texts`: what to take out wherever it stands; `instead`: what stands there afterwards. In the caller's transaction. */
  readonly redact: (number: PhoneNumber, texts: readonly string[], instead: string) => void;
  /** The open question about what a program handed in of one of these numbers. */
  readonly findAsked: (numbers: readonly PhoneNumber[]) => { readonly id: number; readonly number: number } | undefined;
};

/** A shorter text stands in others by chance. */
const leastOfPart = 4;

/** JSON RemoteFields with another reason, where they have one. */
const withReason = (column: string): string =>
  `CASE WHEN json_extract(${column}, '$.reason') IS NULL THEN ${column} ELSE json_set(${column}, '$.reason', @instead) END`;

/** Whether a number was sure in the text of a question. */
const wasRead = (number: string): string =>
  `EXISTS (SELECT 1 FROM json_each(request_question.read_as, '$.numbers') AS sure WHERE sure.value = ${number})`;

/** Prepares the statements. */
export function createRedactionRows(db: WritableDb): RedactionRows {
  const fields = [
    `UPDATE outbox SET sent = ${withReason('sent')} WHERE number = @number AND sent IS NOT NULL`,
    `UPDATE conflict SET ${['base', 'ours', 'theirs', 'put'].map((column) => `${column} = ${withReason(column)}`).join(', ')}
     WHERE number = @number`,
  ].map((sql) => db.prepare<{ number: number; instead: string }>(sql));
  const words = (
    [
      ['outbox', 'message'],
      ['conflict', 'why'],
      ['remote', 'sent_answer'],
    ] as const
  ).map(([table, column]) =>
    db.prepare<{ number: number; text: string; instead: string }>(
      `UPDATE ${table} SET ${column} = replace(${column}, @text, @instead) WHERE number = @number AND instr(${column}, @text) > 0`,
    ),
  );
  // Of a number's question the answer is the number. How it was handed in may say more than that.
  const handedIn = [
    `UPDATE request_question SET word = @instead, text = CASE kind WHEN 'number' THEN @instead ELSE text END,
       read_as = '{"numbers":[],"unread":[]}'
     WHERE answer IS NOT NULL AND (number = @number OR answer = @e164 OR ${wasRead('@number')})`,
    // A repeat of what is forgotten is taken anew, and blocks.
    `DELETE FROM gate_request WHERE json_extract(answer, '$.number') = @e164`,
    'UPDATE hub_request SET why = @instead WHERE number = @number',
  ].map((sql) => db.prepare<{ number: number; e164: string; instead: string }>(sql));
  const asked = db.prepare<[string], { id: number; number: number }>(
    `SELECT request_question.id, asked.value AS number FROM json_each(?) AS asked JOIN request_question
       ON answer IS NULL AND (number = asked.value OR ${wasRead('asked.value')}) LIMIT 1`,
  );
  const inPart = 'SELECT account_id, scope FROM reading_part WHERE held IS NOT NULL AND instr(held, @number) > 0';
  const dropReading = db.prepare<{ number: string }>(`DELETE FROM reading WHERE (account_id, scope) IN (${inPart})`);
  const dropParts = db.prepare<{ number: string }>(`DELETE FROM reading_part WHERE (account_id, scope) IN (${inPart})`);
  return {
    redact(number, texts, instead) {
      for (const statement of fields) statement.run({ number, instead });
      for (const text of texts)
        if (text.length >= leastOfPart) for (const statement of words) statement.run({ number, text, instead });
      for (const statement of handedIn) statement.run({ number, e164: toE164(number), instead });
      // A reading that was put aside begins anew.
      dropReading.run({ number: String(number) });
      dropParts.run({ number: String(number) });
    },
    findAsked: (numbers) => asked.get(JSON.stringify(numbers)),
  };
}
