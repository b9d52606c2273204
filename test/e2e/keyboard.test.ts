// The long ways of the desk by keyboard alone, from the first Tab to the end: an import and its undo, a change of many, a lead
// file. After each step the focus stands on what is to be read next, and Escape closes what is open.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type DeskPage, openDeskPage } from '../support/deskPage.ts';

let desk: DeskPage;
let page: Page;
beforeAll(async () => {
  desk = await openDeskPage({
    before: [['add', ...Array.from({ length: 4 }, (_, at) => `+1212555100${at}`), '--reason', 'asked on the phone']],
    context: { reducedMotion: 'reduce' },
  });
  page = desk.page;
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(() => desk.close());

const press = (key: string) => page.keyboard.press(key);
/** What a reader would say of the element that has the focus: its name, or its text. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return element === document.body
      ? ''
      : (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });
const expectFocus = (name: string | RegExp) => expect.poll(focused, { timeout: 20_000 }).toMatch(name);

/** Presses Tab (or Shift+Tab) until what is named has the focus; fails when it cannot be reached. */
async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let times = 0; times < 60; times += 1) {
    await press(key);
    if (name.test(await focused())) return;
  }
  throw new Error(`${String(name)} is not reached by ${key}`);
}

async function command(words: string): Promise<void> {
  await press('Control+k');
  await page.keyboard.insertText(words);
  await press('Enter');
}

it('brings a list in and takes it back', async () => {
  // From the very top, as a page that was just opened.
  await page.reload();
  await page.getByRole('grid').getByText('+1 212 555 1000').waitFor();
  await press('Tab');
  await expectFocus('Skip to the screen');
  await command('go to import');
  await page.getByRole('heading', { name: 'Import', level: 1 }).waitFor();
  await press('Tab');
  await expectFocus('Choose a file');
  await press('Tab');
  await page.keyboard.insertText('+13125550101\n+13125550102');
  await press('Control+Enter');
  await expectFocus('What we found');
  await page.getByRole('button', { name: 'Block 2 numbers', disabled: false }).waitFor();
  await tabTo(/^Block 2 numbers$/);
  await press('Enter');
  await expectFocus('2 numbers of pasted numbers blocked.');
  await tabTo(/^Undo this import$/);
  await press('Enter');
  await expectFocus('Undone: what pasted numbers changed is as before.');
});

it('changes many at once', async () => {
  await command('go to list');
  await page.getByRole('grid').getByText('+1 212 555 1000').waitFor();
  for (const key of ['j', 'x']) await press(key);
  await page.getByText('1 number selected').waitFor();
  await tabTo(/^Select all 4 that match$/, 'Shift+Tab');
  await press('Enter');
  await page.getByText('All 4 numbers that match selected').waitFor();
  await tabTo(/^Change more…$/);
  await press('Enter');
  await expectFocus('Where they hold');
  // Escape leaves without a word, and what was selected stays.
  await press('Escape');
  await page.getByText('All 4 numbers that match selected').waitFor();
  await expectFocus('Change more…');
  await press('Enter');
  await expectFocus('Where they hold');
  await tabTo(/^The reason$/);
  await press('Space');
  await tabTo(/^New reason$/);
  await page.keyboard.insertText('asked in writing');
  await tabTo(/^Why you change them/);
  await page.keyboard.insertText('the letters came');
  await press('Control+Enter');
  await page.getByText('reason: asked on the phone → asked in writing').first().waitFor();
  await tabTo(/^Type 4 to confirm$/);
  await page.keyboard.insertText('4');
  await press('Control+Enter');
  await page.getByText('Changed 4 numbers.').waitFor();
  expect(await desk.cliJson('list', '--limit', '1')).toMatchObject({ entries: [{ reason: 'asked in writing' }] });
});

it('has the keys of the list with Caps Lock on, on a layout with other letters, and by name', async () => {
  await command('go to list');
  await page.getByRole('grid').getByText('+1 212 555 1000').waitFor();
  const selected = page.getByText('1 number selected');
  // A capital letter without Shift is what Caps Lock makes of a key.
  for (const key of ['J', 'X']) await press(key);
  await selected.waitFor();
  await press('X');
  await selected.waitFor({ state: 'hidden' });
  const pressHebrew = (key: string, code: string) =>
    page.evaluate((init) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init)), {
      key,
      code,
      bubbles: true,
      cancelable: true,
    });
  await pressHebrew('ס', 'KeyX');
  await selected.waitFor();
  await pressHebrew('ס', 'KeyX');
  await selected.waitFor({ state: 'hidden' });
  await command('select the number');
  await selected.waitFor();
  await command('tick');
  await selected.waitFor({ state: 'hidden' });
  await press('N');
  const numbers = page.getByLabel('Numbers', { exact: true });
  await numbers.waitFor();
  await press('Escape');
  await numbers.waitFor({ state: 'hidden' });
  // The guide opens at the page that fits, and leads on to the keys.
  await press('?');
  const guide = page.getByRole('dialog', { name: 'Guide' });
  await guide.getByRole('heading', { name: 'Block a number' }).waitFor();
  await tabTo(/^All keys/);
  await press('Enter');
  const sheet = page.getByRole('dialog', { name: 'All keys' });
  await sheet.getByText('Remove it, or what is selected').waitFor();
  await press('Escape');
  await sheet.waitFor({ state: 'hidden' });
});

it('cleans a lead file', async () => {
  await command('go to scrub');
  await page.getByRole('heading', { name: 'Scrub', level: 1 }).waitFor();
  // Listened for in time: a key is faster than the browser's turning the dialog over to the test.
  const chooser = page.waitForEvent('filechooser');
  await tabTo(/^Choose a file$/);
  await press('Enter');
  const leads = Buffer.from('Name,Phone\nAnn,+12125551000\nBo,+12125559999\n');
  await (await chooser).setFiles({ name: 'leads.csv', mimeType: 'text/csv', buffer: leads });
  await expectFocus('What we found');
  await tabTo(/^Clean leads\.csv$/);
  await press('Enter');
  await expectFocus('1 row of leads.csv is clean.');
  await tabTo(/^Save 1 clean row$/);
  const download = page.waitForEvent('download');
  await press('Enter');
  expect(readFileSync(await (await download).path(), 'utf8')).toBe('Name,Phone\nBo,+12125559999\n');
});

it('shows the fields of a new block one beside the other, and all of each', async () => {
  await command('go to list');
  await page.getByRole('heading', { name: 'List', level: 1 }).waitFor();
  await press('n');
  const panel = page.getByRole('dialog', { name: 'Block numbers' });
  await panel.getByLabel('Campaign or brand').waitFor();
  const within = await panel.boundingBox();
  const inputs = panel.locator('input:not([type=checkbox]):not([type=hidden]):visible, textarea:visible');
  const boxes = await Promise.all((await inputs.all()).map((input) => input.boundingBox()));
  const shown = boxes.flatMap((box) => (box === null || box.width === 0 ? [] : [box]));
  expect(shown.length).toBeGreaterThanOrEqual(7);
  for (const [at, one] of shown.entries()) {
    expect(one.x + one.width).toBeLessThanOrEqual((within?.x ?? 0) + (within?.width ?? 0));
    for (const other of shown.slice(at + 1)) {
      const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
      const isApart = one.y + one.height <= other.y || other.y + other.height <= one.y;
      expect([one, other, isBeside || isApart]).toEqual([one, other, true]);
    }
  }
  await press('Escape');
});
