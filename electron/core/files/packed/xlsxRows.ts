/** The rows of one sheet of an XLSX, as a stream. */
import type { Budget } from './budget.ts';
import { createRowGatherer, type Sheet } from './book.ts';
import { emptyCell, type RawCell, type SheetCommon, toCellText } from './xlsxCell.ts';
import { isTrue } from './xlsxCommon.ts';
import { parseXml, type XmlHandlers } from './xmlStream.ts';
import type { ZipEntry } from './zipFile.ts';

/** Yields every cell as it is shown. A formula without a stored result gives its text, or the link that it is. */
export async function* readRows(part: ZipEntry, common: SheetCommon, budget: Budget): ReturnType<Sheet['rows']> {
  const gatherer = createRowGatherer(budget);
  let isData = false;
  let line = 0;
  let isHidden = false;
  let column = -1;
  let cell: RawCell = emptyCell;
  let shared: string | undefined;
  const sharedFormulas = new Map<string, string>();
  let into: 'value' | 'formula' | 'inline' | undefined;
  let isPhonetic = false;

  /** The formula's text stands at its first use; its copies only name it. */
  const shareFormula = (id: string): void => {
    if (cell.formula === '') cell.formula = sharedFormulas.get(id) ?? '';
    else sharedFormulas.set(id, cell.formula ?? '');
  };

  const handlers: XmlHandlers = {
    open(name, attribute) {
      switch (name) {
        case 'sheetData':
          isData = true;
          return;
        case 'row':
          if (!isData) return;
          line = Number(attribute('r') ?? line + 1);
          isHidden = isTrue(attribute('hidden'));
          column = -1;
          return;
        case 'c':
          cell = {
            ...emptyCell,
            reference: attribute('r'),
            type: attribute('t') ?? 'n',
            style: common.styles[Number(attribute('s') ?? 0)] ?? emptyCell.style,
          };
          column = toColumn(cell.reference) ?? column + 1;
          return;
        case 'v':
          into = 'value';
          cell.value = '';
          return;
        case 'f':
          into = 'formula';
          cell.formula = '';
          shared = attribute('t') === 'shared' ? attribute('si') : undefined;
          return;
        case 'rPh':
          isPhonetic = true;
          return;
        case 't':
          if (!isPhonetic) into = 'inline';
      }
    },
    text(text) {
      if (into !== undefined) cell[into] = (cell[into] ?? '') + text;
    },
    close(name) {
      if (name === 'f' && shared !== undefined) shareFormula(shared);
      if (name === 'v' || name === 'f' || name === 't') into = undefined;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'c' && isData) gatherer.addCell(column, toCellText(cell, common));
      else if (name === 'row' && isData) gatherer.endRow(line, isHidden);
      else if (name === 'sheetData') isData = false;
    },
  };
  for await (const rows of parseXml(await part.open(), handlers, budget, gatherer.take))
    if (rows.length > 0) yield rows;
}

/** Looks for the first cell with content, and for the size that the sheet claims. */
export async function lookInto(part: ZipEntry, budget: Budget): Promise<{ isEmpty: boolean; rows: number | null }> {
  let isEmpty = true;
  let rows: number | null = null;
  const handlers: XmlHandlers = {
    open(name, attribute) {
      if (name === 'dimension') rows = toRowCount(attribute('ref'));
      if (name === 'v' || name === 'is' || name === 'f') isEmpty = false;
    },
  };
  for await (const isFilled of parseXml(await part.open(), handlers, budget, () => !isEmpty)) if (isFilled) break;
  return { isEmpty, rows: isEmpty ? 0 : rows };
}

/** `A1:C40` to 40. Writers that stream say `A1`, which says nothing. */
function toRowCount(reference: string | undefined): number | null {
  const [, from, to] = /^[A-Z]+(\d{1,7}):[A-Z]+(\d{1,7})$/.exec(reference ?? '') ?? [];
  return from === undefined || to === undefined ? null : Math.max(0, Number(to) - Number(from) + 1);
}

/** `AB12` to 27; undefined for no reference. */
function toColumn(reference: string | undefined): number | undefined {
  let column = 0;
  for (const letter of reference ?? '') {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > 1_000_000) break;
  }
  return column === 0 ? undefined : column - 1;
}
