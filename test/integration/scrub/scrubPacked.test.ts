// Lead files that are workbooks or packed: of a sheet the halves are CSV or workbooks with the same cells, of a packed text
// they are its bytes; the list is asked the same either way, and what cannot be read leaves nothing behind.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRows } from '../../../electron/core/files/openRows.ts';
import { streamRows } from '../../../electron/core/files/streamRows.ts';
import type { ScrubCertificate } from '../../../shared/contract/scrub.ts';
import { makeDataDir as makeCliDir, runCli } from '../../support/cliProcess.ts';
import { openTestCore, type TestCore } from '../../support/core.ts';
import { toBook, toOds, toXlsx, toZip } from '../../support/files.ts';

const files = makeCliDir();
const desk = makeCliDir();
const at = (name: string) => join(files.data, name);
const text = (name: string) => readFileSync(at(name), 'utf8');
let core: TestCore;

beforeAll(async () => {
  core = await openTestCore(desk.data);
  await core.client.entries.add({ numbers: ['+12125551001'], reason: 'asked' });
  await core.client.entries.add({ numbers: ['+12125551002'] });
});
afterAll(async () => {
  await core.close();
  desk.remove();
  files.remove();
});

const about = { name: 'About', rows: [['May campaign'], ['for Dana']] };
const leads = {
  name: 'Leads',
  rows: [
    ['Name', 'Phone', 'Note', 'Owes'],
    ['Ann, A', 2_125_551_001, '=1+1', -5],
    ['Bö "b"', '(212) 555-1003', 'two\nlines', 7],
    [null, null, null, null],
    ['Cy', '+12125551004', '@home', 0.5],
    ['Dee', '+1 212 555 1005', null, 9],
    ['Eve', '+1 212-555-1002'],
    ['Flo', 'call me', 'x'],
  ],
};
const cleanLines = [
  'Name,Phone,Note,Owes',
  '"Bö ""b""",(212) 555-1003,"two\nlines",7',
  `Cy,+12125551004,"'@home",0.5`,
  `Dee,"'+1 212 555 1005",,9`,
];

type Asked = { readonly parts?: string[]; readonly halves?: 'text' | 'workbook'; readonly ending?: string };

async function scrub(name: string, content: Uint8Array | string, asked: Asked = {}): Promise<ScrubCertificate> {
  const { parts, halves = 'text', ending = 'csv' } = asked;
  writeFileSync(at(name), content);
  const { client } = core;
  const opened = await client.scrub.open({ from: { kind: 'path', path: at(name) }, region: 'US', parts });
  const { scrub: id, columns } = opened;
  const mapping = columns.map(({ column, field }) => ({ column, field }));
  const to = { clean: at(`clean.${ending}`), blocked: at(`blocked.${ending}`) };
  const { job } = await client.scrub.start({ scrub: id, options: { mapping, halves }, to, replace: true });
  const { state, message } = await client.jobs.wait({ job });
  if (state !== 'done') throw new Error(message);
  const certificate = await client.scrub.result({ scrub: id });
  await client.scrub.discard({ scrub: id });
  return certificate;
}

async function readCells(path: string): Promise<(readonly string[])[]> {
  const opened = await openRows(path, { hasHeader: false });
  if (!opened.ok) throw new Error(opened.message);
  const rows: (readonly string[])[] = [];
  for await (const chunk of streamRows(opened.source, opened.dialect))
    rows.push(...chunk.rows.map(({ cells }) => cells));
  return rows;
}

describe('a sheet of leads', () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['XLSX', () => toXlsx(about, leads)],
    ['ODS', () => toOds(about, leads)],
    ['XLS', () => toBook('xls', [about, leads])],
    ['XLSX in a ZIP', async () => toZip({ 'leads.xlsx': await toXlsx(about, leads) })],
  ])('as %s comes back as CSV that a spreadsheet cannot run', async (kind, make) => {
    const certificate = await scrub('leads', await make(), { parts: ['leads'] });
    expect(text('clean.csv')).toBe(`${cleanLines.join('\r\n')}\r\n`);
    const blocked = text('blocked.csv').split('\r\n');
    expect(blocked[0]).toBe('Name,Phone,Note,Owes,why,since,hold,list');
    expect(blocked[1]).toMatch(/^"Ann, A",2125551001,"'=1\+1","'-5",asked,\d{4}-.*,everywhere,do-not-call list$/);
    expect(blocked[2]).toMatch(/^Eve,"'\+1 212-555-1002",,,on the do-not-call list,/);
    expect(blocked[3]).toMatch(/^Flo,call me,x,,not a number: /);
    expect(blocked.slice(4)).toEqual(['']);
    expect(certificate).toMatchObject({
      input: { format: 'sheet', parts: kind.includes('ZIP') ? ['leads.xlsx', 'Leads'] : ['Leads'] },
      rows: { read: 6, clean: 3, blocked: 3, blockedBy: { list: 2, notANumber: 1 } },
      halves: 'csv',
    });
    expect(certificate.rules.at(-1)).toMatch(/^The halves are CSV .* made from the cells of "Leads"/);
  });

  test('comes back as workbooks where that is asked, every cell as it was', async () => {
    const certificate = await scrub('leads.xlsx', await toXlsx(leads), { halves: 'workbook', ending: 'xlsx' });
    expect(certificate).toMatchObject({ rows: { read: 6, clean: 3, blocked: 3 }, halves: 'workbook' });
    expect(await readCells(at('clean.xlsx'))).toEqual([
      ['Name', 'Phone', 'Note', 'Owes'],
      ['Bö "b"', '(212) 555-1003', 'two\nlines', '7'],
      ['Cy', '+12125551004', '@home', '0.5'],
      ['Dee', '+1 212 555 1005', '', '9'],
    ]);
    const blocked = await readCells(at('blocked.xlsx'));
    expect(blocked[0]).toEqual(['Name', 'Phone', 'Note', 'Owes', 'why', 'since', 'hold', 'list']);
    expect(blocked[1]?.slice(0, 5)).toEqual(['Ann, A', '2125551001', '=1+1', '-5', 'asked']);
    expect(blocked).toHaveLength(4);
    expect(existsSync(at('clean.xlsx.text'))).toBe(false);
  });

  test('that has a cell too many far down loses no row for it: in a sheet it moves no other', async () => {
    const rows = Array.from({ length: 2000 }, (_, row) => [`+1212555${2000 + row}`, row]);
    rows[1999]?.push('', 'aside');
    const certificate = await scrub('wide.xlsx', await toXlsx({ name: 'S', rows: [['Phone', 'Id'], ...rows] }));
    expect(certificate.rows).toMatchObject({ read: 2000, clean: 2000 });
    const lines = text('clean.csv').split('\r\n');
    // Every column has its place in every row, whether it has a name or not.
    expect(lines[0]).toBe('Phone,Id,,');
    expect(lines.slice(-3)).toEqual(['+12125553998,1998,,', '+12125553999,1999,,aside', '']);
  });

  test('leaves out what stands above its column names, and says so', async () => {
    writeFileSync(at('titled.xlsx'), await toXlsx({ name: 'S', rows: [['Leads of May'], [], ...leads.rows] }));
    const found = await core.client.scrub.open({ from: { kind: 'path', path: at('titled.xlsx') }, region: 'US' });
    expect(found.headerRow).toBe(3);
    expect(found.notes).toEqual([
      expect.stringMatching(/^The two files are made from the sheet "S", as CSV/),
      'What stands above its column names (row 3) is not in them.',
    ]);
    await scrub('titled.xlsx', readFileSync(at('titled.xlsx')));
    expect(text('clean.csv')).toBe(`${cleanLines.join('\r\n')}\r\n`);
  });
});

describe('a packed text', () => {
  const bytes = Buffer.from(
    '\u{feff}Leads\nId;Phone\n1;212-555-1001\r\n2;(212) 555-1003\n\n3;+972502345678',
    'utf16le',
  );
  const clean = Buffer.from('\u{feff}Leads\nId;Phone\n2;(212) 555-1003\n\n3;+972502345678', 'utf16le');

  test.each<[string, () => Uint8Array, readonly string[]]>([
    ['GZ', () => gzipSync(bytes), []],
    ['ZIP', () => toZip({ 'notes.pdf': 'x', 'may.txt': bytes }), ['may.txt']],
  ])('as %s comes back as its own bytes', async (_, make, parts) => {
    const certificate = await scrub('packed', make());
    expect(readFileSync(at('clean.csv')).equals(clean)).toBe(true);
    expect(certificate).toMatchObject({
      input: { format: 'text', encoding: 'utf-16le', parts },
      rows: { read: 3, clean: 2, blocked: 1 },
      halves: 'asIs',
    });
  });

  test('that is larger than a block is split like the text itself', async () => {
    const rows = Array.from({ length: 200_000 }, (_, row) => `${row},+1212555${1000 + (row % 9000)},padding`);
    const large = `Id,Phone,X\n${rows.join('\n')}\n`;
    const packed = await scrub('large.csv.gz', gzipSync(large));
    const ofPacked = readFileSync(at('clean.csv'));
    const plain = await scrub('large.csv', large);
    expect(packed.rows).toEqual(plain.rows);
    expect(ofPacked.equals(readFileSync(at('clean.csv')))).toBe(true);
  });

  test('that is cut off leaves no half', async () => {
    const packed = gzipSync(`Phone\n${'+12125551003\n'.repeat(200_000)}`);
    await expect(scrub('cut.gz', packed.subarray(0, packed.length - 20), { ending: 'cut' })).rejects.toThrow(
      /damaged or cut off/,
    );
    expect(existsSync(at('clean.cut'))).toBe(false);
  });
});

test('the command line asks which sheet, and makes workbooks of halves that are named so', async () => {
  const place = makeCliDir();
  try {
    writeFileSync(at('book.xlsx'), await toXlsx(about, leads));
    const run = (...args: string[]) =>
      runCli(['--json', 'scrub', 'book.xlsx', ...args], { data: place.data, cwd: files.data });
    await runCli(['add', '+12125550199'], place);
    const halves = ['--clean', 'c.xlsx', '--blocked', 'b.xlsx', '--region', 'US'];
    const which = await run(...halves);
    expect(which).toMatchObject({ code: 2, stdout: '' });
    expect(which.stderr).toContain(
      '"book.xlsx" has several sheets: choose one with --sheet; there are "About", "Leads".',
    );
    const mixed = await run('--clean', 'c.xlsx', '--blocked', 'b.csv', '--sheet', 'Leads');
    expect(mixed).toMatchObject({ code: 2, stdout: '' });
    expect(mixed.stderr).toMatch(/^One half is named \.xlsx and the other is not/);
    const done = await run(...halves, '--sheet', 'Leads');
    expect(JSON.parse(done.stdout)).toMatchObject({ rows: 6, clean: 5, blocked: 1 });
    expect(await readCells(at('c.xlsx'))).toHaveLength(6);
  } finally {
    place.remove();
  }
});
