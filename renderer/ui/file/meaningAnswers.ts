/**
 * What a person says about the words of deciding columns (flags, dispositions, actions): which of them say what the
 * file is for, which do not, and which are not explained yet. Pure; the core reads the same answers with the same
 * folding.
 */
import type { ColumnAnswer, MeaningColumn } from '../../../shared/contract/fileQuestions.ts';
import {
  createMeaning,
  foldMeaningValue,
  isDecidingField,
  takesAnswer,
} from '../../../shared/domain/columns/meanings.ts';

/**
 * Both absent: only what the desk knows counts. `otherValues` absent beside `requestValues`: all other values do not mean
 * it.
 */
type ValueAnswers = Omit<ColumnAnswer, 'column'>;

/** Answers for all columns, as the desk knows them of a layout or of an earlier file, and those that belong to one. */
export type MeaningAnswers = ValueAnswers & { readonly columnAnswers: readonly ColumnAnswer[] };

export const noAnswers: MeaningAnswers = { columnAnswers: [] };

/** What the rows of the file are for. */
export type Purpose = 'block' | 'release';

export type Word = {
  readonly value: string;
  readonly count: number;
  /** Whether the word says what the file is for; null: not answered yet. */
  readonly isMeant: boolean | null;
};

type Column = Pick<MeaningColumn, 'column' | 'header' | 'field' | 'values'>;

/**
 * The words of a column: those that the desk knows by itself, and those that only a person can explain. `canChange`: whether
 * she can say otherwise of the known ones: not of a yes and a no, which the column's own meaning decides.
 */
export function toWords(
  { column, header, field, values }: Column,
  answers: MeaningAnswers,
  purpose: Purpose,
): { readonly known: readonly (Word & { readonly canChange: boolean })[]; readonly strange: readonly Word[] } {
  const own = ownAnswers(answers, column);
  const requests = fold(own?.requestValues);
  const others = fold(own?.otherValues);
  const isComplete = own?.requestValues !== undefined && own.otherValues === undefined;
  const meaningBy = isDecidingField(field) ? createMeaning(field, header ?? '') : undefined;
  const words = values.map(({ value, count, means }) => {
    const folded = foldMeaningValue(value);
    const meaning = meaningBy?.(value) ?? 'nothing';
    const canChange = isDecidingField(field) && takesAnswer(field, value, meaning);
    const known = means === 'unknown' ? (isComplete ? false : null) : means === purpose;
    const said = requests.has(folded) ? true : others.has(folded) ? false : known;
    // Of an outcome that says neither, only a person can say whether it releases.
    const isNeither = purpose === 'release' && field === 'disposition' && meaning === 'nothing';
    const isAsked = means === 'unknown' || requests.has(folded) || others.has(folded);
    const isStrange = meaning === 'unknown' || (isNeither && isAsked) || (means === 'unknown' && !canChange);
    return { value, count, canChange, isStrange, isMeant: canChange || means === 'unknown' ? said : known };
  });
  const toWord = ({ value, count, isMeant }: (typeof words)[number]): Word => ({ value, count, isMeant });
  return {
    known: words.filter(({ isStrange }) => !isStrange).map((word) => ({ ...toWord(word), canChange: word.canChange })),
    strange: words.filter(({ isStrange }) => isStrange).map(toWord),
  };
}

/** Answers for one word of a column whether it says what the file is for. */
export function answerWord(answers: MeaningAnswers, column: number, value: string, isMeant: boolean): MeaningAnswers {
  const folded = foldMeaningValue(value);
  const without = (values: readonly string[] = []) => values.filter((known) => foldMeaningValue(known) !== folded);
  // What holds for all columns holds for this one until it is said otherwise.
  const { requestValues, otherValues } = ownAnswers(answers, column) ?? answers;
  const isComplete = requestValues !== undefined && otherValues === undefined;
  const requests = [...without(requestValues), ...(isMeant ? [value] : [])];
  if (isComplete) return withAnswer(answers, { column, requestValues: requests });
  const others = [...without(otherValues), ...(isMeant ? [] : [value])];
  return withAnswer(answers, { column, requestValues: requests, otherValues: others });
}

/**
 * Answers for all unexplained words of a column that they do not say it. When the column has more words than are shown, this
 * is said of all that are not chosen.
 */
export function answerRest(answers: MeaningAnswers, column: MeaningColumn, purpose: Purpose): MeaningAnswers {
  const words = Object.values(toWords(column, answers, purpose)).flat();
  if (column.hasMore) {
    const requestValues = words.filter(({ isMeant }) => isMeant === true).map(({ value }) => value);
    return withAnswer(answers, { column: column.column, requestValues });
  }
  return words
    .filter(({ isMeant }) => isMeant === null)
    .reduce((answered, { value }) => answerWord(answered, column.column, value, false), answers);
}

/**
 * Whether a column still waits for an answer.
 * @param isWaiting whether the core says that lines wait: only the core knows it for a column with more words than are
 * shown
 */
export function isMeaningOpen(
  column: MeaningColumn,
  answers: MeaningAnswers,
  purpose: Purpose,
  isWaiting: boolean,
): boolean {
  const { known, strange } = toWords(column, answers, purpose);
  if ([...known, ...strange].some(({ isMeant }) => isMeant === null)) return true;
  const { requestValues, otherValues } = ownAnswers(answers, column.column) ?? answers;
  return column.hasMore && isWaiting && !(requestValues !== undefined && otherValues === undefined);
}

const ownAnswers = ({ columnAnswers }: MeaningAnswers, column: number): ColumnAnswer | undefined =>
  columnAnswers.find((each) => each.column === column);

function withAnswer(
  { requestValues, otherValues, columnAnswers }: MeaningAnswers,
  answer: ColumnAnswer,
): MeaningAnswers {
  return {
    ...(requestValues === undefined ? {} : { requestValues }),
    ...(otherValues === undefined ? {} : { otherValues }),
    columnAnswers: [...columnAnswers.filter(({ column }) => column !== answer.column), answer],
  };
}

const fold = (values: readonly string[] = []): ReadonlySet<string> => new Set(values.map(foldMeaningValue));
