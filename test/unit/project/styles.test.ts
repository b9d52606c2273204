/** A class that one style sheet says twice is two things under one name: whoever wants one of them gets both. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/tools.ts';

const sheets = globSync('renderer/**/*.css', { cwd: root });

test('there are style sheets to look at', () => {
  expect(sheets.length).toBeGreaterThan(10);
});

test.each(sheets)('%s says each class once', (sheet) => {
  const text = readFileSync(join(root, sheet), 'utf8');
  const classes = [...text.matchAll(/^\.([\w-]+) \{$/gm)].map(([, name]) => name);
  expect(classes.filter((name, at) => classes.indexOf(name) !== at)).toEqual([]);
});

/** Names of sides that stay where they are when the page is read from right to left; `inset` with one or two values has none. */
const sides =
  /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|left|right|(?:text-align|float|clear): (?:left|right))\b|inset: (?:\S+ ){3}\S+;/gm;

test.each(sheets)('%s names no left and no right, so that it mirrors', (sheet) => {
  expect(readFileSync(join(root, sheet), 'utf8').match(sides)).toBeNull();
});
