/**
 * What is found in any file that is read, and what a person says of its columns. Imports, scrubs and changes by file
 * share it.
 */
import { z } from 'zod';
import { COLUMN_FIELDS } from '../words/columnFields.ts';
import { instantOut } from './common.ts';

/** What a column means for the list. */
export const columnField = z.enum(COLUMN_FIELDS);

export const columnGuess = z.object({
  column: z.number().int(),
  header: z.string().nullable(),
  field: columnField,
  /** `layout`: known from the layout of a dialer; `remembered`: as the last time. */
  why: z.enum(['header', 'content', 'layout', 'remembered', 'none']),
  samples: z.array(z.string()),
});

export const encoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'windows-1252',
  'windows-1255',
  'windows-1256',
]);
export const delimiter = z.enum([',', ';', '\t', '|', 'none']);

/** A choice of one part: the file of an archive, or the sheet of a workbook. */
const partLevel = z.object({
  kind: z.enum(['file', 'sheet']),
  chosen: z.string(),
  parts: z.array(
    z.object({
      name: z.string(),
      /** For a sheet, where this is known without reading all of it. */
      rows: z.number().int().nullable(),
      /** For a file, as its archive says. */
      bytes: z.number().nullable(),
      isHidden: z.boolean(),
      isEmpty: z.boolean(),
    }),
  ),
});

/** What the columns mean; columns that are not named are ignored. */
export const mapping = z.array(z.object({ column: z.number().int().nonnegative(), field: columnField }));

/** Columns that the person left out: nothing in them is read or asked about. */
export const leftOut = z.array(z.number().int().nonnegative()).max(5000).default([]);

const fromDisk = z.object({ kind: z.literal('path'), path: z.string() });
const fromUpload = z.object({ kind: z.literal('upload'), upload: z.string(), name: z.string() });

/** Where a file is: at a path (desktop and CLI), or among the uploads (web host). */
export const storedFrom = z.discriminatedUnion('kind', [fromDisk, fromUpload]);

/** The source that is read: a file, or pasted text. */
export const fileFrom = z.discriminatedUnion('kind', [
  fromDisk,
  fromUpload,
  z.object({
    kind: z.literal('text'),
    text: z.string().max(20_000_000),
    name: z.string().default('pasted numbers'),
  }),
]);

/** Names of the file of an archive and of the sheet of a workbook to read, outermost first. */
const chosenParts = z.array(z.string()).max(4);

/** What the person says about how a file is written; what is left out is guessed. */
export const readChoices = {
  encoding: encoding.optional(),
  delimiter: delimiter.optional(),
  hasHeader: z.boolean().optional(),
  parts: chosenParts.optional(),
};

/** What is found in any file that is opened. */
export const fileFound = z.object({
  name: z.string(),
  bytes: z.number(),
  /** `sheet`: a sheet of a workbook, which has neither encoding nor delimiter. */
  format: z.enum(['text', 'sheet']),
  /** Where the rows are in the file, outermost first; empty for a plain text. */
  levels: z.array(partLevel),
  encoding,
  delimiter,
  headerRow: z.number().int().nullable(),
  columns: z.array(columnGuess),
  /** The first rows below the header, with their line numbers. */
  samples: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** What the person should know before going on: "No phone column was recognised". */
  notes: z.array(z.string()),
  /** Columns that the person left out the last time, counted from 0. */
  leftOut: z.array(z.number().int().nonnegative()),
  /** When the columns of such a file were last given their meaning, if that is what `columns` and `leftOut` say. */
  remembered: z.object({ at: instantOut }).nullable(),
});

export type ColumnField = z.output<typeof columnField>;
export type ColumnGuess = z.output<typeof columnGuess>;
export type FileFrom = z.output<typeof fileFrom>;
export type StoredFrom = z.output<typeof storedFrom>;
export type FileFound = z.output<typeof fileFound>;
