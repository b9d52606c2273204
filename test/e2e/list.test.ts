/** The list in a real browser over the real core: block, search, select, change, release, undo, export; all by keyboard. */
import { readFile } from 'node:fs/promises';
import { readXlsx } from 'hucre/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { endAll, runCliJson } from '../support/cliProcess.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let browser: Browser;
let open: DeskPage[] = [];
const desk = async (options: Parameters<typeof openDeskPage>[0] = {}) => {
  const context = { reducedMotion: 'no-preference', ...options.context } as const;
  const made = await openDeskPage({ browser, ...options, context });
  open.push(made);
  return made;
};

afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
});
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  endAll();
});

const numbers = Array.from({ length: 30 }, (_, index) => `+1212555${String(1000 + index)}`);
const filled = [['add', ...numbers, '--reason', 'asked on the phone']];

it('an empty list says what to do, and blocks its first numbers with a verdict for each', async () => {
  const { page, data, findSerious, complaints } = await desk();
  await page.getByText('No number is blocked yet').waitFor();
  expect(await findSerious()).toEqual([]);

  await page.keyboard.press('n');
  const panel = page.getByRole('dialog', { name: 'Block numbers' });
  await panel.getByLabel('Numbers', { exact: true }).fill('+1 212 555 1234\n+972 52-276-1234\n2.12556E+09\n12');
  await panel.getByText('A spreadsheet has damaged this number').waitFor();
  await panel.getByText('new', { exact: true }).first().waitFor();
  expect(await findSerious()).toEqual([]);
  await panel.getByLabel('Why').fill('asked on the phone');
  await panel.getByRole('button', { name: 'Block 2 numbers' }).click();

  await page.getByText('Blocked 2 numbers; 2 not taken.').waitFor();
  // What happened is said under the panel, over none of its buttons, and can be pressed there.
  const last = page.getByRole('region', { name: 'What happened last' });
  const submit = await panel.getByRole('button', { name: /^Block/ }).boundingBox();
  const said = await last.boundingBox();
  expect((submit?.y ?? 0) + (submit?.height ?? 0)).toBeLessThanOrEqual(said?.y ?? 0);
  await shoot(page, 'result-under-panel');
  await panel.getByRole('list', { name: 'What became of each number' }).waitFor();
  expect(await panel.getByLabel('Numbers', { exact: true }).inputValue()).toBe('2.12556E+09\n12');
  await page.keyboard.press('Escape');
  const grid = page.getByRole('grid');
  await grid.getByText('+972 52 276 1234').waitFor();
  await page.getByText('2 of 2', { exact: true }).waitFor();

  // By keyboard: to the message, and Undo from anywhere.
  await page.keyboard.press('r');
  await expect
    .poll(() => last.getByRole('button', { name: 'Undo' }).evaluate((button) => button === document.activeElement))
    .toBe(true);
  await shoot(page, 'result-focused');
  await page.keyboard.press('u');
  await page.getByText('Undone: 2 numbers as before.').waitFor();
  await page.getByText('No number is blocked yet').waitFor();
  expect(await findSerious()).toEqual([]);
  expect(await runCliJson(['list'], { data })).toMatchObject({ entries: [] });
  expect(complaints).toEqual([]);
});

it('keeps a number that no operator uses only when a person confirms it', async () => {
  const { page } = await desk();
  await page.getByRole('button', { name: 'Block a number', exact: true }).first().click();
  const panel = page.getByRole('dialog', { name: 'Block numbers' });
  await panel.getByLabel('Numbers', { exact: true }).fill('+1 212 055 1234');
  await panel.getByText('no operator uses it').waitFor();
  expect(await panel.getByRole('button', { name: 'Block 0 numbers' }).isDisabled()).toBe(true);
  await panel.getByLabel('Block 1 number that no operator is known to use').check();
  await panel.getByRole('button', { name: 'Block 1 number', exact: true }).click();
  await page.getByText('Blocked 1 number.').waitFor();
  await page.getByRole('grid').getByText('+1 212 055 1234').waitFor();
});

it('keeps a view: filters, order and columns, under a name that every page of the desk knows', async () => {
  const { page, findSerious, complaints } = await desk({ before: filled });
  await page.evaluate(() => void (location.hash = '#/list?state=blocked'));
  const head = (name: string) => page.getByRole('columnheader', { name });
  await head('Number').click();
  await head('Number').click();
  await page.getByRole('grid').getByText('+1 212 555 1029').waitFor();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Campaign' }).check();
  await page.getByRole('checkbox', { name: 'Until' }).uncheck();
  await shoot(page, 'columns');
  await page.keyboard.press('Escape');
  await head('Campaign').waitFor();
  expect(await head('Until').count()).toBe(0);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save what the list shows now' }).click();
  await page.getByLabel('Name of the view').fill('Newest first');
  expect(await findSerious()).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'View: Newest first' }).waitFor();

  // Another page of the desk, and the number box, lead there.
  await page.evaluate(() => void (location.hash = '#/home'));
  await page.reload();
  await page.getByRole('link', { name: 'List', exact: true }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('newest');
  await page.getByRole('option', { name: 'Show the view Newest first' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'View: Newest first' }).waitFor();
  await page.getByRole('grid').getByText('+1 212 555 1029').waitFor();
  await head('Campaign').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await head('Campaign').waitFor();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Newest first' }).click();
  await page.getByRole('button', { name: 'View: Newest first' }).click();
  await page.getByRole('menuitem', { name: 'Remove this view' }).click();
  await page.getByText('The view "Newest first" is removed.').waitFor();
  expect(await findSerious()).toEqual([]);
  await page.keyboard.press('u');
  await page.getByRole('button', { name: 'View: Newest first' }).waitFor();
  await page.getByText('The view "Newest first" is removed.').waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 1024, height: 700 });
  await shoot(page, 'view-shown');
  expect(complaints).toEqual([]);
});

it('searches and filters in the core, and says how many match', async () => {
  const { page } = await desk({ before: filled });
  await page.getByText('30 of 30', { exact: true }).waitFor();
  await page.getByLabel('Search the list').fill('5551007');
  await page.getByText('1 of 30', { exact: true }).waitFor();
  expect(await page.getByRole('grid').getByText('+1 212 555 1007').isVisible()).toBe(true);
  await page.getByLabel('Search the list').fill('');
  await page.getByText('30 of 30', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'State' }).click();
  await page.getByLabel('expired').check();
  await page.getByText('No number matches').waitFor();
});

it('moves, selects, removes with a reason, and takes it back: by keyboard alone', async () => {
  const { page, data, findSerious } = await desk({ before: filled });
  await page.getByRole('grid').getByText('+1 212 555 1000').waitFor();
  for (const key of ['j', 'x', 'j', 'j', 'x']) await page.keyboard.press(key);
  await page.getByText('2 numbers selected').waitFor();
  expect(await findSerious()).toEqual([]);

  await page.keyboard.press('Delete');
  const question = page.getByRole('dialog', { name: 'Remove 2 numbers from the list?' });
  await question.waitFor();
  expect(await question.getByRole('button', { name: 'Remove 2 numbers' }).isDisabled()).toBe(true);
  await page.keyboard.insertText('entered by mistake');
  expect(await findSerious()).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText('Removed 2 numbers.').waitFor();
  await page.getByText('28 of 28', { exact: true }).waitFor();
  expect(await runCliJson(['check', '+12125551000'], { data })).toMatchObject([{ blocked: false }]);

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('30 of 30', { exact: true }).waitFor();
  expect(await runCliJson(['check', '+12125551000'], { data }, 3)).toMatchObject([{ blocked: true }]);
});

it('changes all that match with a preview, a reason and the count typed back; any batch is undone from its own screen', async () => {
  const { page, data, findSerious, complaints } = await desk({ before: filled });
  await page.getByRole('grid').getByText('+1 212 555 1000').waitFor();
  await page.getByLabel('Select +1 212 555 1003').check();
  await page.getByRole('button', { name: 'Select all 30 that match' }).click();
  await page.getByText('All 30 numbers that match selected').waitFor();
  await page.getByRole('button', { name: 'Change until' }).click();
  const panel = page.getByRole('dialog', { name: 'Change 30 numbers' });
  await panel.getByLabel('The end of a day').check();
  await panel.getByLabel('Last blocked day').fill('2099-12-31');
  await panel.getByRole('checkbox', { name: 'The category' }).check();
  await panel.getByLabel('New category').fill('legal');
  await panel.getByLabel('Why you change them').fill('one year is enough');
  await panel.getByRole('button', { name: 'Show what will happen' }).click();
  await panel.getByText('30 numbers will be blocked in fewer places or for a shorter time.').waitFor();
  await panel.getByText('everywhere until 31 December 2099').first().waitFor();
  await panel.getByText('Changes where and until when of 30, category of 30.').waitFor();
  const button = panel.getByRole('button', { name: 'Change 30 numbers' });
  expect(await button.isDisabled()).toBe(true);
  await panel.getByLabel('Type 30 to confirm').fill('30');
  expect(await findSerious()).toEqual([]);
  await shoot(page, 'bulk-preview');
  await button.click();
  await page.getByText('Changed 30 numbers.').waitFor();
  await page.getByRole('grid').getByText('31 Dec 2099').first().waitFor();
  const until = async () => {
    const { entries } = (await runCliJson(['list', '--limit', '100'], { data })) as {
      entries: { holds: { until: string | null }[] }[];
    };
    return new Set(entries.flatMap(({ holds }) => holds.map((hold) => hold.until ?? 'never')));
  };
  expect(await until()).toEqual(new Set(['2100-01-01T00:00:00.000Z']));

  await runCliJson(['edit', '+12125551005', '--reason', 'since'], { data });
  await page.getByRole('link', { name: 'Batches' }).click();
  await page.getByText('one year is enough').waitFor();
  expect(await findSerious()).toEqual([]);
  await page.getByRole('button', { name: 'Undo batch 2' }).click();
  await page
    .getByText('Undone: 29 numbers as before. 1 number changed or asked for since and stayed as they are.')
    .waitFor();
  await page.getByText(/^Changed on .* by /).waitFor();
  await page.getByRole('button', { name: '+12125551005' }).waitFor();
  await shoot(page, 'batches');
  expect(await until()).toEqual(new Set(['2100-01-01T00:00:00.000Z', 'never']));
  expect(complaints).toEqual([]);
});

it('changes and removes the numbers of a file, with its lines accounted for', async () => {
  const { page, data, findSerious } = await desk({ before: filled });
  await page.getByText('30 of 30', { exact: true }).waitFor();
  const content = 'Phone\n+1 212 555 1001\n+1 212 555 1001\n+1 646 555 0000\nnobody\n';
  const chooseFile = async (item: string, dialog: string) => {
    await page.getByRole('button', { name: 'By file' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    const opened = page.getByRole('dialog', { name: dialog });
    const chooser = page.waitForEvent('filechooser');
    await opened
      .getByRole('button', { name: /Choose a file/ })
      .or(opened.getByText('Choose a file with numbers'))
      .first()
      .click();
    await (await chooser).setFiles({ name: 'gone.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await opened.getByLabel('Column with the numbers').waitFor();
    return opened;
  };

  const change = await chooseFile('Change the numbers of a file…', 'Change the numbers of a file');
  await change.getByRole('checkbox', { name: 'The reason' }).check();
  await change.getByLabel('New reason').fill('asked in writing');
  await change.getByRole('checkbox', { name: 'Where they hold' }).check();
  await change.getByRole('checkbox', { name: 'Everywhere' }).uncheck();
  await change.getByText('Choose at least one place where the blocks will hold.').waitFor();
  await change.getByRole('checkbox', { name: 'Where they hold' }).uncheck();
  await change.getByLabel('Why you change them').fill('the letters came');
  await change.getByRole('button', { name: 'Show what will happen' }).click();
  await change.getByText('4 lines read: 1 twice in the file, 1 rejected.').waitFor();
  const [rejected] = await Promise.all([
    page.waitForEvent('download'),
    change.getByRole('button', { name: 'Save 1 rejected line' }).click(),
  ]);
  expect(await readFile(await rejected.path(), 'utf8')).toMatch(/^5,.*,nobody/m);
  expect(await findSerious()).toEqual([]);
  await shoot(page, 'bulk-file');
  await change.getByRole('button', { name: 'Change 1 number', exact: true }).click();
  await page.getByText('Changed 1 number.').waitFor();
  const ofFile = await runCliJson(['list', '--search', '+12125551001'], { data });
  expect(ofFile).toMatchObject({ entries: [{ reason: 'asked in writing' }] });

  const panel = await chooseFile('Remove the numbers of a file…', 'Remove the numbers of a file from the list');
  await panel.getByLabel('Why').fill('numbers changed hands');
  await panel.getByRole('button', { name: 'Show what will happen' }).click();
  await panel.getByText('4 lines read: 1 twice in the file, 1 rejected.').waitFor();
  await panel.getByRole('button', { name: 'Remove 1 number', exact: true }).click();
  await page.getByText('Removed 1 number.').waitFor();
  await page.getByText('29 of 29', { exact: true }).waitFor();
  expect(await runCliJson(['check', '+12125551001'], { data })).toMatchObject([{ blocked: false }]);
  // A file that was chosen for a change is not left among the imports.
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await page.getByText('Drop a file with numbers here').waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'gone.csv' }).count()).toBe(0);
});

it('exports what the filter shows as a file, in the format that is chosen', async () => {
  const { page } = await desk({ before: filled });
  await page.getByLabel('Search the list').fill('5551007');
  await page.getByText('1 of 30', { exact: true }).waitFor();
  const save = async (format: string) => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: format }).click();
    const download = await coming;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const csv = await save('CSV');
  expect(csv.name).toBe('do-not-call.csv');
  expect(csv.bytes.toString()).toContain('+12125551007');
  expect(csv.bytes.toString().trim().split('\n')).toHaveLength(2);
  const workbook = await save('Excel workbook');
  expect(workbook.name).toBe('do-not-call.xlsx');
  const { sheets } = await readXlsx(workbook.bytes);
  expect(sheets[0]?.rows.map(([number]) => number)).toEqual(['number', '+12125551007']);
});

it('scrolls through thousands of rows that it fetches as they come into view', async () => {
  const many = Array.from({ length: 2000 }, (_, index) => `+1212${String(2_000_000 + index * 37)}`);
  const { page, complaints } = await desk({
    before: [
      ['add', ...many.slice(0, 1000)],
      ['add', ...many.slice(1000)],
    ],
  });
  await page.getByText('2,000 of 2,000', { exact: true }).waitFor();
  await page.getByRole('grid').getByText('+1 212 200 0000').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+End');
  await page.getByRole('grid').getByText('+1 212 207 3963').waitFor();
  expect(complaints).toEqual([]);
});
