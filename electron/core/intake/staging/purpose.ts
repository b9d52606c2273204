/** What the rows of a file are for, and what a person answered about the words in them. */

/**
 * What a person answered: the values that say what the file is for (do not call; in a removal: release), and those that
 * do not. When only the first are given, every other value does not.
 */
export type MeaningAnswers = {
  readonly requestValues: readonly string[] | undefined;
  readonly otherValues: readonly string[] | undefined;
};

/** What the rows of a file are for. */
export type Purpose = 'block' | 'release';
