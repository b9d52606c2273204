/** Files and pasted text on their way into the list: found, previewed, applied. An intake lives in the core, so a reload loses nothing. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base, e164, fromPath, moment, region, scope } from './common.ts';
import { detailsGiven } from './details.ts';
import {
  columnAnswers,
  doubtChoice,
  doubtKind,
  intakeQuestion,
  meaningColumn,
  meaningWords,
  unreadColumn,
} from './fileQuestions.ts';
import { fileFound, fileFrom, leftOut, mapping, readChoices } from './files.ts';

/** What a person must confirm before a file is applied: it looks like leads, or it was applied before. */
export const intakeAsk = z.object({ kind: z.enum(['leads', 'appliedBefore']), sentence: z.string() });

export const intakeFound = fileFound.extend({
  intake: z.string(),
  /** The dialer or service whose layout the file has: "LiveVox"; null without a known layout. */
  layout: z.string().nullable(),
  /**
   * Why the chosen sheet or file holds nothing to import, as a sentence, if another can be chosen (`letChoose`); then
   * there is no preview. Null otherwise.
   */
  refused: z.string().nullable(),
  /** What has to be confirmed when it is applied. */
  asks: z.array(intakeAsk),
  /** The values of the deciding columns that meant do-not-call the last time, and those that did not; null: not known. */
  requestValues: z.array(z.string()).nullable(),
  otherValues: z.array(z.string()).nullable(),
  /** The same, column by column. */
  columnAnswers,
});

export const intakeOptions = z.object({
  mapping,
  leftOut,
  region: region.optional(),
  holds: scope.optional(),
  targets: z.array(z.string()).optional(),
  expires: moment.nullable().optional(),
  /** For rows whose own column is empty or absent. */
  ...detailsGiven,
  onDuplicate: z.enum(['keep', 'update']).default('keep'),
  /** Block numbers again that a person released, or whose block has ended. */
  revive: z.boolean().default(false),
  /** What the entries name as their source instead of the file's name. */
  sourceLabel: z.string().trim().min(1).max(200).optional(),
  /** Leave numbers alone that a person released, or whose block has ended: the answer to the question about them. */
  keepReleased: z.boolean().default(false),
  /**
   * The values of the deciding columns that mean do-not-call; absent: those that are known to mean it. They count wherever
   * such a word can be explained, and turn no plain yes or no of a flag round.
   */
  requestValues: meaningWords.optional(),
  /** The values that do not mean it. Absent beside `requestValues`: all others. */
  otherValues: meaningWords.optional(),
  columnAnswers: columnAnswers.default([]),
  /** What becomes of numbers in phone cells that can be read in more than one way; absent: they are asked about. */
  doubtful: doubtChoice.optional(),
  /** The same for numbers above the rows, and among the words that say what a row means. */
  doubtfulBeside: doubtChoice.optional(),
  /** The same for one kind of doubt (`intakeSummary.doubts`); this comes first. */
  doubtfulKinds: z.record(z.string(), doubtChoice).default({}),
  /** Also block numbers that are possible but not valid. */
  confirmInvalid: z.boolean().default(false),
  /** Leave such numbers out: the other answer. */
  leaveInvalid: z.boolean().default(false),
});

/**
 * What becomes of a line. `wouldRevive`: its number was released or its block has ended, and it is blocked again only
 * if that was chosen; `inConflict`: it is blocked, and a conflict about it stays open; `doubt`: its number can be read
 * in more than one way, or its word is not explained; `unconfirmed`: possible but not valid, and not confirmed.
 */
export const lineGroup = z.enum([
  'new',
  'wouldChange',
  'wouldRevive',
  'inConflict',
  'alreadyThere',
  'twiceInFile',
  'doubt',
  'unconfirmed',
  'rejected',
]);

/** The lines of a group that are there for one reason; `part` filters them. */
const linePart = z.object({ group: lineGroup, part: z.string(), sentence: z.string(), count: z.number().int() });

const counts = {
  lines: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  alreadyThere: z.number().int(),
  rejected: z.number().int(),
};

/** The numbers of the lines (a line may have several), and the cells without a usable number. */
const numbers = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  alreadyThere: z.number().int(),
  /** Not blocked again. */
  leftOut: z.number().int(),
  inDoubt: z.number().int(),
  notRead: z.number().int(),
});

/** What an import will do. `lines` is the sum of the groups, and of the four counts of `result`. */
export const intakeSummary = z.object({
  intake: z.string(),
  lines: z.number().int(),
  groups: z.record(lineGroup, z.number().int()),
  parts: z.array(linePart),
  /** What it will say when it is applied. */
  result: z.object(counts),
  numbers,
  /** Empty: the file can be applied. */
  questions: z.array(intakeQuestion),
  /** Why cells were rejected, most frequent first; a line may have several rejects. */
  rejectedBy: z.array(z.object({ code: z.string(), message: z.string(), count: z.number().int() })),
  meanings: z.array(meaningColumn),
  doubts: z.array(doubtKind),
  unread: z.array(unreadColumn),
  /** What lines say that could not be used, although the lines are imported. */
  notes: z.object({
    lines: z.number().int(),
    first: z.array(z.object({ line: z.number().int(), sentence: z.string() })),
  }),
  /** What was noticed about the file as a whole. */
  remarks: z.array(z.string()),
});

/** One field of an entry that a line changes, in words. */
export const fieldChange = z.object({ field: z.string(), from: z.string(), to: z.string() });

export const intakeLine = z.object({
  line: z.number().int(),
  group: lineGroup,
  raw: z.string(),
  /** The first number of the line, and all of them. */
  number: e164.nullable(),
  numbers: z.array(e164),
  sentence: z.string(),
  changes: z.array(fieldChange),
});

/** Lines of one group, of one part of it, or with these digits or words. */
const lineFilter = z.object({
  intake: z.string(),
  group: lineGroup.optional(),
  part: z.string().optional(),
  search: z.string().max(200).optional(),
});

export const importResult = z.object({
  batch: z.number().int(),
  ...counts,
  numbers,
  state: z.enum(['applied', 'cancelled']),
  /** What went wrong besides the import: "No backup was made before this import". */
  warnings: z.array(z.string()),
});

/** A sheet or file without anything to import is opened too, with `refused`, if another can be chosen instead. */
const letChoose = z.boolean().default(false);

export const intake = {
  /** Opens a file by path (desktop and CLI), by upload (web host), or pasted text, and says what was found in it. */
  open: base
    .meta(fromPath)
    .input(
      z.object({
        from: fileFrom,
        region: region.optional(),
        ...readChoices,
        letChoose,
      }),
    )
    .output(intakeFound),
  /** Reads the same file again with other settings. */
  reread: base
    .input(
      z.object({
        intake: z.string(),
        ...readChoices,
        letChoose,
      }),
    )
    .output(intakeFound),
  /** Forgets what the columns of such a file meant the last time, and reads this one as if it were the first. */
  forgetMapping: base.input(z.object({ intake: z.string() })).output(intakeFound),
  /** An open intake as it stands, for a page that was reloaded: what was found, and the options of its preview, if any. */
  get: base.input(z.object({ intake: z.string() })).output(
    z.object({
      found: intakeFound,
      step: z.enum(['found', 'previewed', 'applied']),
      options: intakeOptions.nullable(),
    }),
  ),
  /** Works out what every line will do, as a job. Writes nothing to the list. */
  preview: base
    .input(
      z.object({
        intake: z.string(),
        options: intakeOptions,
        /**
         * False: the lines are read, but compared with the list only when they are applied (a script shows the
         * comparison to no person).
         */
        compare: z.boolean().default(true),
      }),
    )
    .output(z.object({ job: z.string() })),
  summary: base.input(z.object({ intake: z.string() })).output(intakeSummary),
  lines: base
    .input(lineFilter.extend({ offset: z.number().int().default(0), limit: z.number().int().max(1000).default(50) }))
    .output(z.object({ lines: z.array(intakeLine), total: z.number().int() })),
  /** All lines of a group as a CSV file: line, number, what happens, what changes, the text of what is rejected. */
  exportLines: base.input(lineFilter).output(eventIterator(z.string())),
  /** Everything that is left out, as a CSV file: line, column, reason, text. */
  rejects: base.input(z.object({ intake: z.string() })).output(eventIterator(z.string())),
  /** Carries out the preview, as a job; a file that changed since is refused. */
  apply: base
    .input(
      z.object({
        intake: z.string(),
        /** The asks of `intakeFound` that the person has confirmed; one that is missing is refused. */
        confirmed: z.array(intakeAsk.shape.kind).default([]),
      }),
    )
    .output(z.object({ job: z.string() })),
  result: base.input(z.object({ intake: z.string() })).output(importResult),
  /** Open intakes, so that a reloaded page finds its own. */
  list: base.output(
    z.array(z.object({ intake: z.string(), name: z.string(), step: z.enum(['found', 'previewed', 'applied']) })),
  ),
  discard: base.input(z.object({ intake: z.string() })).output(z.object({ ok: z.boolean() })),
};

export type IntakeFound = z.output<typeof intakeFound>;
export type IntakeOptions = z.output<typeof intakeOptions>;
export type IntakeOptionsInput = z.input<typeof intakeOptions>;
export type IntakeSummary = z.output<typeof intakeSummary>;
export type IntakeAsk = z.output<typeof intakeAsk>;
export type FieldChange = z.output<typeof fieldChange>;
export type LinePart = z.output<typeof linePart>;
export type IntakeLine = z.output<typeof intakeLine>;
export type LineGroup = z.output<typeof lineGroup>;
export type ImportResult = z.output<typeof importResult>;
