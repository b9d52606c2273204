/**
 * The merge of one remote record: what both sides last agreed on (base), what we want (ours) and what the vendor has
 * (theirs) become one action with a written reason. Pure and total; the rows of the table in docs/sync.md are
 * the branches here. The engine (electron/core/sync) carries the action out and, unless it is a conflict, takes `theirs`
 * as the new base: whatever still differs then is a change on our side, and is pushed.
 */
import { assertNever } from '../../assertNever.ts';
import type { Instant } from '../time/instant.ts';
import { type Claim, mayRemove } from './claim.ts';
import type { Absence } from './projection.ts';
import type { AdoptPolicy, RemoteFields } from './remote.ts';
import { laterUntil } from '../entry/scope.ts';
import { isSameText } from './vendorText.ts';
import { mergeWords as say } from '../../words/domain/vendor.ts';

/** What we want of the record, or why we want none. */
export type Ours =
  | { readonly kind: 'wanted'; readonly fields: RemoteFields }
  | { readonly kind: 'absent'; readonly because: Absence };

export type MergeInput = {
  /** Null: nothing was ever agreed, or the last agreement was that there is no record. */
  readonly base: RemoteFields | null;
  readonly ours: Ours;
  /** Null: a completed scan or a look-up did not find it. */
  readonly theirs: RemoteFields | null;
  readonly at: Instant;
  /** The fields that the vendor can update; a difference in any other field does not count. */
  readonly comparable: readonly (keyof RemoteFields)[];
  readonly adopt: AdoptPolicy;
  /**
   * The record is the one (by its id) whose removal the vendor has confirmed to us: it is a late echo, not a new
   * statement.
   */
  readonly isEcho: boolean;
  /**
   * The vendor's record blocks more than the entry asks for, also where both look alike: a record without ends, or with one end for all
   * its agents, says less than an entry does.
   */
  readonly outlastsOurs: boolean;
  /** A person's act took some of the block away. What an end or an undo took of it is no word about what the vendor has changed since. */
  readonly isNamed: boolean;
  /** Whether the record may be removed once nothing here asks for it. */
  readonly claim: Claim;
  /** What the vendor's own record said before we changed it, where we did. */
  readonly own: RemoteFields | null;
};

export type ConflictKind = 'goneThere' | 'weakerThere' | 'bothChanged' | 'removedHereChangedThere' | 'onlyThere';

export type MergeAction =
  /** Both sides say the same. */
  | { readonly kind: 'agreed'; readonly why: string }
  /** The vendor has to follow us. */
  | { readonly kind: 'push'; readonly why: string }
  /** The entry has to ask for at least `fields`. `push`: the vendor lacks some of them. */
  | { readonly kind: 'take'; readonly fields: RemoteFields; readonly push: boolean; readonly why: string }
  /** No entry here asks for the record: it becomes a hold, there or everywhere. */
  | { readonly kind: 'adopt'; readonly fields: RemoteFields; readonly everywhere: boolean; readonly why: string }
  /** A person decides; meanwhile `strongest` blocks. */
  | {
      readonly kind: 'conflict';
      readonly conflict: ConflictKind;
      readonly strongest: RemoteFields;
      readonly why: string;
    };

/** Decides one record. */
export function merge(input: MergeInput): MergeAction {
  const { ours, at } = input;
  // A record whose time is over blocks nothing: it is expected to be absent, and does not count when it is present.
  const base = unlessOver(input.base, at);
  const theirs = unlessOver(input.theirs, at);
  switch (ours.kind) {
    case 'absent':
      return theirs === null
        ? { kind: 'agreed', why: say.neitherSideHasIt }
        : mergeUnwanted(base, ours.because, theirs, input);
    case 'wanted':
      return mergeWanted(base, ours.fields, theirs, input);
    default:
      return assertNever(ours);
  }
}

function mergeUnwanted(
  base: RemoteFields | null,
  because: Absence,
  theirs: RemoteFields,
  { comparable, adopt, isEcho, claim, own }: MergeInput,
): MergeAction {
  const taken = (why: string, fields = theirs): MergeAction =>
    adopt === 'ask'
      ? { kind: 'conflict', conflict: 'onlyThere', strongest: theirs, why }
      : { kind: 'adopt', fields, everywhere: adopt === 'everywhere', why };
  if (base === null) {
    if (isEcho) return { kind: 'push', why: say.theVendorStillShows };
    return taken(say.onlyTheVendorHas);
  }
  const isSame = differing(base, theirs, comparable).length === 0;
  const absence: Absence = isForOthers(because, theirs) ? 'person' : because;
  switch (absence) {
    case 'person': {
      // An undo takes back what we made, and leaves what was there before.
      if (claim === 'none') return taken(say.theVendorHadItOf, own ?? theirs);
      if (isSame && mayRemove(claim)) return { kind: 'push', why: say.itWasReleasedHere };
      const why = claim === 'another' ? say.itWasReleasedHereAnd : say.itWasReleasedHereAndChanged;
      return { kind: 'conflict', conflict: 'removedHereChangedThere', strongest: theirs, why };
    }
    case 'expired':
      if (!isSame) return taken(say.itsTimeIsOverAndItChanged);
      if (mayRemove(claim)) return { kind: 'push', why: say.itsTimeIsOver };
      return taken(say.itsTimeIsOverAndItIsTheirs, own ?? theirs);
    case 'gone':
      if (isSame) return { kind: 'agreed', why: say.theVendorNoLonger };
      return taken(say.theVendorChanged);
    default:
      return assertNever(absence);
  }
}

/**
 * Whether nothing is asked for because the agents are gone, while the record (as it is compared) is for agents that are there:
 * then a person has said that those are not meant.
 */
export function isForOthers(because: Absence, theirs: RemoteFields): boolean {
  return because === 'gone' && theirs.agents !== null && theirs.agents.length > 0;
}

function mergeWanted(
  base: RemoteFields | null,
  ours: RemoteFields,
  theirs: RemoteFields | null,
  { comparable, outlastsOurs, isNamed }: MergeInput,
): MergeAction {
  if (theirs === null) {
    if (base === null) return { kind: 'push', why: say.theVendorDoesNot };
    return { kind: 'conflict', conflict: 'goneThere', strongest: ours, why: say.theVendorNoLongerHas };
  }
  if (base === null) {
    const merged = strongestOf(ours, theirs);
    const why = say.bothSidesHaveItThe;
    const action = settle(ours, theirs, merged, comparable, why);
    // A reason that only the vendor has is evidence that is missing here, even if ours could not be written back.
    const lacksReason = ours.reason === null && theirs.reason !== null;
    // A person there blocked it for good: when our time is over, that block is not ours to remove.
    return (lacksReason || outlastsOurs) && action.kind !== 'take'
      ? { kind: 'take', fields: merged, push: action.kind === 'push', why }
      : action;
  }
  const action = mergeFields(base, ours, theirs, comparable);
  // What both came to say, the entry keeps, too, when a shorter block that made it say so is over.
  const isTheirChange = differing(base, theirs, comparable).length > 0 && blocksAsMuch(theirs, base);
  if (!outlastsOurs || !isTheirChange || action.kind === 'conflict') return action;
  if (action.kind === 'take') return isNamed ? action : takeAll(action, theirs, comparable);
  return { kind: 'take', fields: ours, push: action.kind === 'push', why: action.why };
}

/** What the vendor has restated is theirs as it stands, with what an end or an undo took of ours meanwhile. */
function takeAll(
  action: Extract<MergeAction, { kind: 'take' }>,
  theirs: RemoteFields,
  comparable: readonly (keyof RemoteFields)[],
): MergeAction {
  const fields = strongestOf(action.fields, theirs);
  return { ...action, fields, push: differing(theirs, fields, comparable).length > 0 };
}

type FieldVerdict = 'same' | 'ours' | 'theirs' | 'agreed' | 'weaker' | 'clash';

function mergeFields(
  base: RemoteFields,
  ours: RemoteFields,
  theirs: RemoteFields,
  comparable: readonly (keyof RemoteFields)[],
): MergeAction {
  const verdicts = new Map(comparable.map((field) => [field, judgeField(field, base, ours, theirs)]));
  const has = (verdict: FieldVerdict): boolean => [...verdicts.values()].includes(verdict);
  const strongest = strongestOf(ours, theirs);
  if (has('clash'))
    return {
      kind: 'conflict',
      conflict: 'bothChanged',
      strongest,
      why: say.bothSidesChanged,
    };
  if (has('weaker')) return { kind: 'conflict', conflict: 'weakerThere', strongest, why: say.theVendorBlocksLess };
  const pick = <K extends keyof RemoteFields>(field: K): RemoteFields[K] =>
    verdicts.get(field) === 'theirs' ? theirs[field] : ours[field];
  const merged: RemoteFields = { reason: pick('reason'), until: pick('until'), agents: pick('agents') };
  const why = has('theirs')
    ? has('ours')
      ? say.eachSideChangedSomething
      : say.theVendorBlocksMore
    : say.itWasChangedHere;
  return settle(ours, theirs, merged, comparable, why);
}

function judgeField(
  field: keyof RemoteFields,
  base: RemoteFields,
  ours: RemoteFields,
  theirs: RemoteFields,
): FieldVerdict {
  const oursChanged = !sameField(field, base, ours);
  const theirsChanged = !sameField(field, base, theirs);
  if (!theirsChanged) return oursChanged ? 'ours' : 'same';
  if (oursChanged) return sameField(field, ours, theirs) ? 'agreed' : 'clash';
  switch (field) {
    case 'reason':
      // A reason that was deleted there weakens no block, but ours is evidence, so it is written back.
      return theirs.reason === null ? 'ours' : 'theirs';
    case 'until':
      return laterUntil(base.until, theirs.until) === theirs.until ? 'theirs' : 'weaker';
    case 'agents':
      return coversAgents(theirs.agents, base.agents) ? 'theirs' : 'weaker';
    default:
      return assertNever(field);
  }
}

/** What follows from a merged record, depending on which side lacks some of it. */
function settle(
  ours: RemoteFields,
  theirs: RemoteFields,
  merged: RemoteFields,
  comparable: readonly (keyof RemoteFields)[],
  why: string,
): MergeAction {
  const weLack = differing(ours, merged, comparable).length > 0;
  const theyLack = differing(theirs, merged, comparable).length > 0;
  if (weLack) return { kind: 'take', fields: merged, push: theyLack, why };
  return theyLack ? { kind: 'push', why } : { kind: 'agreed', why: say.bothSidesSayTheSame };
}

/** The record that blocks wherever and as long as either does; with our reason unless it is empty. */
export function strongestOf(ours: RemoteFields, theirs: RemoteFields): RemoteFields {
  return {
    reason: ours.reason ?? theirs.reason,
    until: laterUntil(ours.until, theirs.until),
    agents:
      ours.agents === null || theirs.agents === null
        ? null
        : [...new Set([...ours.agents, ...theirs.agents])].toSorted(),
  };
}

/** Whether a record blocks at least for as long and as many agents as another. */
export function blocksAsMuch(a: RemoteFields, b: RemoteFields): boolean {
  return laterUntil(a.until, b.until) === a.until && coversAgents(a.agents, b.agents);
}

/** The given fields in which two records differ. */
export function differing(
  a: RemoteFields,
  b: RemoteFields,
  fields: readonly (keyof RemoteFields)[],
): readonly (keyof RemoteFields)[] {
  return fields.filter((field) => !sameField(field, a, b));
}

/** Whether `outer` names every agent that `inner` does; null is every agent. */
export function coversAgents(outer: readonly string[] | null, inner: readonly string[] | null): boolean {
  return outer === null || (inner !== null && inner.every((agent) => outer.includes(agent)));
}

/** The record, or null when its time is over: then it blocks nothing, whatever the vendor still shows. */
export function unlessOver(fields: RemoteFields | null, at: Instant): RemoteFields | null {
  return fields === null || (fields.until !== null && fields.until <= at) ? null : fields;
}

function sameField(field: keyof RemoteFields, a: RemoteFields, b: RemoteFields): boolean {
  if (field === 'agents') return coversAgents(a.agents, b.agents) && coversAgents(b.agents, a.agents);
  return a[field] === b[field] || (field === 'reason' && isSameText(a.reason, b.reason));
}
