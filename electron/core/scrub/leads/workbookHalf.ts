/**
 * A half that becomes an Excel workbook: it is collected as text like any other, and written as a workbook when it is
 * complete. Cells stay texts: a number keeps its zeros, and nothing in them is a formula.
 */
import { rm } from 'node:fs/promises';
import { type Dialect, MAX_COLUMNS } from '../../files/text/dialect.ts';
import { openToRead, readFingerprint } from '../../files/openRows.ts';
import { streamRows } from '../../files/streamRows.ts';
import { writeWorkbook } from '../../files/write/workbookFile.ts';
import { createHalfFile, type HalfFile } from './halfFile.ts';

const rowsAtOnce = 1000;

/** `dialect`: how the appended text is written. `sheet`: the name of the workbook's sheet. */
export type WorkbookHalfOptions = {
  readonly tag: string;
  readonly dialect: Dialect;
  readonly sheet: string;
  readonly signal: AbortSignal;
};

/**
 * As `createHalfFile`; the workbook is written by `finish`, which rejects with the signal's reason when it is
 * cancelled.
 * @throws what the file system says; nothing is left beside the path
 */
export async function createWorkbookHalf(path: string, options: WorkbookHalfOptions): Promise<HalfFile> {
  const { tag } = options;
  const textPath = `${path}.${tag}.text`;
  const book = await createHalfFile(path, tag);
  let text: HalfFile;
  try {
    text = await createHalfFile(textPath, tag);
  } catch (error) {
    await book.discard();
    throw error;
  }
  return {
    append: text.append,
    flush: text.flush,
    async finish() {
      await text.finish();
      await text.publish();
      for await (const bytes of toWorkbook(textPath, options)) {
        book.append(bytes, 0, bytes.length);
        await book.flush();
      }
      await rm(textPath, { force: true });
      return book.finish();
    },
    publish: book.publish,
    async discard() {
      await text.discard();
      await book.discard();
      await rm(textPath, { force: true }).catch(() => {});
    },
  };
}

async function* toWorkbook(path: string, { dialect, sheet, signal }: WorkbookHalfOptions): AsyncGenerator<Uint8Array> {
  const rows = readCells(path, dialect, signal);
  const first = dialect.headerRow === null ? undefined : await rows.next();
  yield* writeWorkbook(sheet, first?.value ?? [], rows);
}

/** Yields the header's cells, if there is a header, and those of the rows below it; titles above it are left out. */
async function* readCells(
  path: string,
  dialect: Dialect,
  signal: AbortSignal,
): AsyncGenerator<string[], undefined, undefined> {
  const handle = await openToRead(path);
  const facts = await readFingerprint(handle);
  await handle.close();
  const { bytes, modifiedAt, fingerprint } = facts;
  const source = { kind: 'file', path, bytes, modifiedAt, fingerprint, sha256: '' } as const;
  // Reads every line as it is, whatever its width: the blocked half has more columns than the leads.
  const every = { ...dialect, headerRow: null, columns: MAX_COLUMNS };
  for await (const { rows } of streamRows(source, every, { signal, chunkRows: rowsAtOnce })) {
    for (const { line, cells } of rows) if (line >= (dialect.headerRow ?? 0)) yield [...cells];
    // Lets other work run.
    await new Promise(setImmediate);
  }
}
