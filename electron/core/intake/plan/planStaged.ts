/**
 * Runs the pure import plan over a staged file, in order of number and in chunks. The preview throws the changes away
 * and keeps the outcomes; the apply writes the changes. Both see the list as it is at that moment.
 */
import { fromTexts, noDetails, orElse } from '../../../../shared/domain/entry/details.ts';
import {
  type Act,
  type Entry,
  type Source,
  type Statement,
  toStatement,
} from '../../../../shared/domain/entry/entry.ts';
import { asksAgain, type PlanChoices, planNumber } from '../../../../shared/domain/entry/importPlan.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { everywhere, type Scope, toScope } from '../../../../shared/domain/entry/scope.ts';
import { parseScopeText } from '../../../../shared/domain/entry/scopeText.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { createNewEntriesBuilder, type KnownStatement, type NewEntries } from '../../list/write/newEntries.ts';
import type { EntryChange } from '../../list/write/writer.ts';
import { type Gathered, type LineDetails, rankOf, type Staging } from '../staging/staging.ts';

/** What the person chose for the whole file; a line's own details come first. */
export type ImportChoices = Statement & { readonly source: Source } & PlanChoices;

/** The plan of the numbers from one index of the order to another. It has no effect until it is settled. */
export type PlannedChunk = {
  readonly from: number;
  readonly to: number;
  /** Changes of existing entries. */
  readonly changes: readonly EntryChange[];
  /** Numbers that were never on the list; undefined: none. */
  readonly added: NewEntries | undefined;
  /** Numbers that are blocked already, so that nothing changes: ascending. */
  readonly asked: readonly PhoneNumber[];
  /** What becomes of each number, by rank, and the row on which it stands: for `staging.settle`. */
  readonly ranks: Uint8Array;
  readonly rows: Uint32Array;
};

/** What the plan needs to know of the list. */
export type ListView = {
  /** The entries of these numbers, sorted ascending. */
  readonly load: (numbers: readonly PhoneNumber[]) => ReadonlyMap<PhoneNumber, Entry>;
  /** Those of them about which a conflict is open. */
  readonly disputed: (numbers: readonly PhoneNumber[]) => ReadonlySet<number>;
};

/**
 * Plans the numbers from an index of the order on, by the list as it is at that moment; undefined: there are no more.
 */
export type StagedPlan = (from: number) => PlannedChunk | undefined;

/** What is planned: the lines, what was chosen for all of them, who imports them when, and the list that they meet. */
export type StagedWork = {
  readonly staging: Staging;
  readonly choices: ImportChoices;
  readonly act: Act;
  readonly targets: TargetIndex;
  readonly list: ListView;
};

/** What lines with the same details ask for. */
type Known = { readonly statement: Statement; readonly index: KnownStatement };

/**
 * Makes a plan of at most `mostNumbers` distinct numbers at a time, with fresh outcomes.
 * @param sizeNow how many of them at this moment; by default as many
 */
export function createStagedPlan(
  { staging, choices, act, targets, list }: StagedWork,
  mostNumbers: number,
  sizeNow = () => mostNumbers,
): StagedPlan {
  const toLineStatement = createStatements(choices, targets);
  const statements: (Known | undefined)[] = [];
  const news = createNewEntriesBuilder(choices.source, mostNumbers);
  const how = { ...choices, act, targets };
  staging.resetOutcomes();

  /** What `toLineStatement` says of a row, found by the index of its details. */
  const knownOf = (details: number, row: number): Known => {
    const known = statements[details];
    if (known !== undefined) return known;
    const statement = toLineStatement(staging.details(row));
    return (statements[details] = { statement, index: news.know(statement) });
  };

  return (from) => {
    const { numbers, starts, to, gathered } = takeNumbers(staging, from, sizeNow());
    const { rows, lines, details } = gathered;
    if (numbers.length === 0) return undefined;
    const existing = list.load(numbers);
    const disputed = list.disputed(numbers);
    const changes: EntryChange[] = [];
    const asked: PhoneNumber[] = [];
    const ranks = new Uint8Array(to - from);
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at] as PhoneNumber;
      const first = starts[at] ?? 0;
      const end = starts[at + 1] ?? 0;
      if (end === first + 1 && !existing.has(number)) {
        // What `planNumber` says of one line about a number that was never on the list, without its objects.
        news.add(number, lines[first] ?? 0, knownOf(details[first] ?? 0, rows[first] ?? 0).index);
        ranks[first] = disputed.has(number) ? rankOf.newInConflict : rankOf.new;
        continue;
      }
      const before = existing.get(number);
      const requests = Array.from(rows.subarray(first, end), (row, place) => ({
        ...knownOf(details[first + place] ?? 0, row).statement,
        line: lines[first + place] ?? 0,
      }));
      const plan = planNumber(before, number, requests, how, disputed.has(number));
      for (const [line, outcome] of plan.outcomes.entries()) ranks[first + line] = rankOf[outcome];
      if (plan.after === undefined) {
        if (asksAgain(plan.outcomes)) asked.push(number);
        continue;
      }
      if (before !== undefined) changes.push({ before, after: plan.after });
      else news.addOwn(number, plan.after.line ?? 0, toStatement(plan.after));
    }
    return { from, to, changes, added: news.take(), asked, ranks, rows };
  };
}

/** Plans all staged numbers and settles each chunk as it is taken: what a preview shows. */
export function* planAll(staging: Staging, plan: StagedPlan): Generator<PlannedChunk> {
  for (let chunk = plan(0); chunk !== undefined; chunk = plan(chunk.to)) {
    staging.settle(chunk);
    yield chunk;
  }
}

type NumberChunk = {
  readonly numbers: readonly PhoneNumber[];
  /** Where the lines of each number start in what is gathered; the last value is where those of the last number end. */
  readonly starts: Uint32Array;
  /** Where in the order the chunk ends. */
  readonly to: number;
  /** What is gathered from the chunk's first index of the order on. */
  readonly gathered: Gathered;
};

/** Fetched in addition to the numbers wanted, because some stand on several lines. */
const slack = 100;

/** The next distinct numbers from a place of the order on, `count` at most. */
function takeNumbers(staging: Staging, from: number, count: number): NumberChunk {
  let fetched = staging.gather(from, from + count + slack);
  const numbers: PhoneNumber[] = [];
  const starts = new Uint32Array(count + 1);
  const left = staging.numbers() - from;
  let previous: number | undefined;
  let at = 0;
  for (; at < left; at++) {
    if (at === fetched.numbers.length) fetched = staging.gather(from, from + 2 * at);
    const number = fetched.numbers[at] ?? 0;
    if (number === previous) continue;
    if (numbers.length === count) break;
    previous = number;
    starts[numbers.length] = at;
    numbers.push(number as PhoneNumber);
  }
  starts[numbers.length] = at;
  return { numbers, starts, to: from + at, gathered: fetched };
}

/** Lines with the same details ask for the same thing, so the statement is made once for all of them. */
export function createStatements(
  choices: ImportChoices,
  targets: TargetIndex,
): (details: LineDetails | undefined) => Statement {
  const made = new Map<LineDetails | undefined, Statement>();
  return (details) => {
    let statement = made.get(details);
    if (statement === undefined) {
      statement = combine(choices, details, targets);
      made.set(details, statement);
    }
    return statement;
  };
}

function combine(choices: ImportChoices, details: LineDetails | undefined, targets: TargetIndex): Statement {
  const own = details === undefined ? noDetails : fromTexts(details);
  return { ...orElse(own, choices), holds: toHolds(choices.holds, details, targets) };
}

/** Where and until when a line holds: as the line says, or as was chosen; everywhere, if it names an unknown target. */
function toHolds(chosen: Scope, details: LineDetails | undefined, targets: TargetIndex): Scope {
  const until = details?.until ?? null;
  if (details?.where != null) {
    const own = parseScopeText(details.where, until, targets);
    return own ?? (until === null ? everywhere : toScope([{ place: 'everywhere', until }]));
  }
  return until === null ? chosen : toScope(chosen.map((hold) => ({ ...hold, until })));
}
