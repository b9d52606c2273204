/**
 * What an intake reads from: a file by path, an upload, or pasted text, opened and described, with its rows to stream.
 * Whatever is wrong with a file comes out as one sentence.
 */
import { rm } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { assertNever } from '../../../shared/assertNever.ts';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { type FileLayout, recogniseLayout } from '../../../shared/domain/columns/columnLayout.ts';
import { keepRequestPhones, recogniseColumns } from '../../../shared/domain/columns/columns.ts';
import { findListedColumns } from '../../../shared/domain/columns/numberLists.ts';
import { describeLeads } from '../../../shared/domain/columns/leadFile.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { Delimiter, Encoding, Row } from '../files/text/dialect.ts';
import { type OpenedRows, openRows, openText, openToRead, readFingerprint } from '../files/openRows.ts';
import { ReadingError, refuseSystemError } from '../files/readingError.ts';
import { streamRows } from '../files/streamRows.ts';

export type SourceRef =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'upload'; readonly upload: string; readonly name: string }
  | { readonly kind: 'text'; readonly text: string; readonly name: string };

/** What the person said about the file, instead of what was guessed. */
export type ReadSettings = {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly hasHeader?: boolean | undefined;
  /** Names of the file of an archive and the sheet of a workbook to read, outermost first. */
  readonly parts?: readonly string[] | undefined;
  /** A sheet or file that is no list of numbers is opened all the same, as `refused`, where another can be chosen. */
  readonly letChoose?: boolean | undefined;
};

export type SourceChunk =
  | { readonly ok: true; readonly rows: readonly Row[]; readonly bytesRead: number; readonly totalBytes: number | null }
  | { readonly ok: false; readonly message: string };

export type OpenedSource = {
  readonly ref: SourceRef;
  readonly found: Omit<IntakeFound, 'intake'>;
  /** What was opened, and how it is written. */
  readonly opened: Pick<OpenedRows, 'source' | 'dialect'>;
  /** Every row below the header; ends with a failure when the file cannot be read to its end or is another by now. */
  readonly rows: (signal: AbortSignal) => AsyncGenerator<SourceChunk>;
  /** The facts to keep with the batch, unless the file is not the one any more that was previewed. */
  readonly checkUnchanged: () => Promise<
    { ok: true; value: { sha256: string; bytes: number } } | { ok: false; message: string }
  >;
  /** Deletes what was uploaded for this intake. */
  readonly close: () => Promise<void>;
};

export const noPhoneNote = 'No column of phone numbers was recognised: choose the column that holds them.';
const sampleRows = 10;
const sampleCells = 5;

/** Opens a source. `region` helps to tell phone numbers from other digits. */
export async function openSource(
  ref: SourceRef,
  settings: ReadSettings,
  context: { readonly uploadsDir: string; readonly region: Region | undefined },
): Promise<{ ok: true; value: OpenedSource } | { ok: false; message: string }> {
  const located = locate(ref, context.uploadsDir);
  if (!located.ok) return located;
  const { name, path } = located;
  const { parts: picks = [], ...dialect } = settings;
  const options = { ...dialect, picks, name, ...(context.region === undefined ? {} : { region: context.region }) };
  const opened =
    path === undefined ? openText(ref.kind === 'text' ? ref.text : '', options) : await openRows(path, options);
  if (!opened.ok) return { ok: false, message: opened.message };
  const layout = recogniseLayout({ header: opened.header, samples: opened.samples.map(({ cells }) => cells) });
  const refused = opened.refused?.message ?? refuseLayout(layout, [name, ...opened.levels.map(({ chosen }) => chosen)]);
  const hasOthers = opened.levels.some(({ parts }) => parts.length > 1);
  if (refused !== null && !(hasOthers && settings.letChoose === true)) return { ok: false, message: refused };
  return {
    ok: true,
    value: {
      ref,
      found: { ...toFound(name, opened, context.region, layout), refused },
      opened: { source: opened.source, dialect: opened.dialect },
      rows: (signal) => streamSource(opened, name, signal),
      checkUnchanged: () => checkUnchanged(opened, name),
      close: async () => {
        if (ref.kind === 'upload' && path !== undefined) await rm(path, { force: true });
      },
    },
  };
}

/** Why a file of this layout is no list to be imported; null where it may be one. `path`: the file, and the part of it. */
function refuseLayout(layout: FileLayout, path: readonly string[]): string | null {
  if (layout.kind !== 'complaints' && layout.kind !== 'registry') return null;
  const said = `"${path.join(' › ')}" was not opened. ${layout.why}`;
  return layout.kind === 'complaints'
    ? said
    : `${said} Load it under Settings, Registries, or with dnc-desk registries load; if it is your own list, give it a header row.`;
}

function locate(
  ref: SourceRef,
  uploadsDir: string,
): { ok: true; name: string; path: string | undefined } | { ok: false; message: string } {
  switch (ref.kind) {
    case 'text':
      return { ok: true, name: ref.name, path: undefined };
    case 'path':
      if (!isAbsolute(ref.path)) return { ok: false, message: 'Name the file with its whole path.' };
      return { ok: true, name: basename(ref.path), path: ref.path };
    case 'upload':
      // The name of an upload is made by the host; anything that could lead elsewhere is not one.
      if (!/^[\w-]{8,100}$/.test(ref.upload))
        return { ok: false, message: 'This upload is not known. Drop the file again.' };
      return { ok: true, name: basename(ref.name), path: join(uploadsDir, ref.upload) };
    default:
      return assertNever(ref);
  }
}

function toFound(
  name: string,
  opened: OpenedRows,
  region: Region | undefined,
  layout: FileLayout,
): Omit<IntakeFound, 'intake' | 'refused'> {
  const { source, dialect, header, samples } = opened;
  const { dialer } = layout;
  const cells = samples.map((row) => row.cells);
  const known = recogniseColumns({
    header,
    samples: cells,
    ...(region === undefined ? {} : { region }),
    ...(dialer === undefined ? {} : { layout: dialer.fields }),
  });
  const recognised = keepRequestPhones(known, header);
  const listed = header === null ? findListedColumns(recognised, cells) : [];
  const guesses = recognised.map((guess) =>
    listed.includes(guess.column) ? { ...guess, field: 'phone' as const, why: 'content' as const } : guess,
  );
  const notes = layout.why === '' ? [...opened.notes] : [...opened.notes, layout.why];
  const leads = describeLeads({
    name,
    header,
    fields: guesses.map(({ field }) => field),
    ...(dialer === undefined ? {} : { dialer }),
  });
  if (!guesses.some(({ field }) => field === 'phone')) notes.push(noPhoneNote);
  return {
    name,
    bytes: source.bytes,
    encoding: dialect.encoding,
    delimiter: dialect.delimiter,
    format: opened.format,
    levels: opened.levels.map((level) => ({ ...level, parts: [...level.parts] })),
    headerRow: dialect.headerRow,
    columns: guesses.map(({ column, field, why }) => ({
      column,
      field,
      why,
      header: header?.[column] ?? null,
      samples: cells.flatMap((row) => row[column]?.trim() || []).slice(0, sampleCells),
    })),
    samples: samples.slice(0, sampleRows).map((row) => ({ line: row.line, cells: [...row.cells] })),
    layout: dialer?.name ?? null,
    notes,
    asks: leads === undefined ? [] : [{ kind: 'leads', sentence: leads }],
    remembered: null,
    requestValues: dialer?.requestValues === undefined ? null : [...dialer.requestValues],
    otherValues: null,
    leftOut: [],
  };
}

async function* streamSource(
  { source, dialect }: OpenedRows,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<SourceChunk> {
  try {
    for await (const { rows, bytesRead, totalBytes } of streamRows(source, dialect, { signal, name })) {
      yield { ok: true, rows, bytesRead, totalBytes };
    }
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    yield { ok: false, message: error.message };
  }
}

async function checkUnchanged({ source }: OpenedRows, name: string): ReturnType<OpenedSource['checkUnchanged']> {
  const facts = { sha256: source.sha256, bytes: source.bytes };
  if (source.kind === 'text') return { ok: true, value: facts };
  try {
    const handle = await openToRead(source.path);
    try {
      const { fingerprint } = await readFingerprint(handle);
      return fingerprint === source.fingerprint
        ? { ok: true, value: facts }
        : {
            ok: false,
            message: `"${name}" was changed after the preview. Open it again, so that you see what it will do now.`,
          };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, message: refuseSystemError(error, name).message };
  }
}
