// A file that does not say everything: which rows are requests, which columns hold numbers, how a number is meant. It is asked
// on the page, answered with the mouse and with the keyboard alone, and nothing is written before.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DeskPage, dropFile, findSerious, openDeskPage, shoot } from '../support/deskPage.ts';

let desk: DeskPage;
let page: Page;
beforeAll(async () => {
  desk = await openDeskPage({ context: { reducedMotion: 'reduce' } });
  page = desk.page;
});
afterEach(() => {
  expect(desk.complaints.splice(0)).toEqual([]);
});
afterAll(() => desk.close());

const soon = { timeout: 20_000 };
const questions = () => page.getByRole('region', { name: 'What the file does not say' });
const question = (name: RegExp) => questions().getByRole('group', { name });
const block = (name: RegExp) => page.getByRole('button', { name, disabled: false });
const done = () => page.getByRole('region', { name: 'Done' });

/**
 * An export of a customer database, all of one exchange (files with the same header are read as the last one): two columns of numbers without a name, a flag with a word that nobody
 * knows, a number with two readings, one that nobody has, and one that was released before.
 */
function toExport(exchange: string, name: string): string {
  return [
    `${name},Phone,,,Do Not Call,City`,
    `Ann,(212) ${exchange}-0101,,(212) ${exchange}-0191,1,Albany`,
    `Ben,(212) ${exchange}-0102,(212) ${exchange}-0192,,perhaps,Buffalo`,
    `Cat,91212${exchange}0103,,,1,Troy`,
    `Dan,91 212 ${exchange} 0104,,,1,Troy`,
    `Eve,(200) ${exchange}-0105,,,1,Utica`,
    `Fay,(212) ${exchange}-0106,,,1,Ithaca`,
    `Gus,(212) ${exchange}-0107,,,0,Oswego`,
    `Hal,(212) ${exchange}-0108,,,0,Oswego`,
    '',
  ].join('\n');
}

async function release(number: string): Promise<void> {
  await desk.cli('add', number);
  await desk.cli('remove', number, '--why', 'asked to be called again');
}

async function open(name: string, content: string): Promise<void> {
  await page.getByRole('link', { name: 'List' }).click();
  await dropFile(page, name, content);
  await page.getByRole('button', { name: 'Block these numbers' }).click();
  await page.getByRole('region', { name: 'What we found' }).waitFor();
}

async function chooseCountry(name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Country of numbers without +' }).click();
  await page.getByRole('option', { name }).click();
}

const isBlocked = async (number: string) => (await desk.cli('check', number)).code === 3;

describe('an export of a customer database, with the mouse', () => {
  test('asks what its words, columns and numbers mean, and blocks what was answered', async () => {
    await release('+12124440106');
    await open('customers.csv', toExport('444', 'Full Name'));
    for (const [column, field] of [
      ['Phone', 'Phone number'],
      ['Column 3', 'Phone number'],
      ['Column 4', 'Not read'],
      ['Do Not Call', 'Do not call (yes, no)'],
    ] as const)
      await page.getByLabel(`${column} holds`, { exact: true }).selectOption(field);
    await chooseCountry('United States (US)');

    const flag = question(/^Do Not Call: which of these mean do not call/);
    await flag.getByRole('checkbox', { name: '1 (5)' }).waitFor();
    expect(await flag.getByRole('checkbox', { name: '1 (5)' }).isChecked()).toBe(true);
    expect(await flag.getByRole('checkbox', { name: '0 (2)' }).isChecked()).toBe(false);
    const unread = question(/^The column “Column 4” holds 1 number .* in line 2: \(212\) 444-0191/);
    await unread.waitFor();
    const columns = page.getByRole('region', { name: 'Columns of the file' });
    await columns.getByText('holds 1 number').waitFor();
    const doubt = question(/^2 numbers can be read in more than one way/);
    expect(await doubt.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
      '4',
      '912124440103',
      expect.stringMatching(/^\+1 212 444 0103, the United States/),
      expect.stringMatching(/^\+91 212 444 0103, India/),
    ]);
    expect(await doubt.getByRole('radio').evaluateAll((all) => all.filter((one) => one.matches(':checked')))).toEqual(
      [],
    );
    await page.getByText('5 questions are open: nothing is written before you answer.').waitFor();
    expect(await page.getByRole('button', { name: /^Block \d/ }).isDisabled()).toBe(true);

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      expect(await findSerious(page)).toEqual([]);
      await questions().scrollIntoViewIfNeeded();
      await shoot(page, `import-questions-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: null });

    await page.getByRole('button', { name: 'in doubt' }).click();
    const lines = page.getByRole('region', { name: 'Lines: in doubt' });
    await lines.getByText('Could be a number in the United States or one in India').first().waitFor();

    await flag.getByRole('radiogroup', { name: 'perhaps' }).getByRole('radio', { name: 'Do not call' }).check();
    await unread.getByRole('radio', { name: 'Block it too' }).check();
    await doubt.getByRole('radio', { name: 'Block the first reading' }).check();
    await question(/possible but in no range/)
      .getByRole('radio', { name: 'Leave them out' })
      .check();
    await question(/released by a person/)
      .getByRole('radio', { name: 'Block them again' })
      .check();
    await questions().getByText('Nothing is open. An answer can still be changed.').waitFor();
    expect(await page.getByLabel('Column 4 holds').inputValue()).toBe('phone');
    // Three of the numbers stand on lines of their own, two beside others, and one was released before.
    await block(/^Block 7 numbers$/).waitFor();
    await page.getByText(/^Some lines hold several numbers\. Counted one by one: 7 new/).waitFor();

    // Answers stay as long as the import is open.
    await page.reload();
    await block(/^Block 7 numbers$/).waitFor();
    expect(
      await question(/in no range/)
        .getByRole('radio', { name: 'Leave them out' })
        .isChecked(),
    ).toBe(true);
    expect(await flag.getByRole('radio', { name: 'Do not call' }).isChecked()).toBe(true);
    await questions().getByText('1 kind of numbers in doubt was answered before.').waitFor();
    await shoot(page, 'import-questions-answered');
    await questions().getByRole('button', { name: 'Ask again' }).click();
    await doubt.getByRole('radio', { name: 'Block both readings' }).check();

    await block(/^Block 9 numbers$/).click();
    await done().getByText('9 numbers of customers.csv blocked.').waitFor();
    await done()
      .getByText(/Counted one by one: 9 new/)
      .waitFor();
    await shoot(page, 'import-questions-done');
    for (const number of [
      '+12124440191',
      '+12124440192',
      '+12124440102',
      '+12124440103',
      '+912124440103',
      '+12124440106',
    ])
      expect(await isBlocked(number), number).toBe(true);
    for (const number of ['+12124440107', '+12124440108']) expect(await isBlocked(number), number).toBe(false);
  });

  test('remembers a column that was left out, and tells it from one that is not read', async () => {
    const rows = (line: string) => ['Phone,Ref,Town', `+1212333${line},212-333-0199,Troy`, ''].join('\n');
    await open('first.csv', rows('0101'));
    await page.getByLabel('Ref holds').selectOption('Not read');
    await chooseCountry('United States (US)');
    await question(/^The column “Ref” holds 1 number/)
      .getByRole('radio', { name: 'Leave the column out' })
      .check();
    const columns = page.getByRole('region', { name: 'Columns of the file' });
    await columns.getByText('left out by you').waitFor();
    expect(await page.getByLabel('Ref holds').inputValue()).toBe('leftOut');
    expect(await page.getByLabel('Town holds').inputValue()).toBe('ignore');
    await block(/^Block 1 number$/).click();
    await done().waitFor();

    await open('second.csv', rows('0102'));
    await columns.getByText('left out by you before').waitFor();
    await block(/^Block 1 number$/).waitFor();
    expect(await questions().count()).toBe(0);
  });
});

describe('a file whose rows say which numbers are meant', () => {
  test('removes only those, asks about the words that nobody knows, and keeps the question in sight', async () => {
    const numbers = ['+12127770101', '+12127770102', '+12127770103', '+12127770104'];
    await desk.cli('add', ...numbers);
    const content = [
      'Phone,Action',
      ...['delete', 'add', 'later', 'whatever'].map((word, at) => `${numbers[at]},${word}`),
    ];
    await page.getByRole('link', { name: 'List' }).click();
    await page.getByRole('button', { name: 'By file' }).click();
    await page.getByRole('menuitem', { name: 'Remove the numbers of a file…' }).click();
    const panel = page.getByRole('dialog', { name: 'Remove the numbers of a file from the list' });
    const chooser = page.waitForEvent('filechooser');
    await panel.getByText('Choose a file with numbers').click();
    await (await chooser).setFiles({ name: 'gone.csv', mimeType: 'text/csv', buffer: Buffer.from(content.join('\n')) });
    await panel.getByLabel('Column with the numbers').waitFor();
    await panel.getByLabel('Why').fill('their numbers changed hands');
    await panel.getByRole('button', { name: 'Show what will happen' }).click();

    const action = panel.getByRole('group', { name: 'Action: which of these mean that a number is to be removed?' });
    expect(await action.getByRole('checkbox', { name: /^delete/ }).isChecked()).toBe(true);
    expect(await action.getByRole('checkbox', { name: /^add/ }).isChecked()).toBe(false);
    await panel.getByText('2 lines wait for your answer.').waitFor();
    expect(await panel.getByRole('button', { name: /^Remove 1 number$/ }).isDisabled()).toBe(true);
    expect(await findSerious(page)).toEqual([]);
    await shoot(page, 'bulk-file-question');
    await action.getByRole('radiogroup', { name: 'later' }).getByRole('radio', { name: 'Remove' }).check();
    await action.getByRole('button', { name: 'The rest do not' }).click();
    await panel.getByRole('button', { name: 'Show what will happen' }).click();
    await panel.getByText('4 lines read: 0 twice in the file, 2 not meant by what they say, 0 rejected.').waitFor();
    await panel.getByRole('button', { name: /^Remove 2 numbers$/, disabled: true }).waitFor();
    await panel.getByLabel(/^Type 2 to confirm/).fill('2');
    await panel.getByRole('button', { name: /^Remove 2 numbers$/, disabled: false }).click();
    await page.getByText('Removed 2 numbers.').waitFor();
    expect(await Promise.all(numbers.map(isBlocked))).toEqual([false, true, false, true]);
  });

  test('asks whether a column of its own decides, and follows it', async () => {
    const numbers = ['+12127770105', '+12127770106'];
    await desk.cli('add', ...numbers);
    const content = ['Phone,Approved,VIP', `${numbers[0]},N,Y`, `${numbers[1]},Y,N`].join('\n');
    await page.getByRole('link', { name: 'List' }).click();
    await page.getByRole('button', { name: 'By file' }).click();
    await page.getByRole('menuitem', { name: 'Remove the numbers of a file…' }).click();
    const panel = page.getByRole('dialog', { name: 'Remove the numbers of a file from the list' });
    const chooser = page.waitForEvent('filechooser');
    await panel.getByText('Choose a file with numbers').click();
    await (await chooser).setFiles({ name: 'approved.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await panel.getByLabel('Column with the numbers').waitFor();
    await panel.getByLabel('Why').fill('approved by the supervisor');
    await panel.getByRole('button', { name: 'Show what will happen' }).click();

    const approved = panel.getByRole('group', { name: /^Approved: does this column say which numbers/ });
    const vip = panel.getByRole('group', { name: /^VIP: does this column say .*“Y” \(1\), “N” \(1\)$/ });
    await panel.getByText('2 lines wait for your answer.').waitFor();
    expect(await panel.getByRole('button', { name: /^Remove 0 numbers$/ }).isDisabled()).toBe(true);
    expect(await findSerious(page)).toEqual([]);
    await shoot(page, 'bulk-file-columns');
    await approved.getByRole('radio', { name: 'Yes, it decides' }).check();
    await vip.getByRole('radio', { name: 'No, it has nothing to do with it' }).check();
    await panel.getByRole('button', { name: 'Show what will happen' }).click();
    const words = panel.getByRole('group', { name: 'Approved: which of these mean that a number is to be removed?' });
    await words.getByRole('radiogroup', { name: 'Y', exact: true }).getByRole('radio', { name: 'Remove' }).check();
    await words
      .getByRole('radiogroup', { name: 'N', exact: true })
      .getByRole('radio', { name: 'Keep blocking' })
      .check();
    await panel.getByRole('button', { name: 'Show what will happen' }).click();
    await panel.getByLabel(/^Type 1 to confirm/).fill('1');
    await panel.getByRole('button', { name: /^Remove 1 number$/, disabled: false }).click();
    await page.getByText('Removed 1 number.').waitFor();
    expect(await Promise.all(numbers.map(isBlocked))).toEqual([true, false]);
  });
});

const press = (key: string) => page.keyboard.press(key);
/** What a reader would say of the element that has the focus: its name, or its text. */
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });

async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let times = 0; times < 60; times += 1) {
    await press(key);
    if (name.test(await focused())) return;
  }
  throw new Error(`${String(name)} is not reached by ${key}`);
}

describe('the same with the keyboard alone', () => {
  test('goes from the bar to the first question, through the answers and on', async () => {
    await release('+12125660106');
    await open('keys.csv', toExport('566', 'Contact'));
    for (const [column, words] of [
      ['Phone', 'Phone'],
      ['Column 3', 'Phone'],
      ['Column 4', 'Not read'],
      ['Do Not Call', 'Do not call'],
    ] as const) {
      await tabTo(new RegExp(`^${column} holds$`));
      await page.keyboard.type(words);
    }
    await tabTo(/^Country of numbers/, 'Shift+Tab');
    await page.keyboard.insertText('United States (US)');
    await press('ArrowDown');
    await press('Enter');
    await page.getByText('5 questions are open: nothing').waitFor();

    await tabTo(/^Go to the first$/);
    await press('Enter');
    await expect.poll(focused, soon).toBe('Do not call');
    await press('Space');
    await expect.poll(focused, soon).toBe('Do not call');
    await page.getByText('4 questions are open: nothing').waitFor();
    await tabTo(/^Block it too$/);
    await press('Space');
    await tabTo(/^Numbers in doubt and their readings/);
    await press('Tab');
    expect(await focused()).toBe('Block the first reading');
    await press('ArrowDown');
    expect(await focused()).toBe('Block the second reading');
    await shoot(page, 'import-questions-keyboard');
    await press('ArrowUp');
    await tabTo(/^Block them$/);
    await press('Space');
    await press('ArrowDown');
    expect(await focused()).toBe('Leave them out');
    await tabTo(/^Block them again$/);
    await press('Space');
    await questions().getByText('Nothing is open. An answer can still be changed.').waitFor();
    await block(/^Block 7 numbers$/).waitFor();
    expect(await focused()).toBe('Block them again');
    await tabTo(/^Block 7 numbers$/);
    await press('Enter');
    await done().getByText('7 numbers of keys.csv blocked.').waitFor();
    expect(await isBlocked('+12125660191')).toBe(true);
    expect(await isBlocked('+12125660107')).toBe(false);
  });
});
