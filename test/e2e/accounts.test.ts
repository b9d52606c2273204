// Connecting vendors as a supervisor does it, in a real browser against the real web host and the real sandbox: a card says
// how each account stands, a wrong token or address gets one sentence, and nothing is decided without the person.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { makeDataDir, runCli } from '../support/cliProcess.ts';
import { type DeskPage, dropFile, openDeskPage, shoot } from '../support/deskPage.ts';

let sandbox: Sandbox;
let desk: DeskPage;
let page: Page;

const yappr = { token: 'ypr_live_of_the_accounts_test', tenant: 'accounts-yappr' };
const agents = [
  { id: '7e8a91c1-0000-4c11-9a00-00000000000a', name: 'Sales agent' },
  { id: '7e8a91c1-0000-4c11-9a00-00000000000b', name: 'Survey agent' },
];

beforeAll(async () => {
  sandbox = await createSandbox();
  sandbox.control.createTenant({ vendor: 'yappr', id: yappr.tenant, token: yappr.token, agents });
  sandbox.control.createTenant({ vendor: 'weya', id: 'accounts-weya', token: 'weya_of_the_accounts_test' });
  desk = await openDeskPage({
    before: [
      ['add', '+12125550101', '--reason', 'asked on the phone'],
      ['add', '+12125550102', '--reason', 'asked on the phone'],
    ],
  });
  page = desk.page;
  await page.getByRole('link', { name: 'Accounts' }).click();
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await desk.close();
  await sandbox.close();
});

const card = (name: string) => page.getByRole('region', { name, exact: true });
const count = (name: string, word: string) =>
  card(name).getByRole('list', { name: 'Records' }).getByRole('listitem').filter({ hasText: word });

async function fillConnection(vendor: string, name: string, baseUrl: string, token: string): Promise<void> {
  await page.getByRole('radio', { name: vendor, exact: true }).check();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Base URL').fill(baseUrl);
  await page.locator('input[type=password]').fill(token);
}

describe('connecting', () => {
  test('an empty desk says what an account is for, and where its token will be kept', async () => {
    await page.getByRole('heading', { name: 'No vendor account yet' }).waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await page.getByRole('button', { name: 'Connect an account' }).click();
    await page.getByText('The tokens are kept in a file that is sealed with your passphrase.').waitFor();
    await page.getByRole('button', { name: 'Connect and test' }).click();
    await page.getByText('Paste the token.').waitFor();
    expect(await desk.findSerious()).toEqual([]);
  });

  test.each([
    ['an address that is none', 'not an address', /address|URL/i],
    ['an address without https', 'http://vendor.example', /https/],
  ])('%s is refused with a sentence, and nothing is kept', async (_what, baseUrl, sentence) => {
    await fillConnection('Yappr', 'Yappr', baseUrl, yappr.token);
    await page.getByRole('button', { name: 'Connect and test' }).click();
    await page.getByText(sentence).last().waitFor();
    expect(await desk.cliJson('accounts', 'list')).toEqual([]);
  });

  test('a refused token is said at once, and put right in the same place', async () => {
    await fillConnection('Yappr', 'Yappr', sandbox.baseUrl('yappr'), 'ypr_live_wrong');
    await page.getByRole('button', { name: 'Connect and test' }).click();
    await page.getByText('does not work').waitFor();
    expect(await page.getByRole('button', { name: 'Sync now' }).count()).toBe(0);
    await page.locator('input[type=password]').fill(yappr.token);
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('works', { exact: true }).waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'account-connected');
  });

  test('an address that answers web pages is said to be none of the vendor', async () => {
    await page.getByLabel('Base URL').fill(desk.desk.origin);
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('does not work').waitFor();
    await page.getByLabel('Base URL').fill(sandbox.baseUrl('yappr'));
    await page.getByRole('button', { name: 'Save and test' }).click();
    await page.getByText('works', { exact: true }).waitFor();
  });
});

describe('a card', () => {
  test('syncs, and then says what is in step, what this vendor keeps, and its agents', async () => {
    await page.getByRole('button', { name: 'Sync now' }).click();
    await count('Yappr', 'in step').filter({ hasText: '2' }).waitFor();
    await card('Yappr')
      .getByText(/^Last sync .*: read \d+ records?, sent/)
      .waitFor();
    expect(sandbox.control.records({ tenant: yappr.tenant })).toHaveLength(2);
    const keeps = card('Yappr').getByRole('table', { name: 'What Yappr keeps' });
    await keeps.getByRole('row', { name: /^Category lost/ }).waitFor();
    await keeps.getByRole('row', { name: /^Expiry kept/ }).waitFor();
    for (const { name } of agents) await card('Yappr').getByText(name).waitFor();
    expect(await desk.findSerious()).toEqual([]);
  });

  test('says which entries need a call reference and how many mails a push causes', async () => {
    await page.getByRole('button', { name: 'Connect an account' }).click();
    await fillConnection('Weya', 'Weya', sandbox.baseUrl('weya'), 'weya_of_the_accounts_test');
    await page.getByRole('button', { name: 'Connect and test' }).click();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await count('Weya', 'need a call reference').filter({ hasText: '2' }).waitFor();
    await card('Weya').getByText('one to your admin for every number that is added').waitFor();
    await shoot(page, 'accounts');
  });

  test('tests, pauses and resumes', async () => {
    await page.getByRole('button', { name: 'Pause Yappr' }).click();
    await card('Yappr').getByText('paused').first().waitFor();
    await page.getByRole('button', { name: 'Resume Yappr' }).click();
    await page.getByRole('button', { name: 'Pause Yappr' }).waitFor();
    sandbox.control.revokeToken({ tenant: yappr.tenant, token: yappr.token });
    await page.getByRole('button', { name: 'Test Yappr' }).click();
    await card('Yappr').getByText('does not work').waitFor();
    sandbox.control.restoreToken({ tenant: yappr.tenant, token: yappr.token });
    await page.getByRole('button', { name: 'Test Yappr' }).click();
    await card('Yappr').getByText('works', { exact: true }).waitFor();
  });

  test('an agent that the vendor no longer knows is retired in one step', async () => {
    sandbox.control.removeAgent({ tenant: yappr.tenant, agent: '7e8a91c1-0000-4c11-9a00-00000000000b' });
    await page.getByRole('button', { name: 'Read them again: the agents of Yappr' }).click();
    await card('Yappr').getByRole('button', { name: 'Retire Survey agent' }).click();
    await card('Yappr').getByText('retired').waitFor();
  });

  test('a list that is suddenly empty waits for the person, and nothing is released', async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => `+1310555${String(100 + index).padStart(4, '0')}`);
    await desk.cli('add', ...numbers, '--reason', 'asked on the phone');
    await page.getByRole('button', { name: 'Sync now: Yappr' }).click();
    await count('Yappr', 'in step').filter({ hasText: '14' }).waitFor();
    sandbox.control.setFaults({ tenant: yappr.tenant, plan: { rules: [{ action: { do: 'emptyList' } }] } });
    await page.getByRole('button', { name: 'Sync now: Yappr' }).click();
    const notice = card('Yappr').getByRole('alert');
    await notice.getByText('Suspicious answer').waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await shoot(page, 'account-suspicious');
    expect(await desk.cli('check', '+13105550100')).toMatchObject({ code: 3 });
    sandbox.control.setFaults({ tenant: yappr.tenant, plan: null });
    await notice.getByRole('button', { name: 'Keep blocking, look again' }).click();
    await page.getByRole('button', { name: 'Sync now: Yappr' }).click();
    await count('Yappr', 'in step').filter({ hasText: '14' }).waitFor();
    await notice.waitFor({ state: 'detached' });
  });

  test('takes its time for what an import would newly block, which the import says beforehand', async () => {
    const fresh = Array.from({ length: 180 }, (_, index) => `+1415555${1000 + index}`);
    const listed = '+13105550100';
    await dropFile(page, 'calls.csv', `Phone\n${[listed, ...fresh].join('\n')}\n`);
    await page.getByRole('button', { name: 'Block these numbers' }).click();
    await page.getByRole('button', { name: 'Block 180 numbers' }).waitFor();
    await page.getByText('What Weya will not keep as it is, and how long sending takes').click();
    await page.getByText('It takes 60 requests a minute: sending this takes about 3 min.').waitFor();
    await page.getByRole('link', { name: 'Accounts' }).click();
  });

  test('is found again by the sync line, and by its address after a reload', async () => {
    await page.getByRole('contentinfo', { name: 'Accounts' }).getByRole('link', { name: /^Weya/ }).click();
    expect(page.url()).toMatch(/#\/accounts\/\d+$/);
    await page.reload();
    await card('Weya').waitFor();
  });

  test('is removed only after it is said what stays', async () => {
    await page.getByRole('button', { name: 'Remove Yappr' }).click();
    const question = page.getByRole('dialog', { name: 'Remove Yappr?' });
    await question.getByText('every number on your list').waitFor();
    expect(await desk.findSerious()).toEqual([]);
    await question.getByRole('button', { name: 'Keep the account' }).click();
    await card('Yappr').waitFor();
    await page.getByRole('button', { name: 'Remove Yappr' }).click();
    await question.getByRole('button', { name: 'Remove the account' }).click();
    await card('Yappr').waitFor({ state: 'detached' });
    expect(sandbox.control.records({ tenant: yappr.tenant })).toHaveLength(14);
    expect(await desk.cli('check', '+12125550101')).toMatchObject({ code: 3 });
  });

  test('sends no e-mail before the person allows it, and then each number', async () => {
    const tenant = 'accounts-mails';
    const number = '+12125550188';
    sandbox.control.createTenant({ vendor: 'weya', id: tenant, token: 'weya_of_the_mails_test' });
    sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b1', requestUUID: 'u1' }] });
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('button', { name: 'Connect an account' }).click();
    await fillConnection('Weya', 'Mailer', sandbox.baseUrl('weya'), 'weya_of_the_mails_test');
    await page.getByRole('button', { name: 'Connect and test' }).click();
    await page.getByText('works', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Accounts' }).click();
    await card('Mailer').getByText('you are asked before the first').waitFor();
    const add = ['add', number, '--scope', 'Mailer', '--batch-id', 'b1', '--request-uuid', 'u1'];
    expect(await desk.cli(...add)).toMatchObject({ code: 0 });
    const question = card('Mailer').getByRole('alert');
    await question.getByText('1 e-mail', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Sync now: Mailer' }).click();
    await card('Mailer')
      .getByText(/^Last sync .*sent nothing/)
      .waitFor();
    expect(sandbox.control.tenant({ tenant }).emails).toBe(0);
    expect(await desk.findSerious()).toEqual([]);
    await question.getByRole('button', { name: 'Add them and send 1 e-mail' }).click();
    await page.getByText('Weya may send its e-mails. What waits for Mailer is sent now.').waitFor();
    await count('Mailer', 'in step').filter({ hasText: '1' }).waitFor();
    await question.waitFor({ state: 'detached' });
    expect(sandbox.control.tenant({ tenant }).emails).toBe(1);
    expect(sandbox.control.records({ tenant, number })).toHaveLength(1);
  });

  test('takes an export of the vendor for its list, and says what it came to', async () => {
    const choose = (text: string) =>
      card('Weya')
        .getByLabel('Export of Weya', { exact: true })
        .setInputFiles({ name: 'weya.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await card('Weya').getByRole('button', { name: 'Use an export as the scan' }).waitFor();
    await choose('Name,City\nAnna,Rome\n');
    await page.getByText(/^Weya: "weya\.csv": No column holds the phone number/).waitFor();
    await choose('Phone\n+12125550177\n');
    await card('Weya').getByText('read 1 record, sent nothing').waitFor();
    expect(await desk.cli('check', '+12125550177')).toMatchObject({ code: 3 });
    await choose('Phone\n+12125550177\nnobody\n');
    await card('Weya')
      .getByText(/1 row of "weya\.csv" could not be read/)
      .waitFor();
    expect(await desk.findSerious()).toEqual([]);
  });

  test('axe finds nothing serious in dark colours', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await desk.findSerious()).toEqual([]);
    await page.getByRole('button', { name: 'Edit Weya' }).click();
    await page.getByRole('button', { name: 'Save and test' }).waitFor();
    expect(await desk.findSerious()).toEqual([]);
  });
});

test('a token file that is locked offers its passphrase where the token is asked for, and says when it is wrong', async () => {
  const place = makeDataDir();
  const { data } = place;
  const connect = ['accounts', 'add', 'yappr', '--name', 'Yappr', '--url', sandbox.baseUrl('yappr'), '--token-stdin'];
  expect(await runCli(connect, { data, input: yappr.token })).toMatchObject({ code: 0 });
  const locked = await openDeskPage({ data, env: { DNC_DESK_PASSPHRASE: '' }, browser: desk.browser });
  try {
    await locked.page.getByRole('link', { name: 'Accounts' }).click();
    await locked.page.getByRole('button', { name: 'Edit Yappr' }).click();
    const store = locked.page.getByRole('region', { name: 'Where the token is kept' });
    await store.getByText('locked', { exact: true }).waitFor();
    expect(await locked.findSerious()).toEqual([]);
    await store.locator('input[type=password]').fill('not the passphrase');
    await store.getByRole('button', { name: 'Unlock the tokens' }).click();
    await store
      .getByText(/passphrase/i)
      .last()
      .waitFor();
    await store.locator('input[type=password]').fill('a passphrase for tests');
    await store.getByRole('button', { name: 'Unlock the tokens' }).click();
    await store.getByText('in a sealed file').waitFor();
    await locked.page.getByRole('button', { name: 'Test again' }).click();
    await locked.page.getByText('works', { exact: true }).waitFor();
  } finally {
    await locked.close();
    place.remove();
  }
});
