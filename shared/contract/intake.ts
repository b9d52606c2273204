/** Files and pasted text on their way into the list: found, previewed, applied. An intake lives in the core, so a reload loses nothing. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base, callReference, e164, instant, region, scope } from './common.ts';

/** What a column means for the list. */
export const columnField = z.enum([
  'phone',
  'areaCode',
  'countryCode',
  'date',
  'expiry',
  'reason',
  'category',
  'campaign',
  'author',
  'name',
  'action',
  'batchId',
  'requestUuid',
  'ignore',
]);

export const columnGuess = z.object({
  column: z.number().int(),
  header: z.string().nullable(),
  field: columnField,
  why: z.enum(['header', 'content', 'none']),
  samples: z.array(z.string()),
});

export const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1255']);
export const delimiter = z.enum([',', ';', '\t', '|', 'none']);

/** A choice of one part: the file of an archive, or the sheet of a workbook. */
const partLevel = z.object({
  kind: z.enum(['file', 'sheet']),
  chosen: z.string(),
  parts: z.array(
    z.object({
      name: z.string(),
      /** Of a sheet, where they are known without reading all of it. */
      rows: z.number().int().nullable(),
      /** Of a file, as its archive says. */
      bytes: z.number().nullable(),
      isHidden: z.boolean(),
      isEmpty: z.boolean(),
    }),
  ),
});

export const intakeFound = z.object({
  intake: z.string(),
  name: z.string(),
  bytes: z.number(),
  /** `sheet`: a sheet of a workbook, which has neither encoding nor delimiter. */
  format: z.enum(['text', 'sheet']),
  /** Where the rows lie in the file, outermost first; empty for a plain text. */
  levels: z.array(partLevel),
  encoding,
  delimiter,
  headerRow: z.number().int().nullable(),
  columns: z.array(columnGuess),
  /** The first rows, header excluded, with their line numbers. */
  samples: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** Something the person should know before going on: "This file was applied before", "No phone column was recognised". */
  notes: z.array(z.string()),
});

/** What the columns mean; columns that are not named are ignored. */
export const mapping = z.array(z.object({ column: z.number().int().nonnegative(), field: columnField }));

export const intakeOptions = z.object({
  mapping,
  region: region.optional(),
  holds: scope.optional(),
  targets: z.array(z.string()).optional(),
  expires: instant.nullable().optional(),
  /** For rows whose reason column is empty or absent. */
  reason: z.string().trim().max(2000).nullable().optional(),
  category: z.string().trim().max(64).nullable().optional(),
  requestedAt: instant.nullable().optional(),
  callReference: callReference.nullable().optional(),
  onDuplicate: z.enum(['keep', 'update']).default('keep'),
  /** Block numbers that are possible but not valid too. */
  confirmInvalid: z.boolean().default(false),
});

/** What becomes of a line. `unconfirmed`: possible but not valid, and not confirmed; counted as rejected when applied. */
export const lineGroup = z.enum(['new', 'wouldChange', 'alreadyThere', 'rejected', 'unconfirmed']);

/** What an import will do. `lines` = new + wouldChange + alreadyThere + rejected + unconfirmed. */
export const intakeSummary = z.object({
  intake: z.string(),
  lines: z.number().int(),
  groups: z.object({
    new: z.number().int(),
    wouldChange: z.number().int(),
    alreadyThere: z.number().int(),
    rejected: z.number().int(),
    unconfirmed: z.number().int(),
  }),
  /** Of `alreadyThere`: lines whose number stands on an earlier line of the same file. */
  twiceInFile: z.number().int(),
  rejectedBy: z.array(z.object({ code: z.string(), message: z.string(), count: z.number().int() })),
});

export const intakeLine = z.object({
  line: z.number().int(),
  group: lineGroup,
  raw: z.string(),
  number: e164.nullable(),
  sentence: z.string(),
});

export const importResult = z.object({
  batch: z.number().int(),
  lines: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  alreadyThere: z.number().int(),
  rejected: z.number().int(),
  state: z.enum(['applied', 'cancelled']),
});

/** Where a file comes from: a path (desktop and CLI), an upload (web host), or text that was pasted. */
export const fileFrom = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string() }),
  z.object({ kind: z.literal('upload'), upload: z.string(), name: z.string() }),
  z.object({
    kind: z.literal('text'),
    text: z.string().max(20_000_000),
    name: z.string().default('pasted numbers'),
  }),
]);

/** Names of the file of an archive and the sheet of a workbook to read, outermost first. */
const chosenParts = z.array(z.string()).max(4);

export const intake = {
  /** Opens a file by path (desktop and CLI), by upload (web host), or pasted text, and says what was found in it. */
  open: base
    .input(
      z.object({
        from: fileFrom,
        region: region.optional(),
        encoding: encoding.optional(),
        delimiter: delimiter.optional(),
        hasHeader: z.boolean().optional(),
        parts: chosenParts.optional(),
      }),
    )
    .output(intakeFound),
  /** Reads the same file again with other settings. */
  reread: base
    .input(
      z.object({
        intake: z.string(),
        encoding: encoding.optional(),
        delimiter: delimiter.optional(),
        hasHeader: z.boolean().optional(),
        parts: chosenParts.optional(),
      }),
    )
    .output(intakeFound),
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
        /** False: the lines are read, and compared with the list only when they are applied (scripts have nobody to show it to). */
        compare: z.boolean().default(true),
      }),
    )
    .output(z.object({ job: z.string() })),
  summary: base.input(z.object({ intake: z.string() })).output(intakeSummary),
  lines: base
    .input(
      z.object({
        intake: z.string(),
        group: lineGroup.optional(),
        offset: z.number().int().default(0),
        limit: z.number().int().max(1000).default(50),
      }),
    )
    .output(z.object({ lines: z.array(intakeLine), total: z.number().int() })),
  /** The rejected and unconfirmed lines as a CSV file: line, reason, text. */
  rejects: base.input(z.object({ intake: z.string() })).output(eventIterator(z.string())),
  /** Carries out the preview, as a job; a file that changed since is refused. */
  apply: base.input(z.object({ intake: z.string() })).output(z.object({ job: z.string() })),
  result: base.input(z.object({ intake: z.string() })).output(importResult),
  /** Open intakes, so that a reloaded page finds its own. */
  list: base.output(
    z.array(z.object({ intake: z.string(), name: z.string(), step: z.enum(['found', 'previewed', 'applied']) })),
  ),
  discard: base.input(z.object({ intake: z.string() })).output(z.object({ ok: z.boolean() })),
};

export type ColumnField = z.output<typeof columnField>;
export type ColumnGuess = z.output<typeof columnGuess>;
export type IntakeFound = z.output<typeof intakeFound>;
export type IntakeOptions = z.output<typeof intakeOptions>;
export type IntakeOptionsInput = z.input<typeof intakeOptions>;
export type IntakeSummary = z.output<typeof intakeSummary>;
export type IntakeLine = z.output<typeof intakeLine>;
export type LineGroup = z.output<typeof lineGroup>;
export type ImportResult = z.output<typeof importResult>;
