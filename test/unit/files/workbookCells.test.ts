// The cells of workbooks as a spreadsheet displays them: number formats, dates and times, formulas whose result was not
// stored, links, merged headers; in every format alike, and no cell is lost or shifted.
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRows } from '../../../electron/core/files/openRows.ts';
import { createBudget } from '../../../electron/core/files/packed/budget.ts';
import { readingCaps } from '../../../electron/core/files/packed/caps.ts';
import { toNumberText } from '../../../electron/core/files/packed/cellText.ts';
import { toNumberStyle } from '../../../electron/core/files/packed/numberFormat.ts';
import { reachPart } from '../../../electron/core/files/packed/readParts.ts';
import { streamRows } from '../../../electron/core/files/streamRows.ts';
import { toBook, toOds, toRawOds, toRawXlsx, toXlsx } from '../../support/files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dnc-cells-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The cells of all rows, the header's too, as the worker reads them. */
async function readCells(content: Uint8Array): Promise<(readonly string[])[]> {
  const path = join(folder, 'cells');
  await writeFile(path, content);
  const file = await open(path);
  try {
    const budget = createBudget(readingCaps, 'cells', content.length, () => {});
    const { leaf } = await reachPart(file.fd, [], budget);
    if (leaf.kind !== 'sheet') throw new Error('This is no workbook.');
    const cells: (readonly string[])[] = [];
    for await (const rows of leaf.sheet.rows()) cells.push(...rows.map((row) => row.cells));
    return cells;
  } finally {
    await file.close();
  }
}

/** As a file that is opened, and read below its header. */
async function read(content: Uint8Array) {
  const path = join(folder, 'book');
  await writeFile(path, content);
  const opened = await openRows(path, { region: 'US' });
  if (!opened.ok) throw new Error(opened.message);
  const cells: (readonly string[])[] = [];
  for await (const { rows } of streamRows(opened.source, opened.dialect)) cells.push(...rows.map((row) => row.cells));
  return { ...opened, cells };
}

const quote = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const toRow = (cells: string) => `<table:table-row>${cells}</table:table-row>`;
const toTextCell = (text: string, more = '') =>
  `<table:table-cell office:value-type="string"${more}><text:p>${text}</text:p></table:table-cell>`;
const toNumberCell = (value: string, shown: string) =>
  `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${shown}</text:p></table:table-cell>`;

/** Number, format, and what a spreadsheet displays, or the digits where that is for the eye alone. */
const formats: readonly (readonly [number, string, string])[] = [
  [6_046_221_234, '"+"0', '+6046221234'],
  [6_046_221_234, '+0', '+6046221234'],
  [6_046_221_234, '\\+#', '+6046221234'],
  [6_046_221_234, '"+"General', '+6046221234'],
  [331_123_456, '0000000000', '0331123456'],
  [501_234_567, '000-000-0000', '050-123-4567'],
  [2_125_550_102, '(000) 000-0000', '(212) 555-0102'],
  [2_125_550_102, '"+1 "(000) 000\\-0000', '+1 (212) 555-0102'],
  [2_125_550_102, '[<=9999999]###-####;(###) ###-####', '(212) 555-0102'],
  [5_550_102, '[<=9999999]###-####;(###) ###-####', '555-0102'],
  [2_125_550_102, '[Red][$-409]000"."000"."0000;;', '212.555.0102'],
  [2_125_550_102, 'General', '2125550102'],
  [2_125_550_102, '0', '2125550102'],
  [2_125_550_102, '#', '2125550102'],
  [2_125_550_102, '@', '2125550102'],
  [2_125_550_102, '#,##0', '2125550102'],
  [2_125_550_102, '0.00', '2125550102'],
  [2_125_550_102, '0.00E+00', '2125550102'],
  [2_125_550_102, '# ?/?', '2125550102'],
  [2_125_550_102, '0%', '2125550102'],
  [2_125_550_102, '0_);(0)', '2125550102'],
  // Nothing is displayed, and nothing may be lost.
  [2_125_550_102, ';;;', '2125550102'],
  [2_125_550_102, '"hidden"', '2125550102'],
  // What is too short for a number keeps its zeros, and no unit is put beside it.
  [1234, '00000', '01234'],
  [30, '0" days"', '30'],
  [30, '+0;-0', '30'],
  [-5, '"+"0', '-5'],
  [0.5, '"+"0', '0.5'],
  [999_999_999_999_999, '0', '999999999999999'],
  [123_456_789_012, 'General', '123456789012'],
  // A spreadsheet keeps fifteen digits: the others are lost, and that is told.
  [1_234_567_890_123_456, '0', '1.23456789012346E+15'],
  [1e15, 'General', '1E+15'],
];

describe('a number', () => {
  test.each(formats)('%d in the format %s reads %s', (value, code, shown) => {
    expect(toNumberText(value, toNumberStyle(0, code), false)).toBe(shown);
  });

  test.each(['xlsx', 'xlsb', 'xls'] as const)('reads so in an %s', async (type) => {
    const book = toBook(type, [{ name: 'A', rows: [['Phone'], ...formats.map(([value]) => [value])] }], (made) => {
      for (const [at, [, code]] of formats.entries())
        Object.assign(made.Sheets['A']?.[`A${at + 2}`] ?? {}, { z: code });
    });
    expect((await readCells(book)).slice(1)).toEqual(formats.map(([, , shown]) => [shown]));
  });

  /** What an ODS displays, what it reads, and the value. */
  const displayed: readonly (readonly [string, string, string?])[] = [
    ['2125550102', '2125550102'],
    ['+6046221234', '+6046221234', '6046221234'],
    ['0331123456', '0331123456', '331123456'],
    ['(212) 555-0102', '(212) 555-0102'],
    ['212.555.0102', '212.555.0102'],
    ['+1 (212) 555-0102', '+1 (212) 555-0102'],
    ['2,125,550,102', '2125550102'],
    ['2.125.550.102', '2125550102'],
    ['2 125 550 102', '2125550102'],
    ['2’125’550’102', '2125550102'],
    ['2125550102.00', '2125550102'],
    ['2.125.550.102,00 €', '2125550102'],
    ['2.125550102E+09', '2125550102'],
    ['2.13E+09', '2125550102'],
    ['###', '2125550102'],
    ['30 days', '30', '30'],
    ['01234', '01234', '1234'],
  ];

  test('in an ODS reads as it displays it, without what is for the eye alone', async () => {
    const cells = displayed.map(([shown, , value = '2125550102']) => toRow(toNumberCell(value, quote(shown))));
    expect(await readCells(toRawOds(cells.join('')))).toEqual(displayed.map(([, expected]) => [expected]));
  });
});

describe('a date', () => {
  const lastSecond = 46_387 + 86_399 / 86_400;

  test.each(['xlsx', 'xlsb', 'xls'] as const)(
    'keeps its time in an %s, counted from 1900 or from 1904',
    async (type) => {
      for (const [date1904, moved] of [
        [false, 0],
        [true, 1462],
      ] as const) {
        const values = [46_387, lastSecond, 0.5];
        const codes = ['m/d/yy', 'yyyy-mm-dd hh:mm:ss', 'h:mm'];
        const rows = [['Day', 'Moment', 'Time'], values.map((value) => (value < 1 ? value : value - moved))];
        const book = toBook(type, [{ name: 'A', rows }], (made) => {
          made.Workbook = { WBProps: { date1904 } };
          for (const [at, code] of codes.entries())
            Object.assign(made.Sheets['A']?.[`${'ABC'[at]}2`] ?? {}, { z: code });
        });
        expect((await readCells(book)).at(-1)).toEqual(['2026-12-31', '2026-12-31T23:59:59', '12:00:00']);
      }
    },
  );

  test('reads the same in an ODS and where a workbook writes it in words', async () => {
    const ods = (value: string) =>
      `<table:table-cell office:value-type="date" office:date-value="${value}"><text:p>31.12.26</text:p></table:table-cell>`;
    const row = ['2026-12-31', '2026-12-31T23:59:59', '2026-12-31T23:59:59.000000000', '2026-12-31T00:00:00'];
    const book = toRawOds(`<table:table-row>${row.map(ods).join('')}</table:table-row>`);
    const expected = ['2026-12-31', '2026-12-31T23:59:59', '2026-12-31T23:59:59', '2026-12-31'];
    expect(await readCells(book)).toEqual([expected]);
    const cells = row.map((value) => `<c t="d"><v>${value}</v></c>`).join('');
    expect(
      await readCells(toRawXlsx(`<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`)),
    ).toEqual([expected]);
  });
});

const link = 'HYPERLINK("tel:+12125550102","(212) 555-0102")';

describe('a formula', () => {
  const workbook = (calcPr: string) => ({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets>${calcPr}</workbook>`,
  });
  const formulas = [
    ['<c><f>A2&amp;B2</f></c>', '=A2&B2'],
    ['<c><f>A2&amp;B2</f><v></v></c>', '=A2&B2'],
    ['<c><f>A2&amp;B2</f><v/></c>', '=A2&B2'],
    ['<c t="str"><f>IF(A2="","",A2)</f><v></v></c>', ''],
    ['<c t="str"><f>A2&amp;B2</f><v>2125550102</v></c>', '2125550102'],
    [`<c><f>${quote(link)}</f></c>`, 'tel:+12125550102'],
    [`<c t="str"><f>${quote(link)}</f><v>(212) 555-0102</v></c>`, '(212) 555-0102'],
    [`<c t="str"><f>${quote(link)}</f><v>Ann</v></c>`, 'tel:+12125550102'],
    ['<c><f t="shared" ref="A9:A10" si="0">C2&amp;D2</f></c>', '=C2&D2'],
    ['<c><f t="shared" si="0"/></c>', '=C2&D2'],
    ['<c><f t="array" ref="A1"/></c>', '='],
    ['<c><f>1-1</f><v>0</v></c>', '0'],
  ] as const;
  const sheet = `<worksheet><sheetData>${formulas.map(([cell], at) => `<row r="${at + 1}">${cell}<c t="str"><v>x</v></c></row>`).join('')}</sheetData></worksheet>`;

  test('in an XLSX without a stored result stands as it was written, or as the link to a number that it is', async () => {
    expect(await readCells(toRawXlsx(sheet))).toEqual(formulas.map(([, text]) => [text, 'x']));
  });

  test('with the 0 that some writers put there until a spreadsheet calculates has no result either', async () => {
    const cells = await readCells(toRawXlsx(sheet, undefined, workbook('<calcPr fullCalcOnLoad="1"/>')));
    expect(cells.map(([cell]) => cell)).toEqual(formulas.map(([, text]) => (text === '0' ? '=1-1' : text)));
  });

  test('in an ODS reads the same', async () => {
    const cell = (formula: string, rest = '/>') => `<table:table-cell table:formula="of:=${quote(formula)}"${rest}`;
    const row = [
      cell('[.A2]&[.B2]'),
      cell(link.replace(',', ';')),
      cell(link, ' office:value-type="string"><text:p>(212) 555-0102</text:p></table:table-cell>'),
    ];
    const book = toRawOds(`<table:table-row>${row.join('')}</table:table-row>`);
    expect(await readCells(book)).toEqual([['=[.A2]&[.B2]', 'tel:+12125550102', '(212) 555-0102']]);
  });
});

describe('a link to a phone number', () => {
  const rows = [
    ['Name', 'Call'],
    ['Ann', 'call'],
    ['Ben', '212-555-0103'],
    ['Cat', 'site'],
  ];
  const targets = ['tel:+12125550102', 'tel:+12125550199', 'https://example.com/212'];

  test.each(['xlsx', 'xlsb', 'xls'] as const)('in an %s is read where the cell shows no digits', async (type) => {
    const book = toBook(type, [{ name: 'A', rows }], (made) => {
      for (const [at, Target] of targets.entries())
        Object.assign(made.Sheets['A']?.[`B${at + 2}`] ?? {}, { l: { Target } });
    });
    expect((await readCells(book)).slice(1)).toEqual([
      ['Ann', 'tel:+12125550102'],
      ['Ben', '212-555-0103'],
      ['Cat', 'site'],
    ]);
  });

  test('is found for a range of cells, and for one without a text', async () => {
    const sheet = `<worksheet xmlns:r="r"><sheetData>
      <row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1"/></row><row r="2"><c r="A2" t="str"><v>Ann</v></c><c r="B2"/></row>
      </sheetData><hyperlinks><hyperlink ref="A2:B2" r:id="r9"/><hyperlink ref="A1" r:id="r8"/></hyperlinks></worksheet>`;
    const relation = (id: string, target: string) =>
      `<Relationship Id="${id}" Target="${target}" TargetMode="External"/>`;
    const relations = `<Relationships>${relation('r9', 'tel:%2B12125550102')}${relation('r8', 'https://example.com')}</Relationships>`;
    const cells = await readCells(toRawXlsx(sheet, undefined, { 'xl/worksheets/_rels/sheet1.xml.rels': relations }));
    expect(cells).toEqual([['Name'], ['tel:+12125550102', 'tel:+12125550102']]);
  });

  test('in an ODS is read where the cell shows no digits', async () => {
    const cell = (href: string, text: string) =>
      `<table:table-cell office:value-type="string"><text:p><text:a xlink:href="${href}">${text}</text:a></text:p></table:table-cell>`;
    const row = `<table:table-row>${cell('tel:+12125550102', 'Ann')}${cell('tel:+12125550102', '555-0103')}</table:table-row>`;
    expect(await readCells(toRawOds(row))).toEqual([['tel:+12125550102', '555-0103']]);
  });
});

describe('a header cell merged over two columns', () => {
  const rows = [
    ['Name', 'Phone', null, 'Reason'],
    ['Ann', '212-555-0111', '212-555-0102', 'asked'],
    ['Ben', null, '212-555-0103', 'moved'],
  ];
  const shown = [
    ['Ann', '212-555-0111', '212-555-0102', 'asked'],
    ['Ben', '', '212-555-0103', 'moved'],
  ];

  test.each(['xlsx', 'xlsb', 'xls'] as const)(
    'in an %s leaves the second column without a name, and in its place',
    async (type) => {
      const book = toBook(type, [{ name: 'A', rows }], (made) => {
        Object.assign(made.Sheets['A'] ?? {}, { '!merges': [{ s: { r: 0, c: 1 }, e: { r: 0, c: 2 } }] });
      });
      const { header, cells, dialect } = await read(book);
      expect(header).toEqual(['Name', 'Phone', '', 'Reason']);
      expect(cells).toEqual(shown);
      expect(dialect.columns).toBe(4);
    },
  );

  test('at the right edge is as wide as the rows below it', async () => {
    const book = toBook('xlsx', [{ name: 'A', rows: rows.map((row) => row.slice(0, 3)) }], (made) => {
      Object.assign(made.Sheets['A'] ?? {}, { '!merges': [{ s: { r: 0, c: 1 }, e: { r: 0, c: 2 } }] });
    });
    const { header, cells, dialect } = await read(book);
    expect(header).toEqual(['Name', 'Phone']);
    expect(cells).toEqual(shown.map((row) => row.slice(0, 3)));
    expect(dialect.columns).toBe(3);
  });

  test('in an ODS covers a cell that stays in its place', async () => {
    const book = toRawOds(
      `<table:table-row>${toTextCell('Name')}${toTextCell('Phone', ' table:number-columns-spanned="2"')}<table:covered-table-cell/>${toTextCell('Reason')}</table:table-row>` +
        `<table:table-row>${toTextCell('Ann')}${toTextCell('212-555-0111')}${toTextCell('212-555-0102')}${toTextCell('asked')}</table:table-row>` +
        `<table:table-row>${toTextCell('Ben')}<table:table-cell/>${toTextCell('212-555-0103')}${toTextCell('moved')}</table:table-row>`,
    );
    const { header, cells } = await read(book);
    expect(header).toEqual(['Name', 'Phone', '', 'Reason']);
    expect(cells).toEqual(shown);
  });
});

describe('a column without a name, of which the first cell is far down', () => {
  const rows = [['Name', 'Phone'], ...Array.from({ length: 300 }, (_, at) => [`Ann ${at}`, '212-555-0111'])];
  rows[250]?.push('', '212-555-0102');

  test.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['XLSX', () => toXlsx({ name: 'A', rows })],
    ['ODS', () => toOds({ name: 'A', rows })],
    ['XLSB', () => toBook('xlsb', [{ name: 'A', rows }])],
    ['XLS', () => toBook('xls', [{ name: 'A', rows }])],
  ])('is a column of an %s all the same', async (_kind, make) => {
    const { cells, dialect } = await read(await make());
    expect(dialect.columns).toBe(4);
    expect(cells[249]).toEqual(['Ann 249', '212-555-0111', '', '212-555-0102']);
  });

  test.each([
    ['<c r="Z3"><v>1</v></c>', 26],
    ['<c r="AA3"><v>1</v></c><c r="AB3" s="1"/><c r="AC3" s="1"></c>', 27],
    ["<c s='1' r='BC3'><v>1</v></c>", 55],
    ['<c r="ABC3" t="inlineStr"><is><t>x</t></is></c>', 731],
  ])('is found by its cells, but not by their style alone: %s', async (cell, columns) => {
    const first = '<row r="1"><c r="A1" t="str"><v>Phone</v></c></row><row r="2"><c r="A2"><v>2125550102</v></c></row>';
    const filler = Array.from(
      { length: 100 },
      (_, at) => `<row r="${at + 4}"><c r="A${at + 4}"><v>2125550102</v></c></row>`,
    );
    const far = `<row r="200"><c r="A200"><v>2125550102</v></c>${cell.replaceAll('3"', '200"').replaceAll("3'", "200'")}</row>`;
    const { dialect } = await read(
      toRawXlsx(`<worksheet><sheetData>${first}${filler.join('')}${far}</sheetData></worksheet>`),
    );
    expect(dialect.columns).toBe(columns);
  });
});
