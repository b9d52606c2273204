/** Everywhere except some targets, as a supervisor chooses it, sees it and finds it again, in a real browser with the demo's vendors. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { endAll } from '../support/cliProcess.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let browser: Browser;
let open: DeskPage | undefined;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(() => open?.close());
afterAll(async () => {
  await browser.close();
  endAll();
});

const spoken = '+1 212 555 0177';

it('is chosen by keyboard, said in words, edited, and found by what it excepts', async () => {
  open = await openDeskPage({ browser, serve: ['--demo'], context: { colorScheme: 'dark' } });
  const { page, cliJson, findSerious, complaints } = open;
  const targets = (await cliJson('accounts')) as { name: string }[];
  const [free = '', other = ''] = targets.map(({ name }) => name);

  await page.keyboard.press('n');
  const add = page.getByRole('dialog', { name: 'Block numbers' });
  await add.getByLabel('Numbers', { exact: true }).fill(spoken);
  await add.getByRole('combobox', { name: 'Everywhere: except for' }).fill(free);
  await page.getByRole('option', { name: free, exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await add.getByText(/^At .*, for all their agents, and at every account that is connected later\.$/).waitFor();
  expect(await add.getByText(/^At .*connected later/).textContent()).not.toContain(free);
  expect(await findSerious()).toEqual([]);
  await shoot(page, 'except-add');
  await add.getByRole('button', { name: 'Block 1 number' }).click();
  await page.getByText('Blocked 1 number.').waitFor();

  await page.goto(`${page.url().split('#')[0]}#/list?search=2125550177`);
  const grid = page.getByRole('grid');
  await grid.getByText(`everywhere except ${free}`).waitFor();
  await grid.getByText(spoken).click();
  const drawer = page.getByRole('dialog', { name: spoken, exact: true });
  await drawer.getByText(`Blocked everywhere except ${free} since`).first().waitFor();
  await shoot(page, 'except-drawer');

  // What it excepts comes back into the form, and another place can be added to it.
  await drawer.getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = page.getByRole('dialog', { name: `Edit ${spoken}` });
  await edit.getByRole('checkbox', { name: free, exact: false }).first().check();
  await shoot(page, 'except-edit');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText(`Changed ${spoken}.`).waitFor();
  const { entries } = (await cliJson('list', '--search', '2125550177')) as { entries: { holds: { name: string }[] }[] };
  expect(entries[0]?.holds.map(({ name }) => name)).toEqual([`everywhere except ${free}`, free]);

  await page.goto(`${page.url().split('#')[0]}#/list`);
  await page.getByRole('button', { name: 'Except', exact: true }).click();
  await page.getByRole('radio', { name: free, exact: true }).check();
  await page.keyboard.press('Escape');
  await grid.getByText(spoken).waitFor();
  await page.getByRole('button', { name: `Except: ${free}` }).click();
  await page.getByRole('radio', { name: other, exact: true }).check();
  await page.keyboard.press('Escape');
  await grid.getByText(spoken).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
