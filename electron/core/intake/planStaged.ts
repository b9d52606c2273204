/**
 * Runs the pure import plan over a staged file, in order of number and in chunks: the preview throws the changes away and
 * keeps the outcomes, the apply writes them. Both see the list as it is at that moment.
 */
import type { Act, Entry, Source } from '../../../shared/domain/entry.ts';
import { type LineRequest, planNumber } from '../../../shared/domain/importPlan.ts';
import { toInstant } from '../../../shared/domain/instant.ts';
import type { PhoneNumber } from '../../../shared/domain/number.ts';
import { type Scope, type Target, type TargetId, toScope } from '../../../shared/domain/scope.ts';
import type { EntryChange } from '../list/writer.ts';
import type { LineDetails, Staging } from './staging.ts';

/** What the person chose for the whole file; a line's own details come first. */
export type ImportChoices = {
  readonly holds: Scope;
  readonly reason: string | null;
  readonly category: string | null;
  readonly requestedAt: LineRequest['requestedAt'];
  readonly callReference: LineRequest['callReference'];
  readonly onDuplicate: 'keep' | 'update';
  readonly source: Source;
};

export type PlannedChunk = { readonly changes: readonly EntryChange[]; readonly done: number };

/**
 * Plans the staged numbers, about `chunkSize` distinct ones at a time, and sets every line's outcome.
 * @param load the entries there are for these numbers, sorted ascending.
 */
export function* planStaged(
  staging: Staging,
  choices: ImportChoices,
  act: Act,
  targets: ReadonlyMap<TargetId, Target>,
  load: (numbers: readonly PhoneNumber[]) => ReadonlyMap<PhoneNumber, Entry>,
  chunkSize: number,
): Generator<PlannedChunk> {
  const toRequest = createRequests(choices);
  const order = staging.order();
  staging.resetOutcomes();
  let at = 0;
  while (at < order.length) {
    const groups: { number: PhoneNumber; from: number; to: number }[] = [];
    while (at < order.length && groups.length < chunkSize) {
      const number = staging.numberAt(order[at] ?? 0);
      const from = at;
      while (at < order.length && staging.numberAt(order[at] ?? 0) === number) at++;
      groups.push({ number, from, to: at });
    }
    const existing = load(groups.map((group) => group.number));
    const changes: EntryChange[] = [];
    for (const { number, from, to } of groups) {
      const rows = Array.from(order.subarray(from, to), (index) => staging.rowAt(index));
      const lines = rows.map((row) => toRequest(staging.line(row), staging.details(row)));
      const before = existing.get(number);
      const plan = planNumber(before, number, lines, choices.source, act, choices.onDuplicate, targets);
      for (const [i, row] of rows.entries()) staging.setOutcome(row, plan.outcomes[i] ?? 'rejected');
      if (plan.after !== undefined) changes.push({ before, after: plan.after });
    }
    yield { changes, done: at };
  }
}

/** Lines with the same details ask for the same thing, so the statement is made once for all of them. */
function createRequests(choices: ImportChoices): (line: number, details: LineDetails | undefined) => LineRequest {
  const made = new Map<LineDetails | undefined, Omit<LineRequest, 'line'>>();
  return (line, details) => {
    let statement = made.get(details);
    if (statement === undefined) {
      statement = toStatement(choices, details);
      made.set(details, statement);
    }
    return { ...statement, line };
  };
}

function toStatement(choices: ImportChoices, details: LineDetails | undefined): Omit<LineRequest, 'line'> {
  const until = details?.until == null ? undefined : toInstant(details.until);
  const own = details?.batchId != null && details.requestUuid != null;
  return {
    holds: until === undefined ? choices.holds : toScope(choices.holds.map((hold) => ({ ...hold, until }))),
    reason: details?.reason ?? choices.reason,
    category: details?.category ?? choices.category,
    requestedAt: details?.requestedAt == null ? choices.requestedAt : toInstant(details.requestedAt),
    callReference: own
      ? { batchId: details.batchId ?? '', requestUuid: details.requestUuid ?? '' }
      : choices.callReference,
  };
}
