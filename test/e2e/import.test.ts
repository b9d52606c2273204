// Importing as a supervisor does it, in a real browser against the real web host: a file falls on the window, says what it
// will do, does it, and is taken back; and files that are none get one clear sentence.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DeskPage, dropFile, findSerious, openDeskPage, shoot } from '../support/deskPage.ts';
import { toXlsx } from '../support/files.ts';

let desk: DeskPage;
let page: Page;

// One desk for all: each test brings numbers of its own.
beforeAll(async () => {
  desk = await openDeskPage();
  page = desk.page;
});
beforeEach(async () => {
  await page.getByRole('link', { name: 'List' }).click();
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(() => desk.close());

/** 300 good lines of one exchange in mixed spellings, and six that are not simply new. */
const calls = [
  'Phone,Full name,Notes,City',
  ...Array.from({ length: 300 }, (_, index) => {
    const line = 1000 + index;
    const spelling = [`(212) 555-${line}`, `212.555.${line}`, `+1 212 555 ${line}`][index % 3];
    return `${spelling},Person ${index},asked on the phone,New York`;
  }),
  '12,too short,,',
  'call me,letters,,',
  '2.12556E+09,Excel,,',
  '(212) 555-1001,twice,,',
  '+12125559999,on the list already,,',
  '+1 200 555 0100,possible but not valid,,',
].join('\n');

const group = (name: string) => page.getByRole('group', { name: 'Groups of lines' }).getByRole('button', { name });
/** How long the page may take on a busy machine; nothing is proven by it. */
const soon = { timeout: 20_000 };
const done = () => page.getByRole('region', { name: 'Done' });

async function chooseCountry(name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Country of numbers without +' }).click();
  await page.getByRole('option', { name }).click();
}

async function goToImport(): Promise<void> {
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.getByRole('heading', { name: 'Import', level: 1 }).waitFor();
}

describe('a file that falls on the window', () => {
  test('is previewed, blocked, accounted for line by line, and undone to the byte', async () => {
    expect(await desk.cli('add', '+12125559999', '--reason', 'was first')).toMatchObject({ code: 0 });
    const before = await exported();

    await dropFile(page, 'calls.csv', calls);
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    await page.getByRole('region', { name: 'What we found' }).waitFor();
    expect(await page.getByLabel('Phone holds').inputValue()).toBe('phone');
    expect(await page.getByLabel('Notes holds').inputValue()).toBe('reason');

    await chooseCountry('United States (US)');
    await group('new').filter({ hasText: '300' }).waitFor();
    for (const [name, count] of [
      ['would change', '0'],
      ['already there', '1'],
      ['twice in the file', '1'],
      ['possible, not valid', '1'],
      ['rejected', '3'],
    ] as const) {
      expect(await group(name).textContent()).toContain(count);
    }
    await page.getByRole('radio', { name: 'Leave them out' }).check();
    await group('rejected').click();
    const lines = page.getByRole('region', { name: 'Lines: rejected' });
    await lines.getByText('2.12556E+09').waitFor();
    expect(await lines.getByRole('row').count()).toBe(4);
    await group('new').click();
    await page.getByText('1–50 of 300').waitFor();
    await page.getByRole('button', { name: 'Later lines' }).click();
    await page.getByText('51–100 of 300').waitFor();
    await shoot(page, 'import-preview');

    await page.getByRole('button', { name: 'Block 300 numbers', disabled: false }).click();
    await done().getByText('300 numbers of calls.csv blocked.').waitFor();
    expect(await done().locator('dd').allTextContents()).toEqual(['300', '0', '2', '4', '306']);
    await shoot(page, 'import-done');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      done().getByRole('button', { name: 'Save 4 rejected lines' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('calls rejected.csv');
    const rejected = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n');
    expect(rejected).toHaveLength(5);
    expect(rejected[1]).toContain('302');

    expect(await desk.cli('check', '+12125551000')).toMatchObject({ code: 3 });
    await done().getByRole('button', { name: 'Undo this import' }).click();
    await done().getByText('Undone: what calls.csv changed is as before.').waitFor();
    expect(await desk.cli('check', '+12125551000')).toMatchObject({ code: 0 });
    expect(await exported()).toBe(before);
  });

  test('opens in the list, filtered to what it brought', async () => {
    await dropFile(page, 'two.csv', 'Phone\n+13105550101\n+13105550102\n');
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    await page.getByRole('button', { name: 'Block 2 numbers' }).click();
    await done().getByRole('button', { name: 'Open in the list' }).click();
    await page.getByRole('heading', { name: 'List', level: 1 }).waitFor();
    await page.getByText('+1 310 555 0101').first().waitFor();
    expect(page.url()).toMatch(/#\/list\?batch=\d+$/);
  });
});

describe('a workbook', () => {
  test('asks which sheet, and is previewed, blocked and undone like any file', async () => {
    const rows = [
      ['Mobile', 'Notes'],
      [3_125_550_101, 'asked twice'],
      [3_125_550_102, 'moved'],
      ['none', 'no number'],
    ];
    const before = await exported();
    await dropFile(page, 'may.xlsx', await toXlsx({ name: 'Read me', rows: [['Kept by Ann']] }, { name: 'May', rows }));
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    const found = page.getByRole('region', { name: 'What we found' });
    await found.getByText('may.xlsx › Read me').waitFor();
    expect(await found.getByLabel('Written in').count()).toBe(0);
    await found.getByLabel('Sheet').selectOption('May · 4 rows');
    await found.getByText('may.xlsx › May').waitFor();
    expect(await page.getByLabel('Mobile holds').inputValue()).toBe('phone');
    await chooseCountry('United States (US)');
    await group('new').filter({ hasText: '2' }).waitFor();
    expect(await findSerious(page)).toEqual([]);
    await shoot(page, 'import-sheet');

    await page.getByRole('button', { name: 'Block 2 numbers' }).click();
    await done().getByText('2 numbers of may.xlsx blocked.').waitFor();
    expect(await desk.cli('check', '+13125550101')).toMatchObject({ code: 3 });
    await done().getByRole('button', { name: 'Undo this import' }).click();
    await done().getByText('Undone: what may.xlsx changed is as before.').waitFor();
    expect(await exported()).toBe(before);
  });

  test('whose first sheet is no list keeps the choice of another', async () => {
    const bought = Array.from({ length: 4 }, (_, at) => ['212', `555010${at}`]);
    const ours = [['Phone'], ['+13125550131'], ['+13125550132']];
    await dropFile(page, 'june.xlsx', await toXlsx({ name: 'Bought', rows: bought }, { name: 'Ours', rows: ours }));
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    const found = page.getByRole('region', { name: 'What we found' });
    await found.getByRole('alert').getByText('This is a registry file').waitFor();
    await found.getByText('Choose another sheet.').waitFor();
    expect(await page.getByRole('button', { name: /^Block/ }).count()).toBe(0);
    expect(await findSerious(page)).toEqual([]);
    await shoot(page, 'import-refused-sheet');
    await found.getByLabel('Sheet').selectOption('Ours · 3 rows');
    await page.getByRole('button', { name: 'Block 2 numbers', disabled: false }).waitFor();
    expect(await found.getByRole('alert').count()).toBe(0);
  });

  test('that is a bomb is one sentence, and the desk goes on', async () => {
    await dropFile(page, 'bomb.xlsx', gzipSync(Buffer.alloc(150_000_000, '0')));
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    await page.getByText('"bomb.xlsx" unpacks to far more than a list of numbers holds: it was not read.').waitFor();
    expect(await desk.cli('check', '+13125550101')).toMatchObject({ code: 0 });
  });
});

describe('an export of calls', () => {
  test('asks which calls mean do-not-call, shows what changes field by field, asks when it comes again, and is remembered', async () => {
    await desk.cli('add', '+13125550101', '--reason', 'was first');
    await desk.cli('add', '+13125550102');
    await desk.cli('remove', '+13125550102', '--why', 'asked to be called again');
    const rows = ['DNC', 'DNC', 'Q7', 'SALE'].map(
      (status, at) => `+1312555010${at + 1},${status},agreed,ann@example.com`,
    );
    const text = ['phone,call status,comments,city', ...rows, 'Total,4,,', ''].join('\n');
    await dropFile(page, 'calls.csv', text);
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    const question = page.getByRole('group', { name: 'call status: which of these mean do not call?' });
    const q7 = (answer: string) =>
      question.getByRole('radiogroup', { name: 'Q7' }).getByRole('radio', { name: answer });
    expect(await question.getByRole('checkbox', { name: /^DNC/ }).isChecked()).toBe(true);
    expect(await question.getByRole('checkbox', { name: /^SALE/ }).isChecked()).toBe(false);
    await q7('Do not call').check();
    await question.getByRole('button', { name: 'The rest do not' }).click();
    await page.getByRole('radio', { name: 'Leave them as they are' }).check();
    await page.getByRole('radio', { name: 'Take what the file says about them' }).check();
    await group('new').filter({ hasText: '1' }).waitFor();
    await group('would revive').filter({ hasText: '1' }).waitFor();
    await group('would change').click();
    await page.getByRole('region', { name: 'Lines: would change' }).getByText('was first').waitFor();
    await shoot(page, 'import-diff');
    expect(await findSerious(page)).toEqual([]);

    await group('rejected').click();
    await page.getByRole('button', { name: /What it says does not mean do-not-call/ }).click();
    const rejected = page.getByRole('region', { name: 'Lines: rejected' });
    await rejected.getByText('SALE', { exact: true }).waitFor();
    // The header, SALE, and the row of totals.
    await expect.poll(() => rejected.getByRole('row').count(), soon).toBe(3);
    await page.getByRole('textbox', { name: 'Search the lines: rejected' }).fill('no such words');
    await page.getByText('No line fits.').waitFor();
    await page.getByRole('textbox', { name: 'Search the lines: rejected' }).fill('');
    await rejected.getByText('SALE', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save these lines' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/^5,,rejected,.*SALE/m);

    await page.getByRole('button', { name: /^Block 1 number$/, disabled: false }).click();
    await done().waitFor();
    expect(await desk.cli('check', '+13125550102')).toMatchObject({ code: 0 });

    await dropFile(page, 'calls.csv', text);
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    await page.getByText(/read as in the last file like this/).waitFor();
    await page.getByRole('checkbox', { name: 'Import the same file again' }).waitFor();
    expect(await q7('Do not call').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Forget it' }).click();
    await expect.poll(() => q7('Do not call').isChecked(), soon).toBe(false);
  });
});

describe('a reload', () => {
  test('in the middle finds the import where it was, with what was corrected', async () => {
    await dropFile(page, 'odd.csv', 'a,b\n+14155550101,first\n+14155550102,second\n');
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    await page.getByLabel('b holds').selectOption('Reason');
    await page.getByRole('combobox', { name: 'Category' }).fill('complaint');
    await page.getByRole('button', { name: 'Block 2 numbers', disabled: false }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Block 2 numbers', disabled: false }).waitFor();
    await expect.poll(() => page.getByLabel('b holds').inputValue(), soon).toBe('reason');
    expect(await page.getByRole('combobox', { name: 'Category' }).inputValue()).toBe('complaint');

    await page.getByRole('button', { name: 'Block 2 numbers' }).click();
    await done().waitFor();
    await page.reload();
    await done().getByText('2 numbers of odd.csv blocked.').waitFor();
  });

  test('without the address finds it in the list of open imports', async () => {
    await goToImport();
    await page.getByLabel('Or paste a column').fill('+16465550101\n+16465550102');
    await page.getByRole('button', { name: 'Read 2 pasted lines' }).click();
    await page.getByRole('button', { name: 'Block 2 numbers' }).waitFor();
    await goToImport();
    await page.getByRole('link', { name: 'pasted numbers' }).first().click();
    await page.getByRole('button', { name: 'Block 2 numbers' }).waitFor();
  });
});

describe('how the file is read', () => {
  test('can be corrected: separator, first row, columns', async () => {
    await goToImport();
    await page.getByLabel('Or paste a column').fill('+16465550101;2026-05-03\n+16465550102;2026-05-04');
    await page.getByRole('button', { name: 'Read 2 pasted lines' }).click();
    await page.getByLabel('Columns separated by').selectOption('nothing: one column');
    await expect
      .poll(() => page.getByRole('region', { name: 'Columns of the file' }).getByRole('row').count(), soon)
      .toBe(2);
    await page.getByLabel('Columns separated by').selectOption('semicolons');
    await expect
      .poll(() => page.getByRole('region', { name: 'Columns of the file' }).getByRole('row').count(), soon)
      .toBe(3);
    await page.getByLabel('Column 1 holds').selectOption('Leave out');
    await page.getByText('No column is marked as the phone number.').waitFor();
    await page.getByLabel('Column 1 holds').selectOption('Phone number');
    await page.getByRole('button', { name: 'Block 2 numbers' }).waitFor();
    await page.getByLabel('Column names').selectOption('in the first row');
    await page.getByRole('button', { name: /^Block 1 number$/ }).waitFor();
  });

  test('numbers without a country code are rejected until the country is chosen, and possible ones asked about', async () => {
    await goToImport();
    await page.getByLabel('Or paste a column').fill('646 555 0101\n200 555 0100');
    await page.getByRole('button', { name: 'Read 2 pasted lines' }).click();
    await page.getByRole('region', { name: 'Lines: rejected' }).waitFor();
    expect(await page.getByRole('button', { name: 'Nothing to block' }).isDisabled()).toBe(true);
    await chooseCountry('United States (US)');
    await page.getByRole('button', { name: /^Block 1 number$/ }).waitFor();
    await page.getByRole('radio', { name: 'Block them' }).check();
    await page.getByRole('button', { name: 'Block 2 numbers' }).waitFor();
  });
});

describe('what is no list of numbers', () => {
  test.each([
    ['empty.csv', '', 'is empty'],
    ['header.csv', 'Phone,Name\n', 'has a header but no rows'],
    ['page.csv', '<!doctype html><html><body>log in</body></html>', 'is a document or web page'],
    ['zip.csv', 'PK\u0003\u0004rest', 'is damaged or cut off'],
    ['binary.csv', 'a\0b\0c', 'is not a text file'],
  ])('%s gets one sentence, and the page goes on', async (name, content, sentence) => {
    await goToImport();
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
    await page.getByRole('alert').getByText(sentence).waitFor();
    expect(await page.getByRole('alert').textContent()).toContain(name);
    await page.getByLabel('Or paste a column').fill('+16465550101');
    await page.getByRole('button', { name: 'Read 1 pasted line' }).click();
    await page.getByRole('button', { name: /^Block 1 number$/ }).waitFor();
  });

  test('an import that is not open any more says so and offers the next step', async () => {
    await page.evaluate(() => (globalThis.location.hash = '#/import/nothing-here'));
    await page.getByText('This import is no longer open').waitFor();
    await page.getByRole('button', { name: 'Import a file' }).click();
    await page.getByText('Drop a file with numbers here').waitFor();
  });
});

describe('a large file', () => {
  test('can be cancelled half way, and is then as if it had never been there', async () => {
    // Enough for a slow browser to be asked in the middle, which may not wait until the page is still.
    const rows = Array.from({ length: 600_000 }, (_, index) => `+1917${String(2_000_000 + index)}`);
    await dropFile(page, 'large.csv', `Phone\n${rows.join('\n')}\n`);
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    const block = page.getByRole('button', { name: /^Block \d[\d,]* numbers$/ });
    await page.getByRole('button', { name: /^Block [\d,]+ numbers$/, disabled: false }).waitFor({ timeout: 60_000 });
    await block.click();
    await page.getByRole('button', { name: 'Cancel and take it back' }).click({ force: true });
    await page.getByText('Cancelled', { exact: true }).waitFor({ timeout: 60_000 });
    expect(await desk.cliJson('list', '--search', '+1917')).toMatchObject({ entries: [] });
    expect(await block.isEnabled()).toBe(true);
  });
});

describe.each([
  ['light', 1],
  ['dark', 2],
] as const)('in %s colours', (colorScheme, number) => {
  test('axe finds nothing serious from the drop to the end', async () => {
    await page.emulateMedia({ colorScheme });
    await goToImport();
    expect(await findSerious(page)).toEqual([]);
    await page.getByLabel('Or paste a column').fill(`+1702555010${number}\n12\n+12005550100`);
    await page.getByRole('button', { name: 'Read 3 pasted lines' }).click();
    await page.getByRole('button', { name: /^Block 1 number$/ }).waitFor();
    await group('rejected').click();
    await page.getByRole('region', { name: 'Lines: rejected' }).getByText('12', { exact: true }).waitFor();
    expect(await findSerious(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Leave them out' }).check();
    await page.getByRole('button', { name: /^Block 1 number$/, disabled: false }).click();
    await done().locator('dd').first().waitFor();
    expect(await findSerious(page)).toEqual([]);
    await shoot(page, `import-done-${colorScheme}`);
  });
});

async function exported(): Promise<string> {
  // Nothing is written into the desk's own directory, and a file that is there only when a person says so.
  const file = `${desk.data}-export.csv`;
  expect(await desk.cli('export', file, '--force')).toMatchObject({ code: 0 });
  return readFileSync(file, 'utf8');
}
