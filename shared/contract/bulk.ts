/**
 * Bulk edit and bulk removal of all entries that match a filter, of chosen numbers, or of the numbers of a file:
 * previewed like an import, applied as one batch, undone as a whole. A bulk lives in the core, so a reload of the page
 * loses nothing.
 */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { fieldNames } from '../fields.ts';
import { base, e164, instantOut, moment, region, statementPatch } from './common.ts';
import { entryFilter, leftEntry } from './entries.ts';
import { columnAnswers, meaningColumn, meaningWords, unreadColumn } from './fileQuestions.ts';
import { leftOut, mapping } from './files.ts';

/** Which entries. An intake is a file that `intake.open` opened. */
export const bulkOf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('filter'), filter: entryFilter }),
  z.object({ kind: z.literal('numbers'), numbers: z.array(e164).min(1).max(10_000) }),
  z.object({
    kind: z.literal('file'),
    intake: z.string(),
    mapping,
    leftOut,
    region: region.optional(),
    /**
     * The values of the deciding columns that say that a row is meant, and those that say that it is not; see
     * `intakeOptions`.
     */
    releaseValues: meaningWords.optional(),
    otherValues: meaningWords.optional(),
    columnAnswers: columnAnswers.optional(),
    /** Columns of numbers of which the person said that they are meant, beside the row's own. */
    phones: z.array(z.number().int()).max(1000).optional(),
  }),
]);

/** What is done to each entry. `targets` and `expires` are as in `entries.edit`. */
export const bulkAct = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('edit'),
    patch: statementPatch,
    targets: z.array(z.string()).optional(),
    expires: moment.nullable().optional(),
  }),
  z.object({ kind: z.literal('remove') }),
]);

/**
 * What becomes of an entry: it changes; it is already as wanted; its number is not on the list (or removed); a
 * conflict about it is open, so it is left until that is decided; or it is shared, and only a lead may weaken its block so.
 */
export const bulkGroup = z.enum(['change', 'same', 'notOnList', 'conflict', 'leadOnly']);

const groupCounts = z.object({
  change: z.number().int(),
  same: z.number().int(),
  notOnList: z.number().int(),
  conflict: z.number().int(),
  leadOnly: z.number().int(),
});

const statementField = z.enum(['holds', ...fieldNames]);

export const bulkSummary = z.object({
  bulk: z.string(),
  kind: z.enum(['edit', 'remove']),
  /** "12 numbers of gone.csv": what the batch will be called. */
  label: z.string(),
  /** How many different numbers there are, by what becomes of them. */
  groups: groupCounts,
  /** In how many changing entries each field changes. Empty for a removal. */
  fields: z.array(z.object({ field: statementField, count: z.number().int() })),
  /**
   * How many of the changing entries will be blocked in fewer places or for a shorter time; all of them for a removal.
   */
  narrower: z.number().int(),
  /** For a removal: how many of them somebody asked for although they were blocked already. */
  asked: z.number().int(),
  /** How many entries the list had at the preview. */
  total: z.number().int(),
  /**
   * `apply` wants this count when more than 1,000 entries, or more than 5 % of the list, would change. Null: it does
   * not.
   */
  confirm: z.number().int().nullable(),
  /** For a file, its lines: the groups of their numbers, repeated ones and rejected ones add up to them. Else null. */
  lines: groupCounts
    .extend({
      total: z.number().int(),
      twiceInFile: z.number().int(),
      /** Rows that say that they are not meant. */
      notMeant: z.number().int(),
      /** Rows with a word that is not explained. */
      unclear: z.number().int(),
      rejected: z.number().int(),
    })
    .nullable(),
  /** For a file: what its deciding columns say. */
  meanings: z.array(meaningColumn),
  /** For a file: columns that are not read and may say which rows are meant; the person says whether they do. */
  undecided: z.array(meaningColumn),
  /** For a file: columns of numbers that may be other people's; the person says whether they are meant. */
  otherPhones: z.array(unreadColumn),
  /**
   * What has to be answered before the work is carried out, as a sentence, and the option of the command line that
   * answers it.
   */
  question: z.object({ sentence: z.string(), option: z.string() }).nullable(),
});

export const bulkItem = z.object({
  number: e164,
  international: z.string(),
  group: bulkGroup,
  /** Field by field, in words; empty unless it changes. */
  changes: z.array(z.object({ field: statementField, before: z.string(), after: z.string() })),
  sentence: z.string(),
});

export const bulkResult = z.object({
  /** Null when nothing changed. */
  batch: z.number().int().nullable(),
  changed: z.number().int(),
  same: z.number().int(),
  notOnList: z.number().int(),
  /** The first thousand entries that were changed between preview and apply or have an open conflict, and were left. */
  left: z.array(leftEntry),
  leftCount: z.number().int(),
  state: z.enum(['applied', 'cancelled']),
  /** What went wrong besides: "No backup was made before this removal". */
  warnings: z.array(z.string()),
});

const one = z.object({ bulk: z.string() });

export const bulk = {
  /** Works out, as a job, what would become of each entry. Writes nothing. */
  preview: base.input(z.object({ of: bulkOf, act: bulkAct })).output(z.object({ bulk: z.string(), job: z.string() })),
  summary: base.input(one).output(bulkSummary),
  items: base
    .input(
      one.extend({
        group: bulkGroup.default('change'),
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(1000).default(50),
      }),
    )
    .output(z.object({ items: z.array(bulkItem), total: z.number().int() })),
  /** The whole group as a CSV file: number, what, and each field before and after. */
  export: base.input(one.extend({ group: bulkGroup })).output(eventIterator(z.string())),
  /** The rejected lines and cells of the file as a CSV file: line, column, reason, text. */
  rejects: base.input(one).output(eventIterator(z.string())),
  /**
   * Carries out the preview as one batch, as a job. NEEDS_PERSON when `confirm` is not the count that the summary asks
   * for. An entry that was changed since the preview is left and listed.
   */
  apply: base
    .input(
      one.extend({
        why: z.string().trim().min(1, 'Say why.').max(2000),
        confirm: z.number().int().optional(),
      }),
    )
    .output(z.object({ job: z.string() })),
  result: base.input(one).output(bulkResult),
  /** The open bulks, newest last, so that a reloaded page finds its own. */
  list: base.output(
    z.array(
      z.object({
        bulk: z.string(),
        kind: z.enum(['edit', 'remove']),
        label: z.string(),
        step: z.enum(['working', 'previewed', 'applied', 'cancelled']),
        at: instantOut,
      }),
    ),
  ),
  discard: base.input(one).output(z.object({ ok: z.boolean() })),
};

export type BulkOf = z.output<typeof bulkOf>;
export type BulkAct = z.output<typeof bulkAct>;
export type BulkGroup = z.output<typeof bulkGroup>;
export type BulkSummary = z.output<typeof bulkSummary>;
export type BulkItem = z.output<typeof bulkItem>;
export type BulkResult = z.output<typeof bulkResult>;
