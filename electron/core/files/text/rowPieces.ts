// Decoded text in pieces -> rows below the header, in order. Shared by plain files and what comes out of an archive.

import type { Dialect, Row } from './dialect.ts';
import { createRecordReader } from './recordReader.ts';

/** Rows that a piece completed. `blankLines` counts the lines without any text, from the top of the file so far. */
export interface SomeRows {
  readonly rows: readonly Row[];
  readonly blankLines: number;
}

/** Reads pieces of text by a dialect; `null` marks the end of the text. */
export async function* readPieces(
  pieces: AsyncIterable<string | null>,
  dialect: Dialect,
): AsyncGenerator<SomeRows, void, undefined> {
  const reader = createRecordReader(dialect, dialect.columns);
  for await (const piece of pieces) {
    const rows = piece === null ? reader.end() : reader.push(piece);
    yield { rows: skipHeader(rows, dialect.headerRow), blankLines: reader.blankLines };
  }
}

/** The rows below the header. */
export function skipHeader(rows: Row[], headerRow: number | null): Row[] {
  const first = rows[0];
  return headerRow === null || first === undefined || first.line > headerRow
    ? rows
    : rows.filter((row) => row.line > headerRow);
}
