// The lock of the screen in a real browser: set in Settings, locked by keys, opened with the PIN; locked, the page shows nothing of
// the list and a reload changes nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

const number = '+1 212 555 0101';
let desk: DeskPage;
beforeAll(async () => {
  desk = await openDeskPage({ before: [['add', '+12125550101', '--reason', 'asked on the phone']] });
});
afterAll(async () => {
  await desk.close();
});

test('a person chooses a PIN, leaves, and finds the list as it was', async () => {
  const { page } = desk;
  await page.getByText(number).first().waitFor();
  await page.keyboard.press('Control+Shift+L');
  await page.getByText('There is no PIN yet: choose one under Settings, Screen lock.').waitFor();

  await page.getByRole('link', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Screen lock' });
  await section.getByLabel('PIN', { exact: true }).fill('4711');
  await section.getByRole('button', { name: 'Turn the lock on' }).click();
  await section.getByText(/^On\. The page asks for the PIN/).waitFor();
  expect(await desk.findSerious()).toEqual([]);
  await section.scrollIntoViewIfNeeded();
  await shoot(page, 'lock-settings');

  await page.keyboard.press('Control+Shift+L');
  const title = page.getByRole('heading', { name: 'DNC Desk is locked' });
  await title.waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, `locked-${colorScheme}`);
  }
  await page.goto(page.url().replace(/#.*$/, '#/list'));
  await page.reload();
  await title.waitFor();
  expect(await page.content()).not.toMatch(/555 0101|asked on the phone/);
  expect(await desk.cli('check', '+12125550101')).toMatchObject({ code: 3 });

  await page.keyboard.type('0000');
  await page.keyboard.press('Enter');
  await page.getByText('This is not the PIN. Try again.').waitFor();
  await page.keyboard.type('4711');
  await page.keyboard.press('Enter');
  await page.getByText(number).first().waitFor();

  await page.keyboard.press('Control+Shift+L');
  await title.waitFor();
  expect(await desk.cli('screen-lock', 'off')).toMatchObject({ code: 0, stdout: 'The page asks for no PIN.\n' });
  await page.reload();
  await page.getByText(number).first().waitFor();
  // Chromium writes refused answers into its console; over the socket there are none.
  expect(desk.complaints).toEqual([]);
});
