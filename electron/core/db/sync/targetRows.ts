/**
 * Targets: each account itself, and the agents or users that its vendor ever showed. A target is never deleted, because
 * holds name it: one that the vendor no longer knows is `gone`, and later `retired` by a person.
 */
import { withoutTurns } from '../../../../shared/words/withoutTurns.ts';
import type { AccountId, Target, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import { createStandInReader } from './sameQuestionRows.ts';

export type TargetRows = {
  /** The targets of accounts that are not removed; the account itself comes first. */
  readonly list: () => readonly Target[];
  readonly listOf: (account: AccountId) => readonly Target[];
  readonly load: (id: TargetId) => Target | undefined;
  readonly insert: (target: Omit<Target, 'id' | 'standsFor'>, seenAt: number | null) => TargetId;
  /** Grows with every change made here: what was read at an older revision is out of date. */
  readonly revision: () => number;
  /** Something else has changed of what is read here: what targets stand for. */
  readonly touch: () => void;
  /** `seenAt: null` leaves the time at which the target was last seen as it is. */
  readonly save: (id: TargetId, change: { name: string; state: Target['state'] }, seenAt: number | null) => void;
};

type TargetRow = {
  readonly id: number;
  readonly account_id: number;
  readonly kind: Target['kind'];
  readonly remote_id: string;
  readonly name: string;
  readonly state: Target['state'];
};

const columns = 't.id, t.account_id, t.kind, t.remote_id, t.name, t.state';

function toTarget({ account_id: accountId, remote_id: remoteId, ...row }: TargetRow): Target {
  return { ...row, accountId, remoteId: remoteId === '' ? null : remoteId };
}

/** Prepares the statements about targets. */
export function createTargetRows(db: WritableDb): TargetRows {
  const all = db.prepare<[], TargetRow>(
    `SELECT ${columns} FROM target t JOIN account a ON a.id = t.account_id WHERE a.removed_at IS NULL
     ORDER BY t.account_id, t.kind <> 'account', t.id`,
  );
  const ofAccount = db.prepare<[number], TargetRow>(
    `SELECT ${columns} FROM target t WHERE t.account_id = ? ORDER BY t.kind <> 'account', t.id`,
  );
  const one = db.prepare<[number], TargetRow>(`SELECT ${columns} FROM target t WHERE t.id = ?`);
  const insert = db.prepare(
    `INSERT INTO target (account_id, kind, remote_id, name, state, seen_at)
     VALUES (@accountId, @kind, @remoteId, @name, @state, @seenAt)`,
  );
  const save = db.prepare<[string, string, number | null, number]>(
    'UPDATE target SET name = ?, state = ?, seen_at = coalesce(?, seen_at) WHERE id = ?',
  );
  const readStandIns = createStandInReader(db);
  let revision = 0;
  const toTargets = (rows: readonly TargetRow[]): readonly Target[] => {
    const standIns = readStandIns();
    if (standIns.size === 0) return rows.map(toTarget);
    return rows.map((row) => ({ ...toTarget(row), standsFor: standIns.get(row.id) }));
  };
  return {
    revision: () => revision,
    touch: () => void (revision += 1),
    list: () => toTargets(all.all()),
    listOf: (account) => toTargets(ofAccount.all(account)),
    load(id) {
      const row = one.get(id);
      return row === undefined ? undefined : toTargets([row])[0];
    },
    insert({ remoteId, name, ...target }, seenAt) {
      revision += 1;
      return Number(
        insert.run({ ...target, name: withoutTurns(name), remoteId: remoteId ?? '', seenAt }).lastInsertRowid,
      );
    },
    save(id, { name, state }, seenAt) {
      revision += 1;
      save.run(withoutTurns(name), state, seenAt, id);
    },
  };
}
