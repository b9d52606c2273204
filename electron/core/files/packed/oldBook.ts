/**
 * XLS (Excel 97 to 2003) and XLSB, which only @e965/xlsx reads, and only as a whole. readParts.ts has already counted
 * what such a file unpacks to; the worker's caps limit the parser's time and memory.
 */
import type { CellObject, DenseWorkSheet, ParsingOptions } from '@e965/xlsx';
import { assertNever } from '../../../../shared/assertNever.ts';
import { ReadingError, type ReadingProblem } from '../readingError.ts';
import { type Book, createRowGatherer, type Sheet, type SheetSurvey } from './book.ts';
import type { Budget } from './budget.ts';
import { toBooleanText, toFormulaText, toIsoText, toLinkedText, toNumberText } from './cellText.ts';
import { type NumberStyle, toNumberStyle } from './numberFormat.ts';

/** How many rows one pass hands on at once. */
const rowsAtOnce = 1000;

/**
 * What an OLE2 container holds: an old workbook, a newer one under a password, or a document of another program.
 * @throws ReadingError: no OLE2 container
 */
export async function recogniseOle(bytes: Buffer, budget: Budget): Promise<'xls' | ReadingProblem> {
  const { CFB } = await import('@e965/xlsx');
  try {
    const container = CFB.read(bytes, { type: 'buffer' });
    const has = (name: string) => CFB.find(container, name) !== null;
    if (has('EncryptedPackage')) return 'encrypted';
    return has('Workbook') || has('Book') ? 'xls' : 'document';
  } catch (error) {
    throw toRefusal(error, budget);
  }
}

/**
 * All sheets of an XLS or XLSB.
 * @throws ReadingError: damaged, encrypted, or larger than is read
 */
export async function openOldBook(bytes: Buffer, budget: Budget): Promise<Book> {
  const { read } = await import('@e965/xlsx');
  const options = {
    type: 'buffer',
    dense: true,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellStyles: true,
  } as const;
  try {
    const book = read(bytes, options satisfies ParsingOptions);
    const is1904 = book.Workbook?.WBProps?.date1904 === true;
    return {
      sheets: book.SheetNames.flatMap((name, place): Sheet[] => {
        const sheet = book.Sheets[name] as DenseWorkSheet | undefined;
        if (sheet === undefined || !Array.isArray(sheet['!data'])) return [];
        const rowCount = sheet['!data'].filter((row) => row?.some(isFilled)).length;
        return [
          {
            name,
            isHidden: (book.Workbook?.Sheets?.[place]?.Hidden ?? 0) !== 0,
            look: async () => ({ isEmpty: rowCount === 0, rows: rowCount }),
            survey: async () => surveySheet(sheet),
            rows: () => readRows(sheet, is1904, budget),
          },
        ];
      }),
    };
  } catch (error) {
    throw toRefusal(error, budget);
  }
}

async function* readRows(sheet: DenseWorkSheet, is1904: boolean, budget: Budget): ReturnType<Sheet['rows']> {
  const gatherer = createRowGatherer(budget);
  const styles = new Map<string, NumberStyle>();
  const styleOf = (code: string): NumberStyle => {
    const known = styles.get(code) ?? toNumberStyle(0, code);
    styles.set(code, known);
    return known;
  };
  for (const [at, row] of sheet['!data'].entries()) {
    row?.forEach((cell, column) => gatherer.addCell(column, toText(cell, styleOf, is1904)));
    gatherer.endRow(at + 1, isHidden(sheet, at));
    if (at % rowsAtOnce === rowsAtOnce - 1) yield gatherer.take();
  }
  yield gatherer.take();
}

function surveySheet(sheet: DenseWorkSheet): SheetSurvey {
  let [hiddenRows, columns] = [0, 0];
  for (const [at, row] of sheet['!data'].entries()) {
    const width = 1 + (row?.findLastIndex(isFilled) ?? -1);
    columns = Math.max(columns, width);
    if (width > 0 && isHidden(sheet, at)) hiddenRows += 1;
  }
  return { hiddenRows, columns };
}

function isHidden(sheet: DenseWorkSheet, row: number): boolean {
  return sheet['!rows']?.[row]?.hidden === true;
}

function isFilled(cell: CellObject | undefined): boolean {
  return cell !== undefined && (hasValue(cell) || isUnsolved(cell) || toLinkedText('', cell.l?.Target) !== '');
}

function hasValue({ t, v }: CellObject): boolean {
  return t !== 'z' && v !== undefined && v !== '';
}

/** A formula without a result. */
function isUnsolved({ f, v }: CellObject): boolean {
  return f !== undefined && v === undefined;
}

function toText(cell: CellObject | undefined, styleOf: (code: string) => NumberStyle, is1904: boolean): string {
  if (cell === undefined) return '';
  return toLinkedText(toShownText(cell, styleOf, is1904), cell.l?.Target);
}

function toShownText(cell: CellObject, styleOf: (code: string) => NumberStyle, is1904: boolean): string {
  if (isUnsolved(cell)) return toFormulaText(cell.f ?? '');
  if (!hasValue(cell)) return '';
  switch (cell.t) {
    case 'n':
      return toNumberText(Number(cell.v), styleOf(String(cell.z ?? 'General')), is1904);
    case 'b':
      return toBooleanText(cell.v === true);
    case 'e':
      return cell.w ?? '#ERROR';
    case 's':
    case 'd':
    case 'z':
      return cell.v instanceof Date ? toIsoText(cell.v.toISOString()) : String(cell.v);
    default:
      return assertNever(cell.t);
  }
}

/** The parser throws all kinds of errors; one about a password says so in its text. */
function toRefusal(error: unknown, budget: Budget): ReadingError {
  if (error instanceof ReadingError) return error;
  return budget.refuse(error instanceof Error && /password|encrypt/i.test(error.message) ? 'encrypted' : 'damaged');
}
