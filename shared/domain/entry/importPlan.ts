/**
 * What an import's lines do to the list: the lines of one number are folded into one change of its entry, and each line
 * gets its own outcome, so that the counts add up to the lines read. Preview and apply use the same plan.
 */
import { type Act, type Entry, isTakenBack, planAdd, type Source, type Statement } from './entry.ts';
import { type Instant, toEpochMs } from '../time/instant.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { isInForce, sameScope, type Target, type TargetId } from './scope.ts';

/** What one line asks for, apart from the number. */
export type LineRequest = Statement & { readonly line: number };

/**
 * - `same`, `wider`: there already, with the scope that the line asks for or a wider one; `twiceInFile`: an earlier line
 *   of the file says it too.
 * - `widens`: there with a narrower scope, which grows; `changes`: only details change.
 * - `askedBefore`: the request is older than the release of the number, or than the end of its block.
 * - `keepsRemoved`, `keepsExpired`: a person released the number, or its block has ended, and nobody said that the file may
 *   block it again; `revivesRemoved`, `revivesExpired`: somebody did.
 * - `newInConflict`, `changesInConflict`: new or changed, while a conflict about the number is open. It is blocked all the
 *   same, as a block is never lost; the conflict stays to be decided.
 */
export type LineOutcome =
  | 'new'
  | 'widens'
  | 'changes'
  | 'same'
  | 'wider'
  | 'twiceInFile'
  | 'askedBefore'
  | 'keepsRemoved'
  | 'keepsExpired'
  | 'revivesRemoved'
  | 'revivesExpired'
  | 'newInConflict'
  | 'changesInConflict';

/** What the person chose for all numbers. `revive`: block again what was released, or whose block has ended. */
export type PlanChoices = { readonly onDuplicate: 'keep' | 'update'; readonly revive: boolean };

/** What holds for all numbers of an import. */
export type ImportPlan = PlanChoices & {
  readonly source: Source;
  readonly act: Act;
  readonly targets: ReadonlyMap<TargetId, Target>;
  /** Told the entry before and after each line that changes it. */
  readonly onStep?: (line: number, before: Entry | undefined, after: Entry) => void;
};

/** `after` is undefined when no line of the number changes anything. */
export type NumberPlan = { readonly after: Entry | undefined; readonly outcomes: readonly LineOutcome[] };

/**
 * Plans all lines of one number, in the order of the file. The entry's `seq` grows by one however many lines change it,
 * because they are one write.
 * @param disputed whether a conflict about the number is open
 */
export function planNumber(
  existing: Entry | undefined,
  number: PhoneNumber,
  lines: readonly LineRequest[],
  plan: ImportPlan,
  disputed: boolean,
): NumberPlan {
  const { source, act, revive, onStep } = plan;
  const over = existing === undefined ? undefined : findOver(existing, act.at);
  if (over !== undefined && !revive && !lines.some((line) => isLater(line, over.at))) {
    const keeps = over.why === 'removed' ? 'keepsRemoved' : 'keepsExpired';
    return { after: undefined, outcomes: lines.map((line) => (isEarlier(line, over.at) ? 'askedBefore' : keeps)) };
  }
  let entry = existing;
  const outcomes = lines.map((request, index): LineOutcome => {
    const added = planAdd(entry, number, { ...request, source }, act, plan);
    if (added.kind === 'alreadyThere') {
      if (index > 0) return 'twiceInFile';
      return sameScope(added.entry.holds, request.holds) ? 'same' : 'wider';
    }
    const isFirst = entry === existing;
    onStep?.(request.line, entry, added.after);
    entry = added.after;
    if (isFirst && over !== undefined) return over.why === 'removed' ? 'revivesRemoved' : 'revivesExpired';
    if (added.kind !== 'changed') return disputed ? 'newInConflict' : 'new';
    if (disputed) return 'changesInConflict';
    return added.fields.includes('holds') ? 'widens' : 'changes';
  });
  if (entry === existing || entry === undefined) return { after: undefined, outcomes };
  return { after: { ...entry, seq: (existing?.seq ?? 0) + 1 }, outcomes };
}

/** Whether lines that change nothing asked for a number that is blocked already, and not for one whose block is over. */
export function asksAgain([first]: readonly LineOutcome[]): boolean {
  return first === 'same' || first === 'wider';
}

/** A day without a time begins with its first instant: what was asked on the very day of the release is nobody's to tell. */
const dayMs = 86_400_000;

/** A request that is newer than the release blocks again by itself. */
const isLater = ({ requestedAt }: LineRequest, at: Instant): boolean => requestedAt !== null && requestedAt > at;

const isEarlier = ({ requestedAt }: LineRequest, at: Instant): boolean =>
  requestedAt !== null && toEpochMs(requestedAt) + dayMs <= toEpochMs(at);

/** Why an entry no longer blocks, and since when, if a person should be asked before a file blocks its number again. */
function findOver(
  entry: Entry,
  at: Instant,
): { readonly why: 'removed' | 'expired'; readonly at: Instant } | undefined {
  // What only the undo of a batch took back was never released by anybody.
  if (entry.removed !== null) return isTakenBack(entry) ? undefined : { why: 'removed', at: entry.removed.at };
  if (entry.holds.some((hold) => isInForce(hold, at))) return undefined;
  const ends = entry.holds.flatMap(({ until }) => (until === null ? [] : [until])).toSorted();
  return { why: 'expired', at: ends.at(-1) ?? at };
}
