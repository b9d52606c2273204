// Workbooks and archives: every format gives the text that its sheet shows, the person chooses what is read, and whatever a
// file does (bombs, entities, endless cells, damage, a password) ends as one sentence while the desk goes on.
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readingCaps } from '../../../electron/core/files/packed/caps.ts';
import type { Row } from '../../../electron/core/files/text/dialect.ts';
import { openRows, type OpenOptions } from '../../../electron/core/files/openRows.ts';
import { streamRows } from '../../../electron/core/files/streamRows.ts';
import { askForPart } from '../../../shared/domain/columns/fileParts.ts';
import { toBook, toEncrypted, toOds, toRawXlsx, toXlsx, toZip } from '../../support/files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dnc-containers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function read(name: string, content: string | Uint8Array, options: OpenOptions = {}) {
  const opened = await openRows(await put(name, content), { region: 'US', ...options });
  if (!opened.ok) throw new Error(`${opened.code}: ${opened.message}`);
  const rows: Row[] = [];
  for await (const chunk of streamRows(opened.source, opened.dialect, options)) rows.push(...chunk.rows);
  return { ...opened, rows };
}

const refusal = async (name: string, content: string | Uint8Array, options: OpenOptions = {}) => {
  const opened = await openRows(await put(name, content), { region: 'US', ...options });
  return opened.ok ? opened : { code: opened.code, message: opened.message };
};

const about = { name: 'About', rows: [['DNC list of May']] };
const numbers = {
  name: 'Numbers',
  rows: [
    ['Phone', 'Reason', 'Asked on', 'Confirmed'],
    [2_125_551_234, 'asked', new Date('2026-03-04T00:00:00Z'), true],
    [null, null, null, null],
    ['+12125551235', 'on the\nphone', new Date('2026-03-05T10:11:12Z'), false],
  ],
};
const shown = [
  { line: 2, cells: ['2125551234', 'asked', '2026-03-04', 'TRUE'], problem: null },
  { line: 4, cells: ['+12125551235', 'on the\nphone', '2026-03-05T10:11:12', 'FALSE'], problem: null },
];

describe('a workbook', () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['XLSX', () => toXlsx(about, numbers)],
    ['XLSX of another writer', () => toBook('xlsx', [about, numbers])],
    ['ODS', () => toOds(about, numbers)],
    ['XLSB', () => toBook('xlsb', [about, numbers])],
    ['XLS', () => toBook('xls', [about, numbers])],
    ['XLS of Excel 95', () => toBook('biff5', [about, numbers])],
  ])('as %s gives what its cells show, by the numbers of its rows', async (kind, make) => {
    // The name says nothing: what it is follows from its content.
    const { rows, header, levels, format } = await read(`${kind}.csv`, await make(), { picks: ['numbers'] });
    expect(header).toEqual(numbers.rows[0]);
    expect(rows).toEqual(shown);
    expect(format).toBe('sheet');
    expect(levels).toMatchObject([
      {
        kind: 'sheet',
        chosen: 'Numbers',
        parts: [
          { name: 'About', isEmpty: false },
          { name: 'Numbers', rows: expect.any(Number) },
        ],
      },
    ]);
  });

  test('keeps the zeros that a format shows, and never shortens a number', async () => {
    const sheet = `<worksheet><sheetData>
      <row r="1"><c r="A1" t="inlineStr"><is><t>Phone</t></is></c><c r="B1" t="inlineStr"><is><r><t>Rea</t></r><r><t>son</t></r><rPh><t>x</t></rPh></is></c></row>
      <row r="7" hidden="1"><c r="A7"><v>9.72501234567E11</v></c><c r="B7" t="e"><v>#N/A</v></c></row>
      <row><c><v>5551234</v></c><c t="str"><f>A1</f><v>a_x000D_b</v></c></row>
      <row r="9"><c r="A9"><f>"0"&amp;A8</f></c><c r="C9"><v>0.1</v></c></row>
    </sheetData></worksheet>`;
    const { rows, notes } = await read('raw.xlsx', toRawXlsx(sheet));
    expect(rows).toEqual([
      { line: 7, cells: ['972501234567', '#N/A'], problem: null, isHidden: true },
      { line: 8, cells: ['5551234', 'a\rb'], problem: null },
      { line: 9, cells: ['="0"&A8', '', '0.1'], problem: null },
    ]);
    expect(notes).toEqual([expect.stringMatching(/^1 row of the sheet is hidden/)]);
    const padded = toBook('xlsx', [{ name: 'A', rows: [['Phone'], [501_234_567]] }], (book) => {
      Object.assign(book.Sheets['A']?.['A2'] ?? {}, { z: '000-000-0000' });
    });
    expect((await read('padded.xlsx', padded)).rows).toMatchObject([{ cells: ['050-123-4567'] }]);
  });

  test('says what is hidden in it, and passes over hidden and empty sheets unless they are picked', async () => {
    const sheets = [{ name: 'Old', rows: [['2125550100']] }, { name: 'Empty', rows: [] }, numbers, about];
    const book = toBook('xlsx', sheets, (made) => {
      made.Workbook = { Sheets: [{ Hidden: 2 }] };
    });
    const { levels, notes } = await read('hidden.xlsx', book);
    expect(levels).toMatchObject([{ chosen: 'Numbers' }]);
    expect(notes).toEqual(['The workbook has hidden sheets that are not read: "Old".']);
    expect(askForPart('hidden.xlsx', levels, [], 'choose one with --sheet')).toBe(
      '"hidden.xlsx" has several sheets: choose one with --sheet; there are "Numbers", "About".',
    );
    expect(askForPart('hidden.xlsx', levels, ['numbers'], '')).toBeUndefined();
    const old = await read('hidden.xlsx', book, { picks: ['Old'] });
    expect(old.notes).toEqual(['The sheet "Old" is hidden in its workbook.']);
    expect(await refusal('hidden.xlsx', book, { picks: ['New'] })).toEqual({
      code: 'noPart',
      message: '"hidden.xlsx" has no sheet or file "New". There are: "Old", "Empty", "Numbers", "About".',
    });
  });

  test('that changes while it is read gives nothing', async () => {
    const path = await put('growing.xlsx', await toXlsx(numbers));
    const opened = await openRows(path);
    if (!opened.ok) throw new Error(opened.message);
    await appendFile(path, 'x');
    await expect(streamRows(opened.source, opened.dialect).next()).rejects.toMatchObject({ code: 'changed' });
  });
});

describe('an archive', () => {
  const list = 'Phone;Reason\n2125551234;asked\n2125551235\n';

  test('of one file is that file, with its own dialect and line numbers', async () => {
    for (const [name, content] of [
      ['one.zip', toZip({ '__MACOSX/._list.csv': 'x', 'in/list.csv': list })],
      ['list.csv.gz', gzipSync(list)],
    ] as const) {
      const { dialect, rows } = await read(name, content);
      expect(dialect).toMatchObject({ delimiter: ';', headerRow: 1 });
      expect(rows).toEqual([
        { line: 2, cells: ['2125551234', 'asked'], problem: null },
        { line: 3, cells: ['2125551235'], problem: 'fewCells' },
      ]);
    }
  });

  test('of several files is read where it is pointed to, down to the sheet', async () => {
    const zip = toZip({ 'about.pdf': '%PDF', '../../etc/passwd.csv': list });
    expect(await refusal('outside.zip', zip)).toMatchObject({ code: 'damaged' });
    const several = toZip({ 'about.pdf': '%PDF-1', 'a.csv': list, 'b.xlsx': await toXlsx(about, numbers) });
    const first = await read('several.zip', several);
    expect(first.levels).toMatchObject([{ kind: 'file', chosen: 'a.csv', parts: [{}, {}, { name: 'b.xlsx' }] }]);
    expect((await read('several.zip', several, { picks: ['b.xlsx', 'Numbers'] })).rows).toEqual(shown);
    expect(await refusal('several.zip', several, { picks: ['about.pdf'] })).toMatchObject({ code: 'document' });
  });
});

/** A million levels of nothing, a text of a hundred million letters: as small as they are made. */
const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
const zeros = Buffer.alloc(150_000_000, '0');

test.each<[string, string, () => Uint8Array | Promise<Uint8Array>, OpenOptions?]>([
  ['an encrypted workbook', 'encrypted', toEncrypted],
  ['an archive in an archive', 'nested', () => toZip({ 'in.zip': toZip({ 'a.csv': '1' }) })],
  ['a registry in an archive', 'registry', () => toZip({ 'a.xml': "<list type='full'><ac val='212'>" })],
  ['a text document', 'document', () => toZip({ '[Content_Types].xml': '', 'word/document.xml': '' })],
  ['a workbook without anything', 'empty', () => toXlsx({ name: 'A', rows: [] })],
  ['a gzip that was cut off', 'damaged', () => gzipSync('2125551234\n'.repeat(1000)).subarray(0, 60)],
  ['a workbook that was cut off', 'damaged', async () => (await toXlsx(numbers)).subarray(0, 3000)],
  ['a bomb', 'bomb', () => gzipSync(zeros)],
  [
    'a bomb as a workbook',
    'bomb',
    () => toRawXlsx(sheetOf('<row><c/></row>'.repeat(200_000))),
    { caps: { ...readingCaps, freeInflated: 1_000_000, ratio: 50 } },
  ],
  [
    'a cell without end',
    'longCell',
    () => toRawXlsx(Buffer.concat([Buffer.from('<worksheet><sheetData><row><c t="str"><v>'), zeros])),
  ],
  ['an entity bomb', 'unsafe', () => toRawXlsx(`${laughs}${sheetOf('<row><c t="str"><v>&b;</v></c></row>')}`)],
  ['an entity nobody declared', 'unsafe', () => toRawXlsx(sheetOf('<row><c t="str"><v>&file;</v></c></row>'))],
  ['a million columns', 'tooManyColumns', () => toRawXlsx(sheetOf('<row><c r="BDWGN1"><v>1</v></c></row>'))],
  [
    'a row beyond the last',
    'tooLarge',
    () => toRawXlsx(sheetOf('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')),
  ],
  ['elements without end', 'damaged', () => toRawXlsx(sheetOf('<a>'.repeat(1000)))],
  [
    'more than the memory',
    'tooLarge',
    () =>
      toRawXlsx(
        sheetOf('<row><c t="s"><v>0</v></c></row>'),
        `<sst>${Array.from({ length: 400_000 }, (_, i) => `<si><t>text number ${i}</t></si>`).join('')}</sst>`,
      ),
    { caps: { ...readingCaps, heapMb: 16 }, picks: [] },
  ],
  ['more than the time', 'tooSlow', () => toXlsx(numbers), { caps: { ...readingCaps, silentMs: 1 } }],
])('%s is refused in one sentence: %s', async (_what, code, make, options) => {
  const refused = await refusal('refused.xlsx', await make(), options);
  expect('code' in refused ? refused : 'it was opened').toEqual({
    code,
    message: expect.stringMatching(/^"refused\.xlsx" .*\.$/),
  });
});
