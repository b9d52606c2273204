/**
 * Runs the pure import plan over a staged file, in order of number and in chunks: the preview throws the changes away and
 * keeps the outcomes, the apply writes them. Both see the list as it is at that moment.
 */
import { type Act, type Entry, type Source, type Statement, toStatement } from '../../../shared/domain/entry.ts';
import { type LineRequest, type PlanChoices, planNumber } from '../../../shared/domain/importPlan.ts';
import type { PhoneNumber } from '../../../shared/domain/number.ts';
import { type Scope, type Target, type TargetId, toScope } from '../../../shared/domain/scope.ts';
import { createNewEntriesBuilder, type NewEntries } from '../list/newEntries.ts';
import type { EntryChange } from '../list/writer.ts';
import type { LineDetails, Staging } from './staging.ts';

/** What the person chose for the whole file; a line's own details come first. */
export type ImportChoices = {
  readonly holds: Scope;
  readonly reason: string | null;
  readonly category: string | null;
  readonly requestedAt: LineRequest['requestedAt'];
  readonly callReference: LineRequest['callReference'];
  readonly source: Source;
} & PlanChoices;

export type PlannedChunk = {
  /** Of entries that are there. */
  readonly changes: readonly EntryChange[];
  /** Numbers that were never on the list; undefined: none. */
  readonly added: NewEntries | undefined;
  readonly done: number;
};

/** What the plan has to know of the list as it is. */
export type ListView = {
  /** The entries of these numbers, sorted ascending. */
  readonly load: (numbers: readonly PhoneNumber[]) => ReadonlyMap<PhoneNumber, Entry>;
  /** Those of them about which a conflict is open. */
  readonly disputed: (numbers: readonly PhoneNumber[]) => ReadonlySet<number>;
};

/**
 * Plans the staged numbers, about `chunkSize` distinct ones at a time, and sets every line's outcome.
 */
export function* planStaged(
  staging: Staging,
  choices: ImportChoices,
  act: Act,
  targets: ReadonlyMap<TargetId, Target>,
  list: ListView,
  chunkSize: number,
): Generator<PlannedChunk> {
  const toLineStatement = createStatements(choices);
  const news = createNewEntriesBuilder(choices.source, chunkSize);
  const order = staging.order();
  staging.resetOutcomes();
  let at = 0;
  while (at < order.length) {
    const start = at;
    const chunk = takeNumbers(staging, order, start, chunkSize);
    const existing = list.load(chunk.numbers);
    const disputed = list.disputed(chunk.numbers);
    const changes: EntryChange[] = [];
    for (const [i, number] of chunk.numbers.entries()) {
      const first = chunk.starts[i] ?? 0;
      if ((chunk.starts[i + 1] ?? chunk.end) === first + 1 && !existing.has(number)) {
        // What `planNumber` says of one line about a number that was never on the list, without its objects.
        const row = chunk.rows[first - start] ?? 0;
        news.add(number, staging.line(row), toLineStatement(staging.details(row)));
        staging.setOutcome(row, disputed.has(number) ? 'newInConflict' : 'new');
        continue;
      }
      const rows: number[] = [];
      for (let index = first; index < (chunk.starts[i + 1] ?? chunk.end); index++) {
        rows.push(chunk.rows[index - start] ?? 0);
      }
      const before = existing.get(number);
      const lines = rows.map((row) => ({ ...toLineStatement(staging.details(row)), line: staging.line(row) }));
      const plan = planNumber(before, number, lines, choices.source, act, choices, targets, disputed.has(number));
      for (const [line, outcome] of plan.outcomes.entries()) {
        staging.setOutcome(rows[line] ?? 0, outcome);
        if (outcome === 'keepsRemoved') staging.keepBack(order[first + line] ?? 0, 'removed');
        else if (outcome === 'keepsExpired') staging.keepBack(order[first + line] ?? 0, 'expired');
      }
      if (plan.after === undefined) continue;
      if (before !== undefined) changes.push({ before, after: plan.after });
      else news.add(number, plan.after.line ?? 0, toStatement(plan.after));
    }
    at = chunk.end;
    yield { changes, added: news.take(), done: at };
  }
}

type NumberChunk = {
  readonly numbers: readonly PhoneNumber[];
  /** Where the lines of each number start in the order. */
  readonly starts: Uint32Array;
  readonly end: number;
  /** The row of each place of the order from the chunk's first on. */
  readonly rows: Uint32Array;
};

/** Fetched at once beyond the numbers wanted: some stand on several lines. */
const slack = 1000;

/** The next distinct numbers from `start` on, `count` at most. */
function takeNumbers(staging: Staging, order: Uint32Array, start: number, count: number): NumberChunk {
  const gathered = staging.gather(order.subarray(start, start + count + slack));
  const numbers: PhoneNumber[] = [];
  const starts = new Uint32Array(count);
  let previous: PhoneNumber | undefined;
  let at = start;
  for (; at < order.length; at++) {
    const number = (gathered.numbers[at - start] ?? staging.numberAt(order[at] ?? 0)) as PhoneNumber;
    if (number === previous) continue;
    if (numbers.length === count) break;
    previous = number;
    starts[numbers.length] = at;
    numbers.push(number);
  }
  const rows = at - start <= gathered.rows.length ? gathered.rows : staging.gather(order.subarray(start, at)).rows;
  return { numbers, starts: starts.subarray(0, numbers.length), end: at, rows };
}

/** Lines with the same details ask for the same thing, so the statement is made once for all of them. */
export function createStatements(choices: ImportChoices): (details: LineDetails | undefined) => Statement {
  const made = new Map<LineDetails | undefined, Statement>();
  return (details) => {
    let statement = made.get(details);
    if (statement === undefined) {
      statement = combine(choices, details);
      made.set(details, statement);
    }
    return statement;
  };
}

function combine(choices: ImportChoices, details: LineDetails | undefined): Statement {
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
