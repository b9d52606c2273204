// Backups in a real browser: one is made, the list changes, and the backup takes its place; then the list is damaged, and the page
// that cannot open it restores it. By mouse and keys, in light and dark.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDataDir, runCli } from '../support/cliProcess.ts';
import { openDeskPage, shoot } from '../support/deskPage.ts';

const passphrase = 'correct horse battery';
const [kept, later, released] = ['+12125550101', '+12125550102', '+12125550103'] as const;

test('a backup takes the place of the list, and of a list that is damaged', async () => {
  const place = makeDataDir();
  const { data } = place;
  const copies = `${data}-copies`;
  expect(await runCli(['add', kept, released], { data })).toMatchObject({ code: 0 });
  let desk = await openDeskPage({ data });
  const { browser } = desk;
  try {
    const { page } = desk;
    await page.getByRole('link', { name: 'Settings' }).click();
    const section = page.getByRole('region', { name: 'Backups' });
    await section.getByRole('button', { name: 'Back up now' }).click();
    // Beside it may be the one of the day.
    const byHand = section.getByRole('listitem').filter({ hasText: 'made by hand' });
    await byHand.getByText('whole, 2 entries').waitFor();
    expect(await desk.cli('add', later, '--reason', 'by letter')).toMatchObject({ code: 0 });
    expect(await desk.cli('remove', released, '--why', 'asked back')).toMatchObject({ code: 0 });

    await section.getByRole('button', { name: /^Restore the backup desk-manual-/ }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Put this backup in the place of the list?' });
    await dialog.getByText('1 number is blocked now and not in the backup, or for less:').waitFor();
    await dialog.getByText(`${later} Blocked everywhere since`).waitFor();
    await dialog.getByText('asked back').waitFor();
    expect(await dialog.getByRole('checkbox', { name: 'It stays blocked' }).isChecked()).toBe(true);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await desk.findSerious()).toEqual([]);
      await shoot(page, `restore-${colorScheme}`);
    }
    await dialog.getByRole('button', { name: 'Restore this backup' }).click();
    await page.getByText('2 entries are restored; 1 number that was blocked since stays blocked.').waitFor();
    await section.getByText('the list before a restore').waitFor();
    expect(await desk.cli('check', kept, later, released)).toMatchObject({
      stdout: expect.stringMatching(/0101 blocked[^]*0102 blocked[^]*0103 blocked/),
    });
    expect(await desk.cli('backups', '--folder', copies)).toMatchObject({ code: 0 });
    await page.reload();
    await section.getByText(copies).waitFor();
    await section.getByLabel('Seal copies with a passphrase').fill(passphrase);
    await page.keyboard.press('Enter');
    await page.getByText('Copies are sealed from now on').waitFor();
    await section.getByRole('button', { name: 'Back up now' }).click();
    await page.getByText('is made, and one in the second folder.').waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'backups');
    // The page goes on with the list that came.
    await page.getByRole('link', { name: 'List', exact: true }).click();
    await page.getByText('by letter').waitFor();
    expect(desk.complaints).toEqual([]);
    await desk.page.context().close();
    await desk.desk.stop();

    // The list is damaged and the backups beside it are lost: the copies in the second folder are left.
    rmSync(join(data, 'backups'), { recursive: true });
    const database = join(data, 'desk.sqlite');
    writeFileSync(database, readFileSync(database).fill(1, 0, 4096));
    desk = await openDeskPage({ data, browser, opens: 'closed' });
    const closed = desk.page;
    await closed.getByText(/is damaged/).waitFor();
    // What was copied before the passphrase was given is sealed with it too.
    await closed.getByText('sealed with a passphrase').nth(1).waitFor();
    expect(await closed.getByText(/^whole, /).count()).toBe(0);
    expect(await desk.findSerious()).toEqual([]);
    await shoot(closed, 'closed');
    expect(await desk.cli('check', kept)).toMatchObject({ code: 1, stdout: '' });
    await closed
      .getByRole('button', { name: /^Restore the backup desk-manual-.*sealed/ })
      .first()
      .click();
    await closed.getByLabel('Passphrase of this backup').fill('another one');
    await closed.keyboard.press('Enter');
    await closed.getByText(/This passphrase does not open/).waitFor();
    await closed.getByLabel('Passphrase of this backup').fill(passphrase);
    await closed.keyboard.press('Enter');
    await closed.getByText(/cannot be read: what was blocked after/).waitFor();
    await closed.getByRole('button', { name: 'Restore this backup' }).click();
    await closed.getByRole('navigation', { name: 'Screens' }).waitFor();
    expect(await desk.cli('check', kept)).toMatchObject({ code: 3 });
  } finally {
    await desk.close();
    await browser.close();
    place.remove();
    rmSync(copies, { recursive: true, force: true });
  }
});
