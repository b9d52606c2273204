/**
 * What an opened file looks like to a person: how it is written, what each of its columns seems to hold, and its first
 * rows.
 */
import type { FileFound } from '../../../shared/contract/files.ts';
import { type FileLayout, recogniseLayout } from '../../../shared/domain/columns/columnLayout.ts';
import { type ColumnGuess, keepRequestPhones, recogniseColumns } from '../../../shared/domain/columns/columns.ts';
import { toLeadField } from '../../../shared/domain/columns/leadFile.ts';
import { findListedColumns } from '../../../shared/domain/columns/numberLists.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { OpenedRows } from './openRows.ts';
import { describeWords as say } from '../../../shared/words/core/files.ts';

export type Description = {
  /** `notes` come from the reading; what is remembered is not in it yet. */
  readonly found: FileFound;
  /** The dialer, service or registry from which it seems to come. */
  readonly layout: FileLayout;
};

const sampleRows = 10;
const sampleCells = 5;

/**
 * What a file is read for: numbers to block or change, or leads. A day or a column of numbers may mean something else
 * in each.
 */
export type ReadPurpose = 'list' | 'leads';

/** Describes a file or pasted text. @param options `region` helps to tell phone numbers from other digits */
export function describeFile(
  name: string,
  opened: OpenedRows,
  { region, purpose }: { readonly region: Region | undefined; readonly purpose: ReadPurpose },
): Description {
  const { source, dialect, header, samples } = opened;
  const cells = samples.map((row) => row.cells);
  const layout = recogniseLayout({ header, samples: cells });
  const recognised = recogniseColumns({
    header,
    samples: cells,
    ...(region === undefined ? {} : { region }),
    ...(layout.dialer === undefined ? {} : { layout: layout.dialer.fields }),
  });
  const guesses = purpose === 'list' ? toListGuesses(recognised, header, cells) : toLeadGuesses(recognised, header);
  return {
    layout,
    found: {
      name,
      bytes: source.bytes,
      format: opened.format,
      levels: opened.levels.map((level) => ({ ...level, parts: [...level.parts] })),
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
      notes: [...opened.notes],
      leftOut: [],
      remembered: null,
    },
  };
}

type Header = readonly string[] | null;

/**
 * Numbers of people who asked come before all others; without a header, every column that lists numbers is a phone
 * column.
 */
function toListGuesses(
  recognised: readonly ColumnGuess[],
  header: Header,
  cells: readonly (readonly string[])[],
): readonly ColumnGuess[] {
  const guesses = keepRequestPhones(recognised, header);
  const listed = header === null ? findListedColumns(guesses, cells) : [];
  return guesses.map((guess) =>
    listed.includes(guess.column) ? { ...guess, field: 'phone' as const, why: 'content' as const } : guess,
  );
}

function toLeadGuesses(recognised: readonly ColumnGuess[], header: Header): readonly ColumnGuess[] {
  return recognised.map((guess) => ({ ...guess, field: toLeadField(guess.field, header?.[guess.column] ?? '') }));
}

/** Whether a column of phone numbers was recognised. */
export function hasPhoneColumn({ columns }: Pick<FileFound, 'columns'>): boolean {
  return columns.some(({ field }) => field === 'phone');
}

/** Why a file of this layout is no list of the desk's own numbers, as a sentence; null where it may be one. */
export function whyNoList({ layout, found: { name, levels } }: Description): string | null {
  if (layout.kind !== 'complaints' && layout.kind !== 'registry') return null;
  const path = [name, ...levels.map(({ chosen }) => chosen)].join(' › ');
  const said = say.wasNotOpened(path, layout.why);
  return layout.kind === 'complaints' ? said : say.loadItUnderSettings(said);
}
