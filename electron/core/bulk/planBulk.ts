/**
 * What becomes of one entry in a bulk edit or removal: a pure question, which the preview asks and the apply asks
 * again. A number with an open conflict is left alone: it stays blocked until a person decides the conflict.
 */
import type { BulkGroup } from '../../../shared/contract/bulk.ts';
import {
  type Act,
  changedFields,
  type Entry,
  planRemove,
  type StatementField,
} from '../../../shared/domain/entry/entry.ts';
import { coversScope, type Target, type TargetId } from '../../../shared/domain/entry/scope.ts';
import type { EditPlan } from '../list/commands/editPlan.ts';

/** The plan for one entry; undefined: it is already as wanted, or removed. */
export type BulkPlan =
  | { readonly kind: 'edit'; readonly plan: EditPlan['plan'] }
  | { readonly kind: 'remove'; readonly plan: (entry: Entry, act: Act, why: string) => Entry | undefined };

export const removal: BulkPlan = { kind: 'remove', plan: (entry, act, why) => planRemove(entry, why, act) };

/** The group of an entry, and what it becomes if it changes. */
export function planOne(
  { plan }: BulkPlan,
  entry: Entry | undefined,
  isDisputed: boolean,
  act: Act,
  why: string,
): { readonly group: BulkGroup; readonly after: Entry | undefined } {
  if (isDisputed) return { group: 'conflict', after: undefined };
  if (entry === undefined || entry.removed !== null) return { group: 'notOnList', after: undefined };
  const after = plan(entry, act, why);
  return { group: after === undefined ? 'same' : 'change', after };
}

/** Which fields a change touches, and whether the number is then blocked in fewer places or for a shorter time. */
export function toBulkChange(
  before: Entry,
  after: Entry,
  targets: ReadonlyMap<TargetId, Target>,
): { readonly fields: readonly StatementField[]; readonly isNarrower: boolean } {
  if (after.removed !== null) return { fields: [], isNarrower: true };
  const fields = changedFields(before, after);
  return { fields, isNarrower: fields.includes('holds') && !coversScope(after.holds, before.holds, targets) };
}
