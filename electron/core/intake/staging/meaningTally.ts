/**
 * The columns of a file that say whether its rows are requests (flags, dispositions, actions), while the file is
 * staged: which values they have, how often, and what each means, by the person's answer or because it is known. Any
 * other value is a question, and its rows wait for the answer.
 */
import {
  combineMeanings,
  createMeaning,
  type DecidingField,
  foldMeaningValue,
  isDecidingField,
  type Meaning,
  meaningOf,
  takesAnswer,
} from '../../../../shared/domain/columns/meanings.ts';
import type { RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import { answersOf, type FileAnswers, type MeaningAnswers, type Purpose } from './purpose.ts';
import { createPassingWords, type PassingWords } from './passingWords.ts';
import type { UndecidedScan } from './undecidedColumns.ts';

/** In a column with more different values, the others are only counted: it holds something else. */
const mostValues = 200;

export type MeaningValue = { readonly value: string; readonly count: number; readonly means: Meaning };

/** One column: its values, most frequent first. `hasMore`: there are other values, which hardly occur. */
export type MeaningColumn = {
  readonly column: number;
  readonly field: DecidingField;
  readonly values: readonly MeaningValue[];
  readonly hasMore: boolean;
};

/** What a row says, and which cell says it: the first that does. */
export type Said = { readonly meaning: Meaning; readonly field: DecidingField; readonly value: string };

export type MeaningTally = {
  /** Counts the row's values and tells what they mean together. */
  readonly note: (cells: readonly string[]) => Said;
  readonly list: () => readonly MeaningColumn[];
};

/**
 * Undefined for a mapping without such a column: then every row has the file's purpose, unless words in another column
 * speak against a release.
 * @param columns the header's names, and the columns that a person left out
 * @param undecided in a release: what looks at the columns that may decide all the same
 */
export function createMeaningTally(
  mapping: RowMapping,
  columnsOfFile: { readonly names: readonly string[]; readonly leftOut: readonly number[] },
  answers: FileAnswers,
  purpose: Purpose,
  undecided?: UndecidedScan,
): MeaningTally | undefined {
  const passing = createPassingWords(mapping, columnsOfFile, answers, purpose);
  const doubtful = mapping.filter(({ field }) => field === 'doubtfulFlag').length;
  const columns = mapping.flatMap(({ column, field }) => {
    if (!isDecidingField(field)) return [];
    const own = answersOf(answers, column);
    // A yes can mean one thing in one such column and the contrary in the next: each has to be answered by itself.
    const isShared = field === 'doubtfulFlag' && doubtful > 1 && !answers.columnAnswers.some((each) => each === own);
    const means = toMeaning({ field, name: columnsOfFile.names[column] ?? '' }, isShared ? {} : own, purpose);
    return [createColumn(column, means, field)];
  });
  const isRelease = purpose === 'release' && (passing !== undefined || undecided !== undefined);
  if (columns.length === 0 && !isRelease) return undefined;
  const combine = purpose === 'block' ? combineMeanings : combineForRelease;
  const heard = new Map<number, ReturnType<typeof createColumn>>();

  /** What words in other columns say about a row that no deciding column blocks; undefined: nothing. */
  function hear({ isHeard, maySpeak, meaningOf: meaningOfWords, field }: PassingWords, cells: readonly string[]) {
    let found: Said | undefined;
    for (const [column, cell] of cells.entries()) {
      if (!isHeard(column) || !maySpeak(column, cell) || meaningOfWords(column, cell.trim()) === 'nothing') continue;
      let words = heard.get(column);
      if (words === undefined) {
        words = createColumn(column, (value) => ({ meaning: meaningOfWords(column, value), isNamed: false }), field);
        heard.set(column, words);
      }
      const said = words.note(cell);
      if (found === undefined || said.meaning === 'block') found = said;
    }
    return found?.meaning === 'release' ? undefined : found;
  }

  return {
    note(cells) {
      const said = columns.map((each) => each.note(cells[each.column] ?? ''));
      const meaning = combine(said);
      const isOpen = purpose === 'release' ? meaning === 'release' : meaning === 'release' || meaning === 'nothing';
      const words = isOpen && passing !== undefined ? hear(passing, cells) : undefined;
      const isReleased = meaning === 'release' && words === undefined;
      const mayBeReleased = isReleased || meaning === 'unknown' || words?.meaning === 'unknown';
      const held = undecided?.weigh(cells, { isReleased, mayBeReleased });
      if (words !== undefined) return words;
      if (isReleased && held !== undefined) return { meaning: 'block', field: 'disposition', value: held };
      const by = said.find((each) => each.meaning === meaning) ?? said[0];
      return { meaning, field: by?.field ?? 'disposition', value: by?.value ?? '' };
    },
    list() {
      const open = new Set(undecided?.statuses().map(({ column }) => column));
      return [...columns, ...heard.values()].map((each) => {
        const listed = each.list();
        return open.has(listed.column) ? toOpen(listed) : listed;
      });
    },
  };
}

/** A status whose rows differ: of words that say neither, a person says which of them release. */
function toOpen(column: MeaningColumn): MeaningColumn {
  const values = column.values.map((each) =>
    each.means === 'nothing' ? { ...each, means: 'unknown' as const } : each,
  );
  return { ...column, values };
}

type Counted = { readonly said: Said; count: number };

/** What a value of a column means, and whether a person named it: such a value is always shown. */
type Explained = { readonly meaning: Meaning; readonly isNamed: boolean };

function createColumn(column: number, means: (value: string) => Explained, field: DecidingField) {
  const byText = new Map<string, Counted>();
  // Cells repeat exactly; cells with the same folded text are counted together.
  const byCell = new Map<string, Counted>();
  let hasMore = false;

  function learn(cell: string): Counted {
    const value = cell.trim();
    const folded = foldMeaningValue(value);
    const known = byText.get(folded);
    if (known !== undefined) return known;
    const { meaning, isNamed } = means(value);
    const counted: Counted = { said: { meaning, field, value }, count: 0 };
    if (byText.size < mostValues || meaning === 'block' || isNamed) byText.set(folded, counted);
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

/**
 * Where there is one of these columns, a row has to say there that it is to be released; other columns can only object.
 */
const releasing: ReadonlySet<DecidingField> = new Set<DecidingField>([
  'flag',
  'doubtfulFlag',
  'permission',
  'action',
  'suspended',
]);

/** A row releases its number only if nothing in it speaks against that or needs explaining. */
function combineForRelease(said: readonly Said[]): Meaning {
  if (said.some(({ meaning }) => meaning === 'block')) return 'block';
  if (said.some(({ meaning }) => meaning === 'unknown')) return 'unknown';
  const deciding = said.filter(({ field }) => releasing.has(field));
  const says = deciding.length === 0 || deciding.some(({ meaning }) => meaning === 'release');
  return says || said.some(({ meaning }) => meaning === 'release') ? 'release' : 'nothing';
}

function toMeaning(
  { field, name }: { readonly field: DecidingField; readonly name: string },
  { requestValues, otherValues }: MeaningAnswers,
  purpose: Purpose,
): (value: string) => Explained {
  const requests = new Set(requestValues?.map(foldMeaningValue));
  const others = new Set(otherValues?.map(foldMeaningValue));
  // In a removal, a number that is not released stays blocked.
  const contrary = purpose === 'block' ? 'nothing' : 'block';
  const meaningOfName = purpose === 'block' ? createMeaning(field, name) : (value: string) => meaningOf(field, value);
  const isComplete = requestValues !== undefined && otherValues === undefined;
  return (value) => {
    const folded = foldMeaningValue(value);
    const isNamed = requests.has(folded) || others.has(folded);
    const known = meaningOfName(value);
    if (!takesAnswer(field, value, known)) return { meaning: known, isNamed };
    if (isNamed) return { meaning: requests.has(folded) ? purpose : contrary, isNamed };
    // Values that were not named do not mean it. For a call's outcome, the answer is complete; for an action, what is known stays.
    const isAnswered = isComplete && (known === 'unknown' || field === 'disposition');
    return { meaning: isAnswered ? contrary : known, isNamed };
  };
}
