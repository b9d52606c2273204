/**
 * How much of what a vendor sends is taken. Nobody's list comes near any of these; what is beyond one of them is a fault or
 * an attack, and is told as such.
 */

const mebibyte = 1024 * 1024;

export type AnswerLimits = {
  /** Bytes of an answer about one record, of an error, of anything but a list. */
  readonly plainBytes: number;
  /** Bytes up to which an answer is held and parsed at once. */
  readonly wholeBytes: number;
  /** Bytes of one answer with a list: what is not used of it takes no memory. */
  readonly listBytes: number;
  /** Records in one answer: a vendor without pages sends its whole list in one. */
  readonly records: number;
  /** Bytes of one text or one number, used or not: the tokenizer holds it whole. */
  readonly textBytes: number;
  /** Arrays and objects in each other. Whoever walks a value by recursion comes to its end. */
  readonly depth: number;
  /** What is built of one record, or of all that surrounds the records, in characters and 16 for each value. */
  readonly built: number;
};

export const answerLimits: AnswerLimits = {
  plainBytes: 8 * mebibyte,
  wholeBytes: mebibyte,
  listBytes: 256 * mebibyte,
  records: 500_000,
  textBytes: 10 * mebibyte,
  depth: 256,
  built: mebibyte,
};

/**
 * The characters that are built of one text. Every field has a limit of its own below it (../wireTexts.ts), so a field still
 * sees that its text is too long.
 */
export const mostOfText = 10_000;
