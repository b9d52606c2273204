/** Redacts here what another database of this desk has redacted since: before a backup takes the place of the list, so that it brings no words back. */
import { type PhoneNumber, toE164, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Answer } from '../../answer.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { ListDeps } from './listDeps.ts';
import { readOther } from './otherList.ts';
import { redactEntries } from './redactEntries.ts';

export type RedactedAgain = {
  /** How many entries were redacted. */
  readonly redacted: number;
  /** Those that were not, because an open question here shows their texts. */
  readonly left: readonly string[];
};

/** As `redactEntries`, for each entry whose redaction in the database at this path is not known here. */
export function redactAgain(deps: ListDeps, { path }: { path: string }): Promise<Answer<RedactedAgain>> {
  return readOther(path, async (other): Promise<RedactedAgain> => {
    const known = new Set(listRedactions(deps.store.db).map(({ hash }) => hash));
    const since = listRedactions(other).filter(({ hash }) => !known.has(hash));
    const numbers = [...new Set(since.map(({ number }) => number))];
    const disputed = deps.conflicts.disputed(numbers);
    let redacted = 0;
    for (const number of numbers) {
      if (disputed.has(number)) continue;
      await deps.clock.breathe();
      const done = redactEntries(deps, { numbers: [toE164(number)] });
      if (done.ok) redacted += done.value.redacted;
    }
    return { redacted, left: numbers.filter((number) => disputed.has(number)).map(toE164) };
  });
}

function listRedactions(db: ReadableDb): readonly { readonly number: PhoneNumber; readonly hash: string }[] {
  return db
    .prepare<[], { number: number; hash: string }>(
      `SELECT first_number AS number, hex(hash) AS hash FROM journal WHERE kind = 'redact' ORDER BY id`,
    )
    .all()
    .map(({ number, hash }) => ({ number: toPhoneNumber(number), hash }));
}
