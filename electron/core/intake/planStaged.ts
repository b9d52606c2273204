/**
 * Runs the pure import plan over a staged file, in order of number and in chunks: the preview throws the changes away and
 * keeps the outcomes, the apply writes them. Both see the list as it is at that moment.
 */
import type { Act, Entry, Source } from '../../../shared/domain/entry.ts';
import { type LineRequest, planNumber } from '../../../shared/domain/importPlan.ts';
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
    const chunk = takeNumbers(staging, order, at, chunkSize);
    const existing = load(chunk.numbers);
    const changes: EntryChange[] = [];
    for (const [i, number] of chunk.numbers.entries()) {
      const rows: number[] = [];
      for (let index = chunk.starts[i] ?? 0; index < (chunk.starts[i + 1] ?? chunk.end); index++) {
        rows.push(staging.rowAt(order[index] ?? 0));
      }
      const before = existing.get(number);
      const lines = rows.map((row) => toRequest(staging.line(row), staging.details(row)));
      const plan = planNumber(before, number, lines, choices.source, act, choices.onDuplicate, targets);
      for (const [line, outcome] of plan.outcomes.entries()) staging.setOutcome(rows[line] ?? 0, outcome);
      if (plan.after !== undefined) changes.push({ before, after: plan.after });
    }
    at = chunk.end;
    yield { changes, done: at };
  }
}

/** The next `count` distinct numbers from `start` on, and where the lines of each start in the order. */
function takeNumbers(
  staging: Staging,
  order: Uint32Array,
  start: number,
  count: number,
): { readonly numbers: readonly PhoneNumber[]; readonly starts: readonly number[]; readonly end: number } {
  const numbers: PhoneNumber[] = [];
  const starts: number[] = [];
  let at = start;
  for (; at < order.length; at++) {
    const number = staging.numberAt(order[at] ?? 0);
    if (number === numbers.at(-1)) continue;
    if (numbers.length === count) break;
    numbers.push(number);
    starts.push(at);
  }
  return { numbers, starts, end: at };
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
  const until = details?.until ?? undefined;
  const own = details?.batchId != null && details.requestUuid != null;
  return {
    holds: until === undefined ? choices.holds : toScope(choices.holds.map((hold) => ({ ...hold, until }))),
    reason: details?.reason ?? choices.reason,
    category: details?.category ?? choices.category,
    requestedAt: details?.requestedAt ?? choices.requestedAt,
    callReference: own
      ? { batchId: details.batchId ?? '', requestUuid: details.requestUuid ?? '' }
      : choices.callReference,
  };
}
