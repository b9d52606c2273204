/**
 * Takes a number's texts out of what is kept of it about vendors: requests whose outcome is unknown, decided conflicts, and what
 * a reading of a list has put aside. The facts about its records are typed, and redacted in sync/record/redactRecords.ts.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { WritableDb } from '../handles.ts';

export type RedactionRows = {
  /** `texts`: what to take out wherever it stands; `instead`: what stands there afterwards. In the caller's transaction. */
  readonly redact: (number: PhoneNumber, texts: readonly string[], instead: string) => void;
};

/** A shorter text stands in others by chance. */
const leastOfPart = 4;

/** JSON RemoteFields with another reason, where they have one. */
const withReason = (column: string): string =>
  `CASE WHEN json_extract(${column}, '$.reason') IS NULL THEN ${column} ELSE json_set(${column}, '$.reason', @instead) END`;

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
  const inPart = 'SELECT account_id, scope FROM reading_part WHERE held IS NOT NULL AND instr(held, @number) > 0';
  const dropReading = db.prepare<{ number: string }>(`DELETE FROM reading WHERE (account_id, scope) IN (${inPart})`);
  const dropParts = db.prepare<{ number: string }>(`DELETE FROM reading_part WHERE (account_id, scope) IN (${inPart})`);
  return {
    redact(number, texts, instead) {
      for (const statement of fields) statement.run({ number, instead });
      for (const text of texts)
        if (text.length >= leastOfPart) for (const statement of words) statement.run({ number, text, instead });
      // A reading that was put aside begins anew.
      dropReading.run({ number: String(number) });
      dropParts.run({ number: String(number) });
    },
  };
}
