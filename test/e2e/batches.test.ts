// The batches in a real browser: an import that kill -9 stopped half way is told about at the next start, and stands among the
// batches as taken back; batches are searched while one types.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { databaseName } from '../../electron/core/db/openDatabase.ts';
import { endAll, makeDataDir, spawnCli } from '../support/cliProcess.ts';
import { openDeskPage, shoot } from '../support/deskPage.ts';

const place = makeDataDir();
afterAll(() => {
  endAll();
  place.remove();
});

/** Whether the newest import of the database as it lies there is being written, and has written something. */
function isWriting(): boolean {
  try {
    const db = new Database(join(place.data, databaseName), { readonly: true, fileMustExist: true });
    try {
      return (
        db
          .prepare(`SELECT 1 FROM batch b JOIN journal j ON j.batch_id = b.id WHERE b.state = 'applying' LIMIT 1`)
          .get() !== undefined
      );
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

/** Imports the file and kills the process in the middle of the writing; false if the writing was over too soon. */
async function killImport(file: string): Promise<boolean> {
  const child = spawnCli(['import', file], { data: place.data });
  const ended = once(child, 'close');
  while (child.exitCode === null && !isWriting()) await Promise.race([wait(2), ended]);
  // Held still first, so that it is known where the kill falls.
  child.kill('SIGSTOP');
  const isHalf = isWriting();
  child.kill('SIGKILL');
  await ended;
  return isHalf;
}

it('tells at the start what a crash had stopped, and finds batches by their words', async () => {
  const file = join(place.data, 'may calls.csv');
  const rows = Array.from({ length: 120_000 }, (_, index) => `+1917${String(2_000_000 + index)}`);
  await writeFile(file, `Phone\n${rows.join('\n')}\n`);
  let isHalf = false;
  for (let times = 0; times < 5 && !isHalf; times += 1) isHalf = await killImport(file);
  expect(isHalf).toBe(true);

  const desk = await openDeskPage({ data: place.data });
  const { page, findSerious, complaints } = desk;
  try {
    const notice = page.getByRole('alert').filter({ hasText: 'Stopped half way, and taken back' });
    await notice.getByText('The import of may calls.csv').waitFor();
    await notice.getByText('What it had written was taken back: import the file again.').waitFor();
    expect(await findSerious()).toEqual([]);
    await shoot(page, 'start-notice');
    await notice.getByRole('link', { name: 'Show batches' }).click();
    const row = page.getByRole('row').filter({ hasText: 'may calls.csv' }).first();
    await row.getByText('stopped half way, taken back').waitFor();
    await row.getByText('nothing', { exact: true }).waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
    await page.getByRole('button', { name: 'Close this notice' }).click();
    await notice.waitFor({ state: 'detached' });
    await page.reload();
    await row.waitFor();
    expect(await notice.count()).toBe(0);
    expect(await desk.cliJson('list', '--limit', '1')).toMatchObject({ entries: [] });

    await desk.cli('add', '+12125551001', '--reason', 'asked');
    await desk.cli('remove', '+12125551001', '--why', 'entered by mistake');
    // Slower than the search follows: the field keeps the focus and every letter.
    const field = page.getByLabel('Search the batches');
    await field.pressSequentially('MISTAKE by', { delay: 240 });
    await page.getByText('entered by mistake').waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    expect(await field.inputValue()).toBe('MISTAKE by');
    expect(page.url()).toContain('search=MISTAKE+by');
    await page.reload();
    await page.getByText('entered by mistake').waitFor();
    await field.fill('no such words');
    await page.getByText('No batch matches').waitFor();
    await page.getByRole('button', { name: 'Show all batches' }).click();
    await row.waitFor();
    expect(await field.inputValue()).toBe('');

    // What blocked numbers is undone only by somebody who was told that it releases them.
    await desk.cli('add', '+12125551002', '--reason', 'asked');
    const undo = page.getByRole('row').filter({ hasText: '1 blocked' }).first().getByRole('button', { name: 'Undo' });
    await undo.click();
    const question = page.getByRole('dialog');
    await question.getByText('1 number that it blocked is released').waitFor();
    expect(await findSerious()).toEqual([]);
    await question.getByRole('button', { name: 'Keep blocking' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await desk.cli('check', '+12125551002')).code).toBe(3);
    await undo.click();
    await question.getByRole('button', { name: 'Release 1 number' }).click();
    await page.getByText('Undone: 1 number as before.').waitFor();
    expect((await desk.cli('check', '+12125551002')).code).toBe(0);
    expect(complaints).toEqual([]);
  } finally {
    await desk.close();
  }
});
