/**
 * What a row says of itself in its deciding columns: a flag, the answer of a registry or a status that means do-not-call
 * blocks the row. Nothing in a lead file ever releases a number.
 */
import { type DecidingField, type Meaning, meaningOf } from '../../../../shared/domain/columns/meanings.ts';
import type { BlockVerdict } from './verdicts.ts';
import type { DecidingColumn } from './leadColumns.ts';

export type RowFlags = {
  /** What a row's deciding cells say: a place in `verdicts`, counted from 1; 0: nothing. */
  readonly read: (textOf: (column: number) => string) => number;
  readonly verdicts: readonly BlockVerdict[];
};

/** Files repeat few values; of one that does not, the words leave the value out. */
const mostValues = 5000;
const longestShown = 60;

/** @param nameOf the name of a column as a person knows it */
export function createRowFlags(deciding: readonly DecidingColumn[], nameOf: (column: number) => string): RowFlags {
  const verdicts: BlockVerdict[] = [];
  const columns = deciding.map(({ column, field }) => ({
    column,
    field,
    name: nameOf(column),
    known: new Map<string, number>(),
    vague: new Map<Meaning, number>(),
  }));

  function say(column: (typeof columns)[number], value: string): number {
    const known = column.known.get(value);
    if (known !== undefined) return known;
    const meaning = meaningInLeads(column.field, value);
    const isFull = column.known.size >= mostValues;
    let code = isFull ? column.vague.get(meaning) : undefined;
    if (code === undefined) {
      const verdict = toVerdict(meaning, column.name, isFull ? undefined : value);
      code = verdict === undefined ? 0 : verdicts.push(verdict);
    }
    if (isFull) column.vague.set(meaning, code);
    else column.known.set(value, code);
    return code;
  }

  return {
    verdicts,
    read(textOf) {
      let found = 0;
      for (const column of columns) {
        const code = say(column, textOf(column.column).trim());
        if (code === 0) continue;
        if (verdicts[code - 1]?.by === 'flagged') return code;
        found = code;
      }
      return found;
    },
  };
}

/** A column of actions speaks of the entries of a list: that one is to be added says nothing against a lead, `STOP` does. */
function meaningInLeads(field: DecidingField, value: string): Meaning {
  if (field === 'flag' || field === 'registryFlag') return meaningOf(field, value);
  return meaningOf('disposition', value) === 'block' ? 'block' : 'nothing';
}

function toVerdict(meaning: Meaning, name: string, value: string | undefined): BlockVerdict | undefined {
  const said = value === undefined ? `"${name}"` : `"${name}" is "${clip(value)}"`;
  const wordless = { since: '', hold: '', list: '' };
  if (meaning === 'block')
    return { kind: 'blocked', by: 'flagged', words: { why: `the row says do not call: ${said}`, ...wordless } };
  if (meaning !== 'unknown') return undefined;
  return { kind: 'blocked', by: 'inDoubt', words: { why: `in doubt: ${said}`, ...wordless } };
}

function clip(value: string): string {
  return value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
}
