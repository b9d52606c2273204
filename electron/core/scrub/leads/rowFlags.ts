/**
 * What a row says of itself, or may say: words that nobody has explained block their row until somebody does. A flag, the answer of a registry or a status that means do-not-call blocks the row, and so
 * do words of a request in any other column. Nothing in a lead file ever releases a number.
 */
import { meaningInPassing } from '../../../../shared/domain/columns/statusMeaning.ts';
import {
  createMeaning,
  type DecidingField,
  type Meaning,
  meaningOf,
} from '../../../../shared/domain/columns/meanings.ts';
import type { BlockVerdict } from './verdicts.ts';
import type { LeadColumns } from './leadColumns.ts';
import { rowFlagsWords } from '../../../../shared/words/core/scrub.ts';

export type RowFlags = {
  /** What a row's deciding cells say: an index in `verdicts`, counted from 1; 0: nothing. */
  readonly read: (textOf: (column: number) => string) => number;
  /** The same for a cell in any other column, added to what is known of its row. */
  readonly add: (known: number, column: number, text: string) => number;
  readonly verdicts: readonly BlockVerdict[];
};

/** Files repeat few values; for a column with more values than this, the words leave the value out. */
const mostValues = 5000;
const longestShown = 60;
const mostShapes = 20_000;
const DIGITS = /\d{2,}/g;

/** @param nameOf the name of a column as a person knows it */
export function createRowFlags(
  { deciding, ofPeople, ofRequests }: Pick<LeadColumns, 'deciding' | 'ofPeople' | 'ofRequests'>,
  nameOf: (column: number) => string,
): RowFlags {
  const verdicts: BlockVerdict[] = [];
  const toColumn = (column: number, means: (value: string) => Meaning) => ({
    column,
    means,
    name: nameOf(column),
    hasValues: true,
    known: new Map<string, number>(),
    vague: new Map<Meaning, number>(),
    /** The shapes of texts that say nothing. */
    silent: new Set<string>(),
  });
  const columns = [
    ...deciding.map(({ column, field }) => toColumn(column, createMeaningInLeads(field, nameOf(column)))),
    // In these columns every value is different, so the words leave it out.
    ...ofRequests.map((column) => ({ ...toColumn(column, isFilled), hasValues: false })),
  ];
  const others = new Map<number, ReturnType<typeof toColumn>>();

  function say(column: (typeof columns)[number], value: string): number {
    const known = column.known.get(value);
    if (known !== undefined) return known;
    const meaning = column.means(value);
    const isFull = !column.hasValues || column.known.size >= mostValues;
    let code = isFull ? column.vague.get(meaning) : undefined;
    if (code === undefined) {
      const verdict = toVerdict(meaning, column, isFull ? undefined : value);
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
    add(known, column, text) {
      if (verdicts[known - 1]?.by === 'flagged') return known;
      let other = others.get(column);
      if (other === undefined) {
        const isOfPeople = ofPeople.includes(column);
        other = toColumn(column, (value) => meaningInPassing(value, isOfPeople));
        others.set(column, other);
      }
      // What a text says does not hang on a number of several digits, and many texts of a column differ in that alone.
      const shape = text.replace(DIGITS, '99');
      if (other.silent.has(shape)) return known;
      const code = say(other, text.trim());
      if (code === 0 && other.silent.size < mostShapes) other.silent.add(shape);
      return verdicts[code - 1]?.by === 'flagged' || known === 0 ? code : known;
    },
  };
}

/**
 * A column of actions speaks of the entries of a list: that one has to be added says nothing against a lead, but `STOP`
 * does. A permission releases nothing; what is not known to be one leaves its row in doubt.
 */
function createMeaningInLeads(field: DecidingField, name: string): (value: string) => Meaning {
  if (field === 'disposition' || field === 'action' || field === 'suspended')
    return (value) => (meaningOf('disposition', value) === 'block' ? 'block' : meaningInPassing(value, false));
  const meaning = createMeaning(field, name);
  return (value) => {
    const said = meaning(value);
    return field === 'permission' && said === 'release' ? 'nothing' : said;
  };
}

const isFilled = (value: string): Meaning => (value === '' ? 'nothing' : 'block');

function toVerdict(
  meaning: Meaning,
  { column, name }: { readonly column: number; readonly name: string },
  value: string | undefined,
): BlockVerdict | undefined {
  const said = value === undefined ? `"${name}"` : rowFlagsWords.is(name, clip(value));
  const wordless = { since: '', hold: '', list: '' };
  if (meaning === 'block')
    return { kind: 'blocked', by: 'flagged', words: { why: rowFlagsWords.theRowSaysDoNot(said), ...wordless } };
  if (meaning !== 'unknown') return undefined;
  return { kind: 'blocked', by: 'unexplained', column, words: { why: rowFlagsWords.inDoubt(said), ...wordless } };
}

function clip(value: string): string {
  return value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
}
