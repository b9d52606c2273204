/** The guide: each page has its title and pictures that are there, its links lead to pages, and its keys are keys of the desk. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { actions } from '../../../shared/actions.ts';
import { readGuidePage } from '../../../scripts/guidePages.ts';
import { root } from '../../../scripts/tools.ts';
import { writeKey } from '../../../renderer/keys.ts';

const folder = join(root, 'docs', 'guide');
const files = globSync('*.md', { cwd: folder });
const keys = new Set(
  actions.flatMap(({ keys: own = [] }) => own.flatMap((key) => [writeKey(key, false), writeKey(key, true)])),
);

test('there is a page for each of the seven jobs, and one for the day', () => {
  expect(files).toHaveLength(8);
  const listed = readFileSync(join(root, 'renderer/features/guide/pages.ts'), 'utf8');
  for (const file of files) expect(listed).toContain(`docs/guide/${file}'`);
});

test.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const { title, html, pictures } = readGuidePage(text);
  expect(title).not.toBe('');
  for (const path of pictures) expect(existsSync(join(folder, path)), path).toBe(true);
  for (const [, href = ''] of html.matchAll(/href="([^"]+)"/g)) expect(files).toContain(basename(href));
  // A key stands alone in code; a command of the command line has a lower-case word.
  for (const [, code = ''] of text.matchAll(/`([^`]+)`/g)) if (!/^[a-z]/.test(code)) expect(keys).toContain(code);
});
