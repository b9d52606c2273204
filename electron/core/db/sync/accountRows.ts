/**
 * Accounts: the configured connections to vendors. Tokens are in the secret store, never here. A removed account keeps
 * its row, because history names it; the functions here see only accounts that are not removed.
 */
import type { AdoptPolicy } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { parseStored, readAbout } from '../damagedRow.ts';
import type { WritableDb } from '../handles.ts';
import { accountRowsWords as say } from '../../../../shared/words/core/database.ts';

/** What a person can set. */
export type AccountSettings = {
  readonly name: string;
  readonly baseUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly adopt: AdoptPolicy;
  /** Minutes between scheduled runs; 0: only by hand. */
  readonly everyMinutes: number;
  readonly paused: boolean;
  /** Whether adds may be sent to a vendor that sends an e-mail for each one. */
  readonly mailsAllowed: boolean;
  /** Whether what is gone at the vendor is put back there, once, while the question about it is open. */
  readonly putsBack: boolean;
};

/** Instants are epoch milliseconds. */
export type Account = AccountSettings & {
  readonly id: AccountId;
  readonly vendor: string;
  /** Names its token in the secret store (sync/vendor/accountToken.ts). */
  readonly secretId: string;
  /** The address for which a token is kept under the account's number; null: there is none. */
  readonly numberedTokenUrl: string | null;
  /** False: it came with a restored backup, and nobody has said yet that its address is right. */
  readonly isAddressConfirmed: boolean;
  readonly createdAt: number;
  readonly lastTest: { readonly at: number; readonly ok: boolean; readonly sentence: string } | null;
  readonly notBefore: number | null;
  readonly failures: number;
  readonly backOffUntil: number | null;
  readonly lastScanAt: number | null;
  /** How many records of the last complete reading have a number that no numbering plan has. */
  readonly inNoPlan: number;
  /** How many records a page of its lists is asked for; null: as many as the vendor documents. */
  readonly pageSize: number | null;
  /** Counts the changes of what the vendor is asked with: token, address, settings. */
  readonly access: number;
  /** The access that has shown that it belongs to the organisation whose records are known; null: it is in doubt. */
  readonly provenAccess: number | null;
};

export type AccountRows = {
  /** In order of id. */
  readonly list: () => readonly Account[];
  readonly load: (id: AccountId) => Account | undefined;
  readonly isNameTaken: (name: string, except: AccountId | null) => boolean;
  readonly insert: (vendor: string, settings: AccountSettings, at: number) => AccountId;
  readonly save: (id: AccountId, settings: AccountSettings) => void;
  readonly saveTest: (id: AccountId, test: NonNullable<Account['lastTest']>) => void;
  /** A person has said that the account's address is right. */
  readonly confirmAddress: (id: AccountId) => void;
  /** The vendor wants no request before this instant. It never moves back. */
  readonly saveNotBefore: (id: AccountId, at: number, now: number) => void;
  /** The wait is over, whatever the vendor asked for. */
  readonly endWait: (id: AccountId) => void;
  /**
   * Waits that began in what is now the future: somebody has set the clock back. Each lasts as long as it was meant to, from
   * now on.
   */
  readonly rebaseWaits: (now: number) => void;
  readonly saveFailures: (id: AccountId, failures: number, backOffUntil: number | null, now: number) => void;
  /** The number of the next reading of the vendor's list. */
  readonly nextScan: (id: AccountId) => number;
  /** Notes a complete reading: when it ended, and how many of its records have a number that no numbering plan has. */
  readonly saveScanned: (id: AccountId, at: number, inNoPlan: number) => void;
  readonly savePageSize: (id: AccountId, size: number | null) => void;
  /** The vendor is asked with another token, at another address or with other settings from now on. */
  readonly changeAccess: (id: AccountId) => void;
  /** Notes which access has shown whose it is; null: the present one is another organisation's, as far as was seen. */
  readonly saveProven: (id: AccountId, access: number | null) => void;
  readonly markRemoved: (id: AccountId, at: number) => void;
};

type AccountRow = {
  readonly id: number;
  readonly vendor: string;
  readonly name: string;
  readonly base_url: string;
  readonly secret_id: string;
  readonly numbered_token_url: string | null;
  readonly address_confirmed: number;
  readonly settings: string;
  readonly adopt: AdoptPolicy;
  readonly every_minutes: number;
  readonly paused: number;
  readonly mails_allowed: number;
  readonly puts_back: number;
  readonly created_at: number;
  readonly last_test: string | null;
  readonly not_before: number | null;
  readonly failures: number;
  readonly back_off_until: number | null;
  readonly last_scan_at: number | null;
  readonly in_no_plan: number;
  readonly page_size: number | null;
  readonly access: number;
  readonly proven_access: number | null;
};

/** @throws DamagedRow about the account */
function toAccount(row: AccountRow): Account {
  return readAbout(say.theAccount(row.name), () => readAccount(row));
}

function readAccount(row: AccountRow): Account {
  return {
    id: row.id,
    vendor: row.vendor,
    name: row.name,
    baseUrl: row.base_url,
    secretId: row.secret_id,
    numberedTokenUrl: row.numbered_token_url,
    isAddressConfirmed: row.address_confirmed !== 0,
    settings: parseStored(row.settings, say.itsSettings) as Readonly<Record<string, string>>,
    adopt: row.adopt,
    everyMinutes: row.every_minutes,
    paused: row.paused !== 0,
    mailsAllowed: row.mails_allowed !== 0,
    putsBack: row.puts_back !== 0,
    createdAt: row.created_at,
    lastTest: row.last_test === null ? null : (parseStored(row.last_test, say.itsLastTest) as Account['lastTest']),
    notBefore: row.not_before,
    failures: row.failures,
    backOffUntil: row.back_off_until,
    lastScanAt: row.last_scan_at,
    inNoPlan: row.in_no_plan,
    pageSize: row.page_size,
    access: row.access,
    provenAccess: row.proven_access,
  };
}

function toColumns({ settings, paused, mailsAllowed, putsBack, ...plain }: AccountSettings) {
  const { name, baseUrl, adopt, everyMinutes } = plain;
  const flags = { paused: paused ? 1 : 0, mailsAllowed: mailsAllowed ? 1 : 0, putsBack: putsBack ? 1 : 0 };
  return { name, baseUrl, settings: JSON.stringify(settings), adopt, everyMinutes, ...flags };
}

/** Prepares the statements about accounts. `nextScan` throws for an account that is not there. */
export function createAccountRows(db: WritableDb): AccountRows {
  const all = db.prepare<[], AccountRow>('SELECT * FROM account WHERE removed_at IS NULL ORDER BY id');
  const one = db.prepare<[number], AccountRow>('SELECT * FROM account WHERE id = ? AND removed_at IS NULL');
  const named = db
    .prepare<[string, number], number>('SELECT id FROM account WHERE name = ? AND id <> ? AND removed_at IS NULL')
    .pluck();
  const insert = db.prepare(
    `INSERT INTO account (vendor, name, base_url, settings, adopt, every_minutes, paused, mails_allowed, puts_back,
       created_at, secret_id)
     VALUES (@vendor, @name, @baseUrl, @settings, @adopt, @everyMinutes, @paused, @mailsAllowed, @putsBack, @at,
       lower(hex(randomblob(16))))`,
  );
  const save = db.prepare(
    `UPDATE account SET name = @name, base_url = @baseUrl, settings = @settings, adopt = @adopt,
       every_minutes = @everyMinutes, paused = @paused, mails_allowed = @mailsAllowed,
       puts_back = @putsBack WHERE id = @id`,
  );
  const saveTest = db.prepare<[string, number]>('UPDATE account SET last_test = ? WHERE id = ?');
  const confirmAddress = db.prepare<[number]>('UPDATE account SET address_confirmed = 1 WHERE id = ?');
  const saveNotBefore = db.prepare<[number, number, number]>(
    'UPDATE account SET not_before = max(coalesce(not_before, 0), ?), waits_since = ? WHERE id = ?',
  );
  const endWait = db.prepare<[number]>('UPDATE account SET not_before = NULL WHERE id = ?');
  const rebaseWaits = db.prepare<{ now: number }>(
    `UPDATE account SET not_before = not_before - waits_since + @now, back_off_until = back_off_until - waits_since + @now,
       waits_since = @now WHERE waits_since > @now`,
  );
  const saveFailures = db.prepare<[number, number | null, number, number]>(
    'UPDATE account SET failures = ?, back_off_until = ?, waits_since = ? WHERE id = ?',
  );
  const nextScan = db
    .prepare<[number], number>('UPDATE account SET scans = scans + 1 WHERE id = ? RETURNING scans')
    .pluck();
  const saveScanned = db.prepare<[number, number, number]>(
    'UPDATE account SET last_scan_at = ?, in_no_plan = ? WHERE id = ?',
  );
  const savePageSize = db.prepare<[number | null, number]>('UPDATE account SET page_size = ? WHERE id = ?');
  const changeAccess = db.prepare<[number]>('UPDATE account SET access = access + 1 WHERE id = ?');
  const saveProven = db.prepare<[number | null, number]>('UPDATE account SET proven_access = ? WHERE id = ?');
  const markRemoved = db.prepare<[number, number]>('UPDATE account SET removed_at = ? WHERE id = ?');
  return {
    list: () => all.all().map(toAccount),
    load(id) {
      const row = one.get(id);
      return row === undefined ? undefined : toAccount(row);
    },
    isNameTaken: (name, except) => named.get(name, except ?? 0) !== undefined,
    insert: (vendor, settings, at) => Number(insert.run({ vendor, ...toColumns(settings), at }).lastInsertRowid),
    save: (id, settings) => void save.run({ id, ...toColumns(settings) }),
    confirmAddress: (id) => void confirmAddress.run(id),
    saveTest: (id, test) => void saveTest.run(JSON.stringify(test), id),
    saveNotBefore: (id, at, now) => void saveNotBefore.run(at, now, id),
    endWait: (id) => void endWait.run(id),
    rebaseWaits: (now) => void rebaseWaits.run({ now }),
    saveFailures: (id, failures, backOffUntil, now) => void saveFailures.run(failures, backOffUntil, now, id),
    nextScan(id) {
      const scan = nextScan.get(id);
      if (scan === undefined) throw new Error(`There is no account ${id}`);
      return scan;
    },
    saveScanned: (id, at, inNoPlan) => void saveScanned.run(at, inNoPlan, id),
    savePageSize: (id, size) => void savePageSize.run(size, id),
    changeAccess: (id) => void changeAccess.run(id),
    saveProven: (id, access) => void saveProven.run(access, id),
    markRemoved: (id, at) => void markRemoved.run(at, id),
  };
}
