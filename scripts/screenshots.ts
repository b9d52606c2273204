// Takes docs/screenshots from the demo, light and dark: every screen, or the named ones; the pages of a proof, where there is
// pdftoppm (poppler-utils); and the animated capture of the README. Needs the built page; `npm run screenshots -- import scrub`,
// `-- proof`, `-- capture`.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { capture } from './pictures/capture.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs', 'screenshots');

const screens: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  home: async (page) => {
    await goTo(page, '#/home');
    await page.getByRole('region', { name: 'Requests against the clock' }).getByRole('list').waitFor();
  },
  list: (page) => goTo(page, '#/list'),
  number: async (page) => {
    await goTo(page, '#/list');
    await page.locator('.ag-row').nth(2).click();
  },
  block: async (page) => {
    await goTo(page, '#/list');
    await page.keyboard.press('n');
  },
  import: async (page) => {
    await goTo(page, '#/import');
    await chooseFile(page, 'calls.csv', calls);
    await page.getByRole('button', { name: /^Block \d/ }).waitFor();
    await page.getByRole('heading', { name: 'What will happen' }).scrollIntoViewIfNeeded();
  },
  'import-questions': async (page) => {
    await goTo(page, '#/import');
    await chooseFile(page, 'customers.csv', customers);
    await page.getByLabel('Status holds').selectOption('disposition');
    await page.getByRole('heading', { name: 'What the file does not say' }).waitFor();
    await page.getByRole('button', { name: /^Go to/ }).click();
    await page.getByRole('heading', { name: 'What the file does not say' }).scrollIntoViewIfNeeded();
  },
  scrub: async (page) => {
    await goTo(page, '#/scrub');
    await chooseFile(page, 'leads.csv', leads);
    await page
      .getByRole('button', { name: /^Clean/ })
      .first()
      .waitFor();
  },
  batches: (page) => goTo(page, '#/batches'),
  runs: async (page) => {
    await goTo(page, '#/runs');
    await page.getByRole('row').nth(1).click();
  },
  conflicts: async (page) => {
    await goTo(page, '#/conflicts');
    await page.getByRole('button', { name: /Keep/ }).first().waitFor();
  },
  accounts: (page) => goTo(page, '#/accounts'),
  settings: (page) => goTo(page, '#/settings'),
};

/** A list as a phone system exports it: new numbers, some that are on the list, and lines without a number. */
const calls = [
  'Phone,Reason,Date added',
  ...Array.from({ length: 40 }, (_, at) => `(212) 555-01${at + 10},asked on the phone,2026-11-${(at % 20) + 1}`),
  ...Array.from({ length: 25 }, (_, at) => `+1 917 555 01${at + 10},asked by e-mail,`),
  'no number,,',
  '2.12556E+09,,',
].join('\n');
/** An export of a customer database that leaves the meaning of some of it open. */
const customers = [
  'Name,Phone,Other,Status',
  ...Array.from({ length: 24 }, (_, at) => `Customer ${at},(212) 555-02${at + 10},,${at % 3 === 0 ? 'DNC' : 'Sale'}`),
  'Ann,(212) 555-0240,(212) 555-0241,DNC',
  'Ben,(212) 555-0242,,Q7',
  'Cat,912125550243,,DNC',
  'Dan,91 212 555 0244,,DNC',
  'Eve,(200) 555-0245,,DNC',
].join('\n');
const leads = [
  'Name,Phone,City',
  ...Array.from({ length: 60 }, (_, at) => `Lead ${at},(212) 555-0${at + 120},New York`),
].join('\n');

const named = process.argv.slice(2);
const wanted = Object.entries(screens).filter(([name]) => named.length === 0 || named.includes(name));

const demo = spawn(process.execPath, [join(root, 'scripts', 'demo.ts'), '--no-open'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, CI: 'true' },
});
const link = await readLink();
const browser = await launchChromium();
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const [name, show] of wanted) {
      await show(page);
      // The screen must show data and images, not its skeletons.
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(800);
      await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) });
      await page.keyboard.press('Escape');
    }
  }
  if (named.length === 0 || named.includes('proof')) await takeProof(page);
  // Last, because it writes to the list, and its messages would stand on the pictures.
  if (named.length === 0 || named.includes('capture')) {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await capture(page, join(folder, 'capture.webp'), {
      goTo,
      async openCalls(shown) {
        await goTo(shown, '#/import');
        await chooseFile(shown, 'calls.csv', calls);
      },
    });
  }
} finally {
  await browser.close();
  demo.kill('SIGTERM');
  await once(demo, 'exit');
}

async function readLink(): Promise<string> {
  for await (const line of createInterface({ input: demo.stdout })) {
    const ready = /DNC Desk is ready: (\S+)/.exec(line);
    if (ready?.[1] !== undefined) return ready[1];
  }
  throw new Error('The demo ended before it was ready.');
}

/** The first two pages of a number's proof. */
async function takeProof(page: Page): Promise<void> {
  await goTo(page, '#/settings');
  await page.getByLabel('Company').fill('Acme Calls, Inc.');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.keyboard.press('Control+k');
  await page.keyboard.insertText('+1 212 555 0100');
  await page
    .getByRole('option', { name: /\+1 212 555 0100.*lock/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Proof', exact: true }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as PDF' }).click();
  const drawn = spawnSync('pdftoppm', [
    '-r',
    '80',
    '-l',
    '2',
    '-png',
    await (await saved).path(),
    join(folder, 'proof'),
  ]);
  if (drawn.status !== 0) console.error('The pages of the proof are not drawn: install pdftoppm (poppler-utils).');
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(place)}`);
}

async function chooseFile(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}
