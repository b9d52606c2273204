// Home as a supervisor meets it: the three doors of a new desk, the sample, a calm day and one in trouble; by mouse and by
// keyboard, in light and dark, in a small window.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../electron/sandbox/createSandbox.ts';
import { runCli } from '../support/cliProcess.ts';
import { launchChromium } from '../support/chromium.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function isFit(desk: DeskPage, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme });
    expect(await desk.findSerious()).toEqual([]);
    await shoot(desk.page, `${name}-${colorScheme}`);
  }
}

test('a new desk says where to begin, shows a sample, and clears it in one step', async () => {
  // The country is guessed from the language.
  const context = { viewport: { width: 1024, height: 700 }, locale: 'en-US' };
  const desk = await openDeskPage({ browser, screen: 'home', context });
  const { page } = desk;
  try {
    await page.getByRole('heading', { name: 'Drop your list' }).waitFor();
    await page.getByText('No number is blocked yet.').waitFor();
    await isFit(desk, 'home-new');
    // What the desk cannot know is asked here, with a guess, and once.
    const asked = page.getByRole('region', { name: 'First questions' });
    await asked.getByLabel('Who are you?').fill('Dana');
    expect(await asked.getByLabel('Your country').inputValue()).toBe('United States (US)');
    await asked.getByRole('button', { name: 'That is right' }).click();
    await page.getByText('Saved. Settings change them at any time.').waitFor();
    await asked.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show me a sample' }).click();
    await page.getByText('200 numbers of the sample list are on your list.').waitFor();
    await expect.poll(() => page.getByRole('heading', { name: 'Drop your list' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Clear the sample' }).click();
    await page.getByRole('heading', { name: 'Drop your list' }).waitFor();
    // The rule is a section of a long screen: the link leads to it, and not to the top.
    await page.getByRole('link', { name: 'Change the rule' }).click();
    const days = page.getByLabel('Days until a request is overdue');
    await expect.poll(() => days.evaluate((field) => field.getBoundingClientRect().top < 300)).toBe(true);
    await page.getByRole('link', { name: 'Home' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (
      await chooser
    ).setFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('Phone\n+12125550101\n') });
    await page.getByRole('heading', { name: 'What we found' }).waitFor();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('button', { name: 'Connect an account' }).click();
    await page.getByText('Vendor', { exact: true }).waitFor();
    expect(desk.complaints).toEqual([]);
  } finally {
    await desk.close();
  }
});

test('a calm day, then trouble: the sentence, the lines by keyboard, the clock and its list', async () => {
  const sandbox = await createSandbox({ clock: Date.now });
  const { baseUrl, token } = sandbox.control.createTenant({ vendor: 'yappr', agents: [], rateLimit: null });
  const desk = await openDeskPage({ browser, screen: 'home', before: [['add', '+12125550101', '+12125550102']] });
  const { page } = desk;
  try {
    await page.getByText('2 numbers are blocked on this machine, and no vendor is told.').waitFor();
    const account = ['accounts', 'add', 'yappr', '--name', 'Yappr', '--url', baseUrl, '--token-stdin', '--every', '0'];
    expect(await runCli(account, { data: desk.data, input: token })).toMatchObject({ code: 0 });
    await page.getByText('2 numbers are blocked here and not yet at Yappr, which may call.').waitFor();
    expect(await desk.cli('sync')).toMatchObject({ code: 0 });
    await page.getByText('Safe to dial: 1 of 1 account in step, last read').waitFor();
    await page.getByText('Nothing needs you now.').waitFor();
    await isFit(desk, 'home-calm');

    // The vendor goes away, and a request is late.
    await sandbox.close();
    expect(await desk.cli('add', '+12125550103', '--requested', '2026-01-05')).toMatchObject({ code: 0 });
    await desk.cli('sync');
    await page.getByText('1 number is blocked here and not yet at Yappr, which may call.').waitFor();
    const lines = page.getByRole('region', { name: 'Needs you' }).getByRole('listitem');
    await lines.first().getByText('1 request is overdue: not yet at every vendor that calls.').waitFor();
    await isFit(desk, 'home-trouble');
    // Also from another window it is seen that something needs a person.
    await page.reload();
    await expect.poll(() => page.title(), { timeout: 15_000 }).toMatch(/^\(\d+\) DNC Desk$/);
    await lines.first().getByText('1 request is overdue').waitFor();

    await page.keyboard.press('j');
    const verbs = page.getByRole('region', { name: 'Needs you' }).getByRole('link');
    await expect.poll(() => verbs.first().evaluate((verb) => verb === document.activeElement)).toBe(true);
    // What is overdue cannot be put off.
    await page.keyboard.press('h');
    await page.getByText('This cannot be put off').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The time that the rule gives has passed').waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    // The line leads to the numbers themselves, and so does the clock.
    await page.getByRole('button', { name: 'Not yet at: any vendor, overdue' }).waitFor();
    await page.getByText('1 of 3', { exact: true }).waitFor();
    await page.getByRole('grid').getByText('+1 212 555 0103').waitFor();
    await isFit(desk, 'home-overdue-list');
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('link', { name: '1 request is open' }).click();
    await page.getByRole('button', { name: 'Not yet at: any vendor' }).waitFor();
    await page.getByRole('link', { name: 'Home' }).click();

    // A day of the clock leads to its numbers.
    const clock = page.getByRole('region', { name: 'Requests against the clock' });
    await clock.getByRole('link', { name: /3 came in, 1 open/ }).click();
    await page.getByText('3 of 3', { exact: true }).waitFor();
    expect(desk.complaints).toEqual([]);
  } finally {
    await desk.close();
    await sandbox.close().catch(() => {});
  }
});
