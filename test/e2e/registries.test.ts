// Registries on the page: loaded from a file with a preview, a change file that has to be explained, their age and what it
// means for a number, a subscription, and unloading.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let desk: DeskPage;
beforeAll(async () => {
  desk = await openDeskPage();
}, 60_000);
afterAll(() => desk.close());

const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

describe('registries', () => {
  it('are loaded with a preview, asked about a number, and unloaded', async () => {
    const { page } = desk;
    const choose = (name: string, content: string) =>
      page
        .getByLabel('File of a registry', { exact: true })
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
    await page.getByRole('navigation', { name: 'Screens' }).getByText('Settings').click();
    const section = page.getByRole('region', { name: 'Registries' });
    await section.getByText('No registry is loaded').waitFor();

    // A file for another area code than its name says is refused with the reason.
    await choose('646.txt', '212,5551234\n');
    await section.getByText(/for area code 646 by its name and holds numbers of 212/).waitFor();

    // The day is in the name; an upload without one has to be told.
    await choose(`${day(28)}_212.txt`, '212,5551234\n212,5550000\n212,5551234\n');
    const found = section.getByRole('form', { name: 'What the file holds' });
    await found.getByText('3 numbers, 1 of them twice, in 1 area').waitFor();
    expect(await found.getByLabel('Day of the version').inputValue()).toBe(day(28));
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'registries-preview');
    await found.getByRole('button', { name: 'Load 1 area' }).click();
    await section.getByText('US national registry').first().waitFor();
    await section.getByText('due in 3 days').first().waitFor();

    await choose(
      `${day(60)} 416.xml`,
      "<list type='full' level='ac' val='416'><ac val='416'><ph val='5551234'/></ac></list>",
    );
    await found.getByRole('button', { name: 'Load 1 area' }).click();
    await section.getByText('stale for 29 days').first().waitFor();

    // Nobody documents the columns of a change file: the desk asks, with a guess.
    await choose(`changes ${day(1)}.txt`, '212,5550000,D\n212,5559999,A\n');
    const asks = section.getByRole('form', { name: 'What the columns mean' });
    await asks.getByText(/has 3 columns/).waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await asks.getByRole('button', { name: 'Read the file' }).click();
    await found.getByRole('button', { name: 'Change 1 area' }).click();
    await section.getByText('current, 1 day old').first().waitFor();

    // A subscription that does not cover what is loaded.
    await section.getByRole('button', { name: 'Record a subscription' }).click();
    const form = section.getByRole('form', { name: 'Record a subscription' });
    await form.getByLabel('Number').fill('10-2345678');
    await form.getByLabel('Area codes').fill('646, 917');
    await form.getByRole('button', { name: 'Record the subscription' }).click();
    await section.getByText('no subscription covers it').waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'registries');

    // The number box and the drawer say what the registries say, also that nobody looked.
    const box = page.getByLabel('Look up a number or type a command');
    await box.fill('+12125559999');
    await page.getByText(/Listed in the US national registry/).waitFor();
    await box.fill('+16465559999');
    await page.getByText(/is not loaded for area code 646/).waitFor();
    await box.press('Enter');
    const drawer = page.getByRole('dialog', { name: /646/ });
    await drawer.getByText('not covered by a registry').waitFor();
    await shoot(page, 'registries-drawer');
    await page.keyboard.press('Escape');

    await section.getByRole('button', { name: 'Unload US national registry 212' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/will not be shown as clean/).waitFor();
    await dialog.getByRole('button', { name: 'Unload 1 area' }).click();
    await section.getByRole('group', { name: 'Areas of the US national registry' }).waitFor({ state: 'detached' });
    expect(await desk.cliJson('registries')).toMatchObject({ areas: [{ list: 'ca', area: '416' }] });
    expect(desk.complaints).toEqual([]);
  }, 120_000);
});
