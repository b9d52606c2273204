// A desk that came from a backup and whose newest writes are gone, in a real browser: the one is asked about each account, the
// other said on every screen, by mouse and keys, until a person goes on.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDataDir, runCli } from '../support/cliProcess.ts';
import { openDeskPage, shoot } from '../support/deskPage.ts';

const [kept, lost] = ['+12125550101', '+12125550102'] as const;

/** An account whose address came with a backup that was restored. */
async function restoreAccount(data: string): Promise<void> {
  const account = ['accounts', 'add', 'weya', '--name', 'Weya', '--url', 'http://127.0.0.1:9', '--token-stdin'];
  expect(await runCli([...account, '--every', '0'], { data, input: 'token' })).toMatchObject({ code: 0 });
  const backup = `${data}.backup`;
  expect(await runCli(['backup', backup], { data })).toMatchObject({ code: 0 });
  expect(await runCli(['restore', backup], { data })).toMatchObject({ code: 0 });
}

test('the end of the database is missing: the page says so, and what going on means, before it is done', async () => {
  const place = makeDataDir();
  const { data } = place;
  await restoreAccount(data);
  const database = join(data, 'desk.sqlite');
  const old = join(data, '..', `${data.split('/').at(-1)}.old`);
  expect(await runCli(['add', kept], { data })).toMatchObject({ code: 0 });
  copyFileSync(database, old);
  expect(await runCli(['add', lost], { data })).toMatchObject({ code: 0 });
  // The machine lost its power, and the disk gave an older file back.
  copyFileSync(old, database);
  const desk = await openDeskPage({ data });
  const { page } = desk;
  try {
    const notice = page.getByRole('alert').filter({ hasText: 'Something is missing' });
    await notice.waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await desk.findSerious()).toEqual([]);
      await shoot(page, `lack-${colorScheme}`);
    }
    expect(await desk.cli('check', lost)).toMatchObject({ code: 4 });
    await page.getByRole('link', { name: 'Settings' }).click();
    await notice.getByRole('button', { name: /^Go on without/ }).focus();
    await page.keyboard.press('Enter');
    // The safe answer has the focus, so that a second Enter changes nothing.
    const no = notice.getByRole('button', { name: 'No', exact: true });
    await expect.poll(() => no.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    const goOn = notice.getByRole('button', { name: /^Go on without/ });
    await expect.poll(() => goOn.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await desk.cli('check', lost)).toMatchObject({ code: 4 });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await notice.waitFor({ state: 'detached' });
    expect(await desk.cli('check', lost)).toMatchObject({ code: 0 });
    expect(await desk.cli('check', kept)).toMatchObject({ code: 3 });

    await page.getByRole('link', { name: 'Accounts' }).click();
    const question = page.getByRole('region', { name: 'Weya' }).getByRole('alert');
    await question.getByText('Came with the backup').waitFor();
    await question.getByText('http://127.0.0.1:9').waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await question.getByRole('button', { name: 'Yes, this is its address' }).click();
    await page.getByText('The address of Weya is confirmed.').waitFor();
    await question.waitFor({ state: 'detached' });
    expect(desk.complaints).toEqual([]);
  } finally {
    await desk.close();
    await desk.browser.close();
    place.remove();
  }
});
