/** What the rows of a file are for, and what a person answered about the words in them. */
import { foldMeaningValue } from '../../../../shared/domain/columns/meanings.ts';

/**
 * What a person answered: the values that say what the file is for (do not call; in a removal: release), and those that
 * do not. When only the first are given, every other value does not.
 */
export type MeaningAnswers = {
  readonly requestValues?: readonly string[] | undefined;
  readonly otherValues?: readonly string[] | undefined;
};

/** Answers for all columns of a file, and those that belong to one: they count there instead. */
export type FileAnswers = MeaningAnswers & {
  readonly columnAnswers: readonly (MeaningAnswers & { readonly column: number })[];
};

/** What the rows of a file are for. */
export type Purpose = 'block' | 'release';

/** What was answered about the values of a column. */
export function answersOf({ columnAnswers, ...all }: FileAnswers, column: number): MeaningAnswers {
  return columnAnswers.find((each) => each.column === column) ?? all;
}

/**
 * The test whether a person named a text of a column among those that say what the file is for, or among those that do
 * not. It is for texts that no two columns share by chance (a note, a day): those named for another column count.
 */
export function createNamedTest(
  answers: FileAnswers,
  which: keyof MeaningAnswers,
): (column: number, text: string) => boolean {
  const all = new Set([answers, ...answers.columnAnswers].flatMap((each) => each[which] ?? []).map(foldMeaningValue));
  const own = new Map(answers.columnAnswers.map((each) => [each.column, new Set(each[which]?.map(foldMeaningValue))]));
  return (column, text) => (own.get(column) ?? all).has(foldMeaningValue(text));
}
