/** Conflicts in plain words: what happened, what each side says, and what is known of the vendor's side. Pure. */
import type { ConflictRow } from '../../../../shared/contract/sync.ts';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import { coversScope } from '../../../../shared/domain/entry/scope.ts';
import { nameHolds } from '../../../../shared/domain/entry/scopeWords.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { type Instant, toInstant } from '../../../../shared/domain/time/instant.ts';
import { agreedThrough } from '../../../../shared/domain/vendor/echo.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Conflict, Decided, Resolution } from '../../db/sync/conflictRows.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import { blocksAsMuch, unlessOver } from '../../../../shared/domain/vendor/merge.ts';
import { isListGone, toHolds } from '../../../../shared/domain/vendor/projection.ts';
import { nameLists } from '../record/records.ts';
import { conflictSentencesWords as say } from '../../../../shared/words/core/sync/conflicts.ts';

type Told = { readonly conflict: Conflict; readonly entry: Entry | undefined; readonly account: AccountView };

/** What happened: "Yappr no longer blocks this number; here it is still blocked, since 3 May 2026, because …". */
export function describeConflict(
  {
    conflict,
    entry,
    account,
    scopes,
    isPutPartly,
    targets,
    at,
  }: Told & {
    /** The lists that it is about. */
    readonly scopes: readonly RemoteList[];
    /** On some of the lists nothing was put back. */
    readonly isPutPartly: boolean;
    readonly targets: TargetIndex;
    readonly at: Instant;
  },
  toDay: DayWriter,
): string {
  const theirs = unlessOver(conflict.theirs, at);
  const name = scopes.length === 1 ? account.name : nameLists(account, scopes, null);
  const since = entry === undefined ? '' : say.since(toDay(entry.createdAt));
  const because = entry?.reason ? say.because(entry.reason.replace(/[.\s]+$/, '')) : '';
  const here = say.hereItIsStillBlocked(since, because);
  const released = entry?.removed ? say.onBy(toDay(entry.removed.at), entry.removed.by) : '';
  // The last word of a list that is gone is no word about now.
  const lost = isListGone(account, conflict.scope) ? nameLists(account, scopes, null) : null;
  const before = theirs === null ? '' : describeHeld({ conflict, account, theirs, targets }, toDay);
  switch (conflict.kind) {
    case 'goneThere':
      return conflict.put === null
        ? say.noLongerBlocksThis(name, here)
        : say.theBlockOfThisNumber(name, isPutPartly, here);
    case 'weakerThere': {
      const { ours, put } = conflict;
      const less = describeSide(conflict.theirs, toDay);
      if (theirs !== null && ours !== null && blocksAsMuch(theirs, ours))
        return say.blocksThisNumberAsMuch(name) + before;
      const sentence = put === null ? say.blocksThisNumber(name, less, here) : say.madeItsBlockOfThis(name, less, here);
      return sentence + before;
    }
    case 'bothChanged': {
      const put = conflict.put === null ? '' : say.theStrongerOfBoth;
      return say.thisNumberWasChanged(name, describeDifference(conflict, name, toDay), put) + before;
    }
    case 'removedHereChangedThere': {
      if (lost !== null) return say.thisNumberWasReleased(released, lost, name);
      const then = theirs === null ? say.andIsGoneThereNow : say.soItStaysBlocked;
      return say.thisNumberWasReleasedHere(released, name, then) + before;
    }
    case 'onlyThere':
      if (lost !== null) return say.blockedThisNumber(lost, name);
      return theirs === null ? say.blockedThisNumberAnd(name) : say.blocksThisNumberAnd(name) + before;
    default:
      return assertNever(conflict.kind);
  }
}

/** What the vendor has blocked since this is asked, where its record is less now, and what that is now; else nothing. */
function describeHeld(
  {
    conflict: { heldThere, scope, put },
    account,
    theirs,
    targets,
  }: Pick<Told, 'conflict' | 'account'> & { readonly theirs: RemoteFields; readonly targets: TargetIndex },
  toDay: DayWriter,
): string {
  const there = toHolds(account, scope, theirs);
  const more = heldThere.filter((hold) => !coversScope(there, [hold], targets));
  if (more.length === 0) return '';
  // What this desk put there is in force, whatever the vendor said.
  const now = put === null ? describeSide(theirs, toDay) : null;
  return say.hasMadeItsBlockLess(account.name, now, nameHolds(more, targets, toDay));
}

function describeSide(side: RemoteFields | null, toDay: DayWriter): string {
  if (side === null) return say.noBlock;
  const until = side.until === null ? say.forEver : say.until(toDay.end(side.until));
  if (side.agents === null) return until;
  return say.forUntil(until, side.agents.length);
}

/** What the two sides say differently, field by field. */
function describeDifference({ ours, theirs }: Conflict, name: string, toDay: DayWriter): string {
  if (ours === null || theirs === null) return say.says(name, describeSide(theirs, toDay));
  const quote = (reason: string | null) => (reason === null ? 'none' : `"${reason}"`);
  const sentences: string[] = [];
  if (ours.reason !== theirs.reason)
    sentences.push(say.theReasonAtBecame(name, quote(theirs.reason), quote(ours.reason)));
  if (describeSide(ours, toDay) !== describeSide(theirs, toDay))
    sentences.push(say.theBlockAtBecame(name, describeSide(theirs, toDay), describeSide(ours, toDay)));
  return sentences.join(' ') || say.atOtherAgentsWere(name);
}

/** One side as the contract shows it. */
export function toSide(
  side: RemoteFields | null,
  account: AccountView,
  scopes: readonly RemoteList[],
): ConflictRow['base'] {
  return side === null
    ? null
    : { reason: side.reason, until: side.until, where: nameLists(account, scopes, side.agents) };
}

/** What is known of the vendor's side of one record: what was agreed, sent, answered, seen and decided, oldest first. */
export function describeThere(
  { conflict, account }: Told,
  {
    facts,
    decided,
    lastScanAt,
  }: { facts: RemoteFacts | undefined; decided: readonly Decided[]; lastScanAt: number | null },
  toDay: DayWriter,
): ConflictRow['there'] {
  const { name } = account;
  const lines: { at: number; sentence: string }[] = [];
  for (const { openedAt, kind, resolvedAt, resolution, by } of decided) {
    lines.push({ at: openedAt, sentence: say.andThisListDisagreed(name, kindWords[kind]) });
    lines.push({ at: resolvedAt, sentence: resolutionWords[resolution](by) });
  }
  if (facts?.sentAt != null)
    lines.push({ at: facts.sentAt, sentence: say.sentTo(name, facts.sentAnswer ?? say.itHasNotAnswered) });
  const agreed = agreedThrough(conflict.base, facts?.echo ?? null);
  if (facts?.baseAt != null && agreed !== null)
    lines.push({ at: facts.baseAt, sentence: say.bothSidesAgreed(describeRecord(agreed, toDay)) });
  lines.push({ at: conflict.openedAt, sentence: say.seenAt(name, describeRecord(conflict.theirs, toDay)) });
  if (conflict.put !== null && conflict.putAt !== null)
    lines.push({
      at: conflict.putAt,
      sentence: say.putThereUntilThis(describeRecord(conflict.put, toDay)),
    });
  const lookedAt = Math.max(facts?.seenAt ?? 0, lastScanAt ?? 0);
  if (lookedAt > conflict.openedAt)
    lines.push({ at: lookedAt, sentence: say.lastLookedAt(describeRecord(facts?.seen ?? null, toDay)) });
  return lines.toSorted((a, b) => a.at - b.at).map(({ at, sentence }) => ({ at: toInstant(at), sentence }));
}

function describeRecord(side: RemoteFields | null, toDay: DayWriter): string {
  if (side === null) return say.noBlock;
  return say.blocked(describeSide(side, toDay), side.reason);
}

const kindWords = {
  goneThere: say.goneThere,
  weakerThere: say.weakerThere,
  bothChanged: say.changedOnBothSides,
  removedHereChangedThere: say.removedHereChanged,
  onlyThere: say.onlyThere,
} as const satisfies Record<Conflict['kind'], string>;

const resolutionWords = {
  keepOurs: (by) => say.keptOurs(by),
  takeTheirs: (by) => say.tookTheirs(by),
  edit: (by) => say.decidedItWithAnEdit(by),
  settled: () => say.bothSidesCameTogether,
  accountRemoved: () => say.theAccountWasRemoved,
} as const satisfies Record<Resolution, (by: string) => string>;
