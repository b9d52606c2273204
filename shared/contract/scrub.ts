/**
 * Lead files that are cleaned against the list: found, split into a clean and a blocked half, and certified. A scrub
 * lives in the core, so a reload loses nothing.
 */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base, fromPath, instantOut, moment, pathUnder, region } from './common.ts';
import { columnField, delimiter, encoding, fileFound, leftOut, mapping, readChoices, storedFrom } from './files.ts';

export const scrubFound = fileFound.extend({ scrub: z.string() });

export const scrubOptions = z.object({
  /**
   * Which columns hold phone numbers, area codes, country codes, the country of the numbers, and what the row says of
   * itself (`flag`, `doubtfulFlag`, `registryFlag`, `disposition`, `action`). Every other column is looked at for numbers too.
   */
  mapping,
  leftOut,
  region: region.optional(),
  /** The account, or account/agent, that will dial; without it, a number that is blocked anywhere is blocked. */
  target: z.string().optional(),
  /** When the account will dial; by default now. A day means its start. */
  at: moment.optional(),
  /** Rows with several phone columns: blocked if any of their numbers is, or each blocked cell is blanked. */
  several: z.enum(['any', 'blank']).default('any'),
  /**
   * Numbers that no current version of a loaded registry covers, in countries with a loaded registry: blocked, because
   * it is not known whether they are listed, or clean and counted in the report.
   */
  notCovered: z.enum(['name', 'block']).default('block'),
  /**
   * Phone cells that could be several numbers, or a number that was never given out: blocked, or clean and counted in
   * the report. It is about numbers alone: a row whose own words are not explained is blocked in both cases. A number that is on a list in any reading is blocked in both cases.
   */
  doubtful: z.enum(['name', 'block']).default('block'),
  /** The halves as text (written like the lead file; for a sheet, CSV), or as Excel workbooks. */
  halves: z.enum(['text', 'workbook']).default('text'),
});

const file = z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() });
const count = z.number().int().nonnegative();
const column = z.object({ column: count, name: z.string() });

/**
 * What a scrub did, to be kept as evidence. Format 2 blocks for more reasons than 1 did (`flagged`, `inDoubt`), and
 * mentions every clean row with a number that is possible but not valid; 3 ends in a seal (electron/core/paper/seal.ts), of
 * which only the file knows; 4 counts apart rows whose own words nobody has explained (`unexplained`), which 3 counted as `inDoubt`. `rows.read` = `rows.clean` + `rows.blocked`;
 * `rows.blocked` is the sum of `rows.blockedBy`. Its JSON is the certificate; the PDF says the same for people.
 */
export const scrubCertificate = z.object({
  certificate: z.literal('DNC Desk scrub'),
  format: z.union([z.literal(3), z.literal(4)]),
  app: z.object({ name: z.string(), version: z.string() }),
  /** When it was made, and by whom. */
  madeAt: instantOut,
  madeBy: z.string(),
  input: file.extend({
    /** For a sheet: the encoding of the CSV that is made from it. */
    encoding,
    delimiter,
    header: z.boolean(),
    format: z.enum(['text', 'sheet']),
    /** The file of an archive and the sheet of a workbook that were read, outermost first. */
    parts: z.array(z.string()),
  }),
  question: z.object({
    /** The target's name; null: any target. */
    target: z.string().nullable(),
    at: instantOut,
    region: z.string().nullable(),
    phoneColumns: z.array(column),
    several: z.enum(['any', 'blank']),
    notCovered: z.enum(['name', 'block']),
    doubtful: z.enum(['name', 'block']),
  }),
  /** What was done with the columns that are no phone columns: each is looked at, unless a person left it out. */
  columns: z.object({
    /** `numbers`: how many were read in it. Digits that are no number on any of the lists are not read further. */
    lookedAt: z.array(column.extend({ numbers: count })),
    leftOut: z.array(column),
    /** The column that names the country of a row's numbers; `unknown`: how many rows name an unknown one, or two. */
    country: column.extend({ unknown: count }).nullable(),
    /** Columns that say themselves that their row is not to be called. */
    deciding: z.array(column.extend({ field: columnField })),
    /** Columns with words that nobody has explained: how many rows are blocked by them. */
    unexplained: z.array(column.extend({ rows: count })).default([]),
  }),
  rows: z.object({
    read: count,
    clean: count,
    blocked: count,
    /** Each blocked row counts once, by the first reason in this order. */
    blockedBy: z.object({
      list: count,
      conflict: count,
      registry: count,
      /** The row itself says that it is not to be called. */
      flagged: count,
      /** The row says something of itself of which nobody has said what it means. */
      unexplained: count.default(0),
      notANumber: count,
      inDoubt: count,
      notCovered: count,
    }),
    /** Clean rows in which blocked cells were blanked, and how many cells. */
    blankedRows: count,
    blankedCells: count,
    /**
     * Clean rows with a number that no registry covers; null when no registry is loaded, so that nothing is claimed.
     */
    notCovered: count.nullable(),
    /** Clean rows with a number that only an outdated version covers; null as above. */
    stale: count.nullable(),
    /** Clean rows in which it is not sure which number is meant; 0 where such rows are blocked. */
    inDoubt: count,
    /** Phone cells whose number is possible but in no range in use; they were looked up as they stand. */
    notValid: count,
  }),
  list: z.object({
    entries: count,
    /** The newest row of the journal, whose hash stands for the whole list; null: the list was never written. */
    journal: z.object({ seq: count, hash: z.string() }).nullable(),
    openConflicts: count,
  }),
  registries: z.array(
    z.object({
      list: z.string(),
      name: z.string(),
      area: z.string(),
      /** The day on which the regulator made it. */
      version: z.string(),
      ageDays: count,
      state: z.enum(['current', 'due', 'stale', 'damaged']),
      numbers: count,
      sha256: z.string(),
    }),
  ),
  /** The rules that were applied, in sentences. */
  rules: z.array(z.string()),
  /** What the halves consist of: the file's own bytes, or its cells. */
  halves: z.enum(['asIs', 'csv', 'workbook']),
  output: z.object({ clean: file, blocked: file }),
});

/** `certificate` is JSON, `certificatePdf` the same for people. */
export const scrubPart = z.enum(['clean', 'blocked', 'certificate', 'certificatePdf']);

const scrubId = z.object({ scrub: z.string() });
const downloaded = 'Download what comes of the file instead.';

export const scrub = {
  /** Opens a lead file by path (desktop and CLI) or by upload (web host), and says what was found in it. */
  open: base
    .meta(fromPath)
    .input(
      z.object({
        from: storedFrom,
        region: region.optional(),
        ...readChoices,
      }),
    )
    .output(scrubFound),
  /** Reads the same file again with other settings. */
  reread: base.input(scrubId.extend(readChoices)).output(scrubFound),
  /** Forgets what the columns of such files meant, and says what was found without it. */
  forgetMapping: base.input(scrubId).output(scrubFound),
  get: base.input(scrubId).output(
    z.object({
      found: scrubFound,
      step: z.enum(['found', 'done']),
      /** The options of the last run, for a page that comes back. */
      options: scrubOptions.nullable(),
    }),
  ),
  /**
   * Starts the work as a job. `to`: the paths of the halves (desktop and CLI); without it the core keeps them until
   * they are saved. `replace`: what is there already may be replaced.
   */
  start: base
    .meta(pathUnder('to', downloaded))
    .input(
      scrubId.extend({
        options: scrubOptions,
        to: z.object({ clean: z.string(), blocked: z.string() }).optional(),
        replace: z.boolean().default(false),
      }),
    )
    .output(z.object({ job: z.string() })),
  /** The result of the last run. */
  result: base.input(scrubId).output(scrubCertificate),
  /** A part as base64 pieces: bytes that a page saves unchanged. */
  download: base.input(scrubId.extend({ part: scrubPart })).output(eventIterator(z.string())),
  /** Writes a part to a path (desktop and CLI). `replace`: what is there already may be replaced. */
  save: base
    .meta(pathUnder('path', downloaded))
    .input(scrubId.extend({ part: scrubPart, path: z.string(), replace: z.boolean().default(false) }))
    .output(z.object({ path: z.string() })),
  list: base.output(z.array(z.object({ scrub: z.string(), name: z.string(), step: z.enum(['found', 'done']) }))),
  /** Forgets a scrub and what the core kept of it. */
  discard: base.input(scrubId).output(z.object({ ok: z.boolean() })),
};

export type ScrubFound = z.output<typeof scrubFound>;
export type ScrubOptions = z.output<typeof scrubOptions>;
export type ScrubCertificate = z.output<typeof scrubCertificate>;
export type ScrubPart = z.output<typeof scrubPart>;
