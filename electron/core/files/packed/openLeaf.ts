/** The rows of the part that was reached in a workbook or an archive. Runs in a worker. */
import type { Dialect } from '../text/dialect.ts';
import { readPieces, type SomeRows } from '../text/rowPieces.ts';
import type { Leaf } from './readParts.ts';

/** Rows below the header of a sheet, of contacts or of a text. `blankLines`: lines without any text so far. */
export async function* openLeaf(leaf: Leaf, dialect: Dialect): AsyncGenerator<SomeRows, void, undefined> {
  if (leaf.kind === 'sheet') {
    for await (const rows of leaf.sheet.rows())
      yield { rows: rows.filter(({ line }) => line > (dialect.headerRow ?? 0)), blankLines: 0 };
    return;
  }
  if (leaf.kind === 'contacts') {
    // Contacts have no header in the file, so none of the rows is one.
    for await (const rows of leaf.rows(dialect.encoding)) yield { rows, blankLines: 0 };
    return;
  }
  yield* readPieces(decode(await leaf.open(), dialect), dialect);
}

async function* decode(bytes: AsyncIterable<Uint8Array>, dialect: Dialect): AsyncGenerator<string | null> {
  const decoder = new TextDecoder(dialect.encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
  yield null;
}
