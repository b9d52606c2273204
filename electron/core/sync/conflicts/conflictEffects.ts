/**
 * What each choice about a conflict will do, vendor by vendor: the decision is planned, and its result for the entry is
 * compared with what each account is asked for at present. Pure; taking a choice does exactly this.
 */
import type { VendorRow } from '../../../../shared/contract/entries.ts';
import type { ConflictRow } from '../../../../shared/contract/sync.ts';
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import { differing } from '../../../../shared/domain/vendor/merge.ts';
import { missingCall } from '../../../../shared/domain/vendor/ours.ts';
import { isListGone, project, toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { planResolution } from '../../../../shared/domain/vendor/resolution.ts';
import { sameScope } from '../../../../shared/domain/entry/scope.ts';
import { nameScope, toBlockedWhere } from '../../../../shared/domain/entry/scopeWords.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
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
  readonly targets: TargetIndex;
  /** How the number stands at every vendor now. */
  readonly rows: readonly VendorRow[];
};

/** The effects of keeping ours and of taking theirs, in plain words. `act`: as if the decision were made now. */
export function describeEffects(disputed: ConflictContext, act: Act, toDay: DayWriter): ConflictRow['effects'] {
  const of = (kind: 'keepOurs' | 'takeTheirs') => {
    const { conflict, entry, account, targets } = disputed;
    const { number, scope, holds, theirs } = conflict;
    const record = { number, scope, account, theirs, holds };
    const after = planResolution(record, entry, { kind }, act, targets) ?? entry;
    return [...describeVendors(disputed, after, act), describeHere(disputed, after, toDay)];
  };
  return { keepOurs: of('keepOurs'), takeTheirs: of('takeTheirs') };
}

/**
 * One sentence per record that a vendor is told about, and what the others, who are not told, may do. A record with a
 * question of its own is left alone.
 */
function describeVendors(
  { conflict, entry, account, seen, views, rows }: ConflictContext,
  after: Entry | undefined,
  { at }: Act,
): readonly string[] {
  const told: string[] = [];
  const untouched: AccountView[] = [];
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
      const isAskedApart = rows.some((row) => row.account === view.id && row.scope === scope && row.conflict !== null);
      // A list that is gone is told nothing.
      if ((isAskedApart && !isOwn) || isListGone(view, scope)) return [];
      const change = { before: now.get(scope) ?? null, later: then.get(scope) ?? null, isOwn };
      return describeRecordChange(view, scope, change, after) ?? [];
    });
    told.push(...sentences);
    if (sentences.length === 0) untouched.push(view);
  }
  return [...told, ...describeUntouched(untouched, rows)];
}

/** What goes on at the vendors that are told nothing. */
function describeUntouched(untouched: readonly AccountView[], rows: readonly VendorRow[]): readonly string[] {
  const same: string[] = [];
  const others: string[] = [];
  for (const { id, name } of untouched) {
    const own = rows.filter(({ account }) => account === id);
    const free = own.flatMap(({ mayCall }) => mayCall ?? []);
    if (own.length === 0) others.push(`${name} is not asked to block it, and may call this number.`);
    else if (free.length > 0) others.push(`Nothing changes at ${name}: ${free.join(' ')}`);
    else same.push(name);
  }
  return same.length === 0 ? others : [`Nothing changes at ${same.join(', ')}.`, ...others];
}

function toRecords(entry: Entry | undefined, view: AccountView, at: Act['at']): Map<RemoteList, RemoteFields> {
  return new Map(project(entry, view, at).map(({ scope, fields }) => [scope, fields]));
}

/** One record before and after the choice; `isOwn`: the one that the question is about. */
type RecordChange = {
  readonly before: RemoteFields | null;
  readonly later: RemoteFields | null;
  readonly isOwn: boolean;
};

function describeRecordChange(
  view: AccountView,
  scope: RemoteList,
  { before, later, isOwn }: RecordChange,
  after: Entry | undefined,
): string | undefined {
  const place = nameRecord(view, scope, null);
  if (later === null) {
    if (before === null) return isOwn ? `${place} may call this number.` : undefined;
    return view.capabilities.remove === 'api'
      ? `The block is removed at ${place}, which may then call this number.`
      : `You are asked to remove the block in ${view.name}'s dashboard; then ${place} may call this number.`;
  }
  if (before === null) {
    const missing = missingCall(view, after?.callReference ?? null);
    return missing === null
      ? `${place} is told to block it${isOwn ? ' again' : ''}.`
      : `${missing} Until then ${place} may call this number.`;
  }
  const fields = differing(toComparable(before, view), toComparable(later, view), view.capabilities.update);
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
  { conflict, entry, account, rows, targets }: ConflictContext,
  after: Entry | undefined,
  toDay: DayWriter,
): string {
  const wasBlocked = entry !== undefined && entry.removed === null;
  if (after === undefined || after.removed !== null) {
    const other = rows.find((row) => row.conflict !== null && row.conflict !== conflict.id);
    return other === undefined
      ? 'The number can be called again.'
      : `Here it stays blocked while another question is open: the one about ${other.targetName}.`;
  }
  if (!wasBlocked) return `The number is blocked here as ${account.name} blocks it.`;
  const place = nameRecord(account, conflict.scope, null);
  if (!sameScope(entry.holds, after.holds)) {
    const covers = project(after, account, after.changedAt).find(({ scope }) => scope === conflict.scope);
    if (covers === undefined) return `Here it is blocked ${toBlockedWhere(nameScope(after.holds, targets))}.`;
    const until = covers.fields.until;
    return `Here the block at ${place} becomes what ${account.name} has${until === null ? '' : ` (until ${toDay.end(until)})`}.`;
  }
  if (entry.reason !== after.reason)
    return after.reason === null ? 'Here the reason is taken away.' : `Here the reason becomes "${after.reason}".`;
  return 'Here it stays blocked as it is.';
}
