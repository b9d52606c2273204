/** What the cells of an XLSX refer to: shared texts and number formats. */
import type { Budget } from './budget.ts';
import { type NumberStyle, toNumberStyle } from './numberFormat.ts';
import { readXml } from './xmlStream.ts';
import type { ZipEntry } from './zipFile.ts';

export type Common = {
  readonly texts: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly is1904: boolean;
  /**
   * The workbook's formulas are to be calculated when it is opened. A 0 beside one of them is then no result: some
   * writers put it there.
   */
  readonly isUnsolved: boolean;
};

/** Texts that cells refer to by number. */
export async function readTexts(part: ZipEntry | undefined, budget: Budget): Promise<readonly string[]> {
  const texts: string[] = [];
  if (part === undefined) return texts;
  let text = '';
  let isText = false;
  // How to pronounce the text, which is not part of it.
  let isPhonetic = false;
  const handlers = {
    open(name: string) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      else if (name === 't') isText = !isPhonetic;
    },
    text(piece: string) {
      if (isText) text += piece;
    },
    close(name: string) {
      if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'si') texts.push(toOwnText(unescapeText(text)));
    },
  };
  await readXml(await part.open(), handlers, budget);
  return texts;
}

/** Copies a text. One that was cut out of a piece of XML would keep that whole piece in memory. */
function toOwnText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}

/** How the cells of each style show numbers. */
export async function readStyles(part: ZipEntry | undefined, budget: Budget): Promise<readonly NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  if (part === undefined) return styles;
  let isCells = false;
  const handlers = {
    open(name: string, attribute: (name: string) => string | undefined) {
      const id = Number(attribute('numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(id, attribute('formatCode') ?? '');
      else if (name === 'cellXfs') isCells = true;
      else if (name === 'xf' && isCells) styles.push(toNumberStyle(id, codes.get(id)));
    },
    close(name: string) {
      if (name === 'cellXfs') isCells = false;
    },
  };
  await readXml(await part.open(), handlers, budget);
  return styles;
}

/** Reads a boolean of XML. */
export function isTrue(text: string | undefined): boolean {
  return text === '1' || text?.toLowerCase() === 'true';
}

/** Decodes characters that XML cannot hold, written as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9a-f]{4})_/gi, (_all, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    : text;
}
