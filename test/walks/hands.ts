// The two ways in which a person works: with the mouse, and with the keyboard alone. A job (jobs.ts) is walked by either.
import type { Page } from 'playwright-core';

export type Hand = {
  readonly name: 'mouse' | 'keyboard';
  /** Goes to a screen by its name in the rail. */
  readonly go: (screen: string) => Promise<void>;
  /** Opens the panel in which numbers are blocked. */
  readonly startBlock: () => Promise<void>;
  /** Presses a button, a link or an item of a menu. */
  readonly push: (name: RegExp) => Promise<void>;
  readonly tick: (name: RegExp) => Promise<void>;
  readonly type: (label: RegExp, text: string) => Promise<void>;
  /** Looks a number up in the box on top and opens it. */
  readonly open: (number: string) => Promise<void>;
  /** Takes back what was done last. */
  readonly undo: () => Promise<void>;
};

const mostTabs = 150;

export function createMouse(page: Page): Hand {
  const pressable = (name: RegExp) =>
    page
      .getByRole('button', { name })
      .or(page.getByRole('menuitem', { name }))
      .or(page.getByRole('link', { name }))
      .locator('visible=true')
      .first();
  return {
    name: 'mouse',
    go: (screen) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click(),
    async startBlock() {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'List' }).click();
      await page.getByRole('button', { name: 'Block a number' }).click();
    },
    push: (name) => pressable(name).click(),
    tick: (name) => page.getByRole('checkbox', { name }).first().click(),
    type: (label, text) => page.getByLabel(label).first().fill(text),
    async open(number) {
      await page.getByLabel('Look up a number or type a command').fill(number);
      // The verdict of the number, which comes first; the verbs about it stand below.
      await page
        .getByRole('option')
        .filter({ hasNotText: /^(Block|Edit|Remove) / })
        .first()
        .click();
    },
    undo: () => page.getByRole('region', { name: 'What happened last' }).getByRole('button', { name: 'Undo' }).click(),
  };
}

export function createKeyboard(page: Page): Hand {
  const press = (key: string) => page.keyboard.press(key);
  const command = async (words: string): Promise<void> => {
    await press('Control+k');
    await page.keyboard.insertText(words);
    await press('Enter');
  };
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let times = 0; times < mostTabs; times += 1) {
      await press('Tab');
      if (name.test(await nameFocus(page))) return;
    }
    throw new Error(`${String(name)} is not reached by Tab`);
  };
  return {
    name: 'keyboard',
    go: (screen) => command(`go to ${screen}`),
    startBlock: () => press('n'),
    async push(name) {
      // A menu has the focus on its first item, and is walked by arrows.
      const menu = page.getByRole('menu').locator('visible=true');
      if ((await menu.count()) === 0) await tabTo(name);
      else for (let times = 0; times < 20 && !name.test(await nameFocus(page)); times += 1) await press('ArrowDown');
      await press('Enter');
    },
    async tick(name) {
      await tabTo(name);
      await press('Space');
    },
    async type(label, text) {
      if (!label.test(await nameFocus(page))) await tabTo(label);
      await page.keyboard.insertText(text);
    },
    async open(number) {
      await press('Control+k');
      await page.keyboard.insertText(number);
      await press('Enter');
    },
    undo: () => press('u'),
  };
}

/** What a reader would say of the element that has the focus: its name, its label, or its text. */
function nameFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return '';
    const field = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : undefined;
    return (element.getAttribute('aria-label') ?? field?.labels?.[0]?.textContent ?? element.textContent ?? '').trim();
  });
}
