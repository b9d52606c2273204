/**
 * What a person decided about conflicts, checked before anything is written. An edit may ask for whatever
 * `entries.edit` may, and is refused for the same reasons (an unknown place, an end that has passed).
 */
import type { Entry, Statement } from '../../../../shared/domain/entry/entry.ts';
import { type Choice, heldWhileOpen } from '../../../../shared/domain/vendor/resolution.ts';
import { type Scope, toScope } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { type EditRequest, parseEdit } from '../../list/commands/editPlan.ts';
import { type Answer, refuse } from '../../answer.ts';
import { type AskedAt, checkHolds } from '../../list/commands/requestedScope.ts';
import { decisionWords as say } from '../../../../shared/words/core/sync/conflicts.ts';

export type Decision =
  | { readonly kind: 'keepOurs' | 'takeTheirs' }
  /** `expires` without places gives this end to all holds: the entry's and the conflict's. */
  | ({ readonly kind: 'edit' } & EditRequest);

/** What an edit needs to know of one conflict. */
export type Disputed = { readonly entry: Entry | undefined; readonly holds: Scope };

/** Checks a decision about all of these conflicts. The value is the function that answers the choice for each. */
export function readDecision(
  decision: Decision,
  disputed: readonly Disputed[],
  targets: TargetIndex,
  asked: AskedAt,
): Answer<(about: Disputed) => Choice> {
  if (decision.kind !== 'edit') return { ok: true, value: () => ({ kind: decision.kind }) };
  const edit = parseEdit(decision, targets, asked);
  if (!edit.ok) return edit;
  const { wanted } = edit.value;
  const current = ({ entry, holds }: Disputed): Scope => heldWhileOpen(entry, holds, targets);
  for (const about of disputed) {
    const next = edit.value.toHolds(current(about));
    if (next === undefined && Object.keys(wanted).length === 0) return refuse(say.sayWhatToChangeNothing, 'patch');
    const checked = next === undefined ? undefined : checkHolds(next, current(about), targets, asked);
    if (checked !== undefined && !checked.ok) return checked;
  }
  return {
    ok: true,
    value: (about) => {
      const next = edit.value.toHolds(current(about));
      const patch: Partial<Statement> = next === undefined ? wanted : { ...wanted, holds: toScope(next) };
      return { kind: 'edit', patch };
    },
  };
}
