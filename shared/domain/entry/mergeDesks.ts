/**
 * The merge of one number between two desks that share a list, from what both last agreed on (base), what this desk says and
 * what the shared list says. It is the table of the vendors' merge (shared/domain/vendor/merge.ts) for whole entries, with two
 * rows more: a release on the shared list is the journalled act of a person who may release, so a desk that changed nothing
 * takes it; and where one side weakened what the other changed, the number stays blocked until a lead decides.
 * Pure; docs/hub.md has the rows in words.
 */
import { type Details, fromEach } from './details.ts';
import { changedDetails } from './details.ts';
import type { Entry } from './entry.ts';
import type { Instant } from '../time/instant.ts';
import { redacted } from './redaction.ts';
import { sameScope, type Scope, type Target, type TargetId, toScope } from './scope.ts';
import { isWeaker } from './weaker.ts';
import { mergeDesksWords as say } from '../../words/domain/entry.ts';

/** What desks share of an entry: all of it but its number and what counts for one desk alone. */
export type SharedEntry = Omit<Entry, 'number' | 'seq' | 'batchId'>;

/** Which side released or narrowed what the other changed, or what only a lead may: a lead has to decide. */
export type DeskQuestion = 'releasedHereChangedThere' | 'releasedThereChangedHere';

/** What both sides are to say; the caller writes it where it lacks. */
export type DeskMerge = {
  readonly result: SharedEntry;
  readonly question: DeskQuestion | null;
  readonly why: string;
};

export type DeskSides = {
  /** What both last agreed on; undefined: they never did, or that is not known any more. */
  readonly base: SharedEntry | undefined;
  readonly ours: SharedEntry | undefined;
  readonly theirs: SharedEntry;
};

/** Merges one number at a moment. `targets`: as for `coversScope`. */
export function mergeDesks(
  { base, ours, theirs }: DeskSides,
  at: Instant,
  targets: ReadonlyMap<TargetId, Target>,
): DeskMerge {
  const settled = (result: SharedEntry, why: string): DeskMerge => ({ result, question: null, why });
  if (ours === undefined) return settled(theirs, say.theNumberIsNewHere);
  if (isSameShared(ours, theirs)) return settled(theirs, say.bothSidesSayTheSame);
  if (base === undefined) return settled(meet(ours, theirs), say.bothSidesHaveItThe);
  if (isSameShared(ours, base)) return settled(theirs, say.itWasChangedAtAnother);
  if (isSameShared(theirs, base)) return settled(ours, say.itWasChangedHere);
  if (ours.removed !== null && theirs.removed !== null) return settled(theirs, say.bothSidesReleased);
  const isLessHere = isWeaker(base, ours, at, targets);
  const isLessThere = isWeaker(base, theirs, at, targets);
  const details = mergeDetails(base, ours, theirs);
  if (isLessHere || isLessThere)
    return {
      result: { ...join(ours, theirs, [base, ours, theirs]), ...details },
      question: isLessHere ? 'releasedHereChangedThere' : 'releasedThereChangedHere',
      why: say.oneSideReleasedOr,
    };
  return settled({ ...join(ours, theirs, [ours, theirs]), ...details }, say.eachSideChangedSomething);
}

/**
 * What becomes of a change that the shared list refused as a weakening: what it blocks is blocked here again. What the change blocks
 * besides, and what it says, stays. A lead is asked about a block that was made smaller; about a release whoever calls asks, with its reason.
 */
export function takeBackDesk(ours: SharedEntry, theirs: SharedEntry): DeskMerge {
  const result = ours.removed === null ? { ...ours, holds: unionOf([ours, theirs]) } : theirs;
  const isNarrower = ours.removed === null && !sameScope(ours.holds, result.holds);
  return { result, question: isNarrower ? 'releasedHereChangedThere' : null, why: say.onlyALeadMayWeaken };
}

/** What becomes of a block that another desk took back by an undo, where somebody asked for the number at this one: it stays. */
export function keepAsked(ours: SharedEntry): DeskMerge {
  return { result: ours, question: null, why: say.itWasAskedForHere };
}

/** Whether two say the same, apart from who changed them last and when. */
export function isSameShared(a: SharedEntry, b: SharedEntry): boolean {
  return (
    sameScope(a.holds, b.holds) &&
    changedDetails(a, b).length === 0 &&
    a.removed?.at === b.removed?.at &&
    a.removed?.by === b.removed?.by &&
    a.removed?.why === b.removed?.why &&
    a.source.kind === b.source.kind &&
    a.source.label === b.source.label &&
    a.createdAt === b.createdAt &&
    a.createdBy === b.createdBy &&
    a.line === b.line
  );
}

/** Without a base: a block of either side stands, and words of the shared list come before ours. */
function meet(ours: SharedEntry, theirs: SharedEntry): SharedEntry {
  if (ours.removed !== null) return theirs;
  if (theirs.removed !== null) return ours;
  const details = fromEach((field) => {
    if (ours[field] === redacted) return redacted;
    return theirs[field] ?? ours[field];
  });
  return { ...join(ours, theirs, [ours, theirs]), ...details };
}

/** The blocked entry of sides of which at least one is blocked: their holds together, and where it came from. */
function join(ours: SharedEntry, theirs: SharedEntry, sides: readonly SharedEntry[]): SharedEntry {
  const from = theirs.removed === null ? theirs : ours;
  const latest = ours.changedAt > theirs.changedAt ? ours : theirs;
  const { changedAt, changedBy } = latest;
  return { ...from, holds: unionOf(sides), removed: null, changedAt, changedBy };
}

function unionOf(sides: readonly SharedEntry[]): Scope {
  return toScope(sides.flatMap(({ removed, holds }) => (removed === null ? holds : [])));
}

/** Field by field: what one side changed; where both did, the shared list's. What was taken out of either stays out. */
function mergeDetails(base: SharedEntry, ours: SharedEntry, theirs: SharedEntry): Details {
  const changedHere = new Set(changedDetails(base, ours));
  const changedThere = new Set(changedDetails(base, theirs));
  return fromEach((field) => {
    if (ours[field] === redacted) return redacted;
    return changedHere.has(field) && !changedThere.has(field) ? ours[field] : theirs[field];
  });
}
