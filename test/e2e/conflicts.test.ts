// Reviewing conflicts as a supervisor does it, by keyboard, in a real browser: the two sides were changed in the sandbox and
// on the list, a sync found out, and each decision goes to the vendor with the next one. Undo brings the question back.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { runCli } from '../support/cliProcess.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let sandbox: Sandbox;
let desk: DeskPage;
let page: Page;

const tenant = 'conflicts-yappr';
const token = 'ypr_live_of_the_conflicts_test';
const numbers = Array.from({ length: 8 }, (_, index) => `+1212555010${index}`);
const [first = '', second = '', third = '', ...rest] = numbers;

beforeAll(async () => {
  sandbox = await createSandbox();
  // A vendor that takes many requests: by the documented limit, the syncs of these tests would wait for minutes.
  const rateLimit = { limit: 6000, windowMs: 60_000 };
  sandbox.control.createTenant({ vendor: 'yappr', id: tenant, token, rateLimit });
  desk = await openDeskPage({ before: [['add', ...numbers, '--reason', 'asked on the phone']] });
  page = desk.page;
  const connect = ['accounts', 'add', 'yappr', '--name', 'Yappr', '--url', sandbox.baseUrl('yappr'), '--token-stdin'];
  expect(await runCli(connect, { data: desk.data, input: token })).toMatchObject({ code: 0 });
  await sync();
  expect(sandbox.control.records({ tenant })).toHaveLength(numbers.length);
});
beforeEach(async () => {
  await page.getByRole('link', { name: 'Conflicts' }).click();
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await desk.close();
  await sandbox.close();
});

/** Exit code 4: in step, but a person is needed. */
async function sync(): Promise<void> {
  expect([0, 4]).toContain((await desk.cli('sync')).code);
}

const list = () => page.getByRole('navigation', { name: 'Conflicts' });
const heading = (name: string) => page.getByRole('article').getByRole('heading', { name, level: 2 });
const international = (number: string) => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
const there = (number: string) => sandbox.control.records({ tenant, number });

describe('one conflict', () => {
  test('an empty inbox says what would come here', async () => {
    await page.getByRole('heading', { name: 'Nothing to decide' }).waitFor();
    expect(await desk.findSerious()).toEqual([]);
  });

  test('says what happened, shows the three sides with what differs, and what each choice does', async () => {
    sandbox.control.changeRecord({ tenant, number: first, reason: 'said it again in the chat' });
    expect(await desk.cli('edit', first, '--reason', 'confirmed in writing')).toMatchObject({ code: 0 });
    sandbox.control.removeRecords({ tenant, number: second });
    sandbox.control.removeRecords({ tenant, number: third });
    await sync();
    await list().getByText(international(first)).waitFor();
    await expect.poll(() => list().getByRole('listitem').count()).toBe(3);
    await list()
      .getByRole('button', { name: new RegExp(international(first).replace('+', String.raw`\+`)) })
      .click();
    await heading(international(first)).waitFor();
    const reason = page.getByRole('row', { name: /^Reason/ });
    await reason.getByText('confirmed in writing').waitFor();
    expect(await reason.getByText('differs').count()).toBe(2);
    expect(
      await page
        .getByRole('row', { name: /^Blocked/ })
        .getByText('differs')
        .count(),
    ).toBe(0);
    await page.getByText('Stays blocked here until you decide').waitFor();
    await page.getByRole('region', { name: 'What happened here' }).getByText('confirmed in writing').first().waitFor();
    const vendor = page.getByRole('region', { name: 'What happened at Yappr' });
    await vendor.getByText('Answered 201.').waitFor();
    await vendor.getByText('Seen at Yappr: blocked for ever, "said it again in the chat".').waitFor();
    expect(await page.getByRole('region', { name: 'Keep ours' }).getByRole('listitem').count()).toBeGreaterThan(0);
    expect(await page.getByRole('region', { name: 'Take theirs' }).getByRole('listitem').count()).toBeGreaterThan(0);
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'conflicts');
    for (const number of [first, second, third]) expect(await desk.cli('check', number)).toMatchObject({ code: 3 });
  });

  test('1 keeps ours, U brings the question back, and the choice reaches the vendor', async () => {
    await heading(international(first)).waitFor();
    await page.keyboard.press('1');
    await page.getByText('1 conflict decided: ours is kept.').waitFor();
    await list().getByText(international(first)).waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await list().getByText(international(first)).waitFor();
    await list()
      .getByRole('button', { name: new RegExp(international(first).replace('+', String.raw`\+`)) })
      .click();
    await heading(international(first)).waitFor();
    await page.keyboard.press('1');
    await list().getByText(international(first)).waitFor({ state: 'detached' });
    await sync();
    expect(there(first)[0]?.reason).toBe('confirmed in writing');
  });

  test('J and K go through the list, 2 takes theirs', async () => {
    await list().getByRole('listitem').first().waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await expect.poll(() => page.url()).toMatch(/#\/conflicts\/\d+$/);
    await page.keyboard.press('k');
    const shown = await page.getByRole('article').getByRole('heading', { level: 2 }).textContent();
    expect([international(second), international(third)]).toContain(shown);
    await page.keyboard.press('2');
    await list().getByText(String(shown)).waitFor({ state: 'detached' });
    const number = String(shown).replaceAll(' ', '');
    await sync();
    expect(there(number)).toEqual([]);
    // Everywhere else it stays blocked.
    expect(await desk.cli('check', number, '--target', 'Yappr')).toMatchObject({ code: 0 });
  });

  test('3 edits: where, until when and why, and Escape goes back to the choices', async () => {
    await page.getByRole('article').waitFor();
    await page.keyboard.press('3');
    const form = page.getByRole('form', { name: 'Edit and keep' });
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.keyboard.press('3');
    await form.getByRole('combobox', { name: 'Why' }).fill('wants no sales calls');
    expect(await desk.findSerious()).toEqual([]);
    await form.getByRole('button', { name: 'Save and decide' }).click();
    await page.getByText('1 conflict decided: edited and kept.').waitFor();
    await page.getByRole('heading', { name: 'Nothing to decide' }).waitFor();
    await sync();
    const kept = [...there(second), ...there(third)];
    expect(kept.map(({ reason }) => reason)).toEqual(['wants no sales calls']);
  });
});

test('a number edited here and there is brought in step by theirs and by an edit, and then nothing is sent', async () => {
  for (const [key, reason] of [
    ['2', 'said in the chat'],
    ['3', 'said twice'],
  ] as const) {
    sandbox.control.changeRecord({ tenant, number: first, reason: 'said in the chat' });
    expect(await desk.cli('edit', first, '--reason', `said in a letter (${key})`)).toMatchObject({ code: 0 });
    await sync();
    await page.getByLabel('Kind', { exact: true }).selectOption('changed on both sides');
    await heading(international(first)).waitFor();
    await page.keyboard.press(key);
    if (key === '3') {
      const form = page.getByRole('form', { name: 'Edit and keep' });
      await form.getByRole('combobox', { name: 'Why' }).fill(reason);
      await form.getByRole('button', { name: 'Save and decide' }).click();
    }
    await page.getByRole('heading', { name: 'Nothing to decide that matches' }).waitFor();
    await sync();
    expect(there(first)[0]?.reason).toBe(reason);
    const { seq: sinceSeq } = sandbox.control.lastSeq({});
    await sync();
    expect(sandbox.control.countWrites({ tenant, sinceSeq })).toEqual({ writes: 0, changed: 0 });
    await page.getByLabel('Kind', { exact: true }).selectOption('All kinds');
    if (key === '2') sandbox.control.changeRecord({ tenant, number: first, reason: 'said on the phone' });
    if (key === '2') await sync();
  }
});

describe('several conflicts', () => {
  test('are decided at once after a look at what that does, as one batch that can be undone', async () => {
    for (const number of rest) sandbox.control.removeRecords({ tenant, number });
    // More than a few at once is suspicious; the person says that they are gone.
    await sync();
    await page.getByRole('link', { name: 'Accounts' }).click();
    const gone = page.getByRole('button', { name: 'They were removed there' });
    if (await gone.isVisible()) await gone.click();
    await page.getByRole('link', { name: 'Conflicts' }).click();
    await expect.poll(() => list().getByRole('listitem').count(), { timeout: 20_000 }).toBe(rest.length);
    await list().getByLabel('Select all').check();
    await page.getByRole('heading', { name: `${rest.length} conflicts selected` }).waitFor();
    const keep = page.getByRole('region', { name: `Keep ours for all ${rest.length}` });
    await keep.getByText(`${rest.length} ×`).first().waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'conflicts-bulk');
    await keep.getByRole('button').click();
    await page.getByText(`${rest.length} conflicts decided: ours is kept.`).waitFor();
    await page.getByRole('heading', { name: 'Nothing to decide' }).waitFor();
    await page.keyboard.press('u');
    await expect.poll(() => list().getByRole('listitem').count(), { timeout: 20_000 }).toBe(rest.length);
    await list().getByLabel('Select all').check();
    await keep.getByRole('button').click();
    await page.getByRole('heading', { name: 'Nothing to decide' }).waitFor();
    await sync();
    for (const number of rest) expect(there(number)).toHaveLength(1);
    const { seq: sinceSeq } = sandbox.control.lastSeq({});
    await sync();
    expect(sandbox.control.countWrites({ tenant, sinceSeq })).toEqual({ writes: 0, changed: 0 });
  });
});

test('all that match are decided at once, those that the list does not show yet included', async () => {
  const many = 'conflicts-fluents';
  const key = 'fluents_of_the_conflicts_test';
  const records = Array.from({ length: 205 }, (_, index) => ({ number: `+1310555${1000 + index}` }));
  sandbox.control.createTenant({ vendor: 'fluents', id: many, token: key, rateLimit: null });
  sandbox.control.addRecords({ tenant: many, records });
  const connect = ['accounts', 'add', 'fluents', '--name', 'Fluents', '--url', sandbox.baseUrl('fluents')];
  const asking = [...connect, '--adopt', 'ask', '--token-stdin'];
  expect(await runCli(asking, { data: desk.data, input: key })).toMatchObject({ code: 0 });
  expect(await desk.cli('sync', 'Fluents')).toMatchObject({ code: 4 });
  await page.getByText('205 to decide').waitFor();
  expect(await list().getByRole('listitem').count()).toBe(200);
  await list().getByLabel('Select all').check();
  await page.getByRole('heading', { name: '200 conflicts selected' }).waitFor();
  await list().getByRole('button', { name: 'Select all 205' }).click();
  await page.getByRole('heading', { name: '205 conflicts selected' }).waitFor();
  await page.getByRole('button', { name: 'Take theirs for all 205' }).click();
  await page.getByText('205 conflicts decided: theirs is taken.').waitFor();
  await page.getByRole('heading', { name: 'Nothing to decide' }).waitFor();
  const blocked = await desk.cliJson('list', '--search', '+1310555', '--limit', '300');
  expect(blocked).toMatchObject({ entries: { length: records.length } });
});

test('the conflicts of an account have an address, and a reload finds the one that was shown', async () => {
  const [number = ''] = rest;
  sandbox.control.removeRecords({ tenant, number });
  await sync();
  await list().getByText(international(number)).waitFor();
  await page.getByLabel('Account', { exact: true }).selectOption({ index: 1 });
  await expect.poll(() => page.url()).toMatch(/\?account=\d+$/);
  await page.reload();
  await heading(international(number)).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await desk.findSerious()).toEqual([]);
  await page.getByRole('button', { name: 'Show the number and its history' }).click();
  await page.getByRole('dialog', { name: international(number) }).waitFor();
});
