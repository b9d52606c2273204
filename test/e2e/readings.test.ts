// A text that can be read in several ways, by keyboard alone: the box says that it is in doubt and shows the readings side by
// side, one of them is opened; blocking it asks which one is meant.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let desk: DeskPage;
let page: Page;
beforeAll(async () => {
  desk = await openDeskPage({
    before: [['add', '+972502345678', '+525512345678', '--reason', 'asked on the phone']],
    context: { reducedMotion: 'reduce' },
  });
  page = desk.page;
  await page.getByRole('navigation', { name: 'Screens' }).getByText('Settings').click();
  await page.getByLabel('Default country').first().fill('United States');
  await page
    .getByRole('option', { name: /^United States/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Settings saved.').first().waitFor();
}, 60_000);
afterAll(() => desk.close());

it('shows every reading of a doubtful number, and opens the one that is chosen', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('0502345678');
  const said = page.getByRole('status').filter({ hasText: 'in doubt' });
  await said
    .getByText(/No such number is in use in the United States.*\+972 50 234 5678 \(Israel\) is on the list/)
    .waitFor();
  const options = page.getByRole('listbox', { name: 'What was found' }).getByRole('option');
  expect(await options.allTextContents()).toEqual([
    expect.stringMatching(/^\+1 0502345678.*not on the list/),
    expect.stringMatching(/^\+972 50 234 5678.*Israel.*blocked/),
    expect.stringMatching(/^Block 0502345678/),
  ]);
  expect(await page.getByRole('listbox', { name: 'What was found' }).textContent()).not.toMatch(/callable/i);
  expect(await desk.findSerious()).toEqual([]);
  await shoot(page, 'number-box-doubt');

  // Enter opens none of them by itself; it goes to the first, and the arrow to the next.
  await page.keyboard.press('Enter');
  await expect.poll(() => options.first().getAttribute('data-combobox-selected')).toBe('true');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '+972 50 234 5678' }).waitFor();
  await page.keyboard.press('Escape');
});

it('reads a form that has ended as the number of today', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('+52 1 55 1234 5678');
  await page.getByRole('option', { name: /\+52 55 1234 5678.*blocked/ }).waitFor();
  await page.keyboard.press('Escape');
});

it('asks which number is meant before it blocks', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('912125550101');
  await page.keyboard.press('ArrowUp');
  await expect
    .poll(() => page.getByRole('option', { name: /^Block 91/ }).getAttribute('data-combobox-selected'))
    .toBe('true');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Block numbers' });
  const readings = panel.getByRole('list', { name: 'What 912125550101 can mean' });
  await readings.getByText('behind a 9 for an outside line').waitFor();
  expect(await panel.getByRole('button', { name: /^Block 0 numbers$/ }).isDisabled()).toBe(true);
  expect(await desk.findSerious()).toEqual([]);
  await shoot(page, 'block-doubt');
  await readings.getByRole('button', { name: 'It is +91 212 555 0101' }).press('Enter');
  await panel.getByText('new', { exact: true }).waitFor();
  // The button is gone, and the focus with what it wrote.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  expect(await panel.getByLabel('Numbers', { exact: true }).inputValue()).toBe('+91 212 555 0101');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Blocked 1 number.').first().waitFor();
  expect((await desk.cli('check', '+912125550101')).code).toBe(3);
  expect(desk.complaints).toEqual([]);
});
