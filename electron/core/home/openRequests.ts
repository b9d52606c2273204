/**
 * Requests that are still open: numbers that are blocked here and that a vendor may call, as last seen there, or has not
 * confirmed. What only changes a block that is there already, or takes one away, is no open request. Counted in slices, between
 * which other calls are answered.
 */
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import type { ReadableDb } from '../db/handles.ts';
import type { VendorRecords } from '../list/commands/listDeps.ts';
import type { Clock } from '../ports.ts';

/** Times in epoch ms. `requestedAt`: when the person asked, else when it was entered. */
export type OpenRequest = { readonly number: number; readonly requestedAt: number; readonly enteredAt: number };

/**
 * `owed`: the accounts that do not have it, or have not confirmed it, and about which nothing is asked. Where a question is open,
 * the account counts the number itself (`mayCall`).
 */
export type VisitRequest = (request: OpenRequest, owed: readonly number[]) => void;

export type OpenRequests = {
  /** Visits every open request once, ascending. */
  readonly each: (visit: VisitRequest) => Promise<void>;
};

type Owed = { readonly number: number; readonly account: number; readonly isThere: 0 | 1 };

const numbersAtOnce = 1000;

/** Prepares the reading. `records`: how a number stands at every vendor. */
export function createOpenRequests(parts: {
  readonly db: ReadableDb;
  readonly clock: Pick<Clock, 'breathe' | 'now'>;
  readonly records: Pick<VendorRecords, 'rowsOf'>;
}): OpenRequests {
  const { db, clock, records } = parts;
  const next = db
    .prepare<[number, number, number], number>(
      `SELECT number FROM outbox WHERE number > ? UNION
       SELECT number FROM conflict WHERE resolved_at IS NULL AND number > ? ORDER BY number LIMIT ?`,
    )
    .pluck();
  const requests = db.prepare<[string, number], OpenRequest>(
    `SELECT e.number, coalesce(e.requested_at, o.at) AS requestedAt, o.at AS enteredAt
     FROM json_each(?) n CROSS JOIN entry e ON e.number = n.value JOIN origin o ON o.id = e.origin_id
     JOIN scope s ON s.id = e.scope_id WHERE e.removed_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > ?)`,
  );
  const owing = db.prepare<[string], Owed>(
    `SELECT b.number, b.account_id AS account, r.seen IS NOT NULL AS isThere
     FROM json_each(?) n CROSS JOIN outbox b ON b.number = n.value
     LEFT JOIN remote r ON r.account_id = b.account_id AND r.scope = b.scope AND r.number = b.number`,
  );
  const asked = db
    .prepare<[string], number>(
      'SELECT DISTINCT c.number FROM json_each(?) n CROSS JOIN conflict c ON c.number = n.value WHERE c.resolved_at IS NULL',
    )
    .pluck();

  /** What never was at a vendor is plain; of a record that is there, and of a question, the grid tells what it lets be called. */
  function findOwed(numbers: readonly number[]): { owed: Map<number, Set<number>>; open: Set<number> } {
    const text = JSON.stringify(numbers);
    const owed = new Map<number, Set<number>>();
    const note = (number: number, account: number) => {
      const accounts = owed.get(number);
      if (accounts === undefined) owed.set(number, new Set([account]));
      else accounts.add(account);
    };
    const unclear = new Set(asked.all(text));
    for (const { number, account, isThere } of owing.all(text)) {
      if (isThere === 1) unclear.add(number);
      else note(number, account);
    }
    const open = new Set(owed.keys());
    for (const [number, rows] of records.rowsOf([...unclear].map(toPhoneNumber))) {
      owed.delete(number);
      const lacking = rows.filter(({ mayCall }) => mayCall !== null);
      for (const { account, conflict } of lacking) if (conflict === null) note(number, account);
      if (lacking.length > 0) open.add(number);
      else open.delete(number);
    }
    return { owed, open };
  }

  return {
    async each(visit) {
      for (let after = 0; ;) {
        const numbers = next.all(after, after, numbersAtOnce);
        const last = numbers.at(-1);
        if (last === undefined) return;
        after = last;
        const { owed, open } = findOwed(numbers);
        for (const request of requests.all(JSON.stringify([...open]), clock.now()))
          visit(request, [...(owed.get(request.number) ?? [])]);
        await clock.breathe();
      }
    },
  };
}
