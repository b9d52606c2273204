// Another desk's backup brings a token: in the browser it opens nothing until a person says whose it is.
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeDataDir, runCli } from '../support/cliProcess.ts';
import { openDeskPage, shoot } from '../support/deskPage.ts';

test('a token that a restored backup brings waits for a person; an undo names who asked since', async () => {
  const [other, own] = [makeDataDir(), makeDataDir()];
  const backup = `${other.data}.sqlite`;
  expect(await runCli(['tokens', 'add', 'Stranger', '--scope', 'read'], other)).toMatchObject({ code: 0 });
  expect(await runCli(['backup', backup], other)).toMatchObject({ code: 0 });
  const desk = await openDeskPage({ data: own.data });
  const { page } = desk;
  try {
    expect(await desk.cli('restore', backup)).toMatchObject({ code: 0, stdout: expect.stringMatching(/Stranger/) });
    await page.getByRole('link', { name: 'Settings' }).click();
    const token = page.getByRole('row').filter({ hasText: 'Stranger' });
    await token.getByText('waits for you').waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await desk.findSerious()).toEqual([]);
      await token.scrollIntoViewIfNeeded();
      await shoot(page, `strange-token-${colorScheme}`);
    }
    await token.getByRole('button', { name: 'It is ours: Stranger' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Stranger opens the gate again.').waitFor();
    await token.getByText('works').waitFor();

    expect(await desk.cli('add', '+12125550101', '--reason', 'asked')).toMatchObject({ code: 0 });
    expect(await desk.cli('settings', '--author', 'Tom')).toMatchObject({ code: 0 });
    expect(await desk.cli('add', '+12125550101', '--reason', 'asked')).toMatchObject({ code: 0 });
    await page.getByRole('link', { name: 'Batches' }).click();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    const dialog = page.getByRole('dialog', { name: /^Undo batch/ });
    await dialog.getByText('No number that it blocked is released here.').waitFor();
    await dialog.getByText(/by Tom: it stays blocked/).waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'undo-asked-since');
    await dialog.getByRole('button', { name: 'Undo the rest' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await desk.cli('check', '+12125550101')).toMatchObject({ code: 3 });
  } finally {
    await desk.close();
    for (const place of [other, own]) place.remove();
    rmSync(backup, { force: true });
  }
});
