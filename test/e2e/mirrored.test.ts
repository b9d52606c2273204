// The page read from right to left: what stood at the left stands at the right, and numbers stay as they are dialled.
import { expect, it } from 'vitest';
import { openDeskPage, shoot } from '../support/deskPage.ts';

it('mirrors, and leaves numbers as they are', async () => {
  const opened = await openDeskPage({
    before: [['add', '+12125550101', '+447400123456', '--reason', 'asked us to stop']],
  });
  const { page, complaints, findSerious, close } = opened;
  try {
    await page.addInitScript(() =>
      document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl')),
    );
    await page.reload();
    const row = page.getByRole('row', { name: /212 555 0101/ });
    await row.waitFor();
    const width = page.viewportSize()?.width ?? 0;
    const rail = await page.getByRole('navigation').first().boundingBox();
    expect(rail?.x).toBeGreaterThan(width / 2);
    await shoot(page, 'mirrored-list');
    await row.dblclick();
    const drawer = page.getByRole('dialog');
    await drawer.waitFor();
    expect((await drawer.boundingBox())?.x).toBe(0);
    const isAsDialled = await drawer.getByRole('heading', { name: '+1 212 555 0101' }).evaluate((heading) => {
      const text = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const placeOf = (at: number): number => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().x;
      };
      return placeOf(0) < placeOf(text.length - 1);
    });
    expect(isAsDialled).toBe(true);
    await shoot(page, 'mirrored');
    expect(await findSerious()).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await close();
  }
});
