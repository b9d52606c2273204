/**
 * Every target with the name of its account, including targets of removed accounts, so that history can still name
 * them.
 */
import type { NamedTarget, TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { Target } from '../../../shared/domain/entry/scope.ts';
import type { ReadableDb } from '../db/handles.ts';
import { createStandInReader } from '../db/sync/sameQuestionRows.ts';

type IndexRow = {
  readonly id: number;
  readonly accountId: number;
  readonly kind: Target['kind'];
  readonly remoteId: string;
  readonly name: string;
  readonly state: Target['state'];
  readonly accountName: string;
  readonly removed: 0 | 1;
};

/** How a connection notices that the database was changed: by itself, or by another connection. */
export const noticed = { byItself: 'SELECT total_changes()', byOthers: 'PRAGMA data_version' } as const;

/**
 * A reader of the index, which reads again only when anything in the database has changed. A removed account's targets
 * count as retired: they can be named, but no longer be chosen.
 */
export function createTargetIndex(db: ReadableDb, changed: string = noticed.byItself): () => TargetIndex {
  const changes = db.prepare<[], number>(changed).pluck();
  const rows = db.prepare<[], IndexRow>(
    `SELECT t.id, t.account_id AS accountId, t.kind, t.remote_id AS remoteId, t.name, t.state, a.name AS accountName,
       a.removed_at IS NOT NULL AS removed
     FROM target t JOIN account a ON a.id = t.account_id ORDER BY t.account_id, t.kind <> 'account', t.id`,
  );
  const readStandIns = createStandInReader(db);
  let readAt = -1;
  let index: TargetIndex = new Map();
  return () => {
    const now = changes.get() ?? 0;
    if (now !== readAt) {
      readAt = now;
      const standIns = readStandIns();
      index = new Map(rows.all().map((row) => [row.id, { ...toNamed(row), standsFor: standIns.get(row.id) }]));
    }
    return index;
  };
}

function toNamed({ removed, remoteId, ...target }: IndexRow): NamedTarget {
  return { ...target, remoteId: remoteId === '' ? null : remoteId, state: removed === 1 ? 'retired' : target.state };
}
