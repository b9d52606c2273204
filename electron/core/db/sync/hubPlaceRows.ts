/**
 * Accounts and agents by the names under which desks that share a list know them. An account of another desk stands here as a
 * removed one: what holds for it can be kept and named, and nothing is ever sent to it from here.
 */
import type { WritableDb } from '../handles.ts';

/** A target with its account's name among desks; `remoteId` '' is the whole account. */
export type SharedPlace = {
  readonly id: number;
  readonly uuid: string | null;
  readonly account: number;
  readonly vendor: string;
  readonly accountName: string;
  readonly remoteId: string;
  readonly kind: 'account' | 'agent' | 'user';
  readonly name: string;
};

export type HubPlaceRows = {
  /** Every target of every account that there ever was here. */
  readonly list: () => readonly SharedPlace[];
  /** Names an account among desks. */
  readonly name: (account: number, uuid: string) => void;
  /** Makes the account of another desk known, and answers its id here. */
  readonly addAccount: (uuid: string, vendor: string, name: string, at: number) => number;
  readonly addAgent: (account: number, remoteId: string, kind: 'agent' | 'user', name: string) => void;
};

/** Prepares the statements. */
export function createHubPlaceRows(db: WritableDb): HubPlaceRows {
  const all = db.prepare<[], SharedPlace>(
    `SELECT t.id, h.uuid, t.account_id AS account, a.vendor, a.name AS accountName, t.remote_id AS remoteId, t.kind, t.name
     FROM target t JOIN account a ON a.id = t.account_id LEFT JOIN hub_account h ON h.account_id = a.id`,
  );
  const name = db.prepare('INSERT INTO hub_account (account_id, uuid) VALUES (?, ?)');
  const addAccount = db.prepare(
    `INSERT INTO account (vendor, name, base_url, created_at, removed_at) VALUES (@vendor, @name, '', @at, @at)`,
  );
  const addTarget = db.prepare(
    `INSERT INTO target (account_id, kind, remote_id, name, state) VALUES (?, ?, ?, ?, 'active')`,
  );
  return {
    list: () => all.all(),
    name: (account, uuid) => void name.run(account, uuid),
    addAccount(uuid, vendor, accountName, at) {
      const id = Number(addAccount.run({ vendor, name: accountName, at }).lastInsertRowid);
      name.run(id, uuid);
      addTarget.run(id, 'account', '', accountName);
      return id;
    },
    addAgent: (account, remoteId, kind, agent) => void addTarget.run(account, kind, remoteId, agent),
  };
}
