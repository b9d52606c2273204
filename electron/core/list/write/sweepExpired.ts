/**
 * Acts on holds that have ended: the journal notes it, and vendors that cannot keep an expiry are owed a removal. The
 * entries stay as they are; their holds alone tell that they no longer block. The sync engine sweeps before each run.
 */
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { createEntryFlattener } from '../../db/entries/entryForm.ts';
import { inTransaction } from '../../db/handles.ts';
import type { ListStore } from './listStore.ts';

const numbersAtOnce = 5000;

/** Sweeps the holds that ended at `now` (epoch ms) or before, and answers how many numbers these were. */
export function sweepExpired(
  store: Pick<ListStore, 'db' | 'entries' | 'expiries' | 'journal'>,
  outbox: { readonly enqueueNumbers: (numbers: readonly PhoneNumber[], at: Instant) => void },
  now: number,
): number {
  const { db, entries, expiries, journal } = store;
  const at = toInstant(now);
  const sweep = (): number => {
    const numbers = expiries.listDue(now, numbersAtOnce).map(toPhoneNumber);
    if (numbers.length === 0) return 0;
    const found = entries.loadMany(numbers);
    const toFlat = createEntryFlattener();
    const ended = numbers.flatMap((number) => {
      const entry = found.get(number);
      return entry === undefined || entry.removed !== null ? [] : [toFlat(entry)];
    });
    if (ended.length > 0) {
      const changes = ended.map((flat) => ({ before: flat, after: flat }));
      journal.append(changes, { at, author: 'DNC Desk', batchId: null, kind: 'expired' });
    }
    outbox.enqueueNumbers(numbers, at);
    expiries.removeDue(now, numbers);
    return numbers.length;
  };
  let swept = 0;
  for (;;) {
    const step = inTransaction(db, sweep);
    if (step === 0) return swept;
    swept += step;
  }
}
