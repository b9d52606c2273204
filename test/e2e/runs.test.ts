// The sync runs as a supervisor follows them: what happened, in words and figures, down to each request; a run under way
// moves and can be stopped. Real browser, real web host, the sandbox with faults.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { runCli } from '../support/cliProcess.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let sandbox: Sandbox;
let desk: DeskPage;
let page: Page;

const osvi = {
  id: 'runs-osvi',
  token: 'osvi_token_of_the_runs_test',
  agents: [{ id: 'a1', name: 'Sales' }],
};
const yappr = { id: 'runs-yappr', token: 'ypr_live_of_the_runs_test' };
const numbers = Array.from({ length: 130 }, (_, index) => `+1212555${1000 + index}`);

beforeAll(async () => {
  sandbox = await createSandbox();
  sandbox.control.createTenant({ vendor: 'osvi', ...osvi, rateLimit: null });
  sandbox.control.createTenant({ vendor: 'yappr', ...yappr, rateLimit: null });
  desk = await openDeskPage();
  page = desk.page;
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await desk.close();
  await sandbox.close();
});

const rail = () => page.getByRole('navigation', { name: 'Screens' });
const table = () => page.getByRole('table', { name: 'Sync runs, newest first' });
const rows = () => table().locator('tbody').getByRole('row');
const requests = () => page.getByRole('region', { name: 'Requests' });
const figure = (word: string) =>
  page.getByRole('list', { name: 'Figures' }).getByRole('listitem').filter({ hasText: word });
const openRuns = () => rail().getByRole('link', { name: 'Runs' }).click();

async function connect(vendor: 'osvi' | 'yappr', token: string, name: string): Promise<void> {
  const args = ['accounts', 'add', vendor, '--name', name, '--url', sandbox.baseUrl(vendor), '--token-stdin'];
  expect(await runCli(args, { data: desk.data, input: token })).toMatchObject({ code: 0 });
}

/** Whatever the schedule does meanwhile, the account's newest run is the one that was asked for. */
async function pauseAll(): Promise<void> {
  await rail().getByRole('link', { name: 'Accounts' }).click();
  for (const name of ['OSVI', 'Yappr']) {
    await page.getByRole('button', { name: `Pause ${name}` }).click();
    await page.getByRole('button', { name: `Resume ${name}` }).waitFor();
  }
}

describe('before anything ran', () => {
  test('the screen says what a run is, and offers the next step', async () => {
    await openRuns();
    await page.getByRole('heading', { name: 'No sync has run yet' }).waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await page.getByRole('button', { name: 'Connect an account' }).click();
    await page.getByRole('heading', { name: 'Connect an account' }).waitFor();
  });

  test('a run that is not there is said to be gone', async () => {
    await page.evaluate(() => (location.hash = '#/runs/4711'));
    await page.getByText('There is no such run: very old ones are forgotten in time.').waitFor();
  });
});

describe('the runs', () => {
  test('are listed newest first, with their figures and their result in words', async () => {
    await connect('osvi', osvi.token, 'OSVI');
    await connect('yappr', yappr.token, 'Yappr');
    await pauseAll();
    await desk.cli('add', ...numbers, '--reason', 'asked on the phone');
    sandbox.control.setFaults({
      tenant: osvi.id,
      plan: { rules: [{ method: 'GET', nth: 2, action: { do: 'status', status: 503 } }] },
    });
    await desk.cli('sync', 'OSVI');
    sandbox.control.setFaults({ tenant: osvi.id, plan: null });
    sandbox.control.revokeToken({ tenant: yappr.id, token: yappr.token });
    await desk.cli('sync', 'Yappr');

    await openRuns();
    const failed = rows().first();
    await failed.getByText('Yappr', { exact: true }).waitFor();
    await failed.getByText('failed', { exact: true }).waitFor();
    await failed.getByText(/token/i).waitFor();
    const pushed = rows().filter({ hasText: 'OSVI' }).first();
    expect(await pushed.getByRole('cell').allInnerTexts()).toEqual(
      expect.arrayContaining(['OSVI', 'as asked', '130', '1', 'done']),
    );
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'runs');
  });

  test('are picked by account and by result, and the address keeps that', async () => {
    await page.getByLabel('Result').selectOption('failed');
    await rows().filter({ hasText: 'OSVI' }).first().waitFor({ state: 'detached' });
    await page.reload();
    expect(await page.getByLabel('Result').inputValue()).toBe('failed');
    await rows().first().getByText('Yappr', { exact: true }).waitFor();
    await page.getByLabel('Result').selectOption('interrupted');
    await page.getByRole('heading', { name: 'No run fits the filter' }).waitFor();
    await page.getByRole('button', { name: 'Show all runs' }).click();
    await page.getByLabel('Runs of').selectOption('OSVI');
    await rows().filter({ hasText: 'Yappr' }).first().waitFor({ state: 'detached' });
    await page.getByLabel('Runs of').selectOption('');
    await rows().filter({ hasText: 'Yappr' }).first().waitFor();
  });

  test('are walked, opened and left by keyboard, and the focus stays where it was', async () => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('j');
    expect(await focused()).toContain('Yappr');
    while (!(await focused()).includes('OSVI')) await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await focused()).toContain('Yappr');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'OSVI', level: 2 }).waitFor();
    expect(page.url()).toMatch(/#\/runs\/\d+$/);
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: 'Yappr', level: 2 }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'OSVI', level: 2 }).waitFor();
    await page.keyboard.press('Escape');
    await table().waitFor();
    expect(await focused()).toContain('OSVI');
  });
});

describe('an opened run', () => {
  test('says what went wrong in a sentence, and never shows the token', async () => {
    await rows().filter({ hasText: 'Yappr' }).first().getByRole('link').click();
    await page.getByRole('heading', { name: 'Yappr', level: 2 }).waitFor();
    await page.getByText('Nothing is lost: what is owed stays owed').waitFor();
    await requests()
      .getByText(/Yappr refused the token/)
      .first()
      .waitFor();
    expect(await page.locator('main').innerText()).not.toContain(yappr.token);
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'run-failed');
    await page.getByRole('link', { name: 'Show the account' }).click();
    await page.getByRole('region', { name: 'Yappr', exact: true }).waitFor();
  });

  test('shows its figures and its requests page by page, with no full number, also after a reload', async () => {
    await openRuns();
    await rows().filter({ hasText: 'OSVI' }).filter({ hasText: '130' }).getByRole('link').click();
    await figure('requests that write').filter({ hasText: '130' }).waitFor();
    await figure('added').filter({ hasText: '130' }).waitFor();
    await figure('retry').filter({ hasText: '1' }).waitFor();
    await requests()
      .getByText(/^1–100 of 13\d requests$/)
      .waitFor();
    await requests().getByRole('button', { name: 'Next' }).click();
    await requests()
      .getByText(/^101–13\d of 13\d requests$/)
      .waitFor();
    expect(await requests().getByRole('button', { name: 'Last' }).isDisabled()).toBe(true);
    await page.reload();
    await requests()
      .getByText(/^101–13\d of 13\d requests$/)
      .waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/555\d{4}/);
    await requests().getByText('Problems', { exact: true }).click();
    await requests().getByText('1 request', { exact: true }).waitFor();
    await requests()
      .getByText(/failed on its side \(HTTP 503\)/)
      .waitFor();
    await requests().getByText('Writes', { exact: true }).click();
    await requests().getByText('1–100 of 130 requests', { exact: true }).waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'run');
  });

  test('moves while it runs, and is stopped by a person', async () => {
    await desk.cli('add', '+13105550100', '--reason', 'asked on the phone');
    sandbox.control.setFaults({
      tenant: osvi.id,
      plan: { rules: [{ method: 'POST', action: { do: 'hang', ms: 25_000, commit: 'last' } }] },
    });
    await rail().getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('button', { name: 'Sync now: OSVI' }).click();
    await page
      .getByRole('contentinfo', { name: 'Accounts' })
      .getByRole('link', { name: 'Last run of OSVI: see how far' })
      .click();
    await page.getByRole('heading', { name: 'OSVI', level: 2 }).waitFor();
    await page.getByText('running', { exact: true }).first().waitFor();
    // A new block goes first, and what comes back of it is waited for.
    await page.getByText('Has sent nothing yet.').waitFor();
    await page.getByRole('progressbar', { name: 'Sync with OSVI' }).waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'run-running');
    await page.getByRole('button', { name: 'Show all runs' }).click();
    await rows().first().getByText('running', { exact: true }).waitFor();
    await rows().first().getByRole('link').click();
    await page.getByRole('button', { name: 'Stop this run' }).click();
    await page.getByText('It was stopped before its end.').waitFor();
    expect(await page.getByRole('button', { name: 'Stop this run' }).count()).toBe(0);
    sandbox.control.setFaults({ tenant: osvi.id, plan: null });
    expect(await desk.cli('check', '+13105550100')).toMatchObject({ code: 3 });
  });

  test('is one click from the card of its account', async () => {
    await rail().getByRole('link', { name: 'Accounts' }).click();
    const card = page.getByRole('region', { name: 'OSVI', exact: true });
    await card.getByText('stopped', { exact: true }).waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await card.getByRole('link', { name: /show the run$/ }).click();
    await page.getByText('It was stopped before its end.').waitFor();
  });

  test('that found a list suspiciously empty leads to where it is answered', async () => {
    await desk.cli('sync', 'OSVI');
    sandbox.control.setFaults({
      tenant: osvi.id,
      plan: { rules: [{ path: 'dnd_numbers', action: { do: 'emptyList' } }] },
    });
    await desk.cli('sync', 'OSVI');
    sandbox.control.setFaults({ tenant: osvi.id, plan: null });
    await openRuns();
    await rows().first().getByText('suspicious', { exact: true }).waitFor();
    await rows().first().getByRole('link').click();
    await page.getByText('Nothing was released. It waits until a person says').waitFor();
    await shoot(page, 'run-suspicious');
    await page.getByRole('link', { name: 'Answer it on the account’s card' }).click();
    await page.getByRole('alert').getByText('Suspicious answer').waitFor();
  });
});

test('axe finds nothing serious in dark colours', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openRuns();
  await table().waitFor();
  expect(await desk.findSerious()).toEqual([]);
  await shoot(page, 'runs-dark');
  await rows().filter({ hasText: 'failed' }).first().getByRole('link').click();
  await requests()
    .getByText(/Yappr refused the token/)
    .first()
    .waitFor();
  expect(await desk.findSerious()).toEqual([]);
  await shoot(page, 'run-failed-dark');
});
