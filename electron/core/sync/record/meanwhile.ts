/**
 * What the vendor says while a question is open, apart from what this desk put there meanwhile: putting the stronger
 * side in force answers no question, so the merge goes on with the vendor's own words. Pure.
 */
import { differing } from '../../../../shared/domain/vendor/merge.ts';
import { toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields } from '../../../../shared/domain/vendor/remote.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';

export type Meanwhile = {
  /** What this desk has put there while the question is open, as the vendor has it; null: nothing. */
  readonly put: RemoteFields | null;
  /** What the vendor said itself. */
  readonly stated: RemoteFields | null;
};

/**
 * What a sight says about the open question, if one is open. `isAsSent`: the vendor shows what an unsettled request carried,
 * in its own way of writing it. `theirs`: what the vendor shows.
 */
export function meanwhileOf(
  conflict: Pick<Conflict, 'put' | 'theirs'> | undefined,
  isAsSent: boolean,
  theirs: RemoteFields | null,
  account: AccountView,
): Meanwhile {
  if (conflict === undefined) return { put: null, stated: theirs };
  const isSame = (a: RemoteFields, b: RemoteFields) =>
    differing(toComparable(a, account), toComparable(b, account), account.capabilities.update).length === 0;
  const put = isAsSent ? theirs : conflict.put;
  if (put === null || theirs === null) return { put, stated: theirs };
  if (conflict.theirs === null) return { put, stated: isSame(put, theirs) ? null : theirs };
  const keep = <K extends keyof RemoteFields>(field: K, said: RemoteFields): RemoteFields[K] =>
    differing(toComparable(put, account), toComparable(theirs, account), [field]).length === 0
      ? said[field]
      : theirs[field];
  const said = conflict.theirs;
  return { put, stated: { reason: keep('reason', said), until: keep('until', said), agents: keep('agents', said) } };
}
