/** What is found in any file that is read, and what a person says of its columns: shared by imports, scrubs and changes by file. */
import { z } from 'zod';
import { COLUMN_FIELDS } from '../words/columnFields.ts';

/** What a column means for the list. */
export const columnField = z.enum(COLUMN_FIELDS);

export const columnGuess = z.object({
  column: z.number().int(),
  header: z.string().nullable(),
  field: columnField,
  /** `layout`: the layout of a known dialer says so; `remembered`: so it was the last time. */
  why: z.enum(['header', 'content', 'layout', 'remembered', 'none']),
  samples: z.array(z.string()),
});

export const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1255']);
export const delimiter = z.enum([',', ';', '\t', '|', 'none']);

/** A choice of one part: the file of an archive, or the sheet of a workbook. */
export const partLevel = z.object({
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

/** What the columns mean; columns that are not named are ignored. */
export const mapping = z.array(z.object({ column: z.number().int().nonnegative(), field: columnField }));

/** Columns that a person left out: nothing in them is read, and nobody asks about them. */
export const leftOut = z.array(z.number().int().nonnegative()).max(5000).default([]);

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
export const chosenParts = z.array(z.string()).max(4);

export type ColumnField = z.output<typeof columnField>;
export type ColumnGuess = z.output<typeof columnGuess>;
