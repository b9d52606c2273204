// The seven jobs of a supervisor on the demo desk. Each leaves the desk as it was, so that it can be walked again.
import type { Page } from 'playwright-core';
import type { Hand } from './hands.ts';

export type Job = {
  readonly name: string;
  /** `look` is called where a person reads: what is on the screen then has to pass. */
  readonly walk: (page: Page, hand: Hand, look: () => Promise<void>) => Promise<void>;
};

/** Numbers that nobody has, and that the demo does not list. */
const [first, second] = ['+1 212 555 0198', '+1 212 555 0199'] as const;
const leads = 'Name,Phone\nAnn,+12125550100\nBo,+12125559999\n';

export const jobs: readonly Job[] = [
  {
    name: 'block one number',
    async walk(page, hand, look) {
      await hand.startBlock();
      await hand.type(/^Numbers$/, first);
      await page.getByRole('dialog').getByText('new', { exact: true }).waitFor();
      await hand.type(/^Why$/, 'asked on the phone');
      await look();
      await hand.push(/^Block 1 number$/);
      await page.getByText('Blocked 1 number.').waitFor();
      await hand.undo();
      await page.getByText('Undone: 1 number as before.').waitFor();
    },
  },
  {
    name: 'bring a list in',
    async walk(page, hand, look) {
      await hand.go('Import');
      await choose(page, hand, 'calls.csv', `Phone,Reason\n${first},asked\n${second},asked\n`);
      await page.getByRole('button', { name: /^Block 2 numbers/, disabled: false }).waitFor();
      await look();
      await hand.push(/^Block 2 numbers/);
      await page.getByText('2 numbers of calls.csv blocked.').waitFor();
      await hand.push(/^Undo this import$/);
      await page
        .getByText(/as before|taken back/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'say where a block holds',
    async walk(page, hand, look) {
      await hand.startBlock();
      await hand.type(/^Numbers$/, first);
      await page.getByRole('dialog').getByText('new', { exact: true }).waitFor();
      await hand.tick(/^Everywhere$/);
      await hand.tick(/^Yappr/);
      await look();
      await hand.push(/^Block 1 number$/);
      await page.getByText('Blocked 1 number.').waitFor();
      await hand.undo();
      await page.getByText('Undone: 1 number as before.').waitFor();
    },
  },
  {
    name: 'see a number at every vendor',
    async walk(page, hand, look) {
      await hand.open('+1 212 555 0100');
      const drawer = page.getByRole('dialog', { name: '+1 212 555 0100' });
      await drawer.getByText('OSVI').first().waitFor();
      await look();
      await hand.push(/^Close this number$/);
      await drawer.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'decide a conflict',
    async walk(page, hand, look) {
      await hand.go('Conflicts');
      await page
        .getByRole('button', { name: /Keep ours/ })
        .first()
        .waitFor();
      await look();
      await hand.push(/^Keep ours/);
      await page.getByText('1 conflict decided: ours is kept.').waitFor();
      await hand.undo();
      await page.getByText(/^Undone: /).waitFor();
    },
  },
  {
    name: 'clean a lead file',
    async walk(page, hand, look) {
      await hand.go('Scrub');
      await choose(page, hand, 'leads.csv', leads);
      await page.getByRole('button', { name: /^Clean leads/, disabled: false }).waitFor();
      await look();
      await hand.push(/^Clean leads/);
      await page
        .getByText(/of leads\.csv (is|are) clean/)
        .first()
        .waitFor();
      await look();
      await hand.push(/^Clean another file$/);
    },
  },
  {
    name: 'prove what was done',
    async walk(page, hand, look) {
      await hand.open('+1 212 555 0100');
      await page.getByRole('button', { name: 'Proof' }).waitFor();
      await hand.push(/^Proof$/);
      await page.getByRole('menuitem', { name: /Save as PDF/ }).waitFor();
      await look();
      const saved = page.waitForEvent('download');
      await hand.push(/^Save as PDF/);
      await (await saved).delete();
      await hand.push(/^Close this number$/);
    },
  },
];

/** Chooses a file with the dialog of the system, which the browser hands over. */
async function choose(page: Page, hand: Hand, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await hand.push(/^Choose a file$/);
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}
