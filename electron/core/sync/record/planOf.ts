/**
 * Asks the planner about one record: the one place where what is known here is put together for it, so that a run, a sight, the grid of
 * the number, a preview and a desk that follows another decide alike. What they do not know of each other is a gate, or that every
 * outcome is known.
 */
import { type Gates, openGates, planRecord, type RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import { withoutRefused } from '../../../../shared/domain/vendor/unlisted.ts';
import { lastSeen } from './lastSeen.ts';
import type { RecordFacts } from './recordFacts.ts';

/** `conflict`: the open question about it; of it counts what was put at the vendor meanwhile. */
export type Plannable = Pick<RecordFacts, 'ours' | 'facts' | 'account' | 'otherForm' | 'at'> & {
  readonly owed: Pick<NonNullable<RecordFacts['owed']>, 'state' | 'sent' | 'problem'> | undefined;
  readonly conflict: Pick<NonNullable<RecordFacts['conflict']>, 'put'> | undefined;
};

/**
 * What to do about the record next. Gates that are not given are open. `isSettled`: the outcome of every request is known, whatever
 * the row says, as what came back is in the facts.
 */
export function planOf(
  { ours, facts, owed, conflict, account, otherForm, at }: Plannable,
  { gates = {}, isSettled = false }: { readonly gates?: Partial<Gates>; readonly isSettled?: boolean } = {},
): RecordAction {
  return planRecord({
    ours: withoutRefused(ours, owed?.problem),
    seen: lastSeen(facts, at),
    unsettled: !isSettled && owed?.state === 'unknown' ? owed.sent : undefined,
    question: conflict ?? null,
    gates: { ...openGates, otherForm, ...gates },
    account,
    at,
  });
}
