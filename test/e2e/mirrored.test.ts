// The page read from right to left, with a system that writes Arabic: what stood at the left stands at the right, numbers stay as they
// are dialled, and figures keep their digits.
import { expect, it } from 'vitest';
import { openDeskPage, shoot } from '../support/deskPage.ts';

it('mirrors, and leaves numbers as they are', async () => {
  const opened = await openDeskPage({
    context: { locale: 'ar-EG' },
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
    const edges = await Promise.all(
      ['Number', 'Why', 'Vendors'].map(
        async (name) => (await page.getByRole('columnheader', { name }).boundingBox())?.x,
      ),
    );
    expect(edges).toEqual(edges.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
    const isRight = await page.getByRole('gridcell', { name: '+1 212 555 0101', exact: true }).evaluate((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const [text, whole] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
      return whole.right - text.right < text.left - whole.left;
    });
    expect(isRight).toBe(true);
    expect(await page.getByRole('status').first().textContent()).toContain('2 of 2');
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
