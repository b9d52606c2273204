/**
 * Requests that are still open: numbers that are blocked here and owed to a vendor, or about which a question is open. Counted
 * in slices, between which other calls are answered, and kept until something changes.
 */
import type { ReadableDb } from '../db/handles.ts';
import type { Clock } from '../ports.ts';

/** Times in epoch ms. `requestedAt`: when the person asked, else when it was entered. */
export type OpenRequest = { readonly number: number; readonly requestedAt: number; readonly enteredAt: number };

export type OpenRequests = {
  /** Every open request, with the accounts that do not have it yet. */
  readonly each: (visit: (request: OpenRequest, accounts: readonly number[]) => void) => Promise<void>;
};

const numbersAtOnce = 1000;

/** Prepares the reading. */
export function createOpenRequests({ db, clock }: { db: ReadableDb; clock: Pick<Clock, 'breathe'> }): OpenRequests {
  const next = db
    .prepare<[number, number, number], number>(
      `SELECT number FROM outbox WHERE number > ? UNION
       SELECT number FROM conflict WHERE resolved_at IS NULL AND number > ? ORDER BY number LIMIT ?`,
    )
    .pluck();
  const requests = db.prepare<[string], OpenRequest>(
    `SELECT e.number, coalesce(e.requested_at, o.at) AS requestedAt, o.at AS enteredAt
     FROM json_each(?) n CROSS JOIN entry e ON e.number = n.value JOIN origin o ON o.id = e.origin_id
     WHERE e.removed_at IS NULL`,
  );
  const owing = db.prepare<[string], { number: number; account: number }>(
    `SELECT DISTINCT b.number, b.account_id AS account
     FROM json_each(?) n CROSS JOIN outbox b ON b.number = n.value`,
  );
  return {
    async each(visit) {
      for (let after = 0; ;) {
        const numbers = next.all(after, after, numbersAtOnce);
        const last = numbers.at(-1);
        if (last === undefined) return;
        after = last;
        const text = JSON.stringify(numbers);
        const accountsOf = new Map<number, number[]>();
        for (const { number, account } of owing.all(text)) {
          const accounts = accountsOf.get(number);
          if (accounts === undefined) accountsOf.set(number, [account]);
          else accounts.push(account);
        }
        for (const request of requests.all(text)) visit(request, accountsOf.get(request.number) ?? []);
        await clock.breathe();
      }
    },
  };
}
