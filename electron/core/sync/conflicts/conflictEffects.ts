/**
 * What each choice about a conflict will do, vendor by vendor: the decision is planned, and its result for the entry is
 * compared with what each account is asked for at present. Pure; taking a choice does exactly this.
 */
import type { ConflictRow } from '../../../../shared/contract/sync.ts';
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import { differing } from '../../../../shared/domain/vendor/merge.ts';
import { project, toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { planResolution } from '../../../../shared/domain/vendor/resolution.ts';
import { sameScope, type Target, type TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import { nameRecord } from '../record/records.ts';

export type ConflictContext = {
  readonly conflict: Conflict;
  readonly entry: Entry | undefined;
  readonly account: AccountView;
  /** What the vendor has, as last seen. */
  readonly seen: RemoteFields | null;
  /** Every connected account. */
  readonly views: readonly AccountView[];
  readonly targets: ReadonlyMap<TargetId, Target>;
};

/** The effects of keeping ours and of taking theirs, in plain words. `act`: as if the decision were made now. */
export function describeEffects(disputed: ConflictContext, act: Act, toDay: DayWriter): ConflictRow['effects'] {
  const of = (kind: 'keepOurs' | 'takeTheirs') => {
    const { conflict, entry, account, seen, targets } = disputed;
    const { number, scope, holds } = conflict;
    const record = { number, scope, account, theirs: seen, holds };
    const after = planResolution(record, entry, { kind }, act, targets) ?? entry;
    return [...describeVendors(disputed, after, act), describeHere(disputed, after, toDay)];
  };
  return { keepOurs: of('keepOurs'), takeTheirs: of('takeTheirs') };
}

/** One sentence per record that a vendor is told about, and one for those that are not told. */
function describeVendors(
  { conflict, entry, account, seen, views }: ConflictContext,
  after: Entry | undefined,
  { at }: Act,
): readonly string[] {
  const told: string[] = [];
  const untouched: string[] = [];
  for (const view of views) {
    const now = toRecords(entry, view, at);
    const then = toRecords(after, view, at);
    // The account's own record is compared with what is there, not with what was asked for.
    if (view.id === account.id) {
      if (seen === null) now.delete(conflict.scope);
      else now.set(conflict.scope, seen);
    }
    const sentences = [...new Set([...now.keys(), ...then.keys()])].flatMap((scope) => {
      const isOwn = view.id === account.id && scope === conflict.scope;
      return describeRecordChange(view, scope, now.get(scope) ?? null, then.get(scope) ?? null, isOwn) ?? [];
    });
    told.push(...sentences);
    if (sentences.length === 0) untouched.push(view.name);
  }
  return untouched.length === 0 ? told : [...told, `Nothing changes at ${untouched.join(', ')}.`];
}

function toRecords(entry: Entry | undefined, view: AccountView, at: Act['at']): Map<RemoteList, RemoteFields> {
  return new Map(project(entry, view, at).map(({ scope, fields }) => [scope, fields]));
}

function describeRecordChange(
  view: AccountView,
  scope: RemoteList,
  now: RemoteFields | null,
  then: RemoteFields | null,
  isOwn: boolean,
): string | undefined {
  const place = nameRecord(view, scope, null);
  if (then === null) {
    if (now === null) return undefined;
    return view.capabilities.remove === 'api'
      ? `The block is removed at ${place}.`
      : `You are asked to remove the block in ${view.name}'s dashboard.`;
  }
  if (now === null) return `${place} is told to block it${isOwn ? ' again' : ''}.`;
  const fields = differing(toComparable(now, view), toComparable(then, view), view.capabilities.update);
  if (fields.length === 0) return undefined;
  return isOwn ? `${place} is changed to what is here.` : `${place} is told the new ${toList(fields)}.`;
}

const fieldWords = { reason: 'reason', until: 'end', agents: 'agents' } as const satisfies Record<
  keyof RemoteFields,
  string
>;

function toList(fields: readonly (keyof RemoteFields)[]): string {
  return fields.map((field) => fieldWords[field]).join(' and ');
}

/** What becomes of the entry here. */
function describeHere(
  { conflict, entry, account }: ConflictContext,
  after: Entry | undefined,
  toDay: DayWriter,
): string {
  const wasBlocked = entry !== undefined && entry.removed === null;
  if (after === undefined || after.removed !== null) return 'The number can be called again.';
  if (!wasBlocked) return `The number is blocked here as ${account.name} blocks it.`;
  const place = nameRecord(account, conflict.scope, null);
  if (!sameScope(entry.holds, after.holds)) {
    const covers = project(after, account, after.changedAt).find(({ scope }) => scope === conflict.scope);
    if (covers === undefined) return `Here the block no longer covers ${place}; elsewhere it stays.`;
    const until = covers.fields.until;
    return `Here the block at ${place} becomes what ${account.name} has${until === null ? '' : ` (until ${toDay.end(until)})`}.`;
  }
  if (entry.reason !== after.reason)
    return after.reason === null ? 'Here the reason is taken away.' : `Here the reason becomes "${after.reason}".`;
  return 'Here it stays blocked as it is.';
}
