/** A lead file as it is opened: where it is, how it is written, and what its columns seem to hold. */
import { rm } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { ScrubFound } from '../../../shared/contract/scrub.ts';
import { recogniseColumns } from '../../../shared/domain/columns.ts';
import type { Region } from '../../../shared/domain/number.ts';
import type { DialectChoices } from '../intake/reading/detectDialect.ts';
import { type OpenedRows, openRows } from '../intake/reading/openRows.ts';
import type { FileSource } from './leadReader.ts';

export type LeadRef =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'upload'; readonly upload: string; readonly name: string };

export type LeadFile = {
  readonly ref: LeadRef;
  readonly opened: OpenedRows<FileSource>;
  readonly found: Omit<ScrubFound, 'scrub'>;
  /** Deletes what was uploaded. */
  readonly close: () => Promise<void>;
};

const sampleRows = 10;
const sampleCells = 5;
const gone = 'This file is not here any more. Drop it again.';

/** Opens a lead file; what is wrong with it comes back as one sentence. */
export async function openLeadFile(
  ref: LeadRef,
  choices: Pick<DialectChoices, 'encoding' | 'delimiter' | 'hasHeader' | 'region'>,
  uploadsDir: string,
): Promise<{ readonly ok: true; readonly value: LeadFile } | { readonly ok: false; readonly message: string }> {
  if (ref.kind === 'path' && !isAbsolute(ref.path)) return { ok: false, message: 'Name the file with its whole path.' };
  // The name of an upload is made by the host; anything that could lead elsewhere is not one.
  if (ref.kind === 'upload' && !/^[\w-]{8,100}$/.test(ref.upload)) return { ok: false, message: gone };
  const path = ref.kind === 'path' ? ref.path : join(uploadsDir, ref.upload);
  const name = basename(ref.kind === 'path' ? ref.path : ref.name);
  const opened = await openRows(path, { ...choices, name, plainOnly: true });
  if (!opened.ok) return { ok: false, message: opened.message };
  return {
    ok: true,
    value: {
      ref,
      opened,
      found: toFound(name, opened, choices.region),
      close: async () => {
        if (ref.kind === 'upload') await rm(path, { force: true });
      },
    },
  };
}

const noPhoneNote = 'No column of phone numbers was recognised: choose the columns that hold them.';

function toFound(
  name: string,
  { source, dialect, header, samples, notes }: OpenedRows<FileSource>,
  region: Region | undefined,
): Omit<ScrubFound, 'scrub'> {
  const cells = samples.map((row) => row.cells);
  const guesses = recogniseColumns({ header, samples: cells, ...(region === undefined ? {} : { region }) });
  const hasPhone = guesses.some(({ field }) => field === 'phone');
  return {
    name,
    bytes: source.bytes,
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
    notes: hasPhone ? [...notes] : [...notes, noPhoneNote],
  };
}
