/** Until when, on a page whose browser is in another zone than the desk: every day and time is the desk's, and says so. */
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

const spoken = '+1 212 555 1234';

it('takes, shows and gives back days and times of the desk', async () => {
  open = await openDeskPage({
    browser,
    env: { TZ: 'America/New_York' },
    context: { timezoneId: 'Asia/Tokyo' },
  });
  const { page, cliJson, findSerious, complaints } = open;
  const entry = async () => ((await cliJson('list')) as { entries: Record<string, unknown>[] }).entries[0];
  await page.getByText('No number is blocked yet').waitFor();

  // A day: to its end in New York. A request at a time of New York.
  await page.keyboard.press('n');
  const add = page.getByRole('dialog', { name: 'Block numbers' });
  await add.getByLabel('Numbers', { exact: true }).fill(spoken);
  await add.getByLabel('Everywhere: blocked until').fill('2099-12-31');
  await add.getByText('Days and times are New York time').waitFor();
  await add.getByText('New York time', { exact: true }).waitFor();
  await add.getByLabel('When the person asked').fill('2026-05-03');
  await add.getByLabel('(empty: the day alone)').fill('14:01');
  expect(await findSerious()).toEqual([]);
  await shoot(page, 'until-add');
  await add.getByRole('button', { name: 'Block 1 number' }).click();
  await page.getByText('Blocked 1 number.').waitFor();
  expect(await entry()).toMatchObject({
    requestedAt: '2026-05-03T18:01:00.000Z',
    holds: [{ until: '2100-01-01T05:00:00.000Z' }],
  });

  // The list and the drawer name the last blocked day.
  const grid = page.getByRole('grid');
  await grid.getByText('31 Dec 2099').waitFor();
  await grid.getByText(spoken).click();
  const drawer = page.getByRole('dialog', { name: spoken, exact: true });
  await drawer.getByText('Blocked everywhere until 31 December 2099').first().waitFor();
  expect(await drawer.getByText('31 Dec 2099').getAttribute('title')).toMatch(
    /^Through 31 December 2099; over from 1 January 2100, 00:00:00 .*\(America\/New_York\) on$/,
  );

  // What was given comes back into the fields, and a change of the time alone is a change.
  await drawer.getByRole('button', { name: 'Edit', exact: true }).click();
  const edit = page.getByRole('dialog', { name: `Edit ${spoken}` });
  expect(await edit.getByLabel('Everywhere: blocked until').inputValue()).toBe('2099-12-31');
  expect(await edit.getByLabel('(empty: to its end)').inputValue()).toBe('');
  expect(await edit.getByLabel('When the person asked').inputValue()).toBe('2026-05-03');
  expect(await edit.getByLabel('(empty: the day alone)').inputValue()).toBe('14:01');
  expect(await edit.getByRole('button', { name: 'Save changes' }).isDisabled()).toBe(true);
  await edit.getByLabel('(empty: to its end)').fill('14:30');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText(`Changed ${spoken}.`).waitFor();
  expect(await entry()).toMatchObject({
    requestedAt: '2026-05-03T18:01:00.000Z',
    holds: [{ until: '2099-12-31T19:30:00.000Z' }],
  });
  await grid.getByText('31 Dec 2099, 14:30').waitFor();

  // Another zone, found by what people call it, and all that is shown moves with it.
  await page.getByRole('link', { name: 'Settings' }).click();
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  expect(await zone.inputValue()).toMatch(/^America\/New York · Eastern .* \(UTC-0[45]:00\)$/);
  await zone.fill('Kolkata');
  await page.getByRole('option', { name: /Kolkata · India Standard Time \(UTC\+05:30\)/ }).click();
  expect(await findSerious()).toEqual([]);
  await shoot(page, 'until-settings');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Settings saved.').waitFor();
  await page.getByRole('link', { name: 'List' }).click();
  await grid.getByText('1 Jan 2100, 01:00').waitFor();
  expect(await cliJson('settings')).toMatchObject({ zone: 'Asia/Kolkata' });
  expect(complaints).toEqual([]);
});
