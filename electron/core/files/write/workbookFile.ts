/**
 * Rows as an Excel workbook (XLSX), written as they come: memory stays flat for a million rows and more. Texts become
 * text cells, so that nothing in them is a formula. When a sheet is full, the next one goes on under the same header.
 */
import { writeXlsxStream } from 'hucre/xlsx';

export type WorkbookCell = string | number | null;

/** Pieces are gathered to about this size: one call per few bytes would cost more than the bytes. */
const pieceBytes = 256 * 1024;

/** Yields the file's bytes in pieces. An empty header means no header. Each row is an array of its own, for the library may keep it. Ending the iteration early stops the writing. */
export async function* writeWorkbook(
  sheet: string,
  header: readonly string[],
  rows: AsyncIterable<WorkbookCell[]>,
): AsyncGenerator<Uint8Array> {
  const columns = header.map((name) => ({ header: name, width: Math.max(12, name.length + 2) }));
  const options = header.length === 0 ? { name: sheet } : { name: sheet, columns, freezePane: { rows: 1 } };
  const stream = writeXlsxStream(rows, options);
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(pieces);
}
