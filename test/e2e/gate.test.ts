// For dialers: a token is made, shown once and revoked, and what was answered to it is in the log; by mouse and keys, light and dark.
import { expect, test } from 'vitest';
import { type DeskPage, openDeskPage, shoot } from '../support/deskPage.ts';
import { type Ask, askAt } from '../support/gateDesk.ts';

test('a dialer gets a token, asks, is looked up in the log, and is shut out again', async () => {
  const desk = await openDeskPage({ before: [['add', '+12125550101']] });
  const { page } = desk;
  const ask = askAt(Number(new URL(desk.desk.origin).port));
  try {
    await page.getByRole('link', { name: 'Settings' }).click();
    const section = page.getByRole('region', { name: 'For dialers' });
    await section.getByLabel('Name of the program').fill('Night dialer');
    await page.keyboard.press('Enter');
    const made = section.getByRole('status', { name: 'The new token' });
    const token = (await made.locator('code').textContent()) ?? '';
    expect(token).toMatch(/^dnc_[\w-]{43}$/);
    await section.getByText('How a program asks').click();
    await section.getByText(`Bearer ${token}`).first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await desk.findSerious()).toEqual([]);
      await section.scrollIntoViewIfNeeded();
      await shoot(page, `gate-${colorScheme}`);
    }
    const check = { token, body: { numbers: ['+12125550101', '+12125550102'] } };
    expect(await ask('check', check)).toMatchObject({
      status: 200,
      body: { answers: [{ blocked: true }, { blocked: false }] },
    });
    await made.getByRole('button', { name: 'I have kept it' }).click();
    // From here on nobody sees it again.
    expect(await page.content()).not.toContain(token);
    await section.getByRole('button', { name: 'As Retell documents it' }).click();
    await section.getByRole('button', { name: 'Save the form' }).click();
    await section.getByRole('region', { name: 'Form Retell' }).waitFor();
    await section.getByLabel('Number', { exact: true }).fill('+1 212 555 0101');
    await page.keyboard.press('Enter');
    const answers = section.getByRole('group', { name: 'Answers' }).getByRole('row');
    await expect
      .poll(() => answers.filter({ hasText: 'Night dialer' }).allTextContents())
      .toEqual([expect.stringMatching(/asked.*blocked.*list: everywhere/)]);
    await answersWhatAgentsHandIn(desk, ask);
    await page.getByRole('link', { name: 'Settings' }).click();
    const revoke = section.getByRole('button', { name: 'Revoke Night dialer…' });
    await revoke.focus();
    await page.keyboard.press('Enter');
    // The answer that changes nothing has the focus.
    const keep = section.getByRole('button', { name: 'Keep it' });
    await expect.poll(() => keep.evaluate((button) => button === document.activeElement)).toBe(true);
    await section.getByRole('button', { name: 'Revoke Night dialer for good' }).click();
    await section.getByRole('row', { name: /Night dialer.*revoked/ }).waitFor();
    expect(await ask('check', check)).toMatchObject({ status: 401, body: { blocked: true } });
    expect(desk.complaints).toEqual([]);
  } finally {
    await desk.close();
    await desk.browser.close();
  }
});

/** An unknown word is answered by a key, and a text that is no number by the number that was meant. */
async function answersWhatAgentsHandIn({ page, cli, findSerious }: DeskPage, ask: Ask): Promise<void> {
  const token = (await cli('tokens', 'add', 'Agent', '--scope', 'add')).stdout.trim();
  const result = {
    call: { to_number: '+12125550103', call_analysis: { custom_analysis_data: { do_not_call: 'later' } } },
  };
  expect(await ask('requests?form=Retell', { token, body: result })).toMatchObject({ body: { taken: 'question' } });
  expect(await ask('requests', { token, body: { number: 'extension 12' } })).toMatchObject({ status: 422 });
  await putsOffAndTakesUp(page);
  await page.getByRole('link', { name: /^Conflicts\s*2/ }).click();
  await page.getByText('2 to decide', { exact: true }).waitFor();
  const questions = page.getByRole('region', { name: 'What programs handed in' });
  const word = questions.getByRole('article', { name: /later/ });
  await word.waitFor();
  await word.getByText('+1 212 555 0103').waitFor();
  expect(await findSerious()).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await shoot(page, `handed-in-${colorScheme}`);
  }
  await page.keyboard.press('m');
  await word.waitFor({ state: 'hidden' });
  expect((await cli('check', '+12125550103')).code).toBe(0);
  // Pressed by mistake: the number is blocked as it was, and the question is there again.
  await page.keyboard.press('u');
  await word.waitFor();
  await page.getByText('"later" is asked about again. 1 number is blocked again').waitFor();
  expect((await cli('check', '+12125550103')).code).toBe(3);
  await page.keyboard.press('m');
  await word.waitFor({ state: 'hidden' });
  expect((await cli('check', '+12125550103')).code).toBe(0);
  await questions.getByLabel('The number that was meant').fill('+1 212 555 0104');
  await page.keyboard.press('Enter');
  await questions.waitFor({ state: 'hidden' });
  expect((await cli('check', '+12125550104')).code).toBe(3);
}

/** A line that is put off goes, the keyboard goes on at the next one, and what was put off by mistake is had back. */
async function putsOffAndTakesUp(page: DeskPage['page']): Promise<void> {
  await page.getByRole('link', { name: 'Home' }).click();
  const needs = page.getByRole('region', { name: 'Needs you' });
  const word = needs.getByText('1 word of voice agents may mean stop.');
  await word.waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('h');
  await word.waitFor({ state: 'detached' });
  await needs.getByText('1 line is put off until tomorrow.').waitFor();
  const left = needs.getByRole('link', { name: 'Read it' });
  await expect.poll(() => left.evaluate((verb) => verb === document.activeElement)).toBe(true);
  await needs.getByRole('button', { name: 'Show it now' }).click();
  await word.waitFor();
}
