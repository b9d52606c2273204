// Questions about who is who, in a real browser: an agent that was made again under its name, two accounts of one list, one
// question about the lists of several agents; and a vendor that wants to be left alone for more than a day.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { runCli } from '../support/cliProcess.ts';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';

let sandbox: Sandbox;
let desk: DeskPage;
let page: Page;

const tenant = 'same-osvi';
const tokens = ['tokenOfEast12345', 'tokenOfWest12345'] as const;
const [held, lost, ...others] = ['+12125550401', '+12125550402', '+12125550403', '+12125550404'] as const;

beforeAll(async () => {
  sandbox = await createSandbox();
  const agents = ['Sales', 'Night', 'Day'].map((name) => ({ id: `agent_${name.toLowerCase()}`, name }));
  const { control } = sandbox;
  control.createTenant({ vendor: 'osvi', id: tenant, token: tokens[0], agents, rateLimit: null });
  control.addToken({ tenant, token: tokens[1] });
  desk = await openDeskPage({ before: [['add', lost, ...others, '--reason', 'asked on the phone']] });
  page = desk.page;
  expect(await connect('East', tokens[0])).toMatchObject({ code: 0 });
  expect(await desk.cli('add', held, '--scope', 'East/Sales', '--reason', 'wrote a letter')).toMatchObject({ code: 0 });
  expect(await desk.cli('sync')).toMatchObject({ code: 0 });
  control.replaceAgent({ tenant, agent: 'agent_sales', id: 'agent_sales_2' });
  for (const agent of ['agent_night', 'agent_day']) control.removeRecords({ tenant, number: lost, agent });
  const synced = await desk.cli('sync');
  expect(synced).toMatchObject({ code: 4, stderr: expect.stringContaining('Is it the same agent?') });
  const second = await connect('West', tokens[1]);
  expect(second).toMatchObject({ code: 4, stderr: expect.stringContaining('the same account as East') });
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await desk.close();
  await sandbox.close();
});

async function connect(name: string, token: string) {
  const args = ['accounts', 'add', 'osvi', '--name', name, '--url', sandbox.baseUrl('osvi'), '--every', '0'];
  return await runCli([...args, '--token-stdin'], { data: desk.data, input: token });
}

const asked = () => page.getByRole('region', { name: 'Is it the same?' });
async function look(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('both are asked where conflicts are decided, with what holds meanwhile and what each answer does', async () => {
  await page.getByRole('link', { name: 'Conflicts' }).click();
  const agent = asked().getByRole('article', { name: /East · Sales/ });
  await agent.getByText('Until you answer, the number that is blocked for the one that was gone').waitFor();
  await agent.getByText('is removed with the next sync').waitFor();
  const account = asked().getByRole('article', { name: /West/ });
  await account.getByText('West seems to be the same account as East').waitFor();
  await account.getByText('nothing is read from West or sent to it').waitFor();
  await look('same-questions');
});

test('a number that is gone on the lists of two agents is one question, which names both', async () => {
  const list = page.getByRole('navigation', { name: 'Conflicts' });
  await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
  await list.getByText('East · Night, Day').waitFor();
  const standings = page.getByRole('region', { name: 'At the vendors until you decide' });
  await expect.poll(() => standings.getByRole('listitem').count()).toBe(4);
  await page.getByRole('region', { name: 'Take theirs' }).getByText('at East / Night, Day').first().waitFor();
  await page.keyboard.press('1');
  await page.getByText('1 conflict decided: ours is kept.').waitFor();
  await list.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'No number to decide about' }).waitFor();
});

test("the number's panel says why it is blocked for the new agent", async () => {
  await page.goto(page.url().replace(/#.*$/, `#/list?number=${encodeURIComponent(held)}`));
  await page.keyboard.press('Control+k');
  await page.keyboard.type(held);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: '+1 212 555 0401' });
  await drawer.getByText('is asked under Conflicts').first().waitFor();
  await drawer.getByText('East: Sales and the new agent of that name').first().waitFor();
  await look('same-number');
  await page.keyboard.press('Escape');
});

test('an answer is one batch: undone, the question is there again; and the card of the account asks it too', async () => {
  await page.getByRole('link', { name: 'Conflicts' }).click();
  await asked().getByRole('button', { name: 'It is the same agent' }).click();
  await page.getByText('East / Sales: it is the same agent.').waitFor();
  await asked()
    .getByRole('article', { name: /East · Sales/ })
    .waitFor({ state: 'detached' });
  await page.getByRole('region', { name: 'What happened last' }).getByRole('button', { name: 'Undo' }).click();
  await asked()
    .getByRole('article', { name: /East · Sales/ })
    .waitFor();
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'It is another agent' }).waitFor();
  await look('same-accounts');
  await page.getByRole('button', { name: 'It is the same agent' }).click();
  await page.getByRole('button', { name: 'It is the same account' }).click();
  await page.getByRole('heading', { name: 'West', level: 2, exact: true }).waitFor({ state: 'detached' });
  expect(await desk.cli('check', held, '--target', 'East/agent_sales_2')).toMatchObject({ code: 3 });
  expect(await desk.cli('accounts', 'questions')).toMatchObject({ code: 0, stdout: '' });
});

test('a wait of more than a day is a question, and Try now asks the vendor at once', async () => {
  const retryAfter = { dateInMs: 40 * 86_400_000 };
  sandbox.control.setFaults({ tenant, plan: { rules: [{ nth: 1, action: { do: 'rateLimited', retryAfter } }] } });
  await desk.cli('sync', 'East');
  await page.getByText('asks to be left alone for more than a day').waitFor();
  await look('try-now');
  await page.getByRole('button', { name: 'Try now: East' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('asks to be left alone for more than a day').waitFor({ state: 'detached' });
  await page.getByText(/In step with East/).waitFor();
});
