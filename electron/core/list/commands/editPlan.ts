/**
 * What an edit asks for, checked once and then planned entry by entry: the same for a few numbers, a filter of a million, or
 * the numbers of a file.
 */
import { type Act, type Entry, planEdit, type Statement } from '../../../../shared/domain/entry/entry.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { Answer } from './listDeps.ts';
import { checkRequestedAt } from './requestDate.ts';
import { checkHolds, parseRequestedScope } from './requestedScope.ts';

/** `targets` and `expires` are another way of giving `patch.holds`; `expires` alone changes the end of all holds. */
export type EditRequest = {
  readonly patch: { readonly [Field in keyof Statement]?: Statement[Field] | undefined };
  readonly targets?: readonly string[] | undefined;
  readonly expires?: Instant | null | undefined;
};

export type EditPlan = {
  /** The holds that the request gives an entry with these; undefined: it leaves them. */
  readonly toHolds: (current: Scope) => Scope | undefined;
  /** What the entry becomes; undefined: nothing differs, or it is removed. */
  readonly plan: (entry: Entry, act: Act) => Entry | undefined;
};

/** Reads a request. Whether an entry may keep an expiry that has passed is for the caller to check, by `checkHolds`. */
export function parseEdit(
  { patch, targets, expires }: EditRequest,
  index: TargetIndex,
  now: Instant,
): Answer<EditPlan> {
  const named = parseRequestedScope({ targets, expires }, index, now);
  if (!named.ok) return named;
  const asked = checkRequestedAt(patch.requestedAt, now);
  if (!asked.ok) return asked;
  const byTargets = named.value !== undefined;
  const holds = named.value ?? patch.holds;
  const toHolds = (current: Scope): Scope | undefined => {
    if (holds !== undefined && (byTargets || expires === undefined)) return holds;
    if (expires === undefined) return undefined;
    return (holds ?? current).map(({ place }) => ({ place, until: expires }));
  };
  const wanted = toPatch(patch);
  return {
    ok: true,
    value: {
      toHolds,
      plan(entry, act) {
        const next = toHolds(entry.holds);
        return planEdit(entry, next === undefined ? wanted : { ...wanted, holds: next }, act);
      },
    },
  };
}

/** For entries that are not looked at one by one before: every place is known, and every end lies in the future. */
export function checkEditForAll(request: EditRequest, plan: EditPlan, index: TargetIndex, now: Instant): Answer<null> {
  const given = plan.toHolds([{ place: 'everywhere', until: null }]);
  if (given === undefined && Object.keys(toPatch(request.patch)).length === 0)
    return { ok: false, code: 'BAD_INPUT', message: 'Say what to change: nothing was given.' };
  const checked = checkHolds(given ?? [], [], index, now);
  return checked.ok ? { ok: true, value: null } : checked;
}

/** The fields that are given, holds apart. An empty text takes the field away. */
export function toPatch({ reason, category, requestedAt, callReference }: EditRequest['patch']): Partial<Statement> {
  return {
    ...(reason === undefined ? {} : { reason: reason === '' ? null : reason }),
    ...(category === undefined ? {} : { category: category === '' ? null : category }),
    ...(requestedAt === undefined ? {} : { requestedAt }),
    ...(callReference === undefined ? {} : { callReference }),
  };
}
