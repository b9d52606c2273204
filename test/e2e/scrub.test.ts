// Cleaning a lead file as a supervisor does it, in a real browser against the real web host: it falls on the window, says what
// is in it, comes back as two files and a certificate, and these are what the screen said.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ScrubCertificate } from '../../shared/contract/scrub.ts';
import { toXlsx } from '../support/files.ts';
import { type DeskPage, dropFile, findSerious, openDeskPage, shoot } from '../support/deskPage.ts';

let desk: DeskPage;
let page: Page;

beforeAll(async () => {
  desk = await openDeskPage({
    before: [
      ['add', '+12125551001', '--reason', 'asked on the phone'],
      ['add', '+12125551002', '--expires', '2999-01-01'],
    ],
  });
  page = desk.page;
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(() => desk.close());

const header = 'Name,Phone,Mobile';
const rows = [
  'Ann,(212) 555-1001,',
  '"Bö, b",212.555.1003,+1 212 555 1002',
  'Cy,212-555-1004,',
  'Dee,call me,',
  'Eve,+12125551005,212 555 1006',
];
const leads = `${[header, ...rows].join('\r\n')}\r\n`;
const done = () => page.getByRole('region', { name: 'Done' });

async function save(name: string | RegExp): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), done().getByRole('button', { name }).click()]);
  return { file: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

test('a dropped lead file comes back in two halves with its certificate, and cleans again with other choices', async () => {
  await dropFile(page, 'leads.csv', leads);
  await page.getByRole('button', { name: 'Clean this lead file' }).click();
  await page.getByRole('region', { name: 'What we found' }).waitFor();
  expect(await page.getByLabel('Phone holds').inputValue()).toBe('phone');
  expect(await page.getByLabel('Mobile holds').inputValue()).toBe('phone');
  expect(await page.getByLabel('Name holds').inputValue()).toBe('ignore');
  await page.getByRole('combobox', { name: 'Country of numbers without +' }).click();
  await page.getByRole('option', { name: 'United States (US)' }).click();
  expect(await findSerious(page)).toEqual([]);
  await shoot(page, 'scrub-found');
  await page.getByRole('button', { name: 'Clean leads.csv' }).click();

  await done().getByText('2 rows of leads.csv are clean.').waitFor();
  expect(await done().locator('dd').allTextContents()).toEqual(['2', '3', '5']);
  await done().getByText('Blocked: 2 on the do-not-call list, 1 without a number that can be read.').waitFor();
  await done().getByText('No registry is loaded').waitFor();
  expect(await findSerious(page)).toEqual([]);
  await shoot(page, 'scrub-done');

  const clean = await save('Save 2 clean rows');
  expect(clean.file).toBe('leads clean.csv');
  expect(clean.bytes.toString()).toBe(`${[header, rows[2], rows[4]].join('\r\n')}\r\n`);
  const blocked = await save('Save 3 blocked rows');
  expect(blocked.file).toBe('leads blocked.csv');
  const lines = blocked.bytes.toString().split('\r\n');
  expect(lines[0]).toBe(`${header},why,since,hold,list`);
  expect(lines[1]).toMatch(/^Ann,\(212\) 555-1001,,Phone: asked on the phone,\d{4}-.*,everywhere,do-not-call list$/);
  expect(lines[2]).toMatch(/^"Bö, b",212\.555\.1003,\+1 212 555 1002,.*everywhere until 1 January 2999,/);
  expect(lines[3]).toMatch(/^Dee,call me,,Phone: not a number: /);
  expect(lines.slice(4)).toEqual(['']);

  const json = await save('As data (JSON)');
  expect(json.file).toBe('leads certificate.json');
  const certificate = JSON.parse(json.bytes.toString()) as ScrubCertificate;
  expect(certificate).toMatchObject({
    input: { name: 'leads.csv', sha256: sha256(leads) },
    rows: { read: 5, clean: 2, blocked: 3 },
    output: {
      clean: { name: 'leads clean.csv', sha256: sha256(clean.bytes) },
      blocked: { name: 'leads blocked.csv', sha256: sha256(blocked.bytes) },
    },
  });
  const pdf = await save('Save the certificate (PDF)');
  expect(pdf.file).toBe('leads certificate.pdf');
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');

  // A reload finds it as it was; other choices clean the same file again.
  await page.reload();
  await done().getByText('2 rows of leads.csv are clean.').waitFor();
  await done().getByRole('button', { name: 'Change the choices' }).click();
  await page.getByLabel('Blank the blocked ones').check();
  await page.getByRole('button', { name: 'Clean leads.csv' }).click();
  await done().getByText('3 rows of leads.csv are clean.').waitFor();
  await done().getByText('1 blocked number blanked in 1 clean row').waitFor();
  const blanked = await save('Save 3 clean rows');
  expect(blanked.bytes.toString()).toBe(`${[header, '"Bö, b",212.555.1003,', rows[2], rows[4]].join('\r\n')}\r\n`);
});

test('an export of a customer database is cleaned by every column of it, by its flag, and by what a person says', async () => {
  const customers = [
    'Full name,Phone,,,Do Not Call,City',
    'Ann,(212) 555-1010,,(212) 555-1001,0,Albany',
    'Ben,(212) 555-1011,(212) 555-1002,,0,Troy',
    'Cat,(212) 555-1012,,,1,Utica',
    'Dan,(212) 555-1013,,,0,Oswego',
    'Eve,(200) 555-1014,,,0,Ithaca',
    '',
  ];
  await dropFile(page, 'customers.csv', customers.join('\n'));
  await page.getByRole('button', { name: 'Clean this lead file' }).click();
  await page.getByRole('region', { name: 'What we found' }).waitFor();
  expect(await page.getByLabel('Do Not Call holds').inputValue()).toBe('flag');
  await page.getByLabel('Column 4 holds').selectOption('Something else');
  await page.getByRole('region', { name: 'Columns of the file' }).getByText('searched for numbers').first().waitFor();
  await page.getByRole('combobox', { name: 'Country of numbers without +' }).click();
  await page.getByRole('option', { name: 'United States (US)' }).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findSerious(page)).toEqual([]);
    await shoot(page, `scrub-customers-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Clean customers.csv' }).click();
  await done().getByText('1 row of customers.csv is clean.').waitFor();
  await done()
    .getByText('Blocked: 2 on the do-not-call list, 1 by what the file says of the number, 1 in doubt.')
    .waitFor();
  await done().getByText('Numbers were looked up in other columns too: “column 4”.').waitFor();
  await shoot(page, 'scrub-customers-done');

  // What a person leaves out is not looked at, is said, and is remembered for the next file like it.
  await done().getByRole('button', { name: 'Change the choices' }).click();
  await page.getByLabel('Column 4 holds').selectOption('Leave out');
  await page.getByLabel('Keep those as clean of which no reading is blocked').check();
  await page.getByRole('button', { name: 'Clean customers.csv' }).click();
  await done().getByText('3 rows of customers.csv are clean.').waitFor();
  await done().getByText('Left out by you, and not looked at: “column 4”.').waitFor();
  await done().getByText('1 clean row is in doubt.').waitFor();
  const { rows: counts, columns } = JSON.parse((await save('As data (JSON)')).bytes.toString()) as ScrubCertificate;
  expect(counts).toMatchObject({ clean: 3, blockedBy: { list: 1, flagged: 1, inDoubt: 0 }, inDoubt: 1 });
  expect(columns.leftOut).toEqual([{ column: 3, name: 'column 4' }]);

  await dropFile(page, 'more.csv', customers.join('\n'));
  await page.getByRole('button', { name: 'Clean this lead file' }).click();
  await page.getByText('The columns are read as in the last file like this').waitFor();
  await page.getByText('left out by you before').waitFor();
  await page.getByRole('button', { name: 'Forget' }).click();
  await page.getByText('left out by you before').waitFor({ state: 'detached' });
  expect(await page.getByLabel('Column 4 holds').inputValue()).toBe('phone');
});

test('a workbook is cleaned sheet by sheet, and comes back as CSV or as workbooks', async () => {
  const { buffer } = await toXlsx(
    {
      name: 'Leads of May',
      rows: [
        ['Name', 'Phone'],
        ['Ann', '+12125551001'],
        ['Bo', '+12125551003'],
      ],
    },
    {
      name: 'Leads of June',
      rows: [
        ['Who', 'Mobile'],
        ['Cy', '+12125551004'],
        ['Di', '+12125551005'],
        ['Ed', 'x'],
      ],
    },
  );
  await dropFile(page, 'book.xlsx', new Uint8Array(buffer));
  await page.getByRole('button', { name: 'Clean this lead file' }).click();
  await page.getByText('The two files are made from the sheet "Leads of May", as CSV unless').waitFor();
  await page.getByLabel('Sheet', { exact: true }).selectOption('Leads of June');
  await page.getByLabel('Mobile holds').waitFor();
  expect(await page.getByLabel('Written in').count()).toBe(0);
  expect(await findSerious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clean book.xlsx' }).click();
  const csv = await save('Save 2 clean rows');
  expect(csv.file).toBe('book clean.csv');
  expect(csv.bytes.toString()).toBe('Who,Mobile\r\nCy,+12125551004\r\nDi,+12125551005\r\n');
  await done().getByRole('button', { name: 'Change the choices' }).click();
  await page.getByLabel('Excel workbooks, every cell a text').check();
  await page.getByRole('button', { name: 'Clean book.xlsx' }).click();
  const book = await save('Save 1 blocked row');
  expect(book.file).toBe('book blocked.xlsx');
  expect(book.bytes.subarray(0, 2).toString()).toBe('PK');
});

test('the screen of its own takes a file, refuses what is none in one sentence, and is fit for everybody in the dark', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('link', { name: 'Scrub', exact: true }).click();
  await page.getByText('Drop a lead file here').waitFor();
  await page.getByRole('link', { name: 'leads.csv' }).waitFor();
  expect(await findSerious(page)).toEqual([]);
  await shoot(page, 'scrub-dark');
  const choose = (name: string, content: string) =>
    page.getByLabel('Lead file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await choose('empty.csv', '');
  await page.getByRole('alert').getByText('is empty').waitFor();

  // Enough for a slow browser to be asked in the middle, which may not wait until the page is still.
  const many = Array.from({ length: 1_200_000 }, (_, index) => `${index},+1917${2_000_000 + index}`);
  await choose('many.csv', `Id,Phone\n${many.join('\n')}\n`);
  await page.getByRole('button', { name: 'Clean many.csv' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click({ force: true });
  await page.getByRole('alert').getByText('Cancelled', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clean many.csv' }).click();
  await done().getByText('1,200,000 rows of many.csv are clean.').waitFor({ timeout: 60_000 });
  await page.evaluate(() => (globalThis.location.hash = '#/scrub/nothing-here'));
  await page.getByText('This lead file is no longer open').waitFor();
});
