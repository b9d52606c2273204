// What a hurried person meets: the desk answers late, badly or not at all, a button is pressed twice, a question is closed while the
// desk still works, and somebody else changes what a question is about. Nothing is done twice, and nothing claims more than is so.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { endAll } from '../support/cliProcess.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';
import { type SteeredDesk, steerDesk } from '../support/steeredSocket.ts';

let browser: Browser;
let desk: DeskPage;
let page: Page;
let steered: SteeredDesk;

beforeAll(async () => {
  browser = await launchChromium();
  desk = await openDeskPage({ browser, before: [['settings', '--region', 'US', '--author', 'Dana']] });
  page = desk.page;
  steered = await steerDesk(page);
});
afterAll(async () => {
  await desk.close();
  await browser.close();
  endAll();
});

const told = () => page.getByRole('region', { name: 'What happened last' });
const block = async (number: string) => {
  await page.keyboard.press('n');
  await page.getByLabel('Numbers', { exact: true }).fill(number);
  return page.getByRole('button', { name: 'Block 1 number' });
};

test('a button that is pressed twice asks once', async () => {
  const button = await block('+12125550101');
  steered.delay('/entries/add', 700);
  await button.dblclick();
  await page.keyboard.press('Control+Enter');
  await told().getByText('Blocked 1 number.').waitFor();
  expect(steered.countAsked('/entries/add')).toBe(1);
  await told().getByRole('button', { name: 'Undo' }).click();
  await told()
    .getByText(/^Undone/)
    .waitFor();
  expect(await desk.cli('check', '+12125550101')).toMatchObject({ code: 0 });
});

test('a failure is told although its panel was closed before', async () => {
  const button = await block('+12125550102');
  steered.delay('/entries/add', 700);
  steered.fail('/entries/add', 1);
  await button.click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await told().getByText('+12125550102: Something went wrong inside the desk').waitFor();
  await told().getByRole('button', { name: 'Close this message' }).first().click();
  steered.delay('/entries/add', 0);
});

test('an undo says what it would do now, and waits until it knows', async () => {
  expect(await desk.cli('add', '+12125550103', '--reason', 'asked')).toMatchObject({ code: 0 });
  await page.getByRole('link', { name: 'Batches' }).click();
  const undo = page.getByRole('button', { name: /^Undo/ }).first();
  const dialog = page.getByRole('dialog', { name: /^Undo batch/ });
  const release = dialog.getByRole('button', { name: /^(Release|Undo)/ });

  steered.fail('/batches/foreseeUndo', 1);
  await undo.click();
  await dialog.getByText('Something went wrong inside the desk').waitFor();
  expect([await dialog.getByText('is released here').count(), await release.isDisabled()]).toEqual([0, true]);
  await shoot(page, 'undo-not-known');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByText('1 number that it blocked is released here.').waitFor();

  // Somebody else asks for the number while the question is open.
  expect(await desk.cli('settings', '--author', 'Tom')).toMatchObject({ code: 0 });
  expect(await desk.cli('add', '+12125550103', '--reason', 'asked')).toMatchObject({ code: 0 });
  await dialog.getByText('No number that it blocked is released here.').waitFor();
  await dialog.getByText(/by Tom: it stays blocked/).waitFor();
  expect(await desk.findSerious()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Undo/);
});

test('a removal waits until it is known what follows, and several files that are dropped are refused', async () => {
  await page.evaluate(() => void (location.hash = '#/number/+12125550103'));
  await page.getByRole('dialog', { name: '+1 212 555 0103' }).waitFor();
  steered.fail('/entries/foreseeRemoval', 1);
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: /^Remove/ });
  await dialog.getByRole('textbox', { name: 'Why' }).fill('asked back');
  await dialog.getByRole('button', { name: 'Try again' }).waitFor();
  expect(await dialog.getByRole('button', { name: 'Remove 1 number' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    for (const name of ['one.csv', 'two.csv', 'three.csv']) dataTransfer.items.add(new File(['+12125550109'], name));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document
        .querySelector('main')
        ?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  });
  await told().getByText('3 files were dropped, and none is read.').waitFor();
  expect(await page.getByRole('dialog', { name: 'What is this file for?' }).count()).toBe(0);
});

test('a page that is enlarged to four times is read without scrolling sideways', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const screen of ['home', 'import', 'scrub']) {
    await page.evaluate((hash) => void (location.hash = hash), `#/${screen}`);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    await shoot(page, `narrow-${screen}`);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('main div')]
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 200 && scrollWidth > clientWidth + 1)
        .map(({ className }) => className),
    );
    expect([screen, wide]).toEqual([screen, []]);
  }
  await page.setViewportSize({ width: 1280, height: 860 });
});

test('Home does not call it safe while the desk does not answer', async () => {
  await page.evaluate(() => void (location.hash = '#/home'));
  const standing = page.getByRole('main').getByRole('status').first();
  await standing.getByText(/blocked on this machine/).waitFor();
  await desk.desk.stop('SIGKILL');
  await standing.getByText('Not known to be safe: the desk does not answer').waitFor();
  expect(await standing.textContent()).not.toMatch(/Safe to dial|on this machine/);
});
