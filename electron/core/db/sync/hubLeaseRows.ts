/** Which desk leads each shared account, and what of the records other desks have to know. All writes happen in the caller's transaction. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import type { RemoteKey } from './remoteRows.ts';

/** As last heard; the migration says what each means. Instants are epoch milliseconds. */
export type HubLeaseRow = {
  readonly account: AccountId;
  readonly uuid: string;
  readonly fence: number;
  readonly rev: number;
  readonly factsRev: number;
  readonly entryRev: number;
  readonly isOwn: boolean;
  readonly isWhole: boolean;
  readonly mustRead: boolean;
  readonly desk: string | null;
  readonly name: string | null;
  readonly isLive: boolean;
  readonly since: number;
  readonly saidAt: number;
  readonly said: string;
  readonly preferred: string | null;
  readonly heardAt: number;
};

/** A record that has to be told, with its place in the order of changes. */
export type OwedFact = RemoteKey & { readonly n: number };

export type HubLeaseRows = {
  readonly list: () => readonly HubLeaseRow[];
  readonly load: (account: AccountId) => HubLeaseRow | undefined;
  readonly save: (row: Omit<HubLeaseRow, 'uuid'>) => void;
  readonly change: (account: AccountId, change: Partial<Omit<HubLeaseRow, 'account' | 'uuid'>>) => void;
  readonly accountOf: (uuid: string) => AccountId | undefined;
  /** The account's name among desks; `make` gives it one where it has none. */
  readonly nameOf: (account: AccountId, make: () => string) => string;
  /** The next records that have to be told, oldest change first. */
  readonly listOwed: (account: AccountId, most: number) => readonly OwedFact[];
  /** Told, unless something has changed again since. */
  readonly settle: (owed: OwedFact) => void;
  readonly countOwed: (account: AccountId) => number;
  readonly clearOwed: (account: AccountId) => void;
  /** Owes everything that is known of the account's records. */
  readonly oweAll: (account: AccountId) => void;
  /** Forgets all leases: the list is shared no more. */
  readonly clear: () => void;
};

const names = {
  fence: 'fence',
  rev: 'rev',
  factsRev: 'facts_rev',
  entryRev: 'entry_rev',
  isOwn: 'is_own',
  isWhole: 'is_whole',
  mustRead: 'must_read',
  desk: 'desk',
  name: 'name',
  isLive: 'is_live',
  since: 'since',
  saidAt: 'said_at',
  said: 'said',
  preferred: 'preferred',
  heardAt: 'heard_at',
} as const satisfies Record<Exclude<keyof HubLeaseRow, 'account' | 'uuid'>, string>;

const fields = Object.keys(names) as readonly (keyof typeof names)[];

type Stored = Omit<HubLeaseRow, 'isOwn' | 'isWhole' | 'mustRead' | 'isLive'> &
  Record<'isOwn' | 'isWhole' | 'mustRead' | 'isLive', 0 | 1>;

const toRow = (row: Stored): HubLeaseRow => ({
  ...row,
  isOwn: row.isOwn === 1,
  isWhole: row.isWhole === 1,
  mustRead: row.mustRead === 1,
  isLive: row.isLive === 1,
});

const toColumn = (value: string | number | boolean | null): string | number | null =>
  typeof value === 'boolean' ? Number(value) : value;

/** Prepares the statements. */
export function createHubLeaseRows(db: WritableDb): HubLeaseRows {
  const select = (where: string) =>
    db.prepare<(string | number)[], Stored>(
      `SELECT l.account_id AS account, h.uuid, ${fields.map((field) => `l.${names[field]} AS ${field}`).join(', ')}
       FROM hub_lease l JOIN hub_account h ON h.account_id = l.account_id ${where}`,
    );
  const all = select('ORDER BY l.account_id');
  const one = select('WHERE l.account_id = ?');
  const save = db.prepare(
    `INSERT OR REPLACE INTO hub_lease (account_id, ${fields.map((field) => names[field]).join(', ')})
     VALUES (@account, ${fields.map((field) => `@${field}`).join(', ')})`,
  );
  const accountOf = db.prepare<[string], AccountId>('SELECT account_id FROM hub_account WHERE uuid = ?').pluck();
  const uuidOf = db.prepare<[number], string>('SELECT uuid FROM hub_account WHERE account_id = ?').pluck();
  const name = db.prepare('INSERT INTO hub_account (account_id, uuid) VALUES (?, ?)');
  const owed = db.prepare<[number, number], OwedFact>(
    'SELECT account_id AS account, scope, number, n FROM hub_fact WHERE account_id = ? ORDER BY n LIMIT ?',
  );
  const settle = db.prepare(
    'DELETE FROM hub_fact WHERE account_id = @account AND scope = @scope AND number = @number AND n = @n',
  );
  const countOwed = db.prepare<[number], number>('SELECT count(*) FROM hub_fact WHERE account_id = ?').pluck();
  const clearOwed = db.prepare('DELETE FROM hub_fact WHERE account_id = ?');
  const oweAll = db.prepare(
    `INSERT OR REPLACE INTO hub_fact (account_id, scope, number, n)
     SELECT account_id, scope, number, row_number() OVER () + (SELECT coalesce(max(n), 0) FROM hub_fact) FROM (
       SELECT account_id, scope, number FROM remote WHERE account_id = @account
       UNION SELECT account_id, scope, number FROM outbox WHERE account_id = @account AND state <> 'waiting'
       UNION SELECT account_id, scope, number FROM conflict WHERE account_id = @account AND resolved_at IS NULL)`,
  );
  return {
    list: () => all.all().map(toRow),
    load(account) {
      const row = one.get(account);
      return row === undefined ? undefined : toRow(row);
    },
    save: (row) =>
      void save.run(Object.fromEntries(Object.entries(row).map(([field, value]) => [field, toColumn(value)]))),
    change(account, change) {
      const changed = fields.filter((field) => field in change);
      if (changed.length === 0) return;
      const values = Object.fromEntries(changed.map((field) => [field, toColumn(change[field] ?? null)]));
      const sets = changed.map((field) => `${names[field]} = @${field}`).join(', ');
      db.prepare(`UPDATE hub_lease SET ${sets} WHERE account_id = @account`).run({ account, ...values });
    },
    accountOf: (uuid) => accountOf.get(uuid),
    nameOf(account, make) {
      const known = uuidOf.get(account);
      if (known !== undefined) return known;
      const uuid = make();
      name.run(account, uuid);
      return uuid;
    },
    listOwed: (account, most) => owed.all(account, most),
    settle: (told) => void settle.run(told),
    countOwed: (account) => countOwed.get(account) ?? 0,
    clearOwed: (account) => void clearOwed.run(account),
    oweAll: (account) => void oweAll.run({ account }),
    clear() {
      for (const table of ['hub_lease', 'hub_fact']) db.prepare(`DELETE FROM ${table}`).run();
    },
  };
}
