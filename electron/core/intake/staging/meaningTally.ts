/**
 * The columns of a file that say whether its rows are requests (flags, dispositions, actions) while it is staged: which values
 * there are, how often, and what each means, by the person's answer or by what it is known to mean. A value that is
 * neither is a question, and its rows wait for the answer.
 */
import {
  combineMeanings,
  type DecidingField,
  foldMeaningValue,
  isDecidingField,
  type Meaning,
  meaningOf,
} from '../../../../shared/domain/columns/meanings.ts';
import type { RowMapping } from '../../../../shared/domain/columns/importRow.ts';

/** Of a column with more different values the rest is only counted: it holds something else. */
const mostValues = 200;

/**
 * What a person answered: the values that say what the file is for (do not call; of a removal: release), and those that do
 * not. With the first alone every other value does not.
 */
export type MeaningAnswers = {
  readonly requestValues: readonly string[] | undefined;
  readonly otherValues: readonly string[] | undefined;
};

/** What the rows of a file are for. */
export type Purpose = 'block' | 'release';

export type MeaningValue = { readonly value: string; readonly count: number; readonly means: Meaning };

/** One column: its values, the most frequent first; `hasMore`: there are others that hardly occur. */
export type MeaningColumn = {
  readonly column: number;
  readonly field: DecidingField;
  readonly values: readonly MeaningValue[];
  readonly hasMore: boolean;
};

/** What a row says, and by which cell: the first that says so. */
export type Said = { readonly meaning: Meaning; readonly field: DecidingField; readonly value: string };

export type MeaningTally = {
  /** Counts the row's values and tells what they mean together. */
  readonly note: (cells: readonly string[]) => Said;
  readonly list: () => readonly MeaningColumn[];
};

/** Undefined for a mapping without such a column: then every row is what the file is for. */
export function createMeaningTally(
  mapping: RowMapping,
  answers: MeaningAnswers,
  purpose: Purpose,
): MeaningTally | undefined {
  const columns = mapping.flatMap(({ column, field }) =>
    isDecidingField(field) ? [createColumn(column, toMeaning(field, answers, purpose), field)] : [],
  );
  if (columns.length === 0) return undefined;
  const combine = purpose === 'block' ? combineMeanings : combineForRelease;
  return {
    note(cells) {
      const said = columns.map((each) => each.note(cells[each.column] ?? ''));
      const meaning = combine(said);
      const by = said.find((each) => each.meaning === meaning) ?? said[0];
      return { meaning, field: by?.field ?? 'disposition', value: by?.value ?? '' };
    },
    list: () => columns.map((each) => each.list()),
  };
}

type Counted = { readonly said: Said; count: number };

function createColumn(column: number, means: (value: string) => Meaning, field: DecidingField) {
  const byText = new Map<string, Counted>();
  // Cells repeat letter by letter; what is folded alike is counted together.
  const byCell = new Map<string, Counted>();
  let hasMore = false;

  function learn(cell: string): Counted {
    const value = cell.trim();
    const folded = foldMeaningValue(value);
    const known = byText.get(folded);
    if (known !== undefined) return known;
    const counted: Counted = { said: { meaning: means(value), field, value }, count: 0 };
    if (byText.size < mostValues || counted.said.meaning === 'block') byText.set(folded, counted);
    else hasMore = true;
    return counted;
  }

  return {
    column,
    note(cell: string): Said {
      let counted = byCell.get(cell);
      if (counted === undefined) {
        counted = learn(cell);
        if (byCell.size < mostValues) byCell.set(cell, counted);
      }
      counted.count += 1;
      return counted.said;
    },
    list: (): MeaningColumn => ({
      column,
      field,
      values: [...byText.values()]
        .map(({ said, count }) => ({ value: said.value, count, means: said.meaning }))
        .toSorted((a, b) => b.count - a.count),
      hasMore,
    }),
  };
}

/** Columns in which a row has to say that it is to be released, where there is one; the others may only object. */
const releasing: ReadonlySet<DecidingField> = new Set<DecidingField>(['flag', 'permission', 'action', 'suspended']);

/** A row releases its number only if nothing in it speaks against it, or needs explaining. */
function combineForRelease(said: readonly Said[]): Meaning {
  if (said.some(({ meaning }) => meaning === 'block')) return 'block';
  if (said.some(({ meaning }) => meaning === 'unknown')) return 'unknown';
  const deciding = said.filter(({ field }) => releasing.has(field));
  const says = deciding.length === 0 || deciding.some(({ meaning }) => meaning === 'release');
  return says || said.some(({ meaning }) => meaning === 'release') ? 'release' : 'nothing';
}

function toMeaning(
  field: DecidingField,
  { requestValues, otherValues }: MeaningAnswers,
  purpose: Purpose,
): (value: string) => Meaning {
  const requests = new Set(requestValues?.map(foldMeaningValue));
  const others = new Set(otherValues?.map(foldMeaningValue));
  return (value) => {
    const folded = foldMeaningValue(value);
    if (requests.has(folded)) return purpose;
    // Of a removal: what is no release blocks on.
    if (others.has(folded)) return purpose === 'block' ? 'nothing' : 'block';
    const known = meaningOf(field, value);
    if (requestValues === undefined || otherValues !== undefined) return known;
    // All that were not named do not mean it: of calls the answer is whole, of a flag what it plainly says stands.
    if (known !== 'unknown' && field !== 'disposition') return known;
    return purpose === 'block' ? 'nothing' : 'block';
  };
}
