/**
 * The facts about each remote record: the base (what both sides last agreed on), what was last seen there, who made it,
 * and what the vendor makes of what it is sent. Sync merges them with what the entry asks for at present.
 */
import type { CallReference } from '../../../../shared/domain/entry/entry.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Echo } from '../../../../shared/domain/vendor/echo.ts';
import type { RecordEvidence, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { parseStored, readAbout } from '../damagedRow.ts';
import type { WritableDb } from '../handles.ts';
import { mayBeLess } from './mayBeLess.ts';
import { remoteRowsWords as say } from '../../../../shared/words/core/database.ts';

export type RemoteKey = { readonly account: AccountId; readonly scope: RemoteList; readonly number: PhoneNumber };

/** What tells one record of a number from another at the vendor; null: the vendor does not say. */
export type RecordIdentity = { readonly id: string | null; readonly createdAt: Instant | null };

/** A record of the number that the vendor has, or had. */
export type KnownRecord = RecordIdentity & {
  /** Who made it: we, by a request that the vendor took for a new record; or it was there. Null: nobody knows. */
  readonly by: 'us' | 'vendor' | null;
  /** Whether it is there, as far as we know. */
  readonly isThere: boolean;
  /** Epoch ms. */
  readonly firstSeenAt: number | null;
  readonly evidence?: RecordEvidence;
  /** The call that our request named, until the vendor has shown the record that the request made. */
  readonly sentCall?: CallReference;
  /** What it said before we changed it, where we did and it is not ours. */
  readonly own?: RemoteFields;
};

/** The records that a person's act was about when it took the block away, and their reason as it was then. */
export type Named = { readonly records: readonly RecordIdentity[]; readonly reason: string | null };

/** How a record was seen: in a reading of the list, a look-up, an answer, an export; or a person said so. */
export type SeenBy = 'scan' | 'lookup' | 'answer' | 'file' | 'person';

/** What is assumed of a record that was seen: `id`, that nothing of it but that could be read. */
export type AssumedField = keyof RemoteFields | 'id';

/** Instants are epoch milliseconds. `base: null`: nothing is agreed. `seen: null`: not there, as far as we know. */
export type RemoteFacts = RemoteKey & {
  readonly remoteId: string | null;
  readonly base: RemoteFields | null;
  readonly baseAt: number | null;
  readonly seen: RemoteFields | null;
  /**
   * When the content of the record was last noted. A scan that finds it unchanged notes nothing (account.last_scan_at
   * tells when that was).
   */
  readonly seenAt: number | null;
  readonly seenBy: SeenBy | null;
  /** The records of the number on this list, oldest first; those that are gone stay for a while, as evidence. */
  readonly records: readonly KnownRecord[];
  readonly echo: Echo | null;
  readonly named: Named | null;
  /** The fields of `seen` that the vendor has never shown: they hold the stronger of what they may be. */
  readonly assumed: readonly AssumedField[];
  /** The complete scan that did not find the record, until the sync has acted on that. */
  readonly missedScan: number | null;
  readonly sentAt: number | null;
  /** The vendor's answer, in words, to the last request that was sent for this record. */
  readonly sentAnswer: string | null;
};

export type RemoteRows = {
  readonly load: (key: RemoteKey) => RemoteFacts | undefined;
  /** The facts about these numbers on one remote list. */
  readonly loadMany: (
    account: AccountId,
    scope: RemoteList,
    numbers: readonly PhoneNumber[],
  ) => Map<PhoneNumber, RemoteFacts>;
  /** Everything known about these numbers at any vendor. */
  readonly listOfNumbers: (numbers: readonly PhoneNumber[]) => readonly RemoteFacts[];
  readonly save: (facts: RemoteFacts) => void;
  /** Forgets what is known of a record. */
  readonly remove: (key: RemoteKey) => void;
  /** The numbers whose record has this id at the vendor: a record that cannot be read stands for them. */
  readonly listById: (
    account: AccountId,
    scope: RemoteList,
    remoteId: string,
  ) => readonly { readonly number: PhoneNumber; readonly isThere: boolean }[];
  /** Those of these numbers that the account's vendor was sent, is to be sent, or has shown. */
  readonly listKnown: (account: AccountId, numbers: readonly PhoneNumber[]) => readonly PhoneNumber[];
  /** Numbers whose record was there at the last look, ascending. */
  readonly listSeen: (account: AccountId, scope: RemoteList, after: number, limit: number) => readonly PhoneNumber[];
  /** Marks that a complete scan did not find these; null: something did. */
  readonly markMissed: (
    account: AccountId,
    scope: RemoteList,
    numbers: readonly PhoneNumber[],
    scan: number | null,
  ) => void;
  /** Saves what a person's act was about; null: the block is wanted again. */
  readonly saveNamed: (key: RemoteKey, named: Named | null) => void;
  /**
   * A whole reading has come to its end: a removed record that it did not show is gone, and if its id ever comes back,
   * that is a new statement.
   */
  readonly forgetEchoes: (account: AccountId, scope: RemoteList) => void;
  readonly saveSent: (key: RemoteKey, at: number, answer: string | null) => void;
  /** Records that were there before and that this scan did not find, by number. */
  readonly listAbsent: (
    account: AccountId,
    scope: RemoteList,
    scan: number,
    after: number,
    limit: number,
  ) => readonly RemoteFacts[];
  /** How many records were last seen there, and how many are agreed. */
  readonly countSeen: (account: AccountId, scope: RemoteList) => number;
  readonly countAgreed: (account: AccountId) => number;
  /** How many numbers are agreed, each on at least one list. */
  readonly countAgreedNumbers: (account: AccountId) => number;
  /** How many agreed records have nothing owed and nothing in dispute. */
  readonly countInStep: (account: AccountId) => number;
  /** Numbers after this one, ascending, of which the vendor may keep a record for less than it was told. */
  readonly listLess: (account: AccountId, after: number, limit: number) => readonly PhoneNumber[];
  readonly removeOf: (account: AccountId) => void;
};

type RemoteRow = {
  readonly account: number;
  readonly scope: string;
  readonly number: PhoneNumber;
  readonly remoteId: string | null;
  readonly base: string | null;
  readonly baseAt: number | null;
  readonly seen: string | null;
  readonly seenAt: number | null;
  readonly seenBy: SeenBy | null;
  readonly records: string | null;
  readonly echo: string | null;
  readonly named: string | null;
  readonly assumed: string | null;
  readonly missedScan: number | null;
  readonly sentAt: number | null;
  readonly sentAnswer: string | null;
};

const columns = `r.account_id AS account, r.scope, r.number, r.remote_id AS remoteId, r.base, r.base_at AS baseAt,
  r.seen, r.seen_at AS seenAt, r.seen_by AS seenBy, r.records, r.echo, r.named, r.assumed, r.missed_scan AS missedScan, r.sent_at AS sentAt, r.sent_answer AS sentAnswer`;

/** Remote fields as stored. Equal fields give equal text. */
export function toFieldsText(fields: RemoteFields | null): string | null {
  return fields === null
    ? null
    : JSON.stringify({ reason: fields.reason, until: fields.until, agents: fields.agents } satisfies RemoteFields);
}

const what = say.howItStandsAtA;

/** Reads what `toFieldsText` wrote. @throws DamagedRow where that cannot be read */
export function toFields(text: string | null): RemoteFields | null {
  return text === null ? null : (parseStored(text, what) as RemoteFields);
}

/** @throws DamagedRow about its number */
function toFacts(row: RemoteRow): RemoteFacts {
  return readAbout(row.number, () => readFacts(row));
}

function readFacts(row: RemoteRow): RemoteFacts {
  const base = toFields(row.base);
  // Records in step mostly have the same text twice: parse it once.
  return {
    ...row,
    base,
    seen: row.seen === row.base ? base : toFields(row.seen),
    records: row.records === null ? [] : (parseStored(row.records, what) as KnownRecord[]),
    echo: row.echo === null ? null : (parseStored(row.echo, what) as Echo),
    named: row.named === null ? null : (parseStored(row.named, what) as Named),
    assumed: row.assumed === null ? [] : (parseStored(row.assumed, what) as AssumedField[]),
  };
}

function toNamedText(named: Named | null): string | null {
  return named === null ? null : JSON.stringify(named);
}

function toListText(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}

/** Rows about records, by `account/number` and then by remote list. */
export function byKey<T extends RemoteKey>(rows: readonly T[]): Map<string, Map<string, T>> {
  const found = new Map<string, Map<string, T>>();
  for (const row of rows) {
    const key = `${row.account}/${row.number}`;
    const scopes = found.get(key) ?? new Map<string, T>();
    found.set(key, scopes.set(row.scope, row));
  }
  return found;
}

type Writing = 'save' | 'remove' | 'saveNamed' | 'forgetEchoes' | 'markMissed' | 'saveSent' | 'removeOf';
type Counting = 'countSeen' | 'countAgreed' | 'countAgreedNumbers' | 'countInStep' | 'listLess';

/** Prepares the statements about the facts of remote records. */
export function createRemoteRows(db: WritableDb): RemoteRows {
  const one = db.prepare<[number, string, number], RemoteRow>(
    `SELECT ${columns} FROM remote r WHERE account_id = ? AND scope = ? AND number = ?`,
  );
  const many = db.prepare<[string, number, string], RemoteRow>(
    `SELECT ${columns} FROM json_each(?) n CROSS JOIN remote r
     ON r.account_id = ? AND r.scope = ? AND r.number = n.value`,
  );
  const ofNumbers = db.prepare<[string], RemoteRow>(
    `SELECT ${columns} FROM json_each(?) n CROSS JOIN remote r ON r.number = n.value ORDER BY r.account_id, r.scope`,
  );
  const byId = db.prepare<[number, string, string], { readonly number: PhoneNumber; readonly isThere: number }>(
    'SELECT number, seen IS NOT NULL AS isThere FROM remote WHERE account_id = ? AND scope = ? AND remote_id = ?',
  );
  const known = db
    .prepare<{ numbers: string; account: number }, PhoneNumber>(
      `SELECT DISTINCT n.value FROM json_each(@numbers) n
       WHERE EXISTS (SELECT 1 FROM remote r WHERE r.number = n.value AND r.account_id = @account)
         OR EXISTS (SELECT 1 FROM outbox o WHERE o.number = n.value AND o.account_id = @account)`,
    )
    .pluck();
  const seenAfter = db
    .prepare<[number, string, number, number], PhoneNumber>(
      `SELECT number FROM remote WHERE account_id = ? AND scope = ? AND number > ? AND seen IS NOT NULL
       ORDER BY number LIMIT ?`,
    )
    .pluck();
  const absent = db.prepare<[number, string, number, number, number], RemoteRow>(
    `SELECT ${columns} FROM remote r
     WHERE account_id = ? AND scope = ? AND missed_scan = ? AND number > ? AND seen IS NOT NULL
     ORDER BY number LIMIT ?`,
  );
  return {
    ...createWrites(db),
    ...createCounts(db),
    load({ account, scope, number }) {
      const row = one.get(account, scope, number);
      return row === undefined ? undefined : toFacts(row);
    },
    loadMany(account, scope, numbers) {
      const rows = many.all(JSON.stringify(numbers), account, scope);
      return new Map(rows.map((row) => [row.number, toFacts(row)]));
    },
    listOfNumbers: (numbers) => ofNumbers.all(JSON.stringify(numbers)).map(toFacts),
    listById: (account, scope, remoteId) =>
      byId.all(account, scope, remoteId).map(({ number, isThere }) => ({ number, isThere: isThere === 1 })),
    listKnown: (account, numbers) => known.all({ numbers: JSON.stringify(numbers), account }),
    listSeen: (account, scope, after, limit) => seenAfter.all(account, scope, after, limit),
    listAbsent: (account, scope, scan, after, limit) => absent.all(account, scope, scan, after, limit).map(toFacts),
  };
}

function createWrites(db: WritableDb): Pick<RemoteRows, Writing> {
  const save = db.prepare(
    `INSERT OR REPLACE INTO remote
       (account_id, scope, number, remote_id, base, base_at, seen, seen_at, seen_by, records, echo, named, assumed,
        missed_scan, sent_at, sent_answer)
     VALUES (@account, @scope, @number, @remoteId, @base, @baseAt, @seen, @seenAt, @seenBy, @records, @echo, @named,
       @assumed, @missedScan, @sentAt, @sentAnswer)`,
  );
  const markMissed = db.prepare<[number | null, number, string, number]>(
    'UPDATE remote SET missed_scan = ? WHERE account_id = ? AND scope = ? AND number = ?',
  );
  const saveSent = db.prepare(
    `INSERT INTO remote (account_id, scope, number, sent_at, sent_answer)
     VALUES (@account, @scope, @number, @at, @answer)
     ON CONFLICT DO UPDATE SET sent_at = @at, sent_answer = @answer`,
  );
  const saveNamed = db.prepare<[string | null, number, string, number]>(
    'UPDATE remote SET named = ? WHERE account_id = ? AND scope = ? AND number = ?',
  );
  const forgetEchoes = db.prepare<[number, string]>(
    `UPDATE remote INDEXED BY remote_echo SET remote_id = NULL, named = NULL
     WHERE account_id = ? AND scope = ? AND seen IS NULL AND remote_id IS NOT NULL`,
  );
  const remove = db.prepare<[number, string, number]>(
    'DELETE FROM remote WHERE account_id = ? AND scope = ? AND number = ?',
  );
  const removeOf = db.prepare<[number]>('DELETE FROM remote WHERE account_id = ?');
  return {
    save(facts) {
      const { base, seen, records, echo, named, assumed } = facts;
      save.run({
        ...facts,
        base: toFieldsText(base),
        seen: toFieldsText(seen),
        records: toListText(records),
        echo: echo === null ? null : JSON.stringify(echo),
        named: toNamedText(named),
        assumed: toListText(assumed),
      });
    },
    saveNamed: ({ account, scope, number }, named) => void saveNamed.run(toNamedText(named), account, scope, number),
    forgetEchoes: (account, scope) => void forgetEchoes.run(account, scope),
    markMissed(account, scope, numbers, scan) {
      for (const number of numbers) markMissed.run(scan, account, scope, number);
    },
    saveSent: (key, at, answer) => void saveSent.run({ ...key, at, answer }),
    remove: ({ account, scope, number }) => void remove.run(account, scope, number),
    removeOf: (account) => void removeOf.run(account),
  };
}

function createCounts(db: WritableDb): Pick<RemoteRows, Counting> {
  const countSeen = db
    .prepare<[number, string], number>(
      'SELECT count(*) FROM remote WHERE account_id = ? AND scope = ? AND seen IS NOT NULL',
    )
    .pluck();
  const countAgreed = db
    .prepare<[number], number>('SELECT count(*) FROM remote WHERE account_id = ? AND base IS NOT NULL')
    .pluck();
  const countAgreedNumbers = db
    .prepare<[number], number>('SELECT count(DISTINCT number) FROM remote WHERE account_id = ? AND base IS NOT NULL')
    .pluck();
  const unsettled = db
    .prepare<{ account: number }, number>(
      `SELECT count(*) FROM (
         SELECT scope, number FROM outbox WHERE account_id = @account
         UNION SELECT scope, number FROM conflict WHERE account_id = @account AND resolved_at IS NULL) u
       CROSS JOIN remote r ON r.account_id = @account AND r.scope = u.scope AND r.number = u.number AND r.base IS NOT NULL`,
    )
    .pluck();
  const less = db
    .prepare<[number, number, number], PhoneNumber>(
      `SELECT DISTINCT number FROM remote INDEXED BY remote_less WHERE account_id = ? AND number > ? AND ${mayBeLess}
       ORDER BY number LIMIT ?`,
    )
    .pluck();
  return {
    listLess: (account, after, limit) => less.all(account, after, limit),
    countSeen: (account, scope) => countSeen.get(account, scope) ?? 0,
    countAgreed: (account) => countAgreed.get(account) ?? 0,
    countAgreedNumbers: (account) => countAgreedNumbers.get(account) ?? 0,
    countInStep(account) {
      const agreed = countAgreed.get(account) ?? 0;
      return agreed === 0 ? 0 : agreed - (unsettled.get({ account }) ?? 0);
    },
  };
}
