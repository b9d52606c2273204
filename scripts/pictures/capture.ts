// Half a minute of the desk as an animated picture for the README: a number is looked up and blocked, a file is looked through, the
// next sync is foreseen, a conflict is read. Still pictures, each shown for as long as a person needs for it.
import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

type Frame = { readonly png: Buffer; readonly ms: number };

/** Files that the capture opens, as the screenshots do. */
export type CaptureParts = {
  readonly goTo: (page: Page, place: string) => Promise<void>;
  readonly openCalls: (page: Page) => Promise<void>;
};

/** The width of the picture; README shows it no wider. */
const width = 960;
/** WebP at this quality keeps small text sharp: 30 seconds are less than 2 MB. */
const quality = 72;

/** Plays the walk on the demo and writes the animated WebP. */
export async function capture(page: Page, file: string, parts: CaptureParts): Promise<void> {
  const frames: Frame[] = [];
  const hold = async (ms: number): Promise<void> => {
    await page.waitForTimeout(150);
    frames.push({ png: await page.screenshot(), ms });
  };
  const type = async (text: string): Promise<void> => {
    for (let at = 0; at < text.length; at += 3) {
      await page.keyboard.insertText(text.slice(at, at + 3));
      await hold(120);
    }
  };
  await parts.goTo(page, '#/home');
  await page.getByRole('region', { name: 'Requests against the clock' }).getByRole('list').waitFor();
  await hold(3000);

  await page.keyboard.press('Control+k');
  await type('+1 212 555 9876');
  await page.getByRole('option', { name: /not on the list/ }).waitFor();
  await hold(1600);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Block numbers' });
  await panel.getByText('new', { exact: true }).waitFor();
  await panel.getByLabel('Why').focus();
  await type('asked on the phone');
  await hold(1400);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Blocked 1 number.').waitFor();
  await hold(2000);

  await parts.goTo(page, '#/list');
  await page.getByRole('grid').getByRole('row').nth(5).waitFor();
  await hold(1800);
  await page.keyboard.press('Control+k');
  await type('dry run');
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog', { name: 'What the next sync will send' })
    .getByRole('heading', { level: 4 })
    .first()
    .waitFor();
  await hold(3000);
  await page.keyboard.press('Escape');

  await parts.openCalls(page);
  await page.getByRole('button', { name: /^Block \d/ }).waitFor();
  await hold(2200);
  await page.getByRole('heading', { name: 'What will happen' }).scrollIntoViewIfNeeded();
  await hold(3000);

  await parts.goTo(page, '#/conflicts');
  await page.getByRole('button', { name: /Keep/ }).first().waitFor();
  await hold(3400);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Guide' }).getByRole('img', { name: 'A conflict' }).waitFor();
  await hold(2600);
  await page.keyboard.press('Escape');

  const pictures = await Promise.all(frames.map(({ png }) => sharp(png).resize({ width }).png().toBuffer()));
  const animated = await sharp(pictures, { join: { animated: true } })
    .webp({ quality, effort: 5, loop: 0, delay: frames.map(({ ms }) => ms) })
    .toBuffer();
  writeFileSync(file, animated);
}
