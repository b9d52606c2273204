/**
 * What each choice about a conflict will do, vendor by vendor: the decision is planned, and its result for the entry is
 * compared with what each account is asked for at present. Pure; taking a choice does exactly this.
 */
import type { VendorRow } from '../../../../shared/contract/entries.ts';
import type { ConflictRow } from '../../../../shared/contract/sync.ts';
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import { keepsLess } from '../../../../shared/domain/vendor/echo.ts';
import { differing, unlessOver } from '../../../../shared/domain/vendor/merge.ts';
import { missingCall } from '../../../../shared/domain/vendor/ours.ts';
import { isListGone, project, toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { planResolution } from '../../../../shared/domain/vendor/resolution.ts';
import { sameScope } from '../../../../shared/domain/entry/scope.ts';
import { nameScope, toBlockedWhere } from '../../../../shared/domain/entry/scopeWords.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import { nameLists } from '../record/records.ts';
import { conflictEffectsWords as say } from '../../../../shared/words/core/sync/conflicts.ts';

export type ConflictContext = {
  /** The records that the question is about, the first one first: they differ in their list alone. */
  readonly group: readonly Conflict[];
  readonly entry: Entry | undefined;
  readonly account: AccountView;
  /** What is known of these records, by their list. */
  readonly facts: ReadonlyMap<RemoteList, Pick<RemoteFacts, 'seen' | 'echo'> | undefined>;
  /** Every connected account. */
  readonly views: readonly AccountView[];
  readonly targets: TargetIndex;
  /** How the number stands at every vendor now. */
  readonly rows: readonly VendorRow[];
};

/** The effects of keeping ours and of taking theirs, in plain words. `act`: as if the decision were made now. */
export function describeEffects(disputed: ConflictContext, act: Act, toDay: DayWriter): ConflictRow['effects'] {
  const of = (kind: 'keepOurs' | 'takeTheirs') => {
    const { group, entry, account, targets } = disputed;
    const after = group.reduce((before, { number, scope, holds, theirs }) => {
      const record = { number, scope, account, theirs, holds };
      return planResolution(record, before, { kind }, act, targets) ?? before;
    }, entry);
    return [...describeVendors(disputed, after, act), describeHere(disputed, after, toDay)];
  };
  return { keepOurs: of('keepOurs'), takeTheirs: of('takeTheirs') };
}

/**
 * One sentence per record that a vendor is told about, and what the others, who are not told, may do. A record with a
 * question of its own is left alone.
 */
function describeVendors(
  { group, entry, account, facts, views, rows }: ConflictContext,
  after: Entry | undefined,
  { at }: Act,
): readonly string[] {
  const told: string[] = [];
  const untouched: AccountView[] = [];
  for (const view of views) {
    const now = toRecords(entry, view, at);
    const then = toRecords(after, view, at);
    // The account's own records are compared with what is there, not with what was asked for.
    if (view.id === account.id)
      for (const { scope } of group) {
        const seen = unlessOver(facts.get(scope)?.seen ?? null, at);
        if (seen === null) now.delete(scope);
        else now.set(scope, seen);
      }
    const scopes = [...new Set([...now.keys(), ...then.keys()])].filter((scope) => {
      const isAsked = rows.some((row) => row.account === view.id && row.scope === scope && row.conflict !== null);
      // A list that is gone is told nothing.
      return (!isAsked || isOwn(scope)) && !isListGone(view, scope);
    });
    function isOwn(scope: RemoteList): boolean {
      return view.id === account.id && group.some((one) => one.scope === scope);
    }
    const describe = (scope: RemoteList, place: string): string | undefined => {
      const before = now.get(scope) ?? null;
      const echo = isOwn(scope) ? (facts.get(scope)?.echo ?? null) : null;
      const wasTold = before !== null && keepsLess(before, echo);
      const change = { before, later: then.get(scope) ?? null, isOwn: isOwn(scope), wasTold };
      return describeRecordChange(view, place, change, after);
    };
    const sentences = nameTogether(view, scopes, describe);
    told.push(...sentences);
    if (sentences.length === 0) untouched.push(view);
  }
  return [...told, ...describeUntouched(untouched, rows)];
}

/** One sentence for all lists of an account of which the same is to be said. */
function nameTogether(
  view: AccountView,
  scopes: readonly RemoteList[],
  describe: (scope: RemoteList, place: string) => string | undefined,
): readonly string[] {
  const alike = Map.groupBy(scopes, (scope) => describe(scope, ''));
  return [...alike].flatMap(([sentence, lists]) => {
    const [first] = lists;
    if (sentence === undefined || first === undefined) return [];
    return describe(first, nameLists(view, lists, null)) ?? [];
  });
}

/** What goes on at the vendors that are told nothing. */
function describeUntouched(untouched: readonly AccountView[], rows: readonly VendorRow[]): readonly string[] {
  const same: string[] = [];
  const others: string[] = [];
  for (const { id, name } of untouched) {
    const own = rows.filter(({ account }) => account === id);
    const free = own.flatMap(({ mayCall }) => mayCall ?? []);
    if (own.length === 0) others.push(say.isNotAskedToBlock(name));
    else if (free.length > 0) others.push(say.nothingChangesAt(name, free.join(' ')));
    else same.push(name);
  }
  return same.length === 0 ? others : [say.nothingChangesAtSame(same.join(', ')), ...others];
}

function toRecords(entry: Entry | undefined, view: AccountView, at: Act['at']): Map<RemoteList, RemoteFields> {
  return new Map(project(entry, view, at).map(({ scope, fields }) => [scope, fields]));
}

/**
 * One record before and after the choice; `isOwn`: one that the question is about; `wasTold`: the vendor was told more of it, more
 * than once, than it keeps.
 */
type RecordChange = {
  readonly before: RemoteFields | null;
  readonly later: RemoteFields | null;
  readonly isOwn: boolean;
  readonly wasTold: boolean;
};

function describeRecordChange(
  view: AccountView,
  place: string,
  { before, later, isOwn, wasTold }: RecordChange,
  after: Entry | undefined,
): string | undefined {
  if (later === null) {
    if (before === null) return isOwn ? say.mayCallThisNumber(place) : undefined;
    return view.capabilities.remove === 'api'
      ? say.theBlockIsRemoved(place)
      : say.youAreAskedToRemove(view.name, place);
  }
  if (before === null) {
    const missing = missingCall(view, after?.callReference ?? null);
    return missing === null ? say.isToldToBlockIt(place, isOwn) : say.untilThenMayCall(missing, place);
  }
  const fields = differing(toComparable(before, view), toComparable(later, view), view.capabilities.update);
  if (fields.length === 0) return undefined;
  if (!isOwn) return say.isToldTheNew(place, toList(fields));
  return wasTold ? say.isSentOnceMore(place, view.name) : say.isSentWhatIsHere(place);
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
  { group, entry, account, rows, targets }: ConflictContext,
  after: Entry | undefined,
  toDay: DayWriter,
): string {
  const wasBlocked = entry !== undefined && entry.removed === null;
  if (after === undefined || after.removed !== null) {
    const other = rows.find((row) => row.conflict !== null && row.conflict !== group[0]?.id);
    return other === undefined ? say.theNumberCanBeCalled : say.hereItStaysBlocked(other.targetName);
  }
  if (!wasBlocked) return say.theNumberIsBlocked(account.name);
  const lists = group.map(({ scope }) => scope);
  const place = nameLists(account, lists, null);
  if (!sameScope(entry.holds, after.holds)) {
    const covers = project(after, account, after.changedAt).find(({ scope }) => lists.includes(scope));
    if (covers === undefined) return say.hereItIsBlocked(toBlockedWhere(nameScope(after.holds, targets)));
    const until = covers.fields.until;
    const wasPut = group.some(({ put }) => put !== null);
    return say.hereTheBlockAtBecomes(place, account.name, wasPut, until === null ? null : toDay.end(until));
  }
  if (entry.reason !== after.reason)
    return after.reason === null ? say.hereTheReasonIsTaken : say.hereTheReasonBecomes(after.reason);
  return say.hereItStaysBlockedAs;
}
