/** The one window in a real browser: its link, its place in the address, the number box, dropped files, a lost connection. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createSandbox } from '../../electron/sandbox/createSandbox.ts';
import { launchChromium } from '../support/chromium.ts';
import { endAll, runCli, startServe } from '../support/cliProcess.ts';
import { type DeskPage, findSerious, openDeskPage, shoot } from '../support/deskPage.ts';

let browser: Browser;
let open: DeskPage[] = [];
const desk = async (options: Parameters<typeof openDeskPage>[0] = {}) => {
  const made = await openDeskPage({ browser, ...options });
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

const blocked = ['add', '(212) 555-1234', '--region', 'US', '--reason', 'asked on the phone'];

it('signs in once by its link, keeps the tab signed in, and tells a second visitor what to do', async () => {
  const { page, desk: host, complaints } = await desk({ before: [blocked] });
  await page.getByRole('grid').getByText('+1 212 555 1234').waitFor();
  expect(page.url()).not.toContain('token');
  await page.reload();
  await page.getByRole('grid').getByText('+1 212 555 1234').waitFor();
  expect(complaints).toEqual([]);

  const other = await (await browser.newContext()).newPage();
  await other.goto(host.link);
  await other.getByText('This link was used already').waitFor();
  expect(await other.getByText('dnc-desk serve').isVisible()).toBe(true);
  expect(await findSerious(other)).toEqual([]);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(host.origin);
  await stranger.getByText('needs the link that the desk printed').waitFor();
});

it('keeps the place, drawer and filters over a reload', async () => {
  const { page } = await desk({ before: [blocked] });
  await page.getByRole('grid').getByText('+1 212 555 1234').click();
  await page.getByRole('dialog', { name: '+1 212 555 1234' }).waitFor();
  expect(page.url()).toContain('#/number/+12125551234');
  await page.reload();
  await page.getByRole('dialog', { name: '+1 212 555 1234' }).getByText('Blocked everywhere since').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.url()).toMatch(/#\/list$/);

  await page.keyboard.press('/');
  await page.keyboard.insertText('nothing like it');
  await page.getByText('No number matches').waitFor();
  await page.reload();
  await page.getByText('No number matches').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await page.getByRole('grid').getByText('+1 212 555 1234').waitFor();
});

it('shows the verdict of a pasted number at once, opens it, and takes commands', async () => {
  const { page } = await desk({ before: [blocked] });
  await page.getByRole('grid').getByText('+1 212 555 1234').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('+1 (212) 555-1234');
  await page.getByRole('option', { name: /Blocked everywhere since .* asked on the phone/ }).waitFor();
  expect(await findSerious(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '+1 212 555 1234' }).waitFor();
  // The open number is what verbs are about, by any of their names; and a verb may stand before a number.
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('whitelist');
  await page.getByRole('option', { name: 'Remove +1 212 555 1234… Del' }).waitFor();
  await shoot(page, 'palette-open-number');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Remove +1 212 555 1234 from the list?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('unblock +1 (212) 555-1234');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Remove +1 212 555 1234 from the list?' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Remove the selected number… Del' }).waitFor();
  expect(await page.getByRole('option').first().textContent()).toContain('the selected number');
  await shoot(page, 'palette-selection');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');

  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('+1 212 555 9999');
  await page.getByRole('option', { name: /not on the list/ }).waitFor();
  await page.getByRole('option', { name: /^Block / }).click();
  expect(await page.getByLabel('Numbers', { exact: true }).inputValue()).toContain('212 555 9999');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('go sett');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
});

it('reaches every screen and verb of the head in a window that is half as large, as it is at 200 %', async () => {
  const { page } = await desk({ before: [blocked], context: { viewport: { width: 512, height: 350 } } });
  await page.getByRole('grid').getByText('+1 212 555 1234').waitFor();
  const isWhole = (name: string) =>
    page.getByRole('button', { name }).evaluate((button) => {
      const { left, right } = button.getBoundingClientRect();
      return left >= 0 && right <= window.innerWidth;
    });
  expect(await isWhole('Block a number')).toBe(true);
  expect(await isWhole('Export')).toBe(true);
  await page.getByRole('link', { name: 'Settings' }).click({ timeout: 10_000 });
  await page.getByRole('heading', { name: 'At the desk' }).waitFor();
  expect(await findSerious(page)).toEqual([]);
});

it('keeps to the width of such a window with more accounts than its sync line shows', async () => {
  const sandbox = await createSandbox({ clock: Date.now });
  try {
    const host = await desk({ before: [blocked], context: { viewport: { width: 640, height: 450 } } });
    for (const name of ['Yappr north', 'Yappr south', 'Yappr east', 'Yappr west']) {
      const { baseUrl, token } = sandbox.control.createTenant({ vendor: 'yappr', agents: [], rateLimit: null });
      const account = ['accounts', 'add', 'yappr', '--name', name, '--url', baseUrl, '--token-stdin', '--every', '0'];
      expect(await runCli(account, { data: host.data, input: token })).toMatchObject({ code: 0 });
    }
    expect(await host.cli('sync')).toMatchObject({ code: 0 });
    await host.page.getByText('Last run of Yappr west').waitFor({ state: 'attached' });
    expect(await host.page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
  } finally {
    await sandbox.close();
  }
});

it('finds the sections of Settings by name, and a verb without a number says what it needs', async () => {
  const { page } = await desk({ before: [blocked], context: { viewport: { width: 1024, height: 700 } } });
  await page.getByRole('grid').getByText('+1 212 555 1234').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('unblock');
  await page.getByRole('option', { name: /^Remove the number…/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Which number? Go to one in the list (J), select some (X), or open one.').first().waitFor();

  const isSeen = (name: string) =>
    page.getByRole('heading', { name, exact: true }).evaluate((heading) => {
      const { top, bottom } = heading.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight && heading === document.activeElement;
    });
  for (const [words, name] of [
    ['webhook', 'For dialers'],
    ['procedures', 'Written policy'],
    ['tokens dialers', 'For dialers'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.keyboard.insertText(words);
    await page.getByRole('option', { name: `Settings: ${name}` }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => isSeen(name)).toBe(true);
  }
  // What a line of Home leads to is in sight, too, however much is loaded above it.
  await page.goto(page.url().replace(/#.*/, '#/settings/registries'));
  await page.reload();
  await expect.poll(() => isSeen('Registries')).toBe(true);
});

it('asks what a dropped file is for, and takes it to the import', async () => {
  const { page } = await desk();
  await page.getByText('No number is blocked yet').waitFor();
  const file = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['Phone\n+12125551234\n'], 'calls.csv', { type: 'text/csv' }));
    return transfer;
  });
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: file });
  await page.getByText('Drop the file to block its numbers').waitFor();
  await page.dispatchEvent('main', 'drop', { dataTransfer: file });
  await page.getByRole('dialog', { name: 'What is this file for?' }).waitFor();
  expect(await findSerious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Block these numbers' }).click();
  await expect.poll(() => page.url()).toContain('#/import');
});

it('says that the connection is lost, and keeps trying', async () => {
  const { page, desk: host, data, complaints } = await desk({ before: [blocked] });
  await page.getByRole('grid').getByText('+1 212 555 1234').waitFor();
  expect(complaints).toEqual([]);
  await host.stop();
  await page.getByText('Connection lost, trying again').waitFor();
  expect(await findSerious(page)).toEqual([]);

  const again = await startServe({ data }, ['--port', new URL(host.origin).port]);
  await page.getByText('This page is signed out').waitFor();
  await page.goto(again.link);
  await page.getByRole('link', { name: 'List', exact: true }).click();
  await page.getByRole('grid').getByText('+1 212 555 1234').waitFor();
  await again.stop();
});

it('keeps light or dark as chosen, and both pass for the eye', async () => {
  const { page } = await desk({ before: [blocked], context: { colorScheme: 'light' } });
  await page.getByRole('grid').getByText('+1 212 555 1234').click();
  await page.getByRole('dialog').getByText('Blocked everywhere since').waitFor();
  expect(await findSerious(page)).toEqual([]);
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  await page.reload();
  await page.getByRole('dialog').getByText('Blocked everywhere since').waitFor();
  await page.getByRole('button', { name: 'Use light colours' }).waitFor();
  expect(await findSerious(page)).toEqual([]);
});

it('saves settings, and shows where data and tokens are', async () => {
  const { page, data } = await desk();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Your name').fill('Dana');
  await page.getByRole('combobox', { name: 'Default country' }).click();
  await page.keyboard.insertText('Israel');
  await page.getByRole('option', { name: 'Israel (IL)' }).click();
  await page.getByLabel('Quiet hours from').fill('22:00');
  await page.getByText('Give both times, or none.').waitFor();
  await page.getByLabel('Quiet hours to').fill('07:00');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Settings saved.').waitFor();
  await page.getByText(data, { exact: true }).waitFor();
  expect(await findSerious(page)).toEqual([]);
  await page.reload();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Dana');

  // The guide fits the screen, leads from page to page, shows its pictures without a network, and passes for the eye.
  await page.keyboard.press('?');
  const guide = page.getByRole('dialog', { name: 'Guide' });
  await guide.getByRole('heading', { name: 'Prove what was done' }).waitFor();
  await guide.getByRole('button', { name: 'Begin the day' }).click();
  await guide.getByRole('link', { name: 'block a number' }).click();
  await guide.getByRole('heading', { name: 'Block a number' }).waitFor();
  const picture = guide.getByRole('img', { name: 'The panel in which numbers are blocked' });
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(600);
  expect(await findSerious(page)).toEqual([]);
  await shoot(page, 'guide');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+/');
  await page.getByRole('dialog', { name: 'All keys' }).waitFor();
  await page.keyboard.press('Escape');

  // Who is signed in is there too, and can be ended: also this page.
  await page.getByRole('list', { name: 'Signed in' }).getByText('Chrome on Linux (this page)').waitFor();
  await page.getByRole('button', { name: 'Sign out Chrome on Linux, this page' }).click();
  await page.getByText('This page is signed out').waitFor();
});
