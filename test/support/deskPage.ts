// The desk as a supervisor has it: the web host as a real process on a data directory of its own, and its page in a
// real Chromium, signed in by the one-time link. A browser may be shared; each desk gets a context of its own.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type CliRun, makeDataDir, runCli, runCliJson, type ServedDesk, startServe } from './cliProcess.ts';

export type DeskPageOptions = {
  /** Without one, a browser is started and closed with the desk. */
  readonly browser?: Browser;
  readonly context?: BrowserContextOptions;
  /** An existing data directory, which is not removed. */
  readonly data?: string;
  /** Commands that run on the data directory before the desk is served, such as `['add', '+1212…']`. */
  readonly before?: readonly (readonly string[])[];
  /** `closed`: the list is damaged, and its page says so. */
  readonly opens?: 'closed';
  /** `home`: the screen after signing in stays; else the list is shown. */
  readonly screen?: 'home';
  /** More arguments of `serve`. */
  readonly serve?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export type DeskPage = {
  readonly page: Page;
  readonly browser: Browser;
  readonly desk: ServedDesk;
  /** The data directory. */
  readonly data: string;
  /** Errors of the page and its console; a test expects none. */
  readonly complaints: string[];
  /** What axe finds serious on the page as it is now. */
  readonly findSerious: () => Promise<string[]>;
  /** The command line beside the running desk. */
  readonly cli: (...args: readonly string[]) => Promise<CliRun>;
  readonly cliJson: (...args: readonly string[]) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

export async function openDeskPage(options: DeskPageOptions = {}): Promise<DeskPage> {
  const place = options.data === undefined ? makeDataDir() : { data: options.data, remove: () => {} };
  const run = { data: place.data, ...(options.env === undefined ? {} : { env: options.env }) };
  for (const args of options.before ?? []) {
    const { code, stderr } = await runCli(args, run);
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
  }
  const desk = await startServe(run, options.serve);
  const browser = options.browser ?? (await launchChromium());
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'en-GB',
    // Where nothing moves, nothing is waited for; the list's own test lets it move.
    reducedMotion: 'reduce',
    ...options.context,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(desk.link);
  if (options.opens === 'closed') await page.getByRole('heading', { name: 'DNC Desk cannot open the list' }).waitFor();
  else {
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    // By the address, so that the focus stays where a new page has it.
    if (options.screen !== 'home') await page.evaluate(() => void (location.hash = '#/list'));
  }
  return {
    page,
    browser,
    desk,
    data: place.data,
    complaints,
    findSerious: () => findSerious(page),
    cli: (...args) => runCli(args, run),
    cliJson: (...args) => runCliJson(args, run),
    async close() {
      await context.close();
      if (options.browser === undefined) await browser.close();
      await desk.stop();
      place.remove();
    },
  };
}

/**
 * Looks once. Runs in the page itself and brings back the violations
 * alone: the pages have no frames, and to carry every rule's passes out of the browser takes seconds.
 */
async function lookForSerious(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    // Colours that are still changing are nobody's contrast. A second look finds what the first frame began.
    for (let look = 0; look < 2; look += 1) {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const ending = document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
      await Promise.allSettled(ending.map(({ finished }) => finished));
    }
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      iframes: false,
      // WCAG 2.2 (2.5.8): the one rule of level AA that axe leaves out unless asked.
      rules: { 'target-size': { enabled: true } },
    });
    return found.violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes.map(({ html }) => html) }));
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, html }) => html.map((piece) => `${id}: ${piece.slice(0, 160)}`));
}

/**
 * What axe finds serious on a page as it is now, as short lines. What it finds is looked at once more a moment later: while the
 * colours of a page change from light to dark, it sees some of both.
 */
export async function findSerious(page: Page): Promise<string[]> {
  const found = await lookForSerious(page);
  if (found.length === 0) return found;
  await page.waitForTimeout(300);
  return lookForSerious(page);
}

/** Drops a file on the window, as a person does who drags it from the file manager. */
export async function dropFile(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], fileName));
      return data;
    },
    [name, Buffer.from(content).toString('base64')] as const,
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('main', type, { dataTransfer: transfer });
}

/** Saves a picture of the page where `DNC_DESK_SHOTS` names a directory; without it, does nothing. */
export async function shoot(page: Page, name: string): Promise<void> {
  const directory = process.env['DNC_DESK_SHOTS'];
  if (directory === undefined) return;
  mkdirSync(directory, { recursive: true });
  // While the colours of a page change from light to dark, it would show some of both.
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(directory, `${name}.png`) });
}
