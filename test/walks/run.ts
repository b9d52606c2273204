// `npm run walks [-- WORDS…]`: the seven jobs of a supervisor on the demo desk, with the mouse and with the keyboard alone, in
// light and dark, at 1024 x 700, 1920 x 1080 and 200 %, looked at by axe on the way. WORDS choose jobs. Outside of `npm test`,
// which walks each way once (test/e2e): 84 walks take some minutes. With DNC_DESK_SHOTS it keeps pictures.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { findSerious, shoot } from '../support/deskPage.ts';
import { createKeyboard, createMouse } from './hands.ts';
import { type Job, jobs } from './jobs.ts';

/** 200 % of a screen of 1920 x 1080 leaves a page of half its width and height. */
const sizes = [
  { name: '1024x700', viewport: { width: 1024, height: 700 }, deviceScaleFactor: 1 },
  { name: '1920x1080', viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1 },
  { name: '200%', viewport: { width: 960, height: 540 }, deviceScaleFactor: 2 },
] as const;
const schemes = ['light', 'dark'] as const;
/** A step that takes longer than this has failed. */
const stepMs = 10_000;

type View = (typeof sizes)[number] & { readonly colorScheme: (typeof schemes)[number] };

const words = process.argv.slice(2);
const chosen = jobs.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

const demo = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'scripts', 'demo.ts'), '--no-open'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, CI: 'true' },
});
const browser = await launchChromium();
let failed = 0;
try {
  const signedIn = await signIn(browser, await readLink());
  for (const size of sizes)
    for (const colorScheme of schemes)
      for (const hand of ['mouse', 'keyboard'] as const)
        for (const job of chosen) failed += await walk(signedIn, { ...size, colorScheme }, hand, job);
} finally {
  await browser.close();
  demo.kill('SIGTERM');
  await once(demo, 'exit');
}
process.stdout.write(failed === 0 ? 'Every walk came to its end.\n' : `${failed} walks failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** One job in one view; answers 1 if it failed, and says why. */
async function walk(
  signedIn: { readonly origin: string; readonly state: Awaited<ReturnType<typeof saveState>> },
  view: View,
  hand: 'mouse' | 'keyboard',
  job: Job,
): Promise<number> {
  const title = `${view.name} ${view.colorScheme} ${hand}: ${job.name}`;
  const context = await browser.newContext({
    ...view,
    locale: 'en-GB',
    storageState: signedIn.state.cookies,
    reducedMotion: 'reduce',
  });
  await context.addInitScript((stored) => {
    for (const [key, value] of Object.entries(stored)) sessionStorage.setItem(key, value);
  }, signedIn.state.session);
  const page = await context.newPage();
  page.setDefaultTimeout(stepMs);
  const serious: string[] = [];
  try {
    await page.goto(signedIn.origin);
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    let looks = 0;
    await job.walk(page, hand === 'mouse' ? createMouse(page) : createKeyboard(page), async () => {
      serious.push(...(await findSerious(page)));
      looks += 1;
      await shoot(page, `${job.name}-${looks}-${view.name}-${view.colorScheme}-${hand}`.replaceAll(/[ %]/g, '_'));
    });
    if (serious.length > 0) throw new Error(serious.join('\n'));
    process.stdout.write(`ok     ${title}\n`);
    return 0;
  } catch (error) {
    await shoot(page, `failed-${title}`.replaceAll(/[ %:]/g, '_')).catch(() => undefined);
    process.stdout.write(`FAILED ${title}\n${String(error).slice(0, 600)}\n`);
    return 1;
  } finally {
    await context.close();
  }
}

/** Signs in by the one-time link and keeps what a tab then has. */
async function signIn(from: Browser, link: string) {
  const context = await from.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  const state = await saveState(page);
  await context.close();
  return { origin: new URL(link).origin, state };
}

async function saveState(page: Page) {
  const session = await page.evaluate(
    () => Object.fromEntries(Object.entries(sessionStorage)) as Record<string, string>,
  );
  return { session, cookies: await page.context().storageState() };
}

async function readLink(): Promise<string> {
  for await (const line of createInterface({ input: demo.stdout })) {
    const ready = /DNC Desk is ready: (\S+)/.exec(line);
    if (ready?.[1] !== undefined) return ready[1];
  }
  throw new Error('The demo ended before it was ready.');
}
