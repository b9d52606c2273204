/**
 * What a file leaves open, and how it is answered: the words of its deciding columns, its doubts, and columns that are
 * not read.
 */
import { z } from 'zod';
import { e164 } from './common.ts';
import { columnField } from './files.ts';

/** Every reading of a number is blocked, none is, or the one at this index. */
export const doubtChoice = z.union([z.literal('all'), z.literal('leave'), z.number().int().nonnegative()]);

/** Values of a column about which the person said something. */
export const meaningWords = z.array(z.string().max(200)).max(10_000);

/**
 * What a person said about the values of one column: those that say what the file is for (do not call; in a removal: to be
 * released), and those that do not; without the latter, all others do not.
 */
const columnAnswer = z.object({
  column: z.number().int().nonnegative(),
  requestValues: meaningWords.optional(),
  otherValues: meaningWords.optional(),
});

/** Answers that belong to a column, and count there instead of those for all columns. */
export const columnAnswers = z.array(columnAnswer).max(5000);

/** What a value says about its row: it is a request, it is the contrary, it is neither, or this is not known. */
const meaning = z.enum(['block', 'release', 'nothing', 'unknown']);

/** A column that says whether a row is a request: its values, most frequent first. */
export const meaningColumn = z.object({
  column: z.number().int(),
  header: z.string().nullable(),
  field: columnField,
  values: z.array(z.object({ value: z.string(), count: z.number().int(), means: meaning })),
  /** The column has more values than are shown, so it holds something else. */
  hasMore: z.boolean(),
});

/** One way to read a cell: the number, and, in words, where it is and why the cell is read like that. */
const reading = z.object({ number: e164, words: z.string() });

/** Numbers with the same kind of doubt, which are answered together. */
export const doubtKind = z.object({
  kind: z.string(),
  count: z.number().int(),
  /** "Could be a number in the United States or one in India: …" */
  sentence: z.string(),
  samples: z.array(z.object({ line: z.number().int(), text: z.string(), readings: z.array(reading) })),
});

/** A column that is not read, and holds numbers all the same or says of some rows that they are requests. */
export const unreadColumn = z.object({
  holds: z.enum(['numbers', 'requests']),
  column: z.number().int(),
  header: z.string().nullable(),
  count: z.number().int(),
  line: z.number().int(),
  samples: z.array(z.string()),
});

/** What has to be answered before an import is applied, and how the command line answers it. */
export const intakeQuestion = z.object({
  kind: z.enum(['meanings', 'unread', 'doubts', 'invalid', 'released']),
  sentence: z.string(),
  option: z.string(),
});

export type ColumnAnswer = z.output<typeof columnAnswer>;
export type DoubtChoice = z.output<typeof doubtChoice>;
export type DoubtKind = z.output<typeof doubtKind>;
export type IntakeQuestion = z.output<typeof intakeQuestion>;
export type MeaningColumn = z.output<typeof meaningColumn>;
export type UnreadColumn = z.output<typeof unreadColumn>;
