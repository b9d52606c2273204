import { PassThrough } from 'node:stream';
// Names in our sentences cannot rearrange them.
import { expect, test } from 'vitest';
import { createTerminal } from '../../../electron/hosts/cli/terminal.ts';
import { settings } from '../../../shared/contract/settings.ts';
import { withoutTurns } from '../../../shared/words/withoutTurns.ts';

test.each([
  ['list\u202Efdp.csv', 'listfdp.csv'],
  ['\u2067a\u2069 \u200Fb\u200E\u061C', 'a b'],
  ['two\nlines\u0000', 'twolines'],
  ['דנה לוי', 'דנה לוי'],
  ['Zoë 🙂', 'Zoë 🙂'],
])('%j becomes %j', (name, plain) => {
  expect(withoutTurns(name)).toBe(plain);
});

test('the person at the desk is called without them', () => {
  expect(settings.shape.author.parse(' Da\u202Ena ')).toBe('Dana');
  expect(settings.shape.author.safeParse('\u202E').success).toBe(false);
});

test.each(['\u202E', '\u2066', '\u200F', '\u200E', '\u061C', '\u001B', '\u009B'])(
  'a terminal shows %j and is not turned by it',
  (mark) => {
    const stdout = new PassThrough() as unknown as NodeJS.WriteStream & PassThrough;
    createTerminal({ stdout, stderr: stdout, stdin: process.stdin } as unknown as NodeJS.Process).out(`a${mark}b`);
    expect(String(stdout.read())).toBe(`a\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}b\n`);
  },
);
