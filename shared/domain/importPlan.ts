/**
 * What an import's lines do to the list: the lines of one number are folded into one change of its entry, and each line
 * gets its own outcome, so that the counts add up to the lines read. Preview and apply use the same plan.
 */
import { type Act, type CallReference, type Entry, planAdd, type Source } from './entry.ts';
import type { Instant } from './instant.ts';
import type { PhoneNumber } from './number.ts';
import type { Scope, Target, TargetId } from './scope.ts';

/** What one line asks for, apart from the number. */
export type LineRequest = {
  readonly line: number;
  readonly holds: Scope;
  readonly reason: string | null;
  readonly category: string | null;
  readonly requestedAt: Instant | null;
  readonly callReference: CallReference | null;
};

export type LineOutcome = 'new' | 'wouldChange' | 'alreadyThere' | 'twiceInFile';

/** `after` is undefined when no line of the number changes anything. */
export type NumberPlan = { readonly after: Entry | undefined; readonly outcomes: readonly LineOutcome[] };

/**
 * Plans all lines of one number, in the order of the file. The entry's `seq` grows by one however many lines change it,
 * because they are one write.
 */
export function planNumber(
  existing: Entry | undefined,
  number: PhoneNumber,
  lines: readonly LineRequest[],
  source: Source,
  act: Act,
  onDuplicate: 'keep' | 'update',
  targets: ReadonlyMap<TargetId, Target>,
): NumberPlan {
  let entry = existing;
  const outcomes = lines.map((request, index): LineOutcome => {
    const plan = planAdd(entry, number, { ...request, source }, act, onDuplicate, targets);
    if (plan.kind === 'alreadyThere') return index === 0 ? 'alreadyThere' : 'twiceInFile';
    entry = plan.after;
    return plan.kind === 'added' ? 'new' : 'wouldChange';
  });
  if (entry === existing || entry === undefined) return { after: undefined, outcomes };
  return { after: { ...entry, seq: (existing?.seq ?? 0) + 1 }, outcomes };
}
