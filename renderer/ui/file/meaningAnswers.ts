/**
 * What a person says about the words of deciding columns (flags, dispositions, actions): which of them say what the
 * file is for, which do not, and which are not explained yet. Pure; the core reads the same answers with the same
 * folding.
 */
import type { MeaningColumn } from '../../../shared/contract/fileQuestions.ts';
import { foldMeaningValue, isDecidingField, meaningOf } from '../../../shared/domain/columns/meanings.ts';

/**
 * Both null: only what the desk knows counts. `otherValues` null beside `requestValues`: all other values do not mean
 * it.
 */
export type MeaningAnswers = {
  readonly requestValues: readonly string[] | null;
  readonly otherValues: readonly string[] | null;
};

export const noAnswers: MeaningAnswers = { requestValues: null, otherValues: null };

/** What the rows of the file are for. */
export type Purpose = 'block' | 'release';

export type Word = {
  readonly value: string;
  readonly count: number;
  /** Whether the word says what the file is for; null: not answered yet. */
  readonly isMeant: boolean | null;
};

/** The words of a column: those that the desk knows by itself, and those that only a person can explain. */
export function toWords(
  { field, values }: Pick<MeaningColumn, 'field' | 'values'>,
  answers: MeaningAnswers,
  purpose: Purpose,
): { readonly known: readonly Word[]; readonly strange: readonly Word[] } {
  const requests = fold(answers.requestValues);
  const others = fold(answers.otherValues);
  const words = values.map(({ value, count, means }) => {
    const folded = foldMeaningValue(value);
    const known = means === 'unknown' ? (areOthersAnswered(answers) ? false : null) : means === purpose;
    return { value, count, isMeant: requests.has(folded) ? true : others.has(folded) ? false : known };
  });
  const isAsked = new Set(values.flatMap(({ value, means }) => (means === 'unknown' ? [value] : [])));
  const isStrange = ({ value }: Word) => {
    if (!isDecidingField(field)) return false;
    const known = meaningOf(field, value);
    // Of an outcome that says neither, only a person can say whether it releases.
    const isNeither = purpose === 'release' && field === 'disposition' && known === 'nothing';
    const folded = foldMeaningValue(value);
    return known === 'unknown' || (isNeither && (isAsked.has(value) || requests.has(folded) || others.has(folded)));
  };
  return { known: words.filter((word) => !isStrange(word)), strange: words.filter(isStrange) };
}

/** Answers for one word whether it says what the file is for. */
export function answerWord(answers: MeaningAnswers, value: string, isMeant: boolean): MeaningAnswers {
  const folded = foldMeaningValue(value);
  const without = (values: readonly string[] | null) =>
    (values ?? []).filter((known) => foldMeaningValue(known) !== folded);
  const requestValues = without(answers.requestValues);
  if (isMeant) return { requestValues: [...requestValues, value], otherValues: withoutOthers() };
  return { requestValues, otherValues: areOthersAnswered(answers) ? null : [...without(answers.otherValues), value] };

  function withoutOthers(): readonly string[] | null {
    return areOthersAnswered(answers) ? null : without(answers.otherValues);
  }
}

/**
 * Answers for all unexplained words of a column that they do not say it. When a column has more words than are shown,
 * this can only be said of all words that are not chosen, in every column.
 */
export function answerRest(
  answers: MeaningAnswers,
  column: MeaningColumn,
  columns: readonly MeaningColumn[],
  purpose: Purpose,
): MeaningAnswers {
  const wordsOf = (each: MeaningColumn) => Object.values(toWords(each, answers, purpose)).flat();
  if (column.hasMore) {
    const chosen = columns.flatMap(wordsOf).filter(({ isMeant }) => isMeant === true);
    return { requestValues: chosen.map(({ value }) => value), otherValues: null };
  }
  return wordsOf(column)
    .filter(({ isMeant }) => isMeant === null)
    .reduce((answered, { value }) => answerWord(answered, value, false), answers);
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
  return column.hasMore && isWaiting && !areOthersAnswered(answers);
}

const areOthersAnswered = ({ requestValues, otherValues }: MeaningAnswers): boolean =>
  requestValues !== null && otherValues === null;

const fold = (values: readonly string[] | null): ReadonlySet<string> => new Set(values?.map(foldMeaningValue));
