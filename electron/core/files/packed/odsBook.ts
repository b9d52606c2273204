/**
 * ODS (OpenDocument 1.3): one document with all sheets, read as a stream. Equal rows and cells in a row are written
 * once with a repeat count; repeated empty ones only move on.
 */
import type { Row } from '../text/dialect.ts';
import type { Budget } from './budget.ts';
import { type Book, createRowGatherer, type RowGatherer, type Sheet } from './book.ts';
import { toBooleanText, toFormulaText, toIsoText, toLinkedText, toNumberText } from './cellText.ts';
import { showAsWritten } from './shownNumber.ts';
import { parseXml, readXml, type XmlHandlers } from './xmlStream.ts';
import type { ZipEntry } from './zipFile.ts';

type Counted = { readonly name: string; isHidden: boolean; rows: number; hiddenRows: number; columns: number };

/**
 * Reads through the document once, to list its sheets.
 * @throws ReadingError: damaged, encrypted, or larger than is read
 */
export async function openOds(entries: readonly ZipEntry[], budget: Budget): Promise<Book> {
  const find = (name: string) => entries.find((entry) => entry.name === name);
  const content = find('content.xml');
  if (content === undefined) throw budget.refuse('damaged');
  if (await isEncrypted(find('META-INF/manifest.xml'), budget)) throw budget.refuse('encrypted');
  const sheets = await listSheets(content, budget);
  return {
    sheets: sheets.map(({ name, isHidden, rows, hiddenRows, columns }, place): Sheet => ({
      name,
      isHidden,
      look: async () => ({ isEmpty: rows === 0, rows }),
      survey: async () => ({ hiddenRows, columns }),
      rows: () => readRows(content, place, budget),
    })),
  };
}

/** An encrypted document says so in its list of parts. */
async function isEncrypted(manifest: ZipEntry | undefined, budget: Budget): Promise<boolean> {
  let found = false;
  if (manifest === undefined) return false;
  const open = (name: string) => {
    if (name === 'encryption-data') found = true;
  };
  await readXml(await manifest.open(), { open }, budget);
  return found;
}

async function listSheets(content: ZipEntry, budget: Budget): Promise<readonly Counted[]> {
  const sheets: Counted[] = [];
  const hiddenStyles = new Set<string>();
  let style = '';
  let gatherer = createRowGatherer(budget);
  const reader = createTableReader({
    budget,
    gatherer: () => gatherer,
    onOpen(name, attribute) {
      if (name === 'style') style = attribute('name') ?? '';
      else if (name === 'table-properties' && attribute('display') === 'false') hiddenStyles.add(style);
    },
    onTable(name, styleName) {
      if (sheets.length >= budget.caps.parts) throw budget.refuse('tooLarge');
      count(gatherer.take());
      sheets.push({ name, isHidden: hiddenStyles.has(styleName), rows: 0, hiddenRows: 0, columns: 0 });
      gatherer = createRowGatherer(budget);
      return true;
    },
  });
  const pieces = parseXml(await content.open(), reader, budget, () => gatherer.take());
  for await (const rows of pieces) count(rows);
  return sheets;

  function count(rows: readonly Row[]): void {
    const sheet = sheets.at(-1);
    for (const { isHidden, cells } of rows) {
      if (sheet === undefined) return;
      sheet.rows++;
      sheet.columns = Math.max(sheet.columns, cells.length);
      if (isHidden) sheet.hiddenRows++;
    }
  }
}

async function* readRows(content: ZipEntry, wanted: number, budget: Budget): ReturnType<Sheet['rows']> {
  const gatherer = createRowGatherer(budget);
  let table = -1;
  let isOver = false;
  const reader = createTableReader({
    budget,
    gatherer: () => gatherer,
    onOpen: () => {},
    onTable() {
      table++;
      isOver = table > wanted;
      return table === wanted;
    },
  });
  for await (const rows of parseXml(await content.open(), reader, budget, gatherer.take)) {
    if (rows.length > 0) yield rows;
    if (isOver) return;
  }
}

/** Where a cell's text is not in its value, it is in its paragraphs; notes and drawings do not count. */
const asides = new Set(['annotation', 'frame', 'custom-shape', 'g', 'line', 'rect']);

function createTableReader(options: {
  readonly budget: Budget;
  readonly gatherer: () => RowGatherer;
  readonly onOpen: (name: string, attribute: (name: string) => string | undefined) => void;
  /** A sheet begins. Answers whether its rows are wanted. */
  readonly onTable: (name: string, style: string) => boolean;
}): XmlHandlers {
  const { budget, gatherer } = options;
  let tables = 0;
  let isWanted = false;
  let isSpreadsheet = false;
  let line = 0;
  let rowRepeat = 1;
  let isHidden = false;
  let column = 0;
  let cellRepeat = 1;
  let cell: OdsCell | undefined;
  let aside = 0;
  let isParagraph = false;
  let cells: { readonly column: number; readonly repeat: number; readonly text: string }[] = [];

  const add = (text: string) => {
    if (cell !== undefined && isParagraph && aside === 0) cell.paragraphs.push((cell.paragraphs.pop() ?? '') + text);
  };
  function endRow(): void {
    const into = gatherer();
    const repeat = cells.length === 0 ? 1 : rowRepeat;
    for (let copy = 0; copy < repeat; copy++) {
      for (const { column: first, repeat: times, text } of cells)
        for (let place = 0; place < times; place++) into.addCell(first + place, text);
      if (cells.length > 0) into.endRow(line + copy, isHidden);
    }
    line += rowRepeat;
    cells = [];
  }

  return {
    hasPrefixes: true,
    open(name, attribute) {
      options.onOpen(name, attribute);
      if (name === 'spreadsheet') isSpreadsheet = true;
      if (!isSpreadsheet) return;
      if (asides.has(name)) aside++;
      switch (name) {
        case 'table':
          // A table in a cell is a drawing of its own.
          if (tables++ > 0) return;
          isWanted = options.onTable(attribute('name') ?? '', attribute('style-name') ?? '');
          line = 1;
          return;
        case 'table-row':
          if (tables !== 1) return;
          rowRepeat = toRepeats(attribute('number-rows-repeated'));
          isHidden = (attribute('visibility') ?? 'visible') !== 'visible';
          column = 0;
          return;
        case 'table-cell':
        case 'covered-table-cell':
          if (tables !== 1) return;
          cellRepeat = toRepeats(attribute('number-columns-repeated'));
          cell = {
            type: attribute('value-type') ?? '',
            value:
              attribute('value') ??
              attribute('date-value') ??
              attribute('boolean-value') ??
              attribute('string-value') ??
              '',
            formula: attribute('formula'),
            link: undefined,
            paragraphs: [],
          };
          return;
        case 'p':
          if (aside > 0) return;
          isParagraph = true;
          cell?.paragraphs.push('');
          return;
        case 'a':
          if (cell !== undefined && aside === 0) cell.link ??= attribute('href');
          return;
        case 's':
          add(' '.repeat(Math.min(toRepeats(attribute('c')), 1000)));
          return;
        case 'tab':
          add('\t');
          return;
        case 'line-break':
          add('\n');
      }
    },
    text: add,
    close(name) {
      if (!isSpreadsheet) return;
      if (asides.has(name)) aside--;
      if (name === 'spreadsheet') isSpreadsheet = false;
      else if (name === 'p' && aside === 0) isParagraph = false;
      else if (name === 'table') tables--;
      else if (tables !== 1) return;
      else if (name === 'table-row') {
        if (isWanted) endRow();
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        const text = cell === undefined ? '' : toText(cell);
        if (text !== '' && isWanted) {
          if (column + cellRepeat > 16_384) throw budget.refuse('tooManyColumns');
          cells.push({ column, repeat: cellRepeat, text });
        }
        column += cellRepeat;
        cell = undefined;
      }
    },
  };
}

/** `formula` begins with a prefix that names its language: `of:=[.A2]&[.B2]`. */
type OdsCell = {
  readonly type: string;
  readonly value: string;
  readonly formula: string | undefined;
  link: string | undefined;
  readonly paragraphs: string[];
};

function toText(cell: OdsCell): string {
  return toLinkedText(toShownText(cell), cell.link);
}

function toShownText({ type, value, formula, paragraphs }: OdsCell): string {
  const shown = paragraphs.join('\n');
  if (formula !== undefined && type === '' && shown === '') return toFormulaText(formula.replace(/^(?:\w+:)?=?/, ''));
  switch (type) {
    case 'float': {
      const number = Number(value);
      if (value === '' || !Number.isFinite(number)) return shown;
      return showAsWritten(toNumberText(number, { kind: 'plain' }, false), shown);
    }
    case 'date':
      return value === '' ? shown : toIsoText(value);
    case 'boolean':
      return value === '' ? shown : toBooleanText(value === 'true');
    case 'string':
      return shown === '' ? value : shown;
    default:
      return shown;
  }
}

/** How often something is repeated; anything that is not such a number counts once. */
function toRepeats(text: string | undefined): number {
  const count = Number(text ?? 1);
  return Number.isSafeInteger(count) && count >= 1 ? count : 1;
}
