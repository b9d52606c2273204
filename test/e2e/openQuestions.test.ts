// The conflict screen with each kind of question, with the words that say what each vendor may do now; and the release of a
// number whose question is open.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { runCli } from '../support/cliProcess.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let sandbox: Sandbox;
let desk: DeskPage;
let page: Page;

const tenant = 'questions-yappr';
const token = 'ypr_live_of_the_questions_test';
const [gone, lost, weaker, both, released, alone, ...rest] = Array.from(
  { length: 9 },
  (_, index) => `+1212555020${index}`,
) as [string, string, string, string, string, string, ...string[]];
const international = (number: string) => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');

beforeAll(async () => {
  sandbox = await createSandbox();
  sandbox.control.createTenant({ vendor: 'yappr', id: tenant, token, rateLimit: null });
  const listed = [gone, lost, weaker, both, released, ...rest];
  desk = await openDeskPage({ before: [['add', ...listed, '--reason', 'asked on the phone']] });
  page = desk.page;
  const connect = ['accounts', 'add', 'yappr', '--name', 'Yappr', '--url', sandbox.baseUrl('yappr'), '--adopt', 'ask'];
  expect(await runCli([...connect, '--token-stdin'], { data: desk.data, input: token })).toMatchObject({ code: 0 });
  await sync();
  for (const number of [gone, lost]) sandbox.control.removeRecords({ tenant, number });
  sandbox.control.changeRecord({ tenant, number: weaker, expiresAt: Date.parse('2099-06-30') });
  sandbox.control.changeRecord({ tenant, number: both, reason: 'their words' });
  sandbox.control.changeRecord({ tenant, number: released, reason: 'called again' });
  sandbox.control.addRecords({ tenant, records: [{ number: alone, reason: 'only there' }] });
  expect(await desk.cli('edit', both, '--reason', 'our words')).toMatchObject({ code: 0 });
  expect(await desk.cli('remove', released, '--why', 'asked back')).toMatchObject({ code: 0 });
  await sync();
  // One that was put back is taken away again: it is not put back a second time.
  sandbox.control.removeRecords({ tenant, number: lost });
  await sync();
  await page.getByRole('link', { name: 'Conflicts' }).click();
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await desk.close();
  await sandbox.close();
});

async function sync(): Promise<void> {
  expect([0, 4]).toContain((await desk.cli('sync')).code);
}

const list = () => page.getByRole('navigation', { name: 'Conflicts' });
async function show(number: string): Promise<void> {
  await list()
    .getByRole('button', { name: new RegExp(international(number).replace('+', String.raw`\+`)) })
    .click();
  await page
    .getByRole('article')
    .getByRole('heading', { name: international(number), level: 2 })
    .waitFor();
}

test('each kind says what the vendor may do until it is decided, in light and in dark', async () => {
  const standings = page.getByRole('region', { name: 'At the vendors until you decide' });
  const kinds = [
    ['gone', gone, 'put there again while this is open'],
    ['lost', lost, 'Yappr may call this number now.'],
    ['weaker', weaker, 'Yappr blocks it'],
    ['both', both, 'Yappr blocks it'],
    ['released', released, 'Yappr blocks it'],
    ['alone', alone, 'Yappr blocks it'],
  ] as const;
  for (const [name, number, words] of kinds) {
    await show(number);
    await standings.getByText(words).first().waitFor();
    expect(await standings.getByText('may call this number now').count()).toBe(number === lost ? 1 : 0);
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, `question-${name}`);
  }
  await show(lost);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await desk.findSerious()).toEqual([]);
  await shoot(page, 'question-lost-dark');
  await page.emulateMedia({ colorScheme: 'light' });
});

test('a question that has changed since it was shown is shown again, and nothing is decided', async () => {
  await show(weaker);
  const shown = (await desk.cliJson('conflicts')) as { id: number; number: string; version: number }[];
  const { id, version } = shown.find(({ number }) => number === weaker) ?? { id: 0, version: 0 };
  expect(await desk.cli('edit', weaker, '--reason', 'changed meanwhile')).toMatchObject({ code: 0 });
  const refused = await desk.cli('conflicts', 'resolve', `${id}@${version}`, 'take-theirs');
  expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('nothing was decided') });
  await page.getByText('This question has changed since it was opened.').waitFor();
});

test('removing a number with an open question says beforehand and afterwards that it blocks on', async () => {
  await show(both);
  await page.getByRole('button', { name: 'Show the number and its history' }).click();
  const drawer = page.getByRole('dialog', { name: international(both) });
  await drawer.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog', { name: /Remove .* from the list/ });
  await dialog.getByText(/A question with Yappr about this number is open/).waitFor();
  expect(await desk.findSerious()).toEqual([]);
  await shoot(page, 'question-remove');
  await dialog.getByLabel('Why').fill('asked back');
  await dialog.getByRole('button', { name: /^Remove 1 number/ }).click();
  await page.getByText(/1 number stays blocked here while a question/).waitFor();
  expect(await desk.cli('check', both)).toMatchObject({ code: 3 });
});
