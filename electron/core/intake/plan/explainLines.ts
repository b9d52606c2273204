/**
 * What single lines of a staged file change, field by field: their numbers are planned once more, with the list as it
 * is now. This is done only for lines that are shown or saved; a million lines keep only their outcome.
 */
import type { FieldChange } from '../../../../shared/contract/intake.ts';
import { fieldNames, fields } from '../../../../shared/fields.ts';
import { toDetailText } from '../../../../shared/domain/entry/details.ts';
import type { Entry, Statement } from '../../../../shared/domain/entry/entry.ts';
import { planNumber } from '../../../../shared/domain/entry/importPlan.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { nameHolds } from '../../../../shared/domain/entry/scopeWords.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import { createStatements, type StagedWork } from './planStaged.ts';
import type { Staging } from '../staging/staging.ts';

/** For a number that is in the file more often than this, the later lines are not explained. */
const mostLines = 10_000;

type Words = { readonly targets: TargetIndex; readonly toDay: DayWriter };

/** The changes that lines (by row) make, for those that make any. */
export function explainLines(
  { staging, choices, act, targets, list }: StagedWork,
  rows: readonly number[],
  toDay: DayWriter,
): ReadonlyMap<number, readonly FieldChange[]> {
  const order = staging.order();
  const toStatement = createStatements(choices, targets);
  const numbers = new Set<PhoneNumber>();
  for (const row of rows)
    for (let index = staging.firstNumberOf(row); index < staging.numbers() && staging.rowAt(index) === row; index++)
      numbers.add(staging.numberAt(index));
  const sorted = [...numbers].toSorted((a, b) => a - b);
  const existing = list.load(sorted);
  const disputed = list.disputed(sorted);
  const changes = new Map<number, FieldChange[]>();
  const describe = createDescriber({ targets, toDay });
  for (const number of sorted) {
    const own: number[] = [];
    for (let at = findFirst(staging, order, number); at < order.length && own.length < mostLines; at++) {
      const index = order[at] ?? 0;
      if (staging.numberAt(index) !== number) break;
      own.push(staging.rowAt(index));
    }
    const rowOf = new Map(own.map((row) => [staging.line(row), row]));
    const lines = own.map((row) => ({ ...toStatement(staging.details(row)), line: staging.line(row) }));
    const onStep = (line: number, before: Entry | undefined, after: Entry) => {
      const row = rowOf.get(line) ?? 0;
      // A new entry has no old values.
      if (before !== undefined) changes.set(row, [...(changes.get(row) ?? []), ...describe(before, after)]);
    };
    planNumber(existing.get(number), number, lines, { ...choices, act, targets, onStep }, disputed.has(number));
  }
  return changes;
}

/** The index in the order at which a number first stands. */
function findFirst(staging: Staging, order: Uint32Array, number: PhoneNumber): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (staging.numberAt(order[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function createDescriber({ targets, toDay }: Words): (before: Entry, after: Entry) => FieldChange[] {
  const toTexts = (statement: Statement): Readonly<Record<string, string>> => ({
    where: nameHolds(statement.holds, targets, toDay),
    ...Object.fromEntries(fieldNames.map((field) => [fields[field].word, toDetailText(statement, field, toDay) ?? ''])),
  });
  return (before, after) => {
    const [from, to] = [toTexts(before), toTexts(after)];
    const changed = Object.keys(to)
      .filter((field) => from[field] !== to[field])
      .map((field): FieldChange => ({ field, from: from[field] ?? '', to: to[field] ?? '' }));
    const released = before.removed === null ? [] : [{ field: 'state', from: 'released', to: 'blocked' }];
    return [...released, ...changed];
  };
}
