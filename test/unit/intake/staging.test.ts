/** Between preview and apply a file is held in memory: more than that can bear is refused while it is read. */
import { noDetails, toTexts } from '../../../shared/domain/entry/details.ts';
import { expect, test } from 'vitest';
import { createStaging } from '../../../electron/core/intake/staging/staging.ts';

const limits = { lines: 3, rejects: 2, characters: 200 };
const reject = { line: 1, column: '', code: 'letters', message: 'Contains letters.', text: 'abc' };
const details = { ...toTexts(noDetails), requestedAt: null, channel: null, until: null, where: null };

test('a file within the limits is not too much', () => {
  const staging = createStaging(limits);
  for (const line of [1, 2, 3]) staging.addLine(line, undefined);
  for (let count = 0; count < 2; count++) staging.addReject(reject);
  expect(staging.tooMuch('list.csv')).toBeUndefined();
});

test('more lines, or more different texts, than can be held: split the file', () => {
  const long = createStaging(limits);
  for (const line of [1, 2, 3, 4]) long.addLine(line, undefined);
  const wordy = createStaging(limits);
  wordy.addLine(1, { ...details, reason: 'x'.repeat(200) });
  const noted = createStaging(limits);
  noted.addNote(1, 'x'.repeat(200));
  for (const staging of [long, wordy, noted])
    expect(staging.tooMuch('list.csv')).toBe('"list.csv" is too large to import at once: split it into smaller files.');
});

test('equal texts of many lines are held once', () => {
  const staging = createStaging({ ...limits, lines: 100 });
  for (let line = 1; line <= 100; line++) staging.addLine(line, { ...details, reason: 'asked on the phone' });
  expect(staging.tooMuch('list.csv')).toBeUndefined();
});

test('more rejected lines than can be told: it is the wrong column', () => {
  const staging = createStaging(limits);
  for (let count = 0; count < 3; count++) staging.addReject(reject);
  expect(staging.tooMuch('list.csv')).toMatch(/^More than 2 lines of "list\.csv" are rejected: check which column/);
});
