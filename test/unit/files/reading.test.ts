// Files as they come: encodings, delimiters, headers, damaged quoting, and what is refused with which sentence.
import { appendFile, mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '../../../electron/core/files/text/dialect.ts';
import { openRows, type OpenOptions, openText, type OpenedRows } from '../../../electron/core/files/openRows.ts';
import { ReadingError, refuseSystemError } from '../../../electron/core/files/readingError.ts';
import { createRecordReader } from '../../../electron/core/files/text/recordReader.ts';
import { type StreamOptions, streamRows } from '../../../electron/core/files/streamRows.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dnc-reading-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures/files', name);

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function opened(path: string, options: OpenOptions = {}) {
  const result = await openRows(path, { region: 'US', ...options });
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result;
}

async function rowsOf({ source, dialect }: OpenedRows, options: StreamOptions = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const chunk of streamRows(source, dialect, options)) rows.push(...chunk.rows);
  return rows;
}

async function read(name: string, content: string | Uint8Array, options: OpenOptions = {}) {
  const file = await opened(await put(name, content), options);
  return { ...file, rows: await rowsOf(file) };
}

test.each<[string, string, object]>([
  ['comma', 'Phone,Reason\n2125551234,asked\n', { delimiter: ',', headerRow: 1, columns: 2 }],
  ['semicolon, with commas in names', 'Name;Phone\nDoe, Jo;2125551234\nRoe, Al;2125551235\n', { delimiter: ';' }],
  ['tab', 'Phone\tReason\n2125551234\tasked\n', { delimiter: '\t' }],
  ['pipe', '2125551234|asked\n2125551235|asked\n', { delimiter: '|', headerRow: null }],
  ['one column', '(212) 555-1234\n212-555-1235\n', { delimiter: 'none', headerRow: null, columns: 1 }],
  ['one column with a header', 'Phone\n2125551234\n', { delimiter: 'none', headerRow: 1 }],
  [
    'one column, a comma now and then',
    'Phone\n2125551234\n"2125551235, home"\n2125551236\n2125551237\n',
    { delimiter: 'none' },
  ],
  ['title rows above the header', 'DNC May\n\nPhone,Reason\n2125551234,asked\n', { delimiter: ',', headerRow: 3 }],
  ['a registry file', '212,5551234\n212,5551235\n', { delimiter: ',', headerRow: null, columns: 2 }],
  ['a trailing delimiter in each row', 'Phone,Reason\n2125551234,x,\n2125551235,y,\n', { delimiter: ',', columns: 3 }],
])('the dialect of a file is found: %s', async (_what, content, expected) => {
  const file = await read('dialect.csv', content);
  expect(file.dialect).toMatchObject(expected);
  expect(file.samples).toEqual(file.rows);
  expect(file.rows.every((row) => row.problem === null)).toBe(true);
});

const spaced = { delimiter: ',', isSpaced: true };

test.each<[string, string, object, readonly (readonly string[])[]]>([
  [
    'one row',
    'Ann, "Smith, Jones", 212-555-0101\n',
    { ...spaced, columns: 3 },
    [['Ann', 'Smith, Jones', '212-555-0101']],
  ],
  [
    'names above it',
    'Name, Company, Phone\nAnn, "Smith, Jones", 212-555-0101\nBen, Acme, 212-555-0102\n',
    { ...spaced, headerRow: 1, columns: 3 },
    [
      ['Ann', 'Smith, Jones', '212-555-0101'],
      ['Ben', 'Acme', '212-555-0102'],
    ],
  ],
  [
    'blanks on both sides of a cell, doubled marks and a line break in it',
    'Name , Note , Phone\n  "Ash, Ann" , "said ""no"",\n twice" , 212-555-0101\n',
    { ...spaced, columns: 3 },
    [['Ash, Ann', 'said "no",\n twice', '212-555-0101']],
  ],
  [
    'semicolons and tabs as blanks',
    'Name;\tPhone;\t"Note"\nAnn;\t2125550101;\t"a; b"\n',
    { delimiter: ';', isSpaced: true, columns: 3 },
    [['Ann', '2125550101', 'a; b']],
  ],
  [
    'tabs between, which are no blanks then',
    'Name\tPhone\tNote\nAnn\t\t "a\tb"\n',
    { delimiter: '\t', isSpaced: true, columns: 3 },
    [['Ann', '', 'a\tb']],
  ],
])('a quotation mark behind the blanks after a separator opens a cell: %s', async (_what, content, dialect, cells) => {
  const file = await read('spaced.csv', content);
  expect(file.dialect).toMatchObject(dialect);
  expect(file.rows.map((row) => row.cells)).toEqual(cells);
  expect(file.rows.every((row) => row.problem === null)).toBe(true);
  expect(file.samples).toEqual(file.rows);
});

test('of which nothing shows at the beginning opens one where nearly all separators have blanks behind them', async () => {
  const rows = 'Ann, Acme, 212-555-0101\n'.repeat(20_000);
  const file = await read('late.csv', `Name, Company, Phone\n${rows}Ben, "Smith, Jones", 212-555-0102\n`);
  expect(file.rows.at(-1)).toEqual({ line: 20_002, cells: ['Ben', 'Smith, Jones', '212-555-0102'], problem: null });
});

test.each([
  ['a stray mark behind a blank', 'Name,Phone,Note\nAnn,2125550101, "x\nBen,2125550102,y\n', ' "x'],
  ['a mark that closes in the middle', 'Name,Phone,Note\nAnn,2125550101, "6" pipe\nBen,2125550102,y\n', ' "6" pipe'],
  ['blanks before some cells', 'Name,Phone,Note\nAnn,2125550101, x\nBen,2125550102,y\n', ' x'],
])('a file does not write so for %s', async (_what, content, note) => {
  const file = await read('plain.csv', content);
  expect(file.dialect.isSpaced).toBeUndefined();
  expect(file.rows.map((row) => [row.cells, row.problem])).toEqual([
    [['Ann', '2125550101', note], null],
    [['Ben', '2125550102', 'y'], null],
  ]);
});

test('leads of a large ad network, UTF-16 with tabs, are read cell by cell', async () => {
  const content =
    '\ufeffid\tcreated_time\tfull_name\tphone_number\nl:1\t2026-05-01T10:00:00-05:00\tAnn, Ash\tp:+12125550102\n';
  const file = await read('leads.xls', Buffer.from(content, 'utf16le'));
  expect(file.dialect).toMatchObject({ encoding: 'utf-16le', delimiter: '\t', headerRow: 1, columns: 4 });
  expect(file.rows[0]?.cells).toEqual(['l:1', '2026-05-01T10:00:00-05:00', 'Ann, Ash', 'p:+12125550102']);
});

test('semicolons separate where commas stand in decimals', async () => {
  const file = await read('decimals.csv', 'Nome;Telefono;Saldo\nAnna;02 1234 5678;1,50\nBice;02 1234 5679;12.345,00\n');
  expect(file.dialect).toMatchObject({ delimiter: ';', headerRow: 1, columns: 3 });
  expect(file.rows.map((row) => row.cells[2])).toEqual(['1,50', '12.345,00']);
});

test('the person can overrule delimiter, header and encoding', async () => {
  const path = await put('overruled.csv', 'a;b,c\n1;2,3\n');
  expect((await opened(path, { delimiter: ';', hasHeader: true })).header).toEqual(['a', 'b,c']);
  expect((await opened(path, { delimiter: ',', hasHeader: false })).samples[0]).toEqual({
    line: 1,
    cells: ['a;b', 'c'],
    problem: null,
  });
});

test.each<[string, Uint8Array, string]>([
  ['UTF-8', Buffer.from('Phone,Name\n2125551234,Zoë\n'), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from('\ufeffPhone,Name\n2125551234,Zoë\n'), 'utf-8'],
  ['UTF-16 with a mark', Buffer.from('\ufeffPhone,Name\n2125551234,Zoë\n', 'utf16le'), 'utf-16le'],
  ['UTF-16 without a mark', Buffer.from('Phone,Name\n2125551234,Zoë\n', 'utf16le'), 'utf-16le'],
  ['UTF-16, big end first', Buffer.from('\ufeffPhone,Name\n2125551234,Zoë\n', 'utf16le').swap16(), 'utf-16be'],
  ['the Western code page', Buffer.from('Phone,Name\n2125551234,Zoë\n', 'latin1'), 'windows-1252'],
])('%s is read', async (_what, bytes, encoding) => {
  const file = await read('encoded.csv', bytes);
  expect(file.dialect.encoding).toBe(encoding);
  expect(file.header).toEqual(['Phone', 'Name']);
  expect(file.rows).toEqual([{ line: 2, cells: ['2125551234', 'Zoë'], problem: null }]);
});

test('a header with names says what separates the cells, however ragged the rows are', async () => {
  const file = await read('ragged.csv', 'Phone,Reason,Category\n2125551234\n2125551235,a,b,c,d\n,,\n2125551236,a\n');
  expect(file.dialect).toMatchObject({ delimiter: ',', headerRow: 1, columns: 3 });
  expect(file.rows.map(({ problem }) => problem)).toEqual(['fewCells', 'manyCells', null, 'fewCells']);
});

test('lines that agree on more cells than the header names are read as they stand, and the file says so', async () => {
  const wide = await opened(await put('wide.csv', 'Phone,Reason\n2125550100,x,moved\n2125550101,y,asked\n'));
  expect(wide.dialect.columns).toBe(3);
  expect(wide.notes).toEqual([
    'The header names 2 columns, but the lines below it have 3 cells: check that each name stands above what it says.',
  ]);
  const usual = await opened(await put('usual.csv', 'Phone,Reason\n2125550100,x,\n2125550101,y\n'));
  expect(usual.notes).toEqual([]);
});

test('the encoding is that of the whole file, not of its beginning', async () => {
  const plain = 'Phone,Name\n' + '2125551234,Zoe\n'.repeat(40_000);
  const file = await read('late.csv', Buffer.concat([Buffer.from(plain), Buffer.from('2125551234,Zoë\n', 'latin1')]));
  expect(file.dialect.encoding).toBe('windows-1252');
  expect(file.rows.at(-1)?.cells).toEqual(['2125551234', 'Zoë']);
});

test('a character that is cut by a read comes out whole', async () => {
  const file = await read('cut.csv', `Phone,Name\n${'2125551234,שלום עולם\r\n'.repeat(30_000)}`);
  expect(file.dialect.encoding).toBe('utf-8');
  expect(new Set(file.rows.map((row) => row.cells[1]))).toEqual(new Set(['שלום עולם']));
  expect(file.rows.at(-1)?.line).toBe(30_001);
});

test('Hebrew of the Windows code page is read when the person says so', async () => {
  const bytes = Buffer.concat([Buffer.from('Phone,Name\n2125551234,'), Buffer.from([0xe0, 0xe9]), Buffer.from('\n')]);
  expect((await read('hebrew.csv', bytes, { encoding: 'windows-1255' })).rows[0]?.cells[1]).toBe('אי');
});

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('%s ends lines', async (_name, end) => {
  const { rows } = await read('ends.csv', ['Phone,Note', '2125551234,"two', 'lines"', '', '2125551235,x'].join(end));
  expect(rows).toEqual([
    { line: 2, cells: ['2125551234', 'two\nlines'], problem: null },
    { line: 5, cells: ['2125551235', 'x'], problem: null },
  ]);
});

function records(text: string, columns: number | null = null) {
  const reader = createRecordReader({ delimiter: ',', quote: '"' }, columns);
  const rows = [...reader.push(text), ...reader.end()].map((row) => [row.line, row.cells.join('¦'), row.problem]);
  return { rows, blankLines: reader.blankLines };
}

test('blank lines are counted and are no rows; a row of empty cells is one', () => {
  expect(records('a\n\n  \n,,\nb')).toEqual({
    rows: [
      [1, 'a', null],
      [4, '¦¦', null],
      [5, 'b', null],
    ],
    blankLines: 2,
  });
});

test('a row with another number of cells says so, unless only empty cells are too many', () => {
  expect(records('1,2\n1\n1,2,3\n1,2,\n', 2).rows.map(([, , problem]) => problem)).toEqual([
    null,
    'fewCells',
    'manyCells',
    null,
  ]);
});

test('a quotation mark that never closes costs its own line, not the rest of the file', () => {
  expect(records('a,"b\nc,d\n"e",f\n').rows).toEqual([
    [1, 'a¦"b', 'quotes'],
    [2, 'c¦d', null],
    [3, 'e¦f', null],
  ]);
  expect(records('a,"b\nc,d\ne,f').rows).toEqual([
    [1, 'a¦"b', 'quotes'],
    [2, 'c¦d', null],
    [3, 'e¦f', null],
  ]);
});

test('a mark inside a quoted cell is kept, and the row is marked', () => {
  expect(records('"5" pipe",x\na,b\n').rows).toEqual([
    [1, '5" pipe¦x', 'quotes'],
    [2, 'a¦b', null],
  ]);
  expect(records('5" pipe,x\n"a ""b""",c\n').rows).toEqual([
    [1, '5" pipe¦x', null],
    [2, 'a "b"¦c', null],
  ]);
});

test('two stray marks that would tie rows together as one cell swallow none of them', () => {
  expect(records('x,"ra\n+12125550100,rb\n+12125550101,rc"\n+12125550102,rd\n', 2).rows).toEqual([
    [1, 'x¦"ra', 'quotes'],
    [2, '+12125550100¦rb', null],
    [3, '+12125550101¦rc"', null],
    [4, '+12125550102¦rd', null],
  ]);
  expect(records('"\n2125550100,ra\n"\n2125550101,rb\n', 2).rows).toEqual([
    [1, '"', 'quotes'],
    [2, '2125550100¦ra', null],
    [3, '"', 'quotes'],
    [4, '2125550101¦rb', null],
  ]);
});

test('a note of several lines is one cell; where a line of it may be a row, that is told', () => {
  expect(records('2125550100,"Called twice,\n2026-05-03, and then\nhome, late"\n', 2).rows).toEqual([
    [1, '2125550100¦Called twice,\n2026-05-03, and then\nhome, late', null],
  ]);
  expect(records('Jo,"12 Main St\nSpringfield, IL",2125550100\n', 3).rows).toEqual([
    [1, 'Jo¦12 Main St\nSpringfield, IL¦2125550100', null],
  ]);
  expect(records('2125550100,"ra\n2125550101,rb"\n', 2).rows).toEqual([[1, '2125550100¦ra\n2125550101,rb', 'quotes']]);
});

test('a file full of stray marks stays one row a line, and does not take forever', () => {
  const { rows } = records('"a\n'.repeat(20_000));
  expect(rows).toHaveLength(20_000);
  expect(rows.at(-1)).toEqual([20_000, '"a', 'quotes']);
});

test('a record over the cap is cut and said, and the lines after it are read', () => {
  const long = 'x'.repeat(3_000_000);
  const reader = createRecordReader({ delimiter: ',', quote: '"' });
  const rows = [];
  for (const text of ['a\n', long.slice(0, 1_500_000), long.slice(1_500_000), ',y\nb,c\n'])
    rows.push(...reader.push(text));
  rows.push(...reader.end());
  expect(rows.map((row) => [row.line, row.cells.join('¦').slice(0, 3), row.problem])).toEqual([
    [1, 'a', null],
    [2, 'xxx', 'tooLong'],
    [3, 'b¦c', null],
  ]);
  expect(records(`a,"${'x\n'.repeat(600_000)}",b\nc,d`).rows.at(-1)).toEqual([600_002, 'c¦d', null]);
});

test('a row with very many cells is cut and said', () => {
  const { rows } = records(`a\n${','.repeat(100_000)}\nb\n`);
  expect(rows.map(([line, , problem]) => [line, problem])).toEqual([
    [1, null],
    [2, 'tooWide'],
    [3, null],
  ]);
});

test('pasted text is opened like a file', async () => {
  const result = openText('+1 212 555 1234\r\n\r\n(212) 555-1235', { region: 'US' });
  if (!result.ok) throw new Error(result.message);
  expect(result.dialect).toMatchObject({ delimiter: 'none', headerRow: null });
  expect((await rowsOf(result)).map((row) => [row.line, ...row.cells])).toEqual([
    [1, '+1 212 555 1234'],
    [3, '(212) 555-1235'],
  ]);
  expect(openText(' \n ')).toMatchObject({
    ok: false,
    code: 'empty',
    message: '"The pasted text" is empty: there are no numbers in it.',
  });
});

test('the stream reports its progress, keeps to the size of chunks, and can be stopped', async () => {
  const file = await opened(await put('many.csv', `Phone\n${'2125551234\n'.repeat(60_000)}`));
  const sizes: number[] = [];
  let last = 0;
  for await (const chunk of streamRows(file.source, file.dialect, { chunkRows: 4000 })) {
    sizes.push(chunk.rows.length);
    expect(chunk.bytesRead).toBeGreaterThanOrEqual(last);
    last = chunk.bytesRead;
  }
  expect(Math.max(...sizes)).toBe(4000);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(60_000);
  expect(last).toBe(file.source.bytes);

  const stop = new AbortController();
  await expect(async () => {
    for await (const chunk of streamRows(file.source, file.dialect, { signal: stop.signal })) {
      if (chunk.rows.length > 0) stop.abort();
    }
  }).rejects.toThrow(/abort/i);
});

test('a file that was changed, replaced or removed since it was opened is not read on', async () => {
  const path = await put('moving.csv', 'Phone\n2125551234\n');
  const before = await opened(path);
  await appendFile(path, '2125551235\n');
  await expect(rowsOf(before)).rejects.toThrow(ReadingError);

  const again = await opened(path);
  await utimes(path, 1, 1);
  await expect(rowsOf(again)).rejects.toMatchObject({ code: 'changed' });

  const third = await opened(path);
  await rename(await put('other.csv', 'Phone\n2125551234\n2125551235\n'), path);
  await expect(rowsOf(third)).rejects.toMatchObject({ code: 'changed' });
  await rm(path);
  await expect(rowsOf(third)).rejects.toMatchObject({ code: 'missing' });
});

test('a file that changes in the middle of the reading is found out at its end', async () => {
  const path = await put('growing.csv', `Phone\n${'2125551234\n'.repeat(100_000)}`);
  const file = await opened(path);
  await expect(async () => {
    let chunks = 0;
    for await (const chunk of streamRows(file.source, file.dialect)) {
      if (chunks === 0 && chunk.rows.length > 0) await appendFile(path, '2125551235\n');
      chunks += 1;
    }
  }).rejects.toMatchObject({
    code: 'changed',
    message: expect.stringContaining('"growing.csv" was changed while it was read'),
  });
});

test.each<[string, string | Uint8Array, string]>([
  ['zero.csv', '', 'empty'],
  ['blank.csv', '\n \n\r\n', 'empty'],
  ['mark.csv', '\ufeff', 'empty'],
  ['header.csv', 'Phone,Reason\n', 'headerOnly'],
  ['list.xlsx', Buffer.from('PK\u0003\u0004....[Content_Types].xml'), 'damaged'],
  ['renamed.csv', Buffer.from('PK\u0003\u0004....xl/workbook.xml'), 'damaged'],
  ['list.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'damaged'],
  ['list.zip', Buffer.from('PK\u0003\u0004....list.csv'), 'damaged'],
  ['list.csv.gz', new Uint8Array([0x1f, 0x8b, 8, 0]), 'damaged'],
  ['list.7z', new Uint8Array([0x37, 0x7a, 0xbc, 0xaf]), 'archive'],
  ['212.xml', "<?xml version='1.0'?><list type='full' level='ac' val='212'>", 'registry'],
  ['list.pdf', '%PDF-1.7\n', 'document'],
  ['page.csv', '<!DOCTYPE html><html>', 'document'],
  ['orders.xml', '<orders>\n<order phone="2125551234"/></orders>', 'document'],
  ['noise.csv', Uint8Array.from({ length: 1000 }, (_, place) => (place * 7919) % 256), 'notText'],
  ['nul.csv', 'Phone\n2125551234\0\n', 'notText'],
  ['wide.csv', `${'a,'.repeat(1_000_000)}\n`, 'tooManyColumns'],
])('%s is refused', async (name, content, code) => {
  const result = await openRows(await put(name, content));
  expect(result).toMatchObject({ ok: false, code });
  if (!result.ok) expect(result.message).toMatch(/^"|^There/);
});

test('what is no readable file is refused', async () => {
  expect(await openRows(join(folder, 'nowhere.csv'))).toEqual({
    ok: false,
    code: 'missing',
    message: 'There is no file "nowhere.csv": check the name and the folder.',
  });
  const directory = join(folder, 'directory.csv');
  await mkdir(directory);
  expect(await openRows(directory)).toMatchObject({ ok: false, code: 'directory' });
  expect(await openRows('/dev/null', { name: 'null' })).toMatchObject({ ok: false, code: 'notAFile' });
});

test('a file that is locked or not ours to read is named, with what stands in the way', () => {
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  expect(refuseSystemError(denied, 'secret.csv')).toEqual({
    ok: false,
    code: 'unreadable',
    message: '"secret.csv" cannot be opened: it is locked by another program, or you may not read it.',
  });
  expect(refuseSystemError(Object.assign(new Error('EIO'), { code: 'EIO' }), 'disk.csv').message).toBe(
    '"disk.csv" could not be read. (EIO)',
  );
});

test.each(['titles.csv', 'semicolons-1252.csv', 'hebrew-utf16.tsv', 'hindi.csv'])(
  'the sample file %s opens with its header',
  async (name) => {
    const file = await opened(fixture(name));
    expect(file.header).not.toBeNull();
    expect((await rowsOf(file)).every((row) => row.problem === null)).toBe(true);
  },
);
