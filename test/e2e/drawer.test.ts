/** One number's drawer in a real browser, with the four simulated vendors of the demo behind it. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { verifyProof } from '../../electron/core/proof/verifyProof.ts';
import { endAll } from '../support/cliProcess.ts';
import { openDeskPage } from '../support/deskPage.ts';

afterAll(endAll);

it('says where a number stands at each vendor, takes a call reference, edits, removes and proves', async () => {
  const { page, cli, findSerious, complaints, close } = await openDeskPage({
    serve: ['--demo'],
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  });
  try {
    await page.keyboard.press('Control+k');
    await page.keyboard.insertText('+1 212 555 0100');
    await page
      .getByRole('option', { name: /\+1 212 555 0100.*lock/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: '+1 212 555 0100' });
    await drawer.getByText('Blocked', { exact: false }).first().waitFor();
    await drawer.getByRole('table').waitFor();
    expect(await drawer.getByRole('rowheader').count()).toBeGreaterThan(2);
    expect(await drawer.getByRole('heading', { name: 'History' }).isVisible()).toBe(true);
    expect(await findSerious()).toEqual([]);

    await drawer.getByRole('button', { name: 'Proof' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Save as PDF' }).waitFor();
    expect(await findSerious()).toEqual([]);
    await page.getByRole('menuitem', { name: 'Save as PDF' }).click();
    const paper = await saved;
    expect(paper.suggestedFilename()).toBe('proof +12125550100.pdf');
    expect(await verifyProof(readFileSync(await paper.path()))).toMatchObject({
      ok: true,
      title: 'Proof about +1 212 555 0100',
    });
    await drawer.getByRole('button', { name: 'Proof' }).click();
    await page.getByRole('menuitem', { name: 'Copy as text' }).click();
    await drawer.getByText('Proof copied').waitFor();
    const proof = await page.evaluate(() => navigator.clipboard.readText());
    expect(proof).toContain('Do-not-call record of +1 212 555 0100 (+12125550100)');
    expect(proof).toMatch(/\[journal \d+\]/);

    await drawer.getByText('needs a call reference').waitFor();
    await drawer.getByRole('button', { name: /^Add reference/ }).click();
    const reference = page.getByRole('dialog', { name: 'Edit +1 212 555 0100' });
    await reference.getByLabel('Batch id').fill('batch-7');
    await reference.getByText('A call reference needs both').waitFor();
    await reference.getByLabel('Request UUID').fill('3f0c7c1e-5f1f-4d9b-9a44-0a4a7d0b1c11');
    await reference.getByRole('button', { name: 'Save changes' }).click();
    await drawer.getByText('batch-7').waitFor();
    await drawer.getByText('needs a call reference').waitFor({ state: 'hidden' });

    await drawer.getByRole('button', { name: 'Edit', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Edit +1 212 555 0100' });
    expect(await panel.getByRole('button', { name: 'Save changes' }).isDisabled()).toBe(true);
    await panel.getByLabel('Why').fill('asked once more');
    // What somebody else did since is not taken back by what was decided before.
    await cli('edit', '+12125550100', '--category', 'complaint');
    await panel.getByText('This number was changed since you opened it').waitFor();
    expect(await panel.getByRole('button', { name: 'Save changes' }).isDisabled()).toBe(true);
    expect(await findSerious()).toEqual([]);
    await panel.getByRole('button', { name: 'Show it as it is now' }).click();
    expect(await panel.getByLabel('Category').inputValue()).toBe('complaint');
    await panel.getByLabel('Why').fill('asked again, in writing');
    expect(await findSerious()).toEqual([]);
    await panel.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Changed +1 212 555 0100.').last().waitFor();
    await drawer.getByText('asked again, in writing').first().waitFor();

    await drawer.getByRole('button', { name: 'Remove…' }).click();
    const question = page.getByRole('dialog', { name: /Remove \+1/ });
    await question.getByRole('button', { name: 'entered by mistake' }).click();
    await question.getByRole('button', { name: 'Remove 1 number' }).click();
    await page.getByText('Removed 1 number.').waitFor();
    await drawer.getByRole('button', { name: 'Block this number' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await drawer.getByRole('button', { name: 'Remove…' }).waitFor();

    await drawer.getByRole('button', { name: 'Redact…' }).click();
    const redaction = page.getByRole('dialog', { name: /^Redact what is said of \+1/ });
    await redaction.getByText('This cannot be undone').waitFor();
    await redaction
      .getByText(/holds the .* of its record\. That stays there/)
      .first()
      .waitFor();
    expect(await findSerious()).toEqual([]);
    await redaction.getByRole('button', { name: 'Redact it for good' }).click();
    await drawer.getByText('What it said of the person was taken out').waitFor();
    await drawer.getByText('[redacted]').first().waitFor();
    expect(await drawer.getByText('asked again, in writing').count()).toBe(0);
    await drawer.getByText('It may still hold what was redacted here.').first().waitFor();
    await page.keyboard.press('Escape');
    await provesAPeriodAndKeepsAPolicy(page);
    expect(await findSerious()).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await close();
  }
});

/** Under Settings: the paper of a period, and the written policy from its usual text to a person's word. */
async function provesAPeriodAndKeepsAPolicy(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  const period = page.getByRole('region', { name: 'Proof of a period' });
  await period.getByLabel('From').fill('2020-01-01');
  await period.getByLabel('To', { exact: true }).fill('2099-12-31');
  const saved = page.waitForEvent('download');
  await period.getByRole('button', { name: 'Save the proof (PDF)' }).click();
  const { ok, holds } = await verifyProof(readFileSync(await (await saved).path()));
  expect([ok, holds.join(' ')]).toEqual([
    true,
    expect.stringMatching(/Rows 1 to \d+ of the history follow each other/),
  ]);
  const policy = page.getByRole('region', { name: 'Written policy' });
  await policy.getByRole('button', { name: 'Begin with the usual text' }).click();
  await policy.getByRole('button', { name: 'Save the policy' }).click();
  await policy.getByText('nobody has confirmed it since').waitFor();
  await policy.getByRole('button', { name: 'Confirm it' }).click();
  await policy.getByText(/The written policy was confirmed on/).waitFor();
}
