// The part that reads files cannot start: that is told as what it is, and never as a damaged file.
import { openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askWorker, type FileTask } from '../../../electron/core/files/packed/askWorker.ts';
import { readingCaps } from '../../../electron/core/files/packed/caps.ts';

const task: FileTask = { fd: openSync(import.meta.filename, 'r'), bytes: 9, name: 'calls.xlsx', caps: readingCaps };

test('a worker whose file is not there', async () => {
  const refused = await askWorker({ folder: import.meta.dirname, name: 'noSuchWorker' }, task, undefined)
    .next()
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({
    name: 'ReadingError',
    code: 'noReader',
    message: expect.stringMatching(/^"calls.xlsx" was not opened: .* could not start\. The file may be fine/),
  });
});
