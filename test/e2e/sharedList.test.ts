/** Two supervisors and a hub: one blocks, the other sees it; one asks for a release, a lead answers it; the hub goes and comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { launchChromium } from '../support/chromium.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';
import { runCli } from '../support/cliProcess.ts';
import { createTestHub, type TestHub } from '../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('the shared list', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let browser: Browser;
  let sandbox: Sandbox;
  const desks: DeskPage[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    sandbox = await createSandbox();
    browser = await launchChromium();
  });
  afterAll(async () => {
    for (const desk of desks) await desk.close();
    await browser?.close();
    await hub?.close().catch(() => {});
    await sandbox?.close();
    await server?.stop();
  });

  const open = async (name: string) => {
    const desk = await openDeskPage({ browser, before: [['settings', '--author', name]] });
    desks.push(desk);
    await desk.page.evaluate(() => void (location.hash = '#/accounts/shared'));
    return desk;
  };
  const card = (page: Page) => page.getByRole('region', { name: 'Shared list' });
  const join = async (page: Page, line: string) => {
    await page.getByLabel('Line of the invitation').fill(line);
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await card(page).getByText('In step with the shared list.').waitFor();
  };

  it('is joined by one line, and answers a release that another desk asks for', async () => {
    hub = await createTestHub(server);
    const [mia, tom] = [await open('Mia'), await open('Tom')];
    await mia.page.getByLabel('Line of the invitation').fill('postgres://x');
    await mia.page.getByRole('button', { name: 'Join', exact: true }).click();
    await mia.page.getByText(/That is no line of an invitation/).waitFor();
    await shoot(mia.page, 'sharedJoin');
    await join(mia.page, await hub.invite('Mia', 'lead'));
    await join(tom.page, await hub.invite('Tom'));
    await tom.page.getByLabel('Without a reading').selectOption({ label: 'After 24 hours no number is callable' });
    await tom.page.getByText('Kept: after 24 hours without a reading').waitFor();
    expect((await tom.cli('--json', 'hub')).stdout).toContain('"openHours":24');
    await tom.cli('add', '+12125550101', '--reason', 'asked on the phone');
    await tom.cli('hub', 'sync');
    await mia.page.getByRole('button', { name: 'Exchange now' }).click();
    await mia.page.getByText('1 number changed here, 0 numbers shared.').waitFor();
    expect((await mia.cli('check', '+12125550101')).code).toBe(3);

    // Tom may not release: in the page he is told who is asked.
    await tom.page.evaluate(() => void (location.hash = '#/list'));
    await tom.page.getByText('+1 212 555 0101').first().click();
    await tom.page.keyboard.press('Delete');
    await tom.page.getByRole('textbox', { name: 'Why' }).fill('she called back');
    await tom.page.getByRole('button', { name: 'Remove 1 number' }).click();
    await tom.page.getByText(/stays blocked until a lead of the shared list answers/).waitFor();
    await tom.cli('hub', 'sync');

    await mia.page.getByRole('button', { name: 'Exchange now' }).click();
    await mia.page.evaluate(() => void (location.hash = '#/home'));
    await mia.page.getByText('1 release is asked for on the shared list.').waitFor();
    await mia.page.getByRole('link', { name: 'Answer' }).click();
    await card(mia.page).getByText('Tom asks to release +1 212 555 0101: she called back.').waitFor();
    expect(await mia.findSerious()).toEqual([]);
    await shoot(mia.page, 'sharedRequests');
    await mia.page.emulateMedia({ colorScheme: 'dark' });
    await shoot(mia.page, 'sharedRequestsDark');
    await mia.page.emulateMedia({ colorScheme: 'light' });
    // Beside the number too, where the history is.
    await mia.page.getByRole('button', { name: 'History of +12125550101' }).click();
    const beside = mia.page.getByRole('dialog').getByRole('list', { name: 'Releases that are asked for' });
    await beside.getByText('Tom asks to release').waitFor();
    expect(await mia.findSerious()).toEqual([]);
    await shoot(mia.page, 'sharedBeside');
    await beside.getByRole('button', { name: 'Release +12125550101' }).click();
    await beside.waitFor({ state: 'detached' });
    await mia.page.keyboard.press('Escape');
    await card(mia.page).getByText('asks to release').waitFor({ state: 'detached' });
    await mia.cli('hub', 'sync');
    await tom.cli('hub', 'sync');
    expect((await tom.cli('check', '+12125550101')).code).toBe(0);

    // The hub is away: what is blocked meanwhile waits, and is shared when it is back.
    await server.kill();
    expect(await tom.cli('add', '+12125550102')).toMatchObject({ code: 0 });
    expect((await tom.cli('hub', 'sync')).stderr).toMatch(/cannot be reached/);
    await tom.page.evaluate(() => void (location.hash = '#/accounts/shared'));
    const away = expect.poll(() => card(tom.page).textContent(), { timeout: 30_000 });
    await away.toMatch(/cannot be reached. An open desk tries again .* 1 number waits to be shared/);
    expect(await tom.findSerious()).toEqual([]);
    await shoot(tom.page, 'sharedAway');
    await server.restart();
    await tom.page.getByRole('button', { name: 'Exchange now' }).click();
    await card(tom.page).getByText('In step with the shared list.').waitFor();

    // A vendor that Mia's desk tells: what it disagrees about is decided there, which Tom's desk says beforehand.
    const { id: tenant, token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr' });
    const connect = ['accounts', 'add', 'yappr', '--name', 'The vendor', '--url', baseUrl, '--token-stdin'];
    await mia.cli('hub', 'sync');
    expect(await runCli(connect, { data: mia.data, input: token })).toMatchObject({ code: 0 });
    await mia.cli('add', '+12125550103');
    await mia.cli('sync');
    sandbox.control.removeRecords({ tenant, number: '+12125550102' });
    expect(await mia.cli('sync')).toMatchObject({ code: 4 });
    await mia.cli('hub', 'sync');
    await tom.cli('hub', 'sync');
    await tom.page.evaluate(() => void (location.hash = '#/conflicts'));
    const note = tom.page.getByRole('note').filter({ hasText: 'is told by the desk of Mia since' });
    await note.getByText(/decided at the desk that tells this vendor, .* enter the token/).waitFor();
    expect(await tom.page.getByRole('button', { name: 'Keep ours' }).isDisabled()).toBe(true);
    expect(await tom.findSerious()).toEqual([]);
    await shoot(tom.page, 'sharedConflict');
    await tom.page.emulateMedia({ colorScheme: 'dark' });
    await shoot(tom.page, 'sharedConflictDark');
    await tom.page.emulateMedia({ colorScheme: 'light' });
    // With the token, Tom's desk may tell the vendor, and what is open is decided there.
    const enter = ['accounts', 'token', 'The vendor'];
    expect(await runCli(enter, { data: tom.data, input: token })).toMatchObject({ code: 0 });
    await tom.cli('hub', 'sync');
    await note.getByRole('button', { name: 'Tell the vendors from here' }).click();
    await note.waitFor({ state: 'detached' });
    await tom.page.getByRole('button', { name: 'Keep ours' }).click();
    await tom.page.getByText('Nothing to decide').waitFor();
    expect(await tom.findSerious()).toEqual([]);
    await shoot(tom.page, 'sharedDecided');
    for (const desk of [mia, tom]) expect(desk.complaints.filter((text) => !text.includes('502'))).toEqual([]);
  });
});
