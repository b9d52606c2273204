// Names that are read from the right inside of sentences that are read from the left.
import { expect, test } from 'vitest';
import { isolated, withNames } from '../../../shared/words/isolated.ts';

test.each([
  ['מכירות', '\u2068מכירות\u2069'],
  ['Sales מכירות 7', '\u2068Sales מכירות 7\u2069'],
  ['مبيعات', '\u2068مبيعات\u2069'],
  ['Sales 7', 'Sales 7'],
  ['9 at \u2068מכירות\u2069', '9 at \u2068מכירות\u2069'],
  ['', ''],
])('%s', (text, shown) => {
  expect(isolated(text)).toBe(shown);
});

test('sentences isolate the texts that are put into them, and leave the rest', () => {
  const say = withNames({
    plain: 'מכירות',
    at: (count: number, name: string) => `${count} at ${name}, which may call`,
  });
  expect([say.plain, say.at(9, 'Sales'), say.at(9, 'מכירות')]).toEqual([
    'מכירות',
    '9 at Sales, which may call',
    '9 at \u2068מכירות\u2069, which may call',
  ]);
});
