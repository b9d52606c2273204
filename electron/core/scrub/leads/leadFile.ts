/** A lead file as it is opened: where it is, how it is written, and what its columns seem to hold. */
import { rm, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join } from 'node:path';
import type { ScrubFound } from '../../../../shared/contract/scrub.ts';
import { recogniseLayout } from '../../../../shared/domain/columns/columnLayout.ts';
import { toLeadField } from '../../../../shared/domain/columns/leadFile.ts';
import { recogniseColumns } from '../../../../shared/domain/columns/columns.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { DialectChoices } from '../../files/text/detectDialect.ts';
import { type OpenedRows, openRows } from '../../files/openRows.ts';
import type { Dialect } from '../../files/text/dialect.ts';
import { type FileSource, type SheetLeads, toMadeDialect } from './leadBytes.ts';

export type LeadRef =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'upload'; readonly upload: string; readonly name: string };

export type LeadFile = {
  readonly ref: LeadRef;
  readonly opened: OpenedRows<FileSource>;
  /** How the bytes are written that are split: those of the text, or the CSV that is made of a sheet. */
  readonly dialect: Dialect;
  /** The sheet that is read; undefined: a text. */
  readonly sheet: Omit<SheetLeads, 'isSafe'> | undefined;
  /** What the halves are called after: the file as it would be called as plain text. */
  readonly plainName: string;
  readonly found: Omit<ScrubFound, 'scrub'>;
  /** Deletes what was uploaded. */
  readonly close: () => Promise<void>;
};

const sampleRows = 10;
const sampleCells = 5;
const gone = 'This file is not here any more. Drop it again.';

export type LeadChoices = Pick<DialectChoices, 'encoding' | 'delimiter' | 'hasHeader' | 'region'> & {
  /** The file of an archive and the sheet of a workbook to read, outermost first. */
  readonly parts?: readonly string[] | undefined;
};

/** Opens a lead file; what is wrong with it comes back as one sentence. */
export async function openLeadFile(
  ref: LeadRef,
  { parts: picks = [], ...choices }: LeadChoices,
  uploadsDir: string,
): Promise<{ readonly ok: true; readonly value: LeadFile } | { readonly ok: false; readonly message: string }> {
  const at = toPath(ref, uploadsDir);
  if (!at.ok) return at;
  const path = at.value;
  const name = basename(ref.kind === 'path' ? ref.path : ref.name);
  const opened = await openRows(path, { ...choices, picks, name });
  if (!opened.ok) return { ok: false, message: opened.message };
  const sheet = opened.format === 'sheet' ? { dialect: opened.dialect, header: opened.header } : undefined;
  return {
    ok: true,
    value: {
      ref,
      opened,
      sheet,
      dialect: sheet === undefined ? opened.dialect : toMadeDialect(sheet),
      plainName: toPlainName(name, opened),
      found: toFound(name, opened, choices.region),
      close: async () => {
        if (ref.kind === 'upload') await rm(path, { force: true });
      },
    },
  };
}

/** How large the file is as it stands on the disk; 0 where it cannot be asked. */
export async function sizeOfLeads(ref: LeadRef, uploadsDir: string): Promise<number> {
  const at = toPath(ref, uploadsDir);
  if (!at.ok) return 0;
  return await stat(at.value).then(
    ({ size }) => size,
    () => 0,
  );
}

function toPath(
  ref: LeadRef,
  uploadsDir: string,
): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string } {
  if (ref.kind === 'path')
    return isAbsolute(ref.path)
      ? { ok: true, value: ref.path }
      : { ok: false, message: 'Name the file with its whole path.' };
  // The name of an upload is made by the host; anything that could lead elsewhere is not one.
  return /^[\w-]{8,100}$/.test(ref.upload)
    ? { ok: true, value: join(uploadsDir, ref.upload) }
    : { ok: false, message: gone };
}

export const noPhoneNote = 'No column of phone numbers was recognised: choose the columns that hold them.';

function toFound(name: string, opened: OpenedRows<FileSource>, region: Region | undefined): Omit<ScrubFound, 'scrub'> {
  const { source, dialect, header, samples, format, levels } = opened;
  const cells = samples.map((row) => row.cells);
  const { dialer } = recogniseLayout({ header, samples: cells });
  const guesses = recogniseColumns({
    header,
    samples: cells,
    ...(region === undefined ? {} : { region }),
    ...(dialer === undefined ? {} : { layout: dialer.fields }),
  }).map((guess) => ({ ...guess, field: toLeadField(guess.field, header?.[guess.column] ?? '') }));
  const hasPhone = guesses.some(({ field }) => field === 'phone');
  return {
    name,
    bytes: source.bytes,
    format,
    levels: levels.map((level) => ({ ...level, parts: [...level.parts] })),
    encoding: dialect.encoding,
    delimiter: dialect.delimiter,
    headerRow: dialect.headerRow,
    columns: guesses.map(({ column, field, why }) => ({
      column,
      field,
      why,
      header: header?.[column] ?? null,
      samples: cells.flatMap((row) => row[column]?.trim() || []).slice(0, sampleCells),
    })),
    samples: samples.slice(0, sampleRows).map((row) => ({ line: row.line, cells: [...row.cells] })),
    notes: [
      ...opened.notes,
      ...(dialer?.kind === 'leads' ? [dialer.why] : []),
      ...describeMade(opened),
      ...(hasPhone ? [] : [noPhoneNote]),
    ],
    leftOut: [],
    remembered: null,
  };
}

/** What comes back of a file that is not plain text, in sentences. */
function describeMade({ source, format, dialect, levels }: OpenedRows<FileSource>): string[] {
  if (source.picks === undefined) return [];
  const part = levels.at(-1)?.chosen;
  if (format === 'text')
    return [`The two files come back as the text ${part === undefined ? 'inside' : `of "${part}"`}, not packed.`];
  const above = (dialect.headerRow ?? 1) - 1;
  return [
    `The two files are made from the sheet "${part}", as CSV unless you choose workbooks: the same columns in the same order, without formatting and formulas.`,
    ...(above === 0 ? [] : [`What stands above its column names (row ${above + 1}) is not in them.`]),
  ];
}

/** `leads.xlsx` gives `leads.csv`, `leads.csv.gz` gives `leads.csv`, `leads.zip` with `may.txt` gives `leads.txt`. */
function toPlainName(name: string, { source, format, levels }: OpenedRows<FileSource>): string {
  if (source.picks === undefined) return name;
  const bare = basename(name, extname(name));
  if (format === 'sheet') return `${bare}.csv`;
  const [packed] = levels;
  return packed === undefined ? bare : `${bare}${extname(packed.chosen)}`;
}
