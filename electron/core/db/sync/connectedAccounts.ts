/** Which vendor accounts a database has connected: a restore tells which of them its backup does not have. */
import type { ReadableDb } from '../handles.ts';

export type ConnectedAccount = {
  readonly id: number;
  readonly vendor: string;
  readonly name: string;
  readonly baseUrl: string;
  /** Epoch ms. */
  readonly createdAt: number;
};

/** Those that are not removed, in order of id. @throws SQLite's errors */
export function readConnected(db: ReadableDb): readonly ConnectedAccount[] {
  return db
    .prepare<[], ConnectedAccount>(
      `SELECT id, vendor, name, base_url AS baseUrl, created_at AS createdAt
         FROM account WHERE removed_at IS NULL ORDER BY id`,
    )
    .all();
}

/** Whether both are one account: the same row of one desk, also renamed, or one that was connected again under its name and address. */
export function isSameConnected(one: ConnectedAccount, other: ConnectedAccount): boolean {
  if (one.vendor !== other.vendor) return false;
  const isRow = one.id === other.id && one.createdAt === other.createdAt;
  return isRow || (one.name === other.name && one.baseUrl === other.baseUrl);
}
