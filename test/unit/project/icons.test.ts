// The icons of installed apps are those of the page: drawn again, they are the same files.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { drawIcons } from '../../../scripts/packaging/drawIcons.ts';
import { root } from '../../../scripts/tools.ts';

test("the committed icons are drawn from the page's icon; npm run icons draws them anew", async () => {
  const folder = join(root, 'packaging', 'icons');
  const drawn = await drawIcons();
  const present = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:png|ico|icns)$/.test(name))
    .map((name) => name.replaceAll(sep, '/'));
  expect(present.toSorted()).toEqual([...drawn.keys()].toSorted());
  const different = [...drawn].filter(([name, bytes]) => !readFileSync(join(folder, name)).equals(bytes));
  expect(different.map(([name]) => name)).toEqual([]);
});
