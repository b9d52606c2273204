// A clock that is months ahead of what the desk has noted ends no block; every screen says so until a person says that it is right.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDataDir, runCli } from '../support/cliProcess.ts';
import { openDeskPage, shoot } from '../support/deskPage.ts';

const number = '+12125550101';
const dayMs = 86_400_000;

test('a clock that is not believed is told on every screen, by keyboard too, and settled there', async () => {
  const place = makeDataDir();
  const ends = new Date(Date.now() + 8000).toISOString();
  const added = await runCli(['add', number, '--confirm-invalid', '--expires', ends], place);
  expect(added.code, added.stderr).toBe(0);
  // What was noted last lies two years back: so far ahead is the clock, and the end of the block passes by it.
  writeFileSync(join(place.data, 'desk.time'), String(Date.now() - 730 * dayMs));
  const desk = await openDeskPage({ data: place.data });
  const { page } = desk;
  try {
    await expect.poll(() => new Date().toISOString() > ends, { timeout: 20_000 }).toBe(true);
    expect(await desk.cli('check', number)).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/clock is 2 years/) as string,
    });
    const notice = page.getByRole('alert').filter({ hasText: 'Is the clock of this computer right?' });
    for (const screen of ['Settings', 'Batches', 'List']) {
      await page.getByRole('link', { name: screen, exact: true }).click();
      await notice.getByText(/2 years ahead of the newest time that this desk has noted/).waitFor();
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await desk.findSerious()).toEqual([]);
      await shoot(page, `clock-notice-${colorScheme}`);
    }
    await notice.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await notice.waitFor({ state: 'detached' });
    expect(await desk.cli('check', number)).toMatchObject({ code: 0 });
  } finally {
    await desk.close();
    place.remove();
  }
});
