/** Workbooks and archives for tests: written by the libraries that write such files, damaged by hand. */
import { CFB, utils, write, type BookType, type WorkBook } from '@e965/xlsx';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { writeOds, writeXlsx, type CellValue } from 'hucre';

export type SheetCells = { readonly name: string; readonly rows: readonly (readonly CellValue[])[] };

const toSheets = (sheets: readonly SheetCells[]) =>
  sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => [...row]) }));

export const toXlsx = (...sheets: SheetCells[]): Promise<Uint8Array> => writeXlsx({ sheets: toSheets(sheets) });
export const toOds = (...sheets: SheetCells[]): Promise<Uint8Array> => writeOds({ sheets: toSheets(sheets) });

/** Any format that SheetJS writes; `edit` sets what a list of cells cannot say. */
export function toBook(
  type: BookType,
  sheets: readonly SheetCells[],
  edit: (book: WorkBook) => void = () => {},
): Buffer {
  const book = utils.book_new();
  for (const { name, rows } of sheets)
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet(
        rows.map((row) => [...row]),
        { UTC: true },
      ),
      name,
    );
  edit(book);
  return write(book, { type: 'buffer', bookType: type }) as Buffer;
}

/** A zip of texts and bytes. */
export function toZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, content] of Object.entries(files))
    zippable[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(zippable);
}

/**
 * An XLSX by hand: the text in `sheet` is its only sheet, the text in `texts` its shared texts; `more` are other parts
 * by their paths, or replacements for these.
 */
export function toRawXlsx(
  sheet: string | Uint8Array,
  texts?: string | Uint8Array,
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
  const relations = (...all: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
  return toZip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations(
      relation('r1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('r2', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/worksheets/sheet1.xml': sheet,
    ...(texts === undefined ? {} : { 'xl/sharedStrings.xml': texts }),
    ...more,
  });
}

/** An ODS by hand: the text in `rows` is its only table. */
export function toRawOds(rows: string): Uint8Array {
  const names = ['office', 'table', 'text', 'xlink'].map((name) => `xmlns:${name}="${name}"`).join(' ');
  return toZip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content ${names}><office:body><office:spreadsheet><table:table table:name="Sheet1">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
  });
}

/** What Excel makes of a workbook with a password: an OLE container with only ciphertext in it. */
export function toEncrypted(): Buffer {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.from('4.4'));
  CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(5000, 7));
  return CFB.write(container, { type: 'buffer' }) as Buffer;
}
