/**
 * What an edit asks for, checked once and then planned entry by entry: the same for a few numbers, a filter of a million, or
 * the numbers of a file.
 */
import type { Details } from '../../../../shared/domain/entry/details.ts';
import { type Act, type Entry, planEdit } from '../../../../shared/domain/entry/entry.ts';
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import type { Moment } from '../../../../shared/domain/time/moment.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { type Answer, refuse } from '../../answer.ts';
import { type GivenDetails, parseDetails } from './givenDetails.ts';
import {
  type AskedAt,
  checkHolds,
  type GivenHold,
  parseRequestedScope,
  toHolds as toKept,
  toUntil,
} from './requestedScope.ts';
import { editPlanWords as say } from '../../../../shared/words/core/list.ts';

/** `targets` and `expires` are another way of giving `patch.holds`; `expires` alone changes the end of all holds. */
export type EditRequest = {
  readonly patch: GivenDetails & { readonly holds?: readonly GivenHold[] | undefined };
  readonly targets?: readonly string[] | undefined;
  readonly expires?: Moment | null | undefined;
};

export type EditPlan = {
  /** What is wanted of the other fields; an empty text removes the field. */
  readonly wanted: Partial<Details>;
  /** The holds that the request gives an entry with these; undefined: it leaves them. */
  readonly toHolds: (current: Scope) => Scope | undefined;
  /** What the entry becomes; undefined: nothing differs, or it is removed. */
  readonly plan: (entry: Entry, act: Act) => Entry | undefined;
};

/** Reads a request. The caller checks by `checkHolds` whether an entry may keep an expiry that has passed. */
export function parseEdit(
  { patch, targets, expires }: EditRequest,
  index: TargetIndex,
  asked: AskedAt,
): Answer<EditPlan> {
  const named = parseRequestedScope({ targets, expires }, index, asked);
  if (!named.ok) return named;
  const details = parseDetails(patch, asked);
  if (!details.ok) return details;
  const wanted = details.value;
  const byTargets = named.value !== undefined;
  const holds = named.value ?? (patch.holds && toKept(patch.holds, asked.zone));
  const until = expires === undefined ? undefined : toUntil(expires, asked.zone);
  const toHolds = (current: Scope): Scope | undefined => {
    if (holds !== undefined && (byTargets || until === undefined)) return holds;
    if (until === undefined) return undefined;
    return (holds ?? current).map((hold) => ({ ...hold, until }));
  };
  return {
    ok: true,
    value: {
      wanted,
      toHolds,
      plan(entry, act) {
        const next = toHolds(entry.holds);
        return planEdit(entry, next === undefined ? wanted : { ...wanted, holds: next }, act);
      },
    },
  };
}

/** For entries that are not checked one by one: every place must be known, and every end must lie in the future. */
export function checkEditForAll(plan: EditPlan, index: TargetIndex, asked: AskedAt): Answer<null> {
  const given = plan.toHolds([{ place: 'everywhere', until: null }]);
  if (given === undefined && Object.keys(plan.wanted).length === 0) return refuse(say.sayWhatToChangeNothing);
  const checked = checkHolds(given ?? [], [], index, asked);
  return checked.ok ? { ok: true, value: null } : checked;
}
