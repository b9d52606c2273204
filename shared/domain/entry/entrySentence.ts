/**
 * What an entry means, in one sentence: the head of a number's drawer, and the answer of `check`. The caller gives a
 * day writer, which writes dates in the desk's zone.
 */
import { assertNever } from '../../assertNever.ts';
import type { Entry } from './entry.ts';
import type { Instant } from '../time/instant.ts';
import { type Hold, isInForce, type Scope } from './scope.ts';
import { nameHold, nameScope, toBlockedWhere } from './scopeWords.ts';
import type { TargetIndex } from './targetText.ts';
import type { DayWriter } from '../time/dayWriter.ts';
import { entrySentenceWords as say } from '../../words/domain/entry.ts';

/** `expired`: every hold has ended. `conflict`: an open conflict keeps it blocked, whatever the entry says. */
export type EntryState = 'blocked' | 'expired' | 'removed' | 'conflict';

/** The state of an entry at a time. */
export function toEntryState(entry: Entry, at: Instant, disputed: boolean): EntryState {
  if (disputed) return 'conflict';
  if (entry.removed !== null) return 'removed';
  return entry.holds.some((hold) => isInForce(hold, at)) ? 'blocked' : 'expired';
}

export type SentenceContext = { readonly targets: TargetIndex; readonly toDay: DayWriter; readonly at: Instant };

/**
 * "Blocked everywhere since 3 May 2026, because the customer asked (Dana)." Without an entry: it is not on the list.
 */
export function describeEntry(entry: Entry | undefined, disputed: boolean, context: SentenceContext): string {
  const { targets, toDay, at } = context;
  if (entry === undefined) return disputed ? say.blockedWhileAConflict : say.notOnTheListNothing;
  const state = toEntryState(entry, at, disputed);
  const because = entry.reason === null ? '' : say.because(trimEnd(entry.reason));
  switch (state) {
    case 'removed':
      return entry.removed === null
        ? ''
        : say.releasedOnBy(toDay(entry.removed.at), entry.removed.by, trimEnd(entry.removed.why));
    case 'expired':
      return say.noLongerBlockedIt(
        toBlockedWhere(nameScope(entry.holds, targets)),
        toDay.end(latestEnd(entry.holds)),
        because,
      );
    case 'conflict':
      return say.blockedWhileAConflictWith;
    case 'blocked': {
      const holds = withoutNeedless(entry.holds.filter((hold) => isInForce(hold, at)));
      return say.blockedSince(describeWhere(holds, context), toDay(entry.createdAt), because, entry.createdBy);
    }
    default:
      return assertNever(state);
  }
}

/** Why a check answered as it did: the deciding hold, or that there is none. */
export function describeCheck(
  answer: {
    readonly entry: Entry | undefined;
    readonly hold: Hold | undefined;
    readonly byConflict: boolean;
    readonly asked: string | null;
    /** Whether no number was ever on the list. */
    readonly isEmpty: boolean;
  },
  context: SentenceContext,
): string {
  const { entry, hold, byConflict, asked, isEmpty } = answer;
  const { targets, toDay, at } = context;
  if (hold === undefined) {
    if (entry === undefined) return isEmpty ? say.callableTheListIsEmpty : say.callableTheNumber;
    if (entry.removed !== null) return say.callableItWasReleased(toDay(entry.removed.at), trimEnd(entry.removed.why));
    const inForce = entry.holds.filter((each) => isInForce(each, at));
    if (inForce.length === 0) return say.callableItsBlock(toDay.end(latestEnd(entry.holds)));
    return say.callableForItIsBlocked(asked ?? say.thisTarget, describeOnly(nameScope(inForce, targets)));
  }
  const until = hold.until === null ? '' : say.until(toDay.end(hold.until));
  const where = toBlockedWhere(nameHold(hold, targets));
  if (byConflict || entry === undefined) return say.blockedAConflict(where, until);
  const because = entry.reason === null ? '' : say.because(trimEnd(entry.reason));
  return say.blockedSinceWhere(where, until, toDay(entry.createdAt), because, entry.createdBy);
}

/** What is blocked everywhere with exceptions is not blocked "only" somewhere. */
function describeOnly(where: string): string {
  const blocked = toBlockedWhere(where);
  return blocked === where ? blocked : say.only(blocked);
}

function describeWhere(holds: Scope, { targets, toDay }: SentenceContext): string {
  const [first] = holds;
  const until = first?.until ?? null;
  const sameEnd = holds.every((hold) => hold.until === until);
  const place = toBlockedWhere(nameScope(holds, targets));
  return sameEnd && until !== null ? say.untilPlace(place, toDay.end(until)) : place;
}

/** What holds everywhere and for good says it all: a vendor's own block beside it is in the number's holds. */
function withoutNeedless(holds: Scope): Scope {
  const all = holds.find(
    ({ place, until, except }) => place === 'everywhere' && until === null && except === undefined,
  );
  return all === undefined ? holds : [all];
}

function latestEnd(holds: Scope): Instant {
  return holds.reduce<Instant>(
    (latest, { until }) => (until !== null && until > latest ? until : latest),
    '' as Instant,
  );
}

/** A text without its full stop, because the sentence adds one. */
function trimEnd(text: string): string {
  return text.trim().replace(/[.\s]+$/, '');
}
