/**
 * Requests that are still open: numbers that are blocked here and that a vendor may call, as last seen there, or has not
 * confirmed. What only changes a block that is there already, or takes one away, is no open request. Counted in slices, between
 * which other calls are answered.
 */
import type { VendorRow } from '../../../../shared/contract/entries.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { mayBeLess } from '../../db/sync/mayBeLess.ts';
import type { Clock } from '../../ports.ts';

/** Times in epoch ms. `requestedAt`: when the person asked, else when it was entered. */
export type OpenRequest = { readonly number: number; readonly requestedAt: number; readonly enteredAt: number };

/**
 * `lacking`: the accounts that do not have it, or have not confirmed it. `owed`: those of them about which nothing is asked: where a
 * question is open, the account counts the number itself (`mayCall`).
 */
export type VisitRequest = (request: OpenRequest, owed: readonly number[], lacking: readonly number[]) => void;

/** How numbers stand at the vendors, as the grid of each tells it. */
export type RowsOf = (
  numbers: readonly PhoneNumber[],
) => ReadonlyMap<PhoneNumber, readonly Pick<VendorRow, 'account' | 'mayCall' | 'conflict'>[]>;

export type OpenRequests = {
  /** Visits every open request once, ascending, in slices between which other calls are answered. */
  readonly each: (visit: VisitRequest) => Promise<void>;
  /** The same at once, for who cannot wait. */
  readonly eachNow: (visit: VisitRequest) => void;
};

type Owed = { readonly number: number; readonly account: number; readonly isThere: 0 | 1 };

const numbersAtOnce = 1000;

/** Prepares the reading. `records`: how a number stands at every vendor. */
export function createOpenRequests(parts: {
  readonly db: ReadableDb;
  readonly clock: Pick<Clock, 'breathe' | 'now'>;
  readonly records: { readonly rowsOf: RowsOf };
}): OpenRequests {
  const { db, clock, records } = parts;
  const next = db
    .prepare<[number, number, number, number], number>(
      `SELECT number FROM outbox WHERE number > ? UNION
       SELECT number FROM conflict WHERE resolved_at IS NULL AND number > ? UNION
       SELECT number FROM remote INDEXED BY remote_less WHERE number > ? AND ${mayBeLess} ORDER BY number LIMIT ?`,
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
  const inDoubt = db
    .prepare<{ numbers: string }, number>(
      `SELECT c.number FROM json_each(@numbers) n CROSS JOIN conflict c ON c.number = n.value WHERE c.resolved_at IS NULL UNION
       SELECT number FROM json_each(@numbers) n CROSS JOIN remote INDEXED BY remote_less ON number = n.value WHERE ${mayBeLess}`,
    )
    .pluck();

  /** What never was at a vendor is plain; of a record that is there, of a question, and of what may be kept for less, the grid tells what it lets be called. */
  function findOwed(numbers: readonly number[]): { owed: Accounts; lacking: Accounts } {
    const text = JSON.stringify(numbers);
    const owed: Accounts = new Map();
    const lacking: Accounts = new Map();
    const unclear = new Set(inDoubt.all({ numbers: text }));
    for (const { number, account, isThere } of owing.all(text)) {
      if (isThere === 1) unclear.add(number);
      else for (const into of [owed, lacking]) note(into, number, account);
    }
    for (const [number, rows] of records.rowsOf([...unclear].map(toPhoneNumber))) {
      for (const into of [owed, lacking]) into.delete(number);
      const free = rows.filter(({ mayCall }) => mayCall !== null);
      const asked = new Set(free.filter(({ conflict }) => conflict !== null).map(({ account }) => account));
      for (const { account } of free) {
        note(lacking, number, account);
        if (!asked.has(account)) note(owed, number, account);
      }
    }
    return { owed, lacking };
  }

  /** Goes on after each slice when the caller says so. */
  function* walk(visit: VisitRequest): Generator<undefined> {
    for (let after = 0; ;) {
      const numbers = next.all(after, after, after, numbersAtOnce);
      const last = numbers.at(-1);
      if (last === undefined) return;
      after = last;
      const { owed, lacking } = findOwed(numbers);
      for (const request of requests.all(JSON.stringify([...lacking.keys()]), clock.now()))
        visit(request, [...(owed.get(request.number) ?? [])], [...(lacking.get(request.number) ?? [])]);
      yield undefined;
    }
  }

  return {
    async each(visit) {
      for (const _ of walk(visit)) await clock.breathe();
    },
    eachNow(visit) {
      for (const _ of walk(visit));
    },
  };
}

type Accounts = Map<number, Set<number>>;

function note(into: Accounts, number: number, account: number): void {
  const accounts = into.get(number);
  if (accounts === undefined) into.set(number, new Set([account]));
  else accounts.add(account);
}
